#!/usr/bin/env bash
# Writes a picture of every page of the control panel in every state; see org.quiltappliance.ui.gallery.Screenshots.
#   appliance-ui/src/test/pictures/pictures.sh FOLDER [PART-OF-A-NAME]
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
. "$top/.ci/tools"
[ $# -ge 1 ] || die 'Say where the pictures go: ./run pictures FOLDER [PART-OF-A-NAME]'
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift

missing=($(missing_window_libraries))
screen=()
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "$(uname)" = Linux ]; then
  command -v Xvfb >/dev/null || missing+=(xvfb)
  command -v xauth >/dev/null || missing+=(xauth)
  screen=(xvfb-run -a -s '-screen 0 2400x1600x24')
fi
if [ ${#missing[@]} -gt 0 ]; then install "${missing[@]}"; fi

ui=$top/appliance-ui
cd "$top"
libraries=$ui/target/test-class-path
compile_tests appliance-server appliance-ui
exec "${screen[@]}" "$JAVA_HOME/bin/java" -Dprism.order=sw \
  -cp "$ui/target/test-classes:$ui/target/classes:$(cat "$libraries")" \
  org.quiltappliance.ui.gallery.Screenshots "$folder" "$@"
