# What the scripts of both kinds of packages do; each begins with this text.

user=quilt-appliance
data=/var/lib/quilt-appliance
program=/opt/quilt-appliance
# Says between two scripts of an upgrade that the service ran.
ran=/run/quilt-appliance.ran

has_systemd() { [ -d /run/systemd/system ]; }

# The service's own user and folder. Both stay when the package goes, and are used again when it comes back.
make_user() {
  getent passwd "$user" >/dev/null ||
    useradd --system --user-group --home-dir "$data" --no-create-home --shell /usr/sbin/nologin "$user"
  [ -d "$data" ] || install -d -m 700 -o "$user" -g "$user" "$data"
}

after_install() {
  make_user
  "$program/lib/prepare" ||
    echo 'quilt-appliance: starts will be slower, because the archives of classes could not be made.' >&2
  if has_systemd; then
    systemctl daemon-reload
    if [ -e "$ran" ]; then
      rm -f "$ran"
      systemctl start quilt-appliance ||
        echo 'quilt-appliance: the service did not start again; see: journalctl -u quilt-appliance' >&2
    fi
  fi
}

# A running program must not have its classes changed below it.
before_upgrade() {
  if has_systemd && systemctl --quiet is-active quilt-appliance; then
    systemctl stop quilt-appliance
    touch "$ran"
  fi
  remove_made
}

before_remove() {
  if has_systemd; then systemctl --quiet disable --now quilt-appliance || true; fi
  remove_made
}

# What was made here and so is in no list of files.
remove_made() { rm -f "$program"/lib/app/*.jsa "$program"/lib/app/*.jsa.new "$program/lib/runtime/lib/server/classes.jsa"; }

# Nothing that people stored is ever removed with the program.
after_remove() {
  if has_systemd; then systemctl daemon-reload; fi
  if [ -d "$data" ] && [ -n "$(ls -A "$data")" ]; then
    echo "quilt-appliance: the data of the service stays in $data, and its user $user."
    echo "  Installing the program again takes them up. To remove them for good: rm -r $data && userdel $user"
  fi
  echo 'quilt-appliance: the data of people who opened the control panel stays in ~/.local/share/quilt-appliance of each.'
}

# After a purge nothing is left of a service that never had data.
after_purge() {
  if [ -d "$data" ] && [ -z "$(ls -A "$data")" ]; then
    rmdir "$data"
    userdel "$user" || echo "quilt-appliance: its user could not be removed; by hand: userdel $user" >&2
  fi
}
