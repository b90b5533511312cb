#!/usr/bin/env bash
# Makes dist/hindsight_VERSION_amd64.deb: teleport, tsh, tctl with a .NET of their own, the desktop worker for Debian 12's
# FreeRDP, a systemd unit, man pages and completions. Needs what ./run --build needs, and dpkg-deb.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/needed-packages.sh"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
debian=$root/scripts/debian
version=$(sed -n 's#.*<Version>\(.*\)</Version>.*#\1#p' "$root/Directory.Build.props")
file=$root/dist/hindsight_${version}_amd64.deb
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"
tree=$stage/tree
library=$tree/usr/lib/hindsight

pages() {
  [ -e "$root/web/dist/index.html" ] || (cd "$root/web" && npm ci --no-audit --no-fund && npm run build)
}

programs() { # all in one directory, where they share the runtime
  dotnet publish "$root/scripts/programs.slnf" -c Release -p:CompiledFor=linux-x64 -p:WithRuntime=true -p:PublishDir=bin/package/
  mkdir -p "$library" "$tree/usr/bin"
  local project name
  for project in Server:teleport Tsh:tsh Tctl:tctl; do
    name=${project#*:}
    cp -r "$root/src/${project%:*}/bin/package/." "$library"
    ln -s "../lib/hindsight/$name" "$tree/usr/bin/$name"
  done
  # Traces for LTTng and documentation for compilers: nobody's here, and the former would need a library of its own.
  rm -f "$library"/libcoreclrtraceptprovider.so "$library"/*.xml "$library"/*.pdb "$library"/desktop-worker "$library"/createdump
  find "$library" -type f -exec chmod 644 {} +
  chmod 755 "$library"/{teleport,tsh,tctl}
}

worker() {
  FREERDP=2 "$root/src/Desktop/worker/build.sh" "$library"
  strip "$library/desktop-worker"
}

manual() { # from the programs themselves
  local name
  for name in teleport tsh tctl; do
    "$library/$name" man "$stage/man"
    install -D -m 644 <("$library/$name" completion bash) "$tree/usr/share/bash-completion/completions/$name"
    install -D -m 644 <("$library/$name" completion zsh) "$tree/usr/share/zsh/vendor-completions/_$name"
    install -D -m 644 <("$library/$name" completion fish) "$tree/usr/share/fish/vendor_completions.d/$name.fish"
  done
  local page
  for page in "$stage"/man/*; do
    install -D -m 644 "$page" "$tree/usr/share/man/man${page##*.}/$(basename "$page")"
  done
  find "$tree/usr/share/man" -type f -exec gzip -9n {} +
}

settings() {
  install -D -m 644 "$debian/teleport.service" "$tree/usr/lib/systemd/system/teleport.service"
  # The name of the host it runs on is known there, not here.
  mkdir -p "$tree/etc"
  "$library/teleport" configure | sed 's/^  nodename: .*/  # nodename: desktops/' >"$tree/etc/teleport.yaml"
  chmod 644 "$tree/etc/teleport.yaml"
  mkdir -p "$tree/usr/share/doc/hindsight"
  install -m 644 "$root/LICENSE" "$tree/usr/share/doc/hindsight/copyright"
  install -m 644 "$root/README.md" "$root"/docs/{OPERATIONS,SECURITY,TELEPORT}.md "$tree/usr/share/doc/hindsight"
}

control() {
  mkdir -p "$tree/DEBIAN"
  install -m 755 "$debian"/{postinst,prerm,postrm} "$tree/DEBIAN"
  echo /etc/teleport.yaml >"$tree/DEBIAN/conffiles"
  (cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  cat >"$tree/DEBIAN/control" <<TEXT
Package: hindsight
Version: $version
Architecture: amd64
Maintainer: Hindsight <hindsight@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f 1)
Section: net
Priority: optional
Depends: adduser, init-system-helpers, libssl3, libsodium23, $(needed_packages "$library")
Recommends: ca-certificates
Suggests: ffmpeg
Description: records remote desktops through a gateway and plays them back
 People open desktops over RDP with a browser, through the server teleport. It
 records what they do, exactly and in signed files, and plays it back. tctl
 administers the server; tsh lists, exports and verifies recordings.
TEXT
}

pages
programs
worker
manual
settings
control
mkdir -p "$root/dist"
rm -f "$root"/dist/hindsight_*.deb
dpkg-deb --root-owner-group -Zxz -z2 --build "$tree" "$file" >/dev/null
echo "$file"
