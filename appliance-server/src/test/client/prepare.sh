#!/usr/bin/env bash
# Makes what the tests with the real quilt client need: a virtual environment with quilt 2.9.15 and quilt-compat (venv),
# and the data files of a public npm package laid out for `quilt build` (input). Does nothing when both are up to date.
#
#   prepare.sh [FOLDER]      default: target/client of this module
#
# Needs Python 3.10 or newer with its venv module (Debian: python3-venv), and npm; ends with 3 where one is missing.
# Another Python than the first that fits: PYTHON=/path/to/python.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../../.." && pwd)
compat=$module/../installers/quilt-compat
folder=${1:-$module/target/client}

dataset=vega-datasets-3.2.1
dataset_sha512=lTSwZA6yq6qSU2YZm+6bqILiIvTPPxn4itir7jPGFmHIdPvUfQ9pCzzcrklYywMJgLUbaIeSkZQdiJd6wBxPug==

usable() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; }

python=
for candidate in ${PYTHON:-python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3.10}; do
  if usable "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
  echo "prepare.sh: needs Python 3.10 or newer with the venv module (Debian: apt-get install python3-venv)" >&2
  exit 3
fi
if ! command -v npm >/dev/null; then
  echo "prepare.sh: needs npm, for the files that packages are built from (Debian: apt-get install npm)" >&2
  exit 3
fi

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Two test runs may start at once.
if command -v flock >/dev/null; then exec 9>"$folder/lock"; flock 9; fi

wheel=$("$python" "$compat/build_wheel.py" "$folder/wheel")
stamp=$({ "$python" -c 'import sys; print(sys.version, sys.base_prefix)'; echo "$folder $dataset"
          cat "$here/prepare.sh" "$here/requirements.txt" "$here/make_input.py" "$wheel"; } | sha256sum)
if [ "$(cat "$folder/stamp" 2>/dev/null || true)" = "$stamp" ]; then exit 0; fi
rm -rf "$folder/stamp" "$folder/venv" "$folder/input" "$folder/package"

echo "Making the client's environment in $folder"
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" "$wheel"

if [ ! -f "$folder/$dataset.tgz" ]; then
  (cd "$folder" && npm pack --silent --prefer-offline "${dataset%-*}@${dataset##*-}" >/dev/null)
fi
sha512=$("$python" -c 'import base64, hashlib, sys
print(base64.b64encode(hashlib.sha512(open(sys.argv[1], "rb").read()).digest()).decode())' "$folder/$dataset.tgz")
if [ "$sha512" != "$dataset_sha512" ]; then
  rm "$folder/$dataset.tgz"
  echo "prepare.sh: $dataset.tgz is not what it was when these tests were written" >&2
  exit 1
fi
tar -xzf "$folder/$dataset.tgz" -C "$folder" package/data package/README.md
"$folder/venv/bin/python" "$here/make_input.py" "$folder/package" "$folder/input"
rm -rf "$folder/package"
echo "$stamp" >"$folder/stamp"
