#!/usr/bin/env bash
# Builds what is stale of the web catalog into dist. Needs Node 20.19 or newer.
#   scripts/build.sh         only the files that the server sends
#   scripts/build.sh check   types, rules and component tests too
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major * 100 + +minor < 2019 ? 1 : 0)' 2>/dev/null; then
  echo "The web catalog needs Node 20.19 or newer to be built; ./run and ./test find or install one." >&2
  exit 1
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund
  touch node_modules/.package-lock.json
fi

if [ "${1:-}" = check ]; then
  npm run --silent check
  npm run --silent test
elif [ ! -f dist/index.html ] || [ -n "$(find src public scripts index.html package-lock.json vite.config.ts -newer dist/index.html -print -quit)" ]; then
  npm run --silent build
fi
