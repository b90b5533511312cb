#!/usr/bin/env bash
# Installs a Debian package, starts what it brought, and removes it again: on a copy of this system that nobody else sees
# and that is gone afterwards. Takes root. Prints a line for each thing that was found to be as it should.
set -euo pipefail

package=$1
if [ "${2:-}" != inside ]; then
  exec unshare --mount --pid --net --uts --ipc --fork --kill-child -- "$0" "$package" inside
fi

say() { printf '%s\n' "$*"; }
wrong() { say "WRONG: $*"; exit 1; }
until_true() { # seconds command...
  local left=$(($1 * 5))
  shift
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.2
  done
}

export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
unset DOTNET_ROOT
mount --make-rprivate /
copy=/dev/shm
mount -t tmpfs tmpfs "$copy"
mkdir "$copy"/{changes,work,system}
system=$copy/system
mount -t overlay overlay -o "lowerdir=/,upperdir=$copy/changes,workdir=$copy/work" "$system"
mount -t proc proc "$system/proc"
mount --rbind /dev "$system/dev"
mount -t tmpfs tmpfs "$system/run"
mount -t tmpfs tmpfs "$system/tmp"
ip link set lo up
cp "$package" "$system/tmp/package.deb"
in_copy() { chroot "$system" "$@"; }

dpkg_does() { # arguments...
  in_copy dpkg "$@" >"$copy/log" 2>&1 || { cat "$copy/log"; wrong "dpkg $*"; }
}

dpkg_does --install /tmp/package.deb
[ "$(in_copy dpkg-query -W -f '${db:Status-Status}' hindsight)" = installed ] || wrong "it is not installed"
[ -z "$(in_copy dpkg --verify hindsight)" ] || wrong "files differ from the package's: $(in_copy dpkg --verify hindsight)"
owner=$(in_copy stat -c '%U %a' /var/lib/teleport)
[ "$owner" = "teleport 700" ] || wrong "the data directory is $owner"
say "installed"

unit=/usr/lib/systemd/system/teleport.service
if in_copy test -x /usr/bin/systemd-analyze; then
  found=$(in_copy systemd-analyze verify --man=no "$unit" 2>&1 | grep teleport || true)
  [ -z "$found" ] || wrong "systemd says of the unit: $found"
fi
for program in teleport tsh tctl; do
  in_copy "$program" version | grep -q "^Hindsight $program v" || wrong "$program does not run"
  in_copy bash -c "source /usr/share/bash-completion/completions/$program && complete -p $program" >/dev/null || wrong "bash can't complete $program"
done
in_copy test -e /usr/share/man/man1/tsh-recordings-export.1.gz || wrong "there is no man page"
say "programs, completions, man pages, unit"

# As the unit does it, for there is no systemd in here.
read -ra start <<<"$(in_copy sed -n 's/^ExecStart=//p' "$unit")"
log=$copy/server.log
chroot "$system" setpriv --reuid=teleport --regid=teleport --clear-groups --no-new-privs --bounding-set=-all "${start[@]}" >"$log" 2>&1 &
server=$!
until_true 60 in_copy tctl status || { cat "$log"; wrong "the server does not answer"; }
in_copy tctl status --format json | grep -q '"data_dir": "/var/lib/teleport"' || wrong "tctl does not find the server's data"
in_copy tctl users add alice --roles=access,auditor | grep -q https:// || wrong "no user can be made"
until_true 60 grep -q "Desktops are reached through FreeRDP" "$log" || { cat "$log"; wrong "the desktop worker does not run"; }
kill -TERM "$server"
status=0
wait "$server" || status=$?
[ "$status" = 0 ] || { cat "$log"; wrong "the server ended with $status"; }
say "server and desktop worker"

dpkg_does --install /tmp/package.deb
in_copy test -e /var/lib/teleport/teleport.db || wrong "an upgrade lost the data"
dpkg_does --remove hindsight
left=$(in_copy sh -c 'ls -d /usr/lib/hindsight /usr/bin/tsh /usr/share/doc/hindsight /usr/share/man/man1/tsh.1.gz "$1" 2>/dev/null' sh "$unit" || true)
[ -z "$left" ] || wrong "removing left $left"
in_copy test -e /etc/teleport.yaml || wrong "removing took the configuration"
in_copy test -e /var/lib/teleport/teleport.db || wrong "removing took the data"
say "removed"

in_copy install -D /dev/null /var/lib/teleport/records/session.hsr
dpkg_does --purge hindsight
grep -q "is kept, for there are recordings in it" "$copy/log" || wrong "purging does not say that recordings are kept"
in_copy test -e /var/lib/teleport/records/session.hsr || wrong "purging took a recording"
in_copy test ! -e /etc/teleport.yaml || wrong "purging left the configuration"
in_copy rm /var/lib/teleport/records/session.hsr
dpkg_does --install /tmp/package.deb
dpkg_does --purge hindsight
in_copy test ! -e /var/lib/teleport || wrong "purging left /var/lib/teleport"
! in_copy getent passwd teleport >/dev/null || wrong "purging left the user"
say "purged"
