#!/usr/bin/env bash
# supervise.sh D OWNER KEEP: keeps the desktop in D alive until it is stopped, fails, or its owner (a process id, or 0)
# ends; in that last case D is removed too, unless KEEP is not empty.
set -u
dir=$1 owner=$2 keep=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC1091
. "$dir/settings"
. "$here/plain.sh"

exec 9>"$dir/lock"
flock --nonblock 9 || { echo "another supervisor has $dir"; exit 1; }
echo $$ >"$dir/supervisor.pid"

if [ -n "$isolated" ]; then
  # The kernel kills a PID namespace as a whole with its first process, and pdeathsig and kill-child pass our own death
  # on to that one: nothing survives, whatever is killed first.
  setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child=KILL \
    "$here/inside.sh" "$dir" </dev/null 9>&- &
else
  HINDSIGHT_DESKTOP=$dir setpriv --pdeathsig KILL "$here/inside.sh" "$dir" </dev/null 9>&- &
fi
inside=$!

watcher=''
if [ "$owner" != 0 ]; then
  setpriv --pdeathsig KILL tail --pid="$owner" --sleep-interval=0.2 --follow /dev/null 9>&- &
  watcher=$!
fi

stop() {
  local first
  if [ -n "$isolated" ]; then
    for first in $(cat "/proc/$inside/task/$inside/children" 2>/dev/null); do kill -KILL "$first"; done
  else
    sweep
  fi
  [ -z "$watcher" ] || kill -KILL "$watcher" 2>/dev/null
  # unshare waits for the first process, and that one for all the others.
  wait 2>/dev/null
  rm -f "$dir/ready"
}
trap 'stop; exit 0' TERM INT HUP

wait -n -p ended 2>/dev/null
if [ "$ended" = "$watcher" ]; then
  stop
  [ -n "$keep" ] || { rm -rf "$dir"; [ -n "$isolated" ] || rm -rf "$base"; }
  exit 0
fi
echo "the desktop ended by itself"
stop
exit 1
