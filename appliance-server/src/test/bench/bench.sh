#!/usr/bin/env bash
# Measures the registry; see org.quiltappliance.server.bench.Benchmarks. Run from anywhere, on Linux:
#   appliance-server/src/test/bench/bench.sh [--quick] [--write] [--large] [--only PART,PART] ...
# Installs wrk, nginx-light and chromium where that is possible without asking (as root on Debian and its like); what is missing is
# left out and named on the page. Compiles what is stale.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

# The control panel needs a display to be measured on.
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xvfb-run >/dev/null; then
  exec xvfb-run -a appliance-server/src/test/bench/bench.sh "$@"
fi

missing=()
command -v wrk >/dev/null || missing+=(wrk)
command -v nginx >/dev/null || missing+=(nginx-light)
[ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get install -y --no-install-recommends "${missing[@]}" >&2 || { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >&2 \
    || echo "bench: could not install ${missing[*]}; going on without" >&2
fi

. .ci/tools
module=appliance-server
made=$module/target/test-class-path
if [ ! -s "$made" ] || [ -n "$(find pom.xml $module/pom.xml $module/src -newer "$made" -print -quit)" ]; then
  compile_tests $module
fi
exec java -Xmx3g -cp "$module/target/test-classes:$module/target/classes:$(cat "$made")" \
  org.quiltappliance.server.bench.Benchmarks "$@"
