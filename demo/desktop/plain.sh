# Sourced where namespaces can't be had (a container without CAP_SYS_ADMIN, a chroot): the account is a real one for as
# long as the desktop lives, and processes are found by a mark in their environment or by their user.

add_account() { # the password's hash is in etc/shadow already
  ! getent passwd "$user" >/dev/null || fail "there is an account '$user' on this machine, and without namespaces (CAP_SYS_ADMIN) its name can't be used: give another --user"
  groupadd --gid "$uid" "$user"
  useradd --uid "$uid" --gid "$uid" --home-dir "$base/home" --no-create-home --shell /bin/bash --comment "Demo desktop" "$user"
  cut -d : -f 1,2 "$dir/etc/shadow" | chpasswd --encrypted
}

sweep() { # ends everything of the desktop in $dir and takes away what it left on the machine
  # shellcheck disable=SC1091
  . "$dir/settings"
  local tries pids number
  for tries in $(seq 50); do
    pids=$(marked_processes || true)
    [ -n "$pids" ] || break
    # shellcheck disable=SC2086
    kill -KILL $pids 2>/dev/null || true
    sleep 0.05
  done
  if [ "$(getent passwd "$user" | cut -d : -f 3)" = "$uid" ]; then
    userdel "$user"
    ! getent group "$user" >/dev/null || groupdel "$user"
  fi
  for number in $(seq "$display" $((display + 9))); do rm -f "/tmp/.X11-unix/X$number" "/tmp/.X$number-lock"; done
}

marked_processes() {
  ps -U "$uid" -o pid=,stat= | awk '$2 !~ /^Z/ { print $1 }'
  grep -lzxF "HINDSIGHT_DESKTOP=$dir" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3
}
