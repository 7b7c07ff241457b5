#!/usr/bin/env bash
# Builds what people install, into installers/target/dist:
#   installers/build.sh [KIND...]      deb, rpm, tar, bom on Linux; msi on Windows; dmg on macOS. Without any: all of this system.
#     --version VERSION                another version than that of pom.xml
#     --again                          pack what was built before once more, under another version, into installers/target/again; for
#                                      tests of upgrades
#     --quick                          pack less tightly, in a quarter of the time; for tests
#     --classes FILE                   take the list of classes from there instead of learning it from starts, of which no two load quite
#                                      the same; with that of a package (lib/app/program.classes), the same source gives that package again
# Compiles what is stale, installs what it needs and may, and makes sums of everything in the end.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
. "$top/.ci/tools"

made=$here/target
dist=$made/dist
image=$made/image/quilt-appliance
app=$image/lib/app
server=$top/appliance-server
ui=$top/appliance-ui
catalog=$top/bundled-catalog

version=
again=
classes=
# More of it costs minutes and saves few megabytes.
deb_packing=(-Zxz -z1)
rpm_packing=w1.xzdio
kinds=()
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2; shift ;;
    --again) again=yes ;;
    --classes) classes=$(realpath "$2"); shift ;;
    --quick) deb_packing=(-Zzstd -z1) rpm_packing=w1.gzdio ;;
    -*) die "There is no option $1." ;;
    *) kinds+=("$1") ;;
  esac
  shift
done
if [ -z "$version" ]; then version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$top/pom.xml" | head -n 1); fi

case $(uname) in
  Linux) system=linux; all=(deb rpm tar bom) ;;
  Darwin) system=macos; all=(dmg bom) ;;
  *) system=windows; all=(msi bom) ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=amd64 ;;
  aarch64 | arm64) machine=arm64 ;;
  *) die "There are no native libraries for $(uname -m)." ;;
