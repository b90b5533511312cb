#!/usr/bin/env bash
# A throw-away RDP desktop on loopback. `demo/desktop.sh --help` explains it.
set -euo pipefail
umask 022

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/desktop/ports.sh"
. "$here/desktop/prepare.sh"
. "$here/desktop/plain.sh"

help() {
  cat <<'TEXT'
A throw-away desktop on 127.0.0.1 that speaks RDP, for the demo and the tests.

  demo/desktop.sh start xrdp   --dir D (--password-stdin | --password-file F) [options]
  demo/desktop.sh start shadow --dir D (--password-stdin | --password-file F) [options]
  demo/desktop.sh stop   --dir D [--keep]
  demo/desktop.sh status --dir D

  xrdp     TLS and a session of its own for each user; resize, clipboard
  shadow   NLA (freerdp-shadow-cli); one shared screen

  --dir D            everything the desktop writes: certificate, home folder, logs
  --port P           TCP port; 0 (the default) takes a free one
  --user U           the only account that may sign in (demo)
  --size WxH         size of shadow's screen (1280x800)
  --owner PID        when this process ends, however it ends: stop, and remove D unless --keep is given
  --security S       what xrdp offers: tls (the default), negotiate or rdp
  --vnc PORT         what xrdp shows: the VNC server on this port of 127.0.0.1, instead of a session of its own
  --keep             stop, but leave D there; the next start takes its certificate and home folder

`start` returns once the port is open and prints lines of key=value: port, user, home, log, certificate
(SHA-256, in hexadecimal). `stop` ends every process of the desktop and removes D. `status` prints "running" or
"stopped" and exits with 0 or 3.

The desktop runs in PID and mount namespaces of its own: its account, its settings, its /tmp and its home exist only
inside, so the machine's own accounts, xrdp and displays are neither used nor changed. Where namespaces can't be had
(a container without CAP_SYS_ADMIN) the account is a real one while the desktop lives, and one xrdp can run at a time.
All this takes root; an ordinary user's call goes through sudo.
TEXT
}

fail() { printf 'desktop.sh: %s\n' "$*" >&2; exit 1; }
misuse() { fail "$* (see demo/desktop.sh --help)"; }

become_root() { # the caller's own arguments
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || fail "this needs root, and sudo is not installed: run it as root"
  exec sudo -- "${BASH_SOURCE[0]}" "$@"
}

is_running() { # the supervisor holds this lock for as long as it lives
  [ -e "$dir/lock" ] && ! flock --nonblock "$dir/lock" true
}

start() {
  [ -n "$password_from" ] || misuse "how should it get the password? Give --password-stdin or --password-file F"
  local password
  if [ "$password_from" = - ]; then IFS= read -r password || true; else IFS= read -r password <"$password_from" || true; fi
  [ -n "$password" ] || fail "the password is empty"
  is_running && fail "a desktop is already running in $dir: stop it first, or give another --dir"
  [ ! -e "$dir" ] || [ -e "$dir/.desktop" ] || [ -z "$(ls -A "$dir")" ] \
    || fail "$dir is not empty and no desktop of ours: give another --dir"
  require_programs

  local attempt
  for attempt in 1 2 3; do
    prepare "$password"
    launch && { report; return; }
    [ "$wanted_port" = 0 ] || break # somebody may have taken the free port first: take another
  done
  printf 'desktop.sh: the %s desktop did not start. The end of its logs:\n' "$kind" >&2
  tail --quiet --lines 8 "$dir"/log/*.log >&2 || true
  exit 1
}

launch() {
  rm -f "$dir/ready"
  setsid "$here/desktop/supervise.sh" "$dir" "$owner" "$keep" >"$dir/log/supervisor.log" 2>&1 </dev/null &
  local supervisor=$! waited
  for waited in $(seq 600); do
    [ -e "$dir/ready" ] && return 0
    kill -0 "$supervisor" 2>/dev/null || return 1
    sleep 0.1
  done
  kill "$supervisor"; wait "$supervisor" || true
  return 1
}

report() {
  printf 'kind=%s\nport=%s\nuser=%s\nhome=%s\nlog=%s\ncertificate=%s\n' "$kind" "$port" "$user" "$dir/home" "$dir/log" \
    "$(openssl x509 -in "$dir/tls/cert.pem" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr 'A-F' 'a-f')"
}

stop() {
  if is_running; then
    local waited
    kill "$(cat "$dir/supervisor.pid")" 2>/dev/null || true
    for waited in $(seq 200); do is_running || break; sleep 0.05; done
    is_running && fail "the desktop in $dir does not stop; its supervisor is process $(cat "$dir/supervisor.pid")"
  fi
  [ -e "$dir/.desktop" ] || return 0 # only what `start` made is ever removed
  if [ -e "$dir/settings" ] && ! grep -qx isolated=yes "$dir/settings"; then
    sweep # its supervisor may have been killed
    [ -n "$keep" ] || rm -rf "$base"
  fi
  [ -n "$keep" ] || rm -rf "$dir"
}

status() {
  if is_running && [ -e "$dir/ready" ]; then echo running; else echo stopped; exit 3; fi
}

arguments=("$@")
command=${1:---help}; [ $# = 0 ] || shift
case $command in
  start) kind=${1:-}; [ $# = 0 ] || shift; case $kind in xrdp|shadow) ;; *) misuse "start what? xrdp or shadow" ;; esac ;;
  stop|status) ;;
  --help|-h|help) help; exit 0 ;;
  *) misuse "there is no command '$command'" ;;
esac

dir='' wanted_port=0 user=demo size=1280x800 owner=0 security=tls vnc='' password_from='' keep=''
while [ $# -gt 0 ]; do
  case $1 in
    --password-stdin) password_from=-; shift; continue ;;
    --keep) keep=yes; shift; continue ;;
  esac
  [ $# -ge 2 ] || misuse "'$1' needs a value, or there is no such option"
  case $1 in
    --dir) dir=$2 ;; --port) wanted_port=$2 ;; --user) user=$2 ;; --size) size=$2 ;; --owner) owner=$2 ;;
    --security) security=$2 ;; --vnc) vnc=$2 ;; --password-file) password_from=$2 ;;
    *) misuse "there is no option '$1'" ;;
  esac
  shift 2
done
[ -n "$dir" ] || misuse "where? Give --dir D"
[[ $wanted_port =~ ^[0-9]+$ && $wanted_port -le 65535 ]] || misuse "'$wanted_port' is no port"
[[ $user =~ ^[a-z][a-z0-9_-]{0,30}$ ]] || misuse "'$user' is no name for an account: use a-z, 0-9, _ and -"
[[ $size =~ ^[0-9]+x[0-9]+$ ]] || misuse "'$size' is no size: write 1280x800"
[[ $owner =~ ^[0-9]+$ ]] || misuse "'$owner' is no process id"
[[ $security =~ ^(tls|negotiate|rdp)$ ]] || misuse "'$security' is no security: use tls, negotiate or rdp"
[[ $vnc =~ ^[0-9]*$ ]] || misuse "'$vnc' is no port"
case $dir in /*) ;; *) dir=$PWD/$dir ;; esac

become_root "${arguments[@]}"
"$command"
