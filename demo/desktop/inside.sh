#!/usr/bin/env bash
# inside.sh D: the first process of a desktop's namespaces. Lays its own /etc, /run, /tmp and /home over the machine's,
# then runs the RDP server; when that ends, the whole desktop ends.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC1091
. "$1/settings"
. "$here/prepare.sh"
. "$here/$kind.sh"

mount -t proc proc /proc
cd "$1"
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/desktop
# By way of the working directory: the path may just have been covered.
mount --no-canonicalize --bind . /run/desktop
cd /run/desktop
mount -t tmpfs -o mode=1777 tmpfs /tmp
mkdir -m 1777 /tmp/.X11-unix /tmp/.ICE-unix
mount -t tmpfs -o mode=755 tmpfs /home
mkdir "/home/$user"
mount --bind home "/home/$user"
for name in passwd group shadow; do mount --bind "etc/$name" "/etc/$name"; done

as_user() { # command...
  setpriv --reuid "$uid" --regid "$uid" --clear-groups env -i HOME="/home/$user" USER="$user" LOGNAME="$user" \
    SHELL=/bin/bash PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "$@"
}

serve
