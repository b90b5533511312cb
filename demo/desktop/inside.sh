#!/usr/bin/env bash
# inside.sh D: the first process of a desktop. In namespaces it lays its own /etc, /run, /tmp and /home over the
# machine's; then it runs the RDP server, and when that ends, the whole desktop ends.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC1091
. "$1/settings"
. "$here/ports.sh"
. "$here/$kind.sh"

lay_over() {
  mount -t proc proc /proc
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir "$base"
  # By way of the working directory: its path may just have been covered.
  mount --no-canonicalize --bind . "$base"
  cd "$base"
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  mount -t tmpfs -o mode=755 tmpfs /home
  mkdir "$user_home"
  mount --bind home "$user_home"
  local name
  for name in passwd group shadow; do mount --bind "etc/$name" "/etc/$name"; done
}

as_user() { # [NAME=VALUE...] command...
  setpriv --reuid "$uid" --regid "$uid" --clear-groups env -i HOME="$user_home" USER="$user" LOGNAME="$user" \
    SHELL=/bin/bash PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "$@"
}

cd "$1"
[ -z "$isolated" ] || lay_over
for name in /tmp/.X11-unix /tmp/.ICE-unix; do [ -d $name ] || mkdir -m 1777 $name; done
serve
