# Sourced by ./run: a desktop, a server with an account, and what to do with them, until Ctrl-C.

demo_root=$root/.cache/demo
demo_dir='' leash='' server=''

demo() {
  trap end_demo EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  ask_for_sudo "The demo's desktop has an account of its own"
  claim_directory
  # Whatever becomes of us, this ends with us, and the desktop with it.
  setpriv --pdeathsig KILL sleep infinity 7>&- &
  leash=$!

  # Steps write their arguments to the log, so these two are not among them.
  local password desktop_password
  password=$(new_password)
  desktop_password=$(new_password)
  echo "Hindsight: starting the demo"
  step "desktop" start_desktop
  write_configuration
  step "port $port" require_port
  setpriv --pdeathsig TERM "$root/bin/teleport" start --config "$demo_dir/teleport.yaml" >"$demo_dir/server.log" 2>&1 </dev/null 7>&- &
  server=$!
  step "server" wait_for_server
  step "account" add_account
  welcome
  wait "$server" || true
  printf '\nThe server has ended by itself. Its log ends with:\n' >&2
  tail -n 15 "$demo_dir/server.log" >&2
  exit 1
}

claim_directory() {
  local old
  mkdir -p "$demo_root"
  for old in "$demo_root"/run.*; do # of a demo that was killed
    if [ -e "$old/lock" ] && flock --nonblock "$old/lock" true; then remove "$old"; fi
  done
  if [ -n "$keep" ]; then demo_dir=$demo_root/kept; mkdir -p "$demo_dir"; else demo_dir=$(mktemp -d "$demo_root/run.XXXXXX"); fi
  chmod 711 "$demo_dir"
  exec 7>"$demo_dir/lock"
  flock --nonblock 7 || { echo "Another ./run --keep is running; its recordings can't be shared. End it first, or leave --keep out." >&2; exit 1; }
}

remove() { # directory
  [ ! -e "$1/desktop" ] || "$root/demo/desktop.sh" stop --dir "$1/desktop"
  rm -rf "$1"
}

start_desktop() {
  printf '%s\n' "$desktop_password" | "$root/demo/desktop.sh" start xrdp --dir "$demo_dir/desktop" --password-stdin --owner "$leash" ${keep:+--keep} \
    7>&- >"$demo_dir/desktop.facts"
  note "xrdp on 127.0.0.1:$(fact port)"
}

fact() { sed -n "s/^$1=//p" "$demo_dir/desktop.facts"; }

write_configuration() {
  cat >"$demo_dir/teleport.yaml" <<YAML
version: v3
teleport:
  nodename: demo
  data_dir: $demo_dir/data
  log:
    severity: info
auth_service:
  enabled: yes
  cluster_name: demo
proxy_service:
  enabled: yes
  web_listen_addr: 127.0.0.1:$port
  public_addr: localhost:$port
windows_desktop_service:
  enabled: yes
  static_hosts:
    - name: demo-desktop
      ad: no
      addr: 127.0.0.1:$(fact port)
      logins: [$(fact user)]
      certificate_sha256: "$(fact certificate)"
      labels:
        purpose: demo
YAML
}

require_port() {
  ! listens "$port" || fail "port $port is in use: end what uses it, or choose another with ./run --port P"
  note "free"
}

wait_for_server() {
  local waited
  for waited in $(seq 300); do
    kill -0 "$server" 2>/dev/null || break
    if [ -S "$demo_dir/data/admin.sock" ] && listens "$port"; then note "https://localhost:$port"; return; fi
    sleep 0.1
  done
  tail -n 15 "$demo_dir/server.log" >"$failure" || true
  exit 1
}

add_account() {
  local tctl=("$root/bin/tctl" --config "$demo_dir/teleport.yaml" users)
  if [ -n "$keep" ] && printf '%s\n' "$password" | "${tctl[@]}" reset admin --password-stdin; then note "admin, with a new password"; return; fi
  printf '%s\n' "$password" | "${tctl[@]}" add admin --roles=access,editor,auditor --password-stdin
  note "admin"
}

welcome() {
  cat <<TEXT

Hindsight is running.

  address    https://localhost:$port
  user       admin
  password   $password

Your browser will warn once: the certificate was made here and nobody has signed it. Go on to the page, then:

  1. Sign in, and on the page Desktops press Connect beside demo-desktop.
  2. Its login is $(fact user), its password $desktop_password
  3. Work in it. Then close it, open Management > Activity > Session Recordings and press the play button.

Ctrl-C ends everything$([ -n "$keep" ] && echo "; the recordings stay for the next ./run --keep" || echo " and removes it, recordings included (--keep keeps them)").
The server's log: ${demo_dir#"$PWD/"}/server.log
TEXT
}

new_password() { # 80 bits in letters and digits that cannot be taken for one another
  set +o pipefail
  LC_ALL=C tr -dc 'a-hjkmnp-z2-9' </dev/urandom | head -c 16 | sed 's/..../&-/g; s/-$//'
}

end_demo() {
  local status=$? waited
  set +e # nothing may keep the rest of this from being done; the terminal may be gone, for one
  trap '' INT TERM HUP
  trap - EXIT
  if [ -n "$server" ] && kill -TERM "$server" 2>/dev/null; then
    printf '\nstopping ...\n'
    for waited in $(seq 150); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ -n "$leash" ]; then # the desktop's supervisor sees it end, stops the desktop and removes its directory
    kill -KILL "$leash" 2>/dev/null || true
    wait "$leash" 2>/dev/null || true
    for waited in $(seq 100); do [ -e "$demo_dir/desktop${keep:+/ready}" ] || break; sleep 0.1; done
  fi
  [ -z "$demo_dir" ] || [ -n "$keep" ] || rm -rf "$demo_dir" || echo "left behind: $demo_dir" >&2
  exit "$status"
}
