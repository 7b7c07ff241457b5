# Ends the engine $1 keeps its files in when standard input ends, which is when the JVM of the tests is gone for whatever
# reason. Ignores the signals that a terminal sends to everybody, to live long enough for that.
trap '' INT TERM HUP
cat >/dev/null
# Containers outlive an engine that was killed, or that was told to let them live.
for state in "$1"/run/runtime-runc/moby/*/state.json; do
    test -s "$state" || continue
    kill -KILL "$(grep -o '"init_process_pid":[0-9]*' "$state" | cut -d: -f2)" 2>/dev/null
done
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
for process in /proc/[0-9]*; do
    if tr '\0' ' ' 2>/dev/null <"$process/cmdline" | grep -q "^[^ ]*containerd-shim.* -address $1/"; then
        kill -KILL "${process#/proc/}"
    fi
done
grep -o " $1/[^ ]*" /proc/mounts | sort -r | while read -r place; do umount -l "$place"; done
rm -rf "$1"
