# Ends the engine $1 keeps its files in when standard input ends, which is when the JVM of the tests is gone for whatever
# reason. Ignores the signals that a terminal sends to everybody, to live long enough for that.
trap '' INT TERM HUP
cat >/dev/null
end() {
    test -s "$1" || return 0
    pid=$(cat "$1")
    kill -TERM "$pid" 2>/dev/null || return 0
    for i in $(seq 100); do
        kill -0 "$pid" 2>/dev/null || return 0
        sleep 0.2
    done
    kill -KILL "$pid"
}
end "$1/docker.pid"
end "$1/run/containerd/containerd.pid"
grep -o " $1/[^ ]*" /proc/mounts | sort -r | while read -r place; do umount -l "$place"; done
rm -rf "$1"