esac
[ ${#kinds[@]} -gt 0 ] || kinds=("${all[@]}")

# Whether that kind is to be built.
wants() { local kind; for kind in "${kinds[@]}"; do if [ "$kind" = "$1" ]; then return 0; fi; done; return 1; }

say() { echo "$*" >&2; }

# The same source gives files of the same time.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$top" log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH TZ=UTC

# What the program and its libraries name, as jdeps finds it, but for debuggers that one library could attach to; then what is only
# found at run time: elliptic curves for TLS, names and numbers of every language, old character sets, zip files as file systems.
modules=java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.scripting
modules=$modules,java.security.jgss,java.security.sasl,java.sql,jdk.jfr,jdk.management,jdk.net,jdk.unsupported
modules=$modules,jdk.crypto.ec,jdk.localedata,jdk.charsets,jdk.zipfs

# As ./run has them: few threads collect garbage, the heap shrinks again.
options=(-XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off)

need_tools() {
  need_build_tools
  local missing=()
  if [ "$system" = linux ]; then
    command -v dpkg-deb >/dev/null || ! wants deb || missing+=(dpkg)
    command -v rpmbuild >/dev/null || ! wants rpm || missing+=(rpm)
    command -v objcopy >/dev/null || missing+=(binutils)
    [ -n "${DISPLAY:-}" ] || command -v Xvfb >/dev/null || missing+=(xvfb)
    missing+=($(missing_window_libraries))
  fi
  if [ ${#missing[@]} -gt 0 ]; then install "${missing[@]}"; fi
}

compile() {
  if [ "$system" = windows ]; then
    (cd "$top" && mvn -B -q -pl appliance-server,appliance-ui -am process-classes -Dprogram.alone) >&2
  else
    "$top/run" version >/dev/null
  fi
}

pack_program() {
  python3 "$here/program.py" "$1/quilt-appliance.jar" "$version" "$server/target/classes"
  python3 "$here/program.py" "$1/quilt-appliance-window.jar" "$version" "$ui/target/classes"
  python3 "$here/program.py" "$1/quilt-appliance-catalog.jar" "$version" "$catalog/target/classes"
}

# A run-time with the modules that are needed, made again only for another Java or other modules.
make_runtime() {
  local mark
  mark="$("$JAVA_HOME/bin/java" -version 2>&1) $modules"
  if [ -f "$made/runtime.mark" ] && [ "$(cat "$made/runtime.mark")" = "$mark" ]; then return; fi
  say 'Linking a run-time...'
  rm -rf "$made/runtime" "$made/runtime.mark"
  local more=()
  # On Linux that archive is made where the program is installed.
  [ "$system" = linux ] || more+=(--generate-cds-archive)
  "$JAVA_HOME/bin/jlink" --output "$made/runtime" --add-modules "$modules" --no-header-files --no-man-pages \
    --strip-java-debug-attributes ${more[@]+"${more[@]}"}
  printf '%s' "$mark" >"$made/runtime.mark"
}

# jpackage takes versions of numbers alone, and on macOS none that begins with 0.
plain_version() {
  local plain=${version%%[-~+]*}
  if [ "$system" = macos ]; then case $plain in 0.*) plain=1.${plain#0.} ;; esac; fi
  printf '%s' "$plain"
}

# The program as a folder, with two launchers: the window, and the command.
make_image() {
  local window=quilt-appliance-window command=quilt-appliance-command icon=$made/icons/256.png
  case $system in
    windows) window='Quilt Appliance'; command=quilt-appliance; icon=$made/icons/quilt-appliance.ico ;;
    macos) window='Quilt Appliance'; command=quilt-appliance; icon=$made/icons/quilt-appliance.icns ;;
  esac
  say 'Making the image of the program...'
  python3 "$here/icons.py" "$made/icons"
  rm -rf "$made/jars" "$made/image"
  python3 "$here/libraries.py" "$system-$machine" "$made/jars" "$ui"/target/lib/*.jar
  pack_program "$made/jars"
  local archive='' flag
  local flags=()
  for flag in "${options[@]}"; do flags+=(--java-options "$flag"); done
  {
    echo main-jar=quilt-appliance.jar
    echo main-class=org.quiltappliance.server.cli.Main
    echo win-console=true
    if [ "$system" = linux ]; then archive=' -XX:SharedArchiveFile=$APPDIR/program.jsa'; fi
    echo "java-options=${options[*]}$archive"
  } >"$made/command.properties"
  if [ "$system" = linux ]; then flags+=(--java-options '-XX:SharedArchiveFile=$APPDIR/program.jsa'); fi
  "$JAVA_HOME/bin/jpackage" --type app-image --dest "$made/image" --name "$window" --app-version "$(plain_version)" \
    --vendor 'Quilt Appliance' --input "$made/jars" --runtime-image "$made/runtime" --icon "$icon" \
    --main-jar quilt-appliance-window.jar --main-class org.quiltappliance.ui.Main --java-options -Xms24m "${flags[@]}" \
    --add-launcher "$command=$made/command.properties"
  if [ "$system" != linux ]; then return; fi
  mv "$made/image/$window" "$image"
  rm -f "$image"/lib/*.png "$app/.jpackage.xml" "$app/.package"
  # One class path for both, so that one archive of classes does.
  python3 - "$app"/*.cfg <<'PYTHON'
import sys
for name in sys.argv[1:]:
    lines = open(name).read().splitlines()
    path = sorted({line for line in lines if line.startswith('app.classpath=')})
    others = [line for line in lines if not line.startswith('app.classpath=')]
    at = others.index('[Application]') + 1
    open(name, 'w').write('\n'.join(others[:at] + path + others[at:]) + '\n')
PYTHON
  cp "$here/linux/quilt-appliance" "$image/bin/"
  cp "$here/linux/prepare" "$image/lib/"
}

class_path() { sed -n "s|^app\.classpath=\$APPDIR|$app|p" "$app/quilt-appliance-command.cfg" | paste -sd : -; }

# list_classes LIST MAIN ARGS...: notes what that needs, for as long as it runs.
list_classes() {
  exec "$made/runtime/bin/java" -Xshare:off "${options[@]}" -XX:DumpLoadedClassList="$1" -cp "$(class_path)" "${@:2}"
}

# What the archive of classes will hold: what a start in test mode and a window on its first run need. Lists of names, which fit
# every place, while an archive fits one alone.
make_class_list() {
  local home process screen='' registry_port catalog_port
  say 'Starting it once, to learn which classes a start needs...'
  home=$(mktemp -d)
  read -r registry_port catalog_port < <(free_ports 2)
  export APPLIANCE_HOME=$home/command APPLIANCE_REGISTRY_PORT=$registry_port APPLIANCE_CATALOG_PORT=$catalog_port
  list_classes "$home/first.list" org.quiltappliance.server.cli.Main start --mode test >"$home/out" 2>&1 &
  process=$!
  "$image/bin/quilt-appliance-command" status --wait running --timeout 120s >/dev/null || { cat "$home/out" >&2; die 'It did not start.'; }
  python3 - "$registry_port" "$catalog_port" <<'PYTHON'
import json, sys, urllib.request
registry, catalog = (f'http://localhost:{port}' for port in sys.argv[1:])
for address in registry + '/healthcheck', registry + '/login', registry + '/api/tag/no/package', catalog + '/', catalog + '/search?q=a':
    try:
        urllib.request.urlopen(address).read()
    except urllib.error.HTTPError as answer:
        answer.read()
PYTHON
  "$image/bin/quilt-appliance-command" stop >/dev/null 2>&1
  wait "$process"

  start_display "$home/display"
  # In the same home folder, and so without the questions of a first run. It has drawn all of its first page when the registry runs
  # that it starts by itself.
  export APPLIANCE_MODE=test APPLIANCE_START_ON_OPEN=true
  list_classes "$home/second.list" org.quiltappliance.ui.Main >"$home/out" 2>&1 &
  process=$!
  "$image/bin/quilt-appliance-command" status --wait running --timeout 120s >/dev/null ||
    { cat "$home/out" >&2; die 'The control panel did not open, or started nothing.'; }
  kill "$process"
  local code=0
  wait "$process" || code=$?
  # How a Java ends that was asked to.
  case $code in 0 | 143) ;; *) cat "$home/out" >&2; die "The control panel ended with $code." ;; esac
  [ -z "$screen" ] || kill "$screen"
  unset APPLIANCE_HOME APPLIANCE_REGISTRY_PORT APPLIANCE_CATALOG_PORT APPLIANCE_MODE APPLIANCE_START_ON_OPEN
  # Classes of other class loaders name files of this computer; in order, so that the same names make the same list.
  cat "$home"/*.list | grep -v ' source: ' | grep -v '^#' | sort -u >"$app/program.classes"
  rm -rf "$home"
}

# The unit is what the program itself prints, but for the words on how to make its user.
unit() {
  {
    echo '# A registry for data packages, as a service of systemd, for the user that the package made. Not turned on by itself:'
    echo '#   systemctl enable --now quilt-appliance'
    echo
    env PATH=/bin "$image/bin/quilt-appliance-command" service print --home /var/lib/quilt-appliance 2>/dev/null | sed -n '/^\[Unit\]/,$p'
  }
}

# Everything that a package puts into the system.
make_root() {
  local root=$1 size
  rm -rf "$root"
  mkdir -p "$root/opt" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/doc/quilt-appliance" "$root/usr/lib/systemd/system"
  cp -a "$image" "$root/opt/"
  ln -s ../../opt/quilt-appliance/bin/quilt-appliance "$root/usr/bin/quilt-appliance"
  cp "$here/linux/quilt-appliance.desktop" "$root/usr/share/applications/"
  for size in 16 24 32 48 64 128 256 512; do
    mkdir -p "$root/usr/share/icons/hicolor/${size}x$size/apps"
    cp "$made/icons/$size.png" "$root/usr/share/icons/hicolor/${size}x$size/apps/quilt-appliance.png"
  done
  mkdir -p "$root/usr/share/icons/hicolor/scalable/apps"
  cp "$made/icons/quilt-appliance.svg" "$root/usr/share/icons/hicolor/scalable/apps/"
  unit >"$root/usr/lib/systemd/system/quilt-appliance.service"
  { cat "$top/LICENSE"; echo; cat "$ui/src/main/resources/org/quiltappliance/ui/diagnostics/licences.txt"; } \
    >"$root/usr/share/doc/quilt-appliance/copyright"
  cp "$top/CHANGELOG.md" "$root/usr/share/doc/quilt-appliance/"
  settle "$root"
}

# The same owners, rights and times wherever it is built.
settle() {
  chmod -R u+rwX,go+rX,go-w "$1"
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# A version before its release is lower than the release itself, for both kinds of packages.
package_version() { printf '%s' "${version/-/\~}"; }

script() { echo '#!/bin/sh'; echo 'set -e'; cat "$here/linux/maintainer.sh"; echo; cat; }

make_deb() {
  local root=$made/deb file
  file=$dist/quilt-appliance_$(package_version)_$machine.deb
  say "Packing $(basename "$file")..."
  make_root "$root"
  mkdir "$root/DEBIAN"
  cat >"$root/DEBIAN/control" <<CONTROL
Package: quilt-appliance
Version: $(package_version)
Architecture: $machine
Maintainer: Quilt Appliance maintainers <maintainers@quilt-appliance.invalid>
Installed-Size: $(du -sk --apparent-size --exclude DEBIAN "$root" | cut -f 1)
Section: database
Priority: optional
Depends: libc6 (>= 2.34), libstdc++6, zlib1g, passwd
Recommends: libgtk-3-0, libgl1, libxtst6, libxxf86vm1, libasound2, fontconfig, libfreetype6, libharfbuzz0b, libgif7, liblcms2-2, libjpeg62-turbo | libjpeg-turbo8
Suggests: docker.io, postgresql
Description: registry for data packages on one machine
 Stores and serves data packages for the quilt 2.9.15 client, with a web
 catalog and a control panel that sets it up, starts and watches it. Brings
 its own Java.
 .
 Servers do without the control panel and what it needs: install with
 --no-install-recommends there.
CONTROL
  script >"$root/DEBIAN/postinst" <<'SCRIPT'
case $1 in configure | abort-upgrade | abort-remove) after_install ;; esac
SCRIPT
  script >"$root/DEBIAN/prerm" <<'SCRIPT'
case $1 in
  upgrade) before_upgrade ;;
  remove | deconfigure) before_remove ;;
esac
SCRIPT
  script >"$root/DEBIAN/postrm" <<'SCRIPT'
case $1 in
  remove) after_remove ;;
  purge)
    after_purge
    after_remove
    ;;
esac
SCRIPT
  chmod 755 "$root"/DEBIAN/postinst "$root"/DEBIAN/prerm "$root"/DEBIAN/postrm
  settle "$root/DEBIAN"
  dpkg-deb --root-owner-group "${deb_packing[@]}" --build "$root" "$file" >&2
}

make_rpm() {
  local root=$made/rpm-root work=$made/rpm arch=x86_64
  [ "$machine" = amd64 ] || arch=aarch64
  say 'Packing the .rpm...'
  make_root "$root"
  rm -rf "$work"
  mkdir -p "$work"
  {
    cat <<SPEC
# Nothing here is to be stripped, searched for dependencies or byte-compiled: the run-time is as jlink made it.
%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none
%global _buildhost localhost
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _binary_payload $rpm_packing
Name: quilt-appliance
Version: $(package_version)
Release: 1
Summary: Registry for data packages on one machine
License: Apache-2.0
AutoReqProv: no
Requires: glibc >= 2.34, libstdc++, zlib
Requires(post): shadow-utils
Recommends: gtk3, libglvnd-glx, libXtst, libXxf86vm, alsa-lib, fontconfig, freetype, giflib, harfbuzz, lcms2, libjpeg-turbo
%description
Stores and serves data packages for the quilt 2.9.15 client, with a web catalog and a control panel that sets it up, starts and
watches it. Brings its own Java. Servers do without the control panel and what it needs.
%install
cp -a $root/. %{buildroot}/
%files
/opt/quilt-appliance
/usr/bin/quilt-appliance
/usr/share/applications/quilt-appliance.desktop
/usr/share/icons/hicolor/*/apps/quilt-appliance.*
/usr/lib/systemd/system/quilt-appliance.service
%doc /usr/share/doc/quilt-appliance
SPEC
    printf '%%pre\n'
    cat "$here/linux/maintainer.sh"
    echo 'if [ "$1" -gt 1 ]; then before_upgrade; fi'
    printf '%%post\n'
    cat "$here/linux/maintainer.sh"
    echo after_install
    printf '%%preun\n'
    cat "$here/linux/maintainer.sh"
    echo 'if [ "$1" = 0 ]; then before_remove; fi'
    printf '%%postun\n'
    cat "$here/linux/maintainer.sh"
    echo 'if [ "$1" = 0 ]; then after_remove; fi'
  } >"$work/quilt-appliance.spec"
  rpmbuild -bb --quiet --target "$arch" --define "_topdir $work" --define "_rpmdir $dist" \
    --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' "$work/quilt-appliance.spec" >&2
}

make_tar() {
  local name=quilt-appliance-$version-$system-$machine
  say "Packing $name.tar.gz..."
  rm -rf "$made/tar"
  mkdir -p "$made/tar"
  cp -a "$image" "$made/tar/$name"
  cp "$top/LICENSE" "$made/tar/$name/"
  unit >"$made/tar/$name/lib/quilt-appliance.service"
  settle "$made/tar"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$made/tar" -cf - "$name" |
    gzip -n -9 >"$dist/$name.tar.gz"
}

# On their own systems only; see .github/workflows/release.yml.
make_native() {
  local name='Quilt Appliance' kind=$1
  local more=(--icon "$made/icons/quilt-appliance.ico" --win-menu --win-shortcut --win-dir-chooser --win-per-user-install
    --win-upgrade-uuid 6d1cb0a6-51f4-4f27-9d6a-3f6a1b1f5f0e)
  local source="$made/image/$name"
  if [ "$kind" = dmg ]; then
    more=(--mac-package-identifier org.quiltappliance)
    source=$source.app
  fi
  say "Packing the .$kind..."
  "$JAVA_HOME/bin/jpackage" --type "$kind" --dest "$dist" --name "$name" --app-version "$(plain_version)" \
    --vendor 'Quilt Appliance' --app-image "$source" --license-file "$top/LICENSE" "${more[@]}"
}

make_bom() {
  say 'Listing what it is made of...'
  (cd "$top" && mvn -B -q -pl appliance-ui -am process-classes org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom -Dprogram.alone) >&2
  (cd "$catalog" && npm sbom --sbom-format cyclonedx --omit dev) >"$made/catalog.bom.json"
  python3 "$here/bom.py" "$dist/quilt-appliance-$version.cdx.json" "$version" "$made/runtime/release" "$made/jars" \
    "$ui/target/bom.json" "$made/catalog.bom.json"
}

if [ -n "$again" ]; then dist=$made/again; fi
rm -rf "$dist"
mkdir -p "$dist"
need_tools
if [ -n "$again" ]; then
  [ -d "$image" ] || die 'Nothing was built yet.'
  pack_program "$app"
else
  compile
  make_runtime
  make_image
  if [ -n "$classes" ]; then cp "$classes" "$app/program.classes"; elif [ "$system" = linux ]; then make_class_list; fi
fi
for kind in "${kinds[@]}"; do
  case $kind in
    deb) make_deb ;;
    rpm) make_rpm ;;
    tar) make_tar ;;
    bom) make_bom ;;
    msi | dmg) make_native "$kind" ;;
    *) die "There is no kind of package called $kind." ;;
  esac
done
python3 - "$dist" <<'PYTHON'
import hashlib, pathlib, sys
dist = pathlib.Path(sys.argv[1])
files = sorted(path for path in dist.iterdir() if path.is_file() and path.name != 'SHA256SUMS')
(dist / 'SHA256SUMS').write_text(''.join(f'{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n' for path in files))
PYTHON
ls -l "$dist" >&2
