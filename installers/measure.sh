#!/usr/bin/env bash
# installers/measure.sh [--write]: how large the packages are and how soon the program in them is ready, with the archive of classes and
# without; --write puts the figures into docs/benchmarks.md. Measures what installers/build.sh built, on Linux, in a copy of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
. "$top/.ci/tools"

[ -d "$here/target/image" ] || die 'Run installers/build.sh first.'
# As on a desktop, where the display outlives each program.
if [ -z "${DISPLAY:-}" ]; then exec xvfb-run -a -s '-screen 0 1280x800x24 -noreset' "$0" "$@"; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -a "$here/target/image/quilt-appliance" "$work/"
"$work/quilt-appliance/lib/prepare"
python3 "$here/measure.py" "$work/quilt-appliance" "$here/target/dist" "$top/docs/benchmarks.md" "$@"
