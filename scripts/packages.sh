# Sourced by ./run and ./test: the Debian packages each needs.

# FreeRDP 2.11 is what the worker falls back to, and brings the libraries that FreeRDP 3 stands on too.
build_packages=(gcc binutils libc6-dev pkg-config freerdp2-dev libsodium23 openssl procps util-linux)
desktop_packages=(xrdp xorgxrdp xserver-xorg-core openbox tint2 xterm pcmanfm mousepad dbus-daemon xclip xauth
  x11-xserver-utils fonts-dejavu-core fonts-cantarell adwaita-icon-theme gnome-themes-extra)
test_packages=(git freerdp2-shadow-x11 xvfb xdotool x11-utils ffmpeg chromium zsh fish groff-base)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

missing_packages() { # names...
  local installed name
  installed=" $(dpkg-query -W -f '${Package}/${db:Status-Status} ' "$@" 2>/dev/null || true)"
  for name in "$@"; do
    [[ $installed == *" $name/installed "* ]] || printf '%s ' "$name"
  done
}

ask_for_sudo() { # why: now, in the open, and not in the middle of a step
  [ "$(id -u)" != 0 ] || return 0
  command -v sudo >/dev/null || { echo "$1, and neither are you root nor is there sudo: start this as root" >&2; exit 1; }
  sudo -n true 2>/dev/null || { echo "$1: sudo may ask for your password"; sudo -v || exit 1; }
}

ask_to_install() { # names...
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] || ask_for_sudo "These Debian packages have to be installed: $missing"
}

install_packages() { # names...
  local missing xrdp_is_new=''
  read -ra missing <<<"$(missing_packages "$@")"
  if [ ${#missing[@]} = 0 ]; then note "already there"; return; fi
  command -v apt-get >/dev/null || fail "this is no Debian (there is no apt-get). Install what these packages hold by hand: ${missing[*]}"
  [[ " ${missing[*]} " != *" xrdp "* ]] || xrdp_is_new=yes

  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -qq -y)
  as_root "${apt[@]}" update || fail "apt-get update failed: is the machine online, and are its package sources right?"
  without_services as_root "${apt[@]}" install --no-install-recommends "${missing[@]}" \
    || fail "apt-get could not install: ${missing[*]}. The log says why; after putting it right, start again"
  [ -z "$xrdp_is_new" ] || disable_xrdp_service
  note "${#missing[@]} installed"
}

without_services() { # command...: packages must not start services; the demo runs its own, and only while it lasts
  local policy=/usr/sbin/policy-rc.d status=0
  if [ -e "$policy" ]; then "$@"; return; fi
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
  "$@" || status=$?
  as_root rm -f "$policy"
  return "$status"
}

disable_xrdp_service() { # nor at the next start of the machine
  if command -v systemctl >/dev/null; then as_root systemctl disable xrdp.service xrdp-sesman.service; fi
  if command -v update-rc.d >/dev/null; then as_root update-rc.d xrdp disable; fi
}

require_sdks() {
  local dotnet node
  dotnet=$(cd "$root" && dotnet --version 2>/dev/null) \
    || fail "the .NET 10 SDK (10.0.400 or later) is missing: install dotnet-sdk-10.0 and see that 'dotnet' is in the PATH"
  node=$(node --version 2>/dev/null) || fail "Node.js 20 or later is missing: install it and see that 'node' and 'npm' are in the PATH"
  [[ $node =~ ^v([0-9]+) && ${BASH_REMATCH[1]} -ge 20 ]] || fail "Node.js 20 or later is needed, this is $node"
  command -v npm >/dev/null || fail "npm is missing: install it with Node.js"
  note ".NET SDK $dotnet, Node.js $node"
}
