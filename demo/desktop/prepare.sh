# Sourced by desktop.sh: writes everything a desktop needs into its directory, before anything runs.

require_programs() {
  local program missing=()
  local needed=(unshare setpriv openssl openbox xterm dbus-run-session)
  if [ "$kind" = xrdp ]; then needed+=(xrdp xrdp-sesman /usr/lib/xorg/Xorg); else needed+=(Xvfb freerdp-shadow-cli); fi
  for program in "${needed[@]}"; do command -v "$program" >/dev/null || missing+=("$program"); done
  [ ${#missing[@]} = 0 ] || fail "not installed: ${missing[*]}. ./run installs what the demo needs, ./test what the tests need"
}

prepare() { # password
  port=$wanted_port
  [ "$port" != 0 ] || port=$(free_port)
  ! listens "$port" || fail "port $port is in use: give another --port, or 0 for a free one"
  uid=$(free_uid)
  isolated=yes base=/run/desktop user_home=/home/$user
  unshare --mount --propagation private --pid --fork true 2>/dev/null || isolated=''
  lay_out

  make_certificate
  make_account "$1"
  cp "$here"/desktop/session/start.sh "$dir/session/"
  cp -rT "$here/desktop/home" "$dir/home/"
  chown -hR "$uid:$uid" "$dir/home/"
  chmod 750 "$dir/home/"
  write_settings
  [ -n "$isolated" ] || add_account
}

lay_out() {
  local name old
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  : >"$dir/.desktop"
  if [ -z "$isolated" ]; then # the desktop's user has to reach these, and D may be in a folder closed to others
    base=/run/hindsight-desktop.$port user_home=$base/home
    mkdir -p "$base"
    for name in etc tls home log session; do
      old=$(readlink -f "$dir/$name")
      [ ! -d "$old" ] || [ "$old" = "$base/$name" ] || mv -T "$old" "$base/$name"
      mkdir -p "$base/$name"
      ln -sfT "$base/$name" "$dir/$name"
    done
  else
    mkdir -p "$dir"/{etc,tls,home,log,session}
  fi
}

write_settings() {
  local sesman_port
  # xrdp takes its session manager's port from this file and nowhere else; in namespaces ours is laid over it.
  if [ -n "$isolated" ]; then sesman_port=$(free_port); else sesman_port=$(sed -n 's/^ListenPort=//p' /etc/xrdp/sesman.ini 2>/dev/null || true); fi
  # A display of its own: libX11 looks for abstract sockets first, and those are seen by the whole machine.
  cat >"$dir/settings" <<SETTINGS
kind=$kind
port=$port
user=$user
uid=$uid
size=$size
security=$security
vnc=$vnc
display=$((1000 + port % 20000))
sesman_port=${sesman_port:-3350}
isolated=$isolated
base=$base
user_home=$user_home
SETTINGS
}

free_uid() { # the port is this desktop's alone on the machine, so its number is too
  local candidate=$port
  [ "$candidate" -ge 10000 ] || candidate=$((50000 + candidate))
  while getent passwd "$candidate" >/dev/null || getent group "$candidate" >/dev/null; do candidate=$((candidate + 1)); done
  echo "$candidate"
}

make_certificate() {
  [ -s "$dir/tls/cert.pem" ] || openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=$kind desktop" \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$dir/tls/key.pem" -out "$dir/tls/cert.pem" 2>"$dir/log/certificate.out"
  chmod 644 "$dir/tls/cert.pem"
  chmod 640 "$dir/tls/key.pem"
  if [ "$kind" = xrdp ]; then chgrp xrdp "$dir/tls/key.pem"; else chown "$uid" "$dir/tls/key.pem"; fi
}

make_account() { # password; it reaches openssl on standard input only
  local etc=$dir/etc
  { grep -v "^$user:" /etc/passwd || true; echo "$user:x:$uid:$uid:Demo desktop:$user_home:/bin/bash"; } >"$etc/passwd"
  { grep -v "^$user:" /etc/group || true; echo "$user:x:$uid:"; } >"$etc/group"
  # The only account with a password: nobody else of this machine can sign in to this desktop.
  (umask 077 && printf '%s:%s:19000:0:99999:7:::\n' "$user" "$(printf %s "$1" | openssl passwd -6 -stdin)" >"$etc/shadow")
  printf '%s required pam_unix.so\n' auth account session password >"$etc/pam"
  (umask 077 && printf '%s:::%s:::\n' "$user" "$(nt_hash "$1")" >"$etc/sam")
  chown "$uid" "$etc/sam"
}

nt_hash() { # MD4 of the password in UTF-16, which only OpenSSL's legacy provider still has
  [ "$kind" = shadow ] || return 0
  printf %s "$1" | iconv -f UTF-8 -t UTF-16LE | openssl dgst -md4 -provider legacy -provider default | sed 's/.*= *//' | tr a-f A-F
}
