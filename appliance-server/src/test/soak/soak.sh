#!/usr/bin/env bash
# Kills the registry again and again while people push; see org.quiltappliance.server.reliability.Soak. Run from anywhere:
#   appliance-server/src/test/soak/soak.sh [--kills N] [--kind KIND] [--seed SEED] [--write] [--folder DIR]
# Needs the programs of PostgreSQL, of MinIO (MINIO_BINARY) and of a container engine, each for its kinds only. Compiles what
# is stale.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

. .ci/tools
module=appliance-server
made=$module/target/test-class-path
if [ ! -s "$made" ] || [ -n "$(find pom.xml $module/pom.xml $module/src -newer "$made" -print -quit)" ]; then
  compile_tests $module
fi
exec java -Xmx1g -cp "$module/target/test-classes:$module/target/classes:$(cat "$made")" \
  org.quiltappliance.server.reliability.Soak "$@"
