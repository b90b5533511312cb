# Sourced by inside.sh: one X display with a session on it, shared by freerdp-shadow-cli with NLA.

serve() {
  # Where it looks for its certificate; it would make one of its own otherwise.
  local config="$user_home/.config/freerdp/shadow"
  as_user mkdir -p "$config"
  install -o "$uid" -m 600 tls/key.pem "$config/shadow.key"
  install -o "$uid" -m 644 tls/cert.pem "$config/shadow.crt"

  # It says so when it can be connected to, which is later than when its socket appears. -noreset: it would otherwise
  # throw everybody out each time the last client leaves, and xsetroot may be that one just as the others arrive.
  as_user Xvfb ":$display" -noreset -screen 0 "${size}x24" -nolisten tcp -nolisten local -displayfd 3 3>log/display >log/xvfb.log 2>&1 &
  until [ -s log/display ]; do sleep 0.05; kill -0 $!; done
  as_user DISPLAY=":$display" "$base/session/start.sh" >log/session.log 2>&1 &
  # Without both /sec:nla and +auth it does not ask for NLA.
  as_user DISPLAY=":$display" freerdp-shadow-cli "/port:$port" /bind-address:127.0.0.1 /sec:nla +auth \
    "/sam-file:$base/etc/sam" >log/shadow.log 2>&1 &
  until listens "$port"; do sleep 0.05; kill -0 $!; done
  : >ready
  wait -n
}
