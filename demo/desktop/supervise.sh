#!/usr/bin/env bash
# supervise.sh D OWNER KEEP: keeps the desktop in D alive until it is stopped, fails, or its owner (a process id, or 0)
# ends; in that last case D is removed too, unless KEEP is not empty.
set -u
dir=$1 owner=$2 keep=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

exec 9>"$dir/lock"
flock --nonblock 9 || { echo "another supervisor has $dir"; exit 1; }
echo $$ >"$dir/supervisor.pid"

# The kernel kills a PID namespace as a whole with its first process, and pdeathsig and kill-child pass our own death on
# to that one: nothing survives, whatever is killed first.
setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child=KILL \
  "$here/inside.sh" "$dir" </dev/null 9>&- &
namespace=$!

watcher=''
if [ "$owner" != 0 ]; then
  setpriv --pdeathsig KILL tail --pid="$owner" --sleep-interval=0.2 --follow /dev/null 9>&- &
  watcher=$!
fi

stop() {
  local first
  for first in $(cat "/proc/$namespace/task/$namespace/children" 2>/dev/null); do kill -KILL "$first"; done
  wait "$namespace" # unshare waits for the first process, and that one for all the others
  [ -z "$watcher" ] || kill -KILL "$watcher" 2>/dev/null
  rm -f "$dir/ready"
}
trap 'stop; exit 0' TERM INT HUP

wait -n -p ended
if [ "$ended" = "$watcher" ]; then
  stop
  [ -n "$keep" ] || rm -rf "$dir"
  exit 0
fi
echo "the desktop ended by itself"
stop
exit 1
