#!/usr/bin/env bash
# Starts an appliance and fills it for the browser tests of the web catalog; prints what they want in their environment, and
# keeps it until Ctrl+C. Compiles what is stale.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. ../.ci/tools
(cd .. && compile_tests appliance-server)
exec java -cp "target/test-classes:target/classes:$(cat target/test-class-path)" org.quiltappliance.server.client.CatalogWorld
