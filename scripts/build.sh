# Sourced by ./run and ./test: builds the pages, the executables and the desktop worker.

# Neither a build node nor a compiler server is left running.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

web_modules() {
  local now
  now=$(fingerprint "$root/web/package.json" "$root/web/package-lock.json" "$root/web/.npmrc")
  if unchanged web-modules "$now" "$root/web/node_modules"; then note "unchanged"; return; fi
  (cd "$root/web" && npm ci --no-audit --no-fund) || fail "npm could not install the packages of web/: is the npm registry reachable?"
  remember web-modules "$now"
}

web_pages() {
  local now
  now=$(fingerprint "$root/web")
  if unchanged web-pages "$now" "$root/web/dist/index.html"; then note "unchanged"; return; fi
  (cd "$root/web" && npm run build)
  remember web-pages "$now"
  note "built"
}

dotnet_inputs() {
  fingerprint "$root/src/Recording" "$root/src/Desktop" "$root/src/Server" "$root/src/Client" "$root/src/Manual" "$root/src/Tsh" "$root/src/Tctl" \
    "$root/src/Directory.Build.props" "$root/src/Publish.props" \
    "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/.editorconfig" "$root/global.json"
}

executables() { # bin/teleport, bin/tsh, bin/tctl
  local now project name
  now="$(dotnet_inputs) $(fingerprint "$root/web")"
  if unchanged executables "$now" "$root"/bin/{teleport,tsh,tctl}; then note "unchanged"; return; fi
  publish_programs
  mkdir -p "$root/bin/lib"
  for project in Server:teleport Tsh:tsh Tctl:tctl; do
    name=${project#*:}
    rm -rf "$root/bin/lib/$name.new"
    cp -r "$root/src/${project%:*}/bin/Release/net10.0/$published/publish" "$root/bin/lib/$name.new"
    # Swapped whole: a server that runs keeps the files it has open.
    rm -rf "$root/bin/lib/$name"
    mv "$root/bin/lib/$name.new" "$root/bin/lib/$name"
    write_launcher "$name"
  done
  remember executables "$now"
  note "built"
}

publish_programs() { # compiled ahead where that can be done, which halves the time to start; sets `published`
  published=linux-x64
  if [ "$(uname -m)" = x86_64 ] && dotnet publish "$root/scripts/programs.slnf" -c Release -p:CompiledFor=linux-x64; then return; fi
  published=''
  dotnet publish "$root/scripts/programs.slnf" -c Release \
    || fail "the .NET build failed; a package that could not be restored means the package feed is not reachable: $(compiler_messages)"
}

debian_package() { # dist/hindsight_*.deb
  local now
  now="$(dotnet_inputs) $(fingerprint "$root/web" "$root/scripts" "$root/src/Desktop/worker" "$root/docs")"
  if unchanged package "$now" "$root"/dist/hindsight_*.deb; then note "unchanged"; return; fi
  "$root/scripts/package.sh" || fail "the Debian package could not be made: $(compiler_messages)"
  remember package "$now"
  note "$(basename "$root"/dist/hindsight_*.deb)"
}

compiler_messages() { # of the last build in the log
  grep -E '(error|warning) [A-Z]+[0-9]+:' "$log" | sed -e 's/ *\[[^]]*\]$//' -e "s#$root/##" | sort -u | tail -n 8 | sed 's/^/    /; 1s/^/\n/'
}

write_launcher() { # name: the executable needs to be told where .NET is when that is not a usual place
  local place
  place=$(dotnet --list-runtimes | sed -n 's#^Microsoft.NETCore.App 10\..*\[\(.*\)/shared/.*#\1#p' | tail -n 1)
  cat >"$root/bin/$1" <<SH
#!/bin/sh
: "\${DOTNET_ROOT:=$place}"
export DOTNET_ROOT
exec "\$(dirname "\$(readlink -f "\$0")")/lib/$1/$1" "\$@"
SH
  chmod 755 "$root/bin/$1"
}

# FreeRDP 3 connects in some 30 ms where 2.11 takes close to a second, so it is preferred wherever it can be had.
freerdp3_prefix=$cache/freerdp3

freerdp() {
  if pkg-config --exists freerdp3 2>/dev/null; then note "$(pkg-config --modversion freerdp3), of the system"; return; fi
  if "$root/src/Desktop/worker/fetch-freerdp3.sh" "$freerdp3_prefix"; then
    note "$(PKG_CONFIG_PATH=$(freerdp_config 3) pkg-config --modversion freerdp3), from backports"
    return
  fi
  note "2.11, of the system: FreeRDP 3 could not be fetched; connecting will take a second longer"
}

desktop_worker() { # version (2 or 3) directory: builds unless it is there already
  local version=$1 directory=$2 now
  now="$version $(fingerprint "$root/src/Desktop/worker") $(gcc --version | head -n 1)"
  if unchanged "worker-$(basename "$directory")" "$now" "$directory/desktop-worker"; then note "unchanged (FreeRDP $version)"; return; fi
  mkdir -p "$directory"
  PKG_CONFIG_PATH=$(freerdp_config "$version") FREERDP=$version "$root/src/Desktop/worker/build.sh" "$directory"
  remember "worker-$(basename "$directory")" "$now"
  note "built with FreeRDP $version"
}

server_worker() { # the one the server finds beside itself
  desktop_worker "$(freerdp_version)" "$root/bin/lib/desktop-worker"
  ln -sf ../desktop-worker/desktop-worker "$root/bin/lib/teleport/desktop-worker"
}

freerdp_config() { # version: where pkg-config finds it
  if [ "$1" = 3 ] && [ -e "$freerdp3_prefix/pkgconfig/freerdp3.pc" ]; then echo "$freerdp3_prefix/pkgconfig"; fi
}

freerdp_version() { # the one to prefer of those that are there
  if pkg-config --exists freerdp3 || [ -e "$freerdp3_prefix/pkgconfig/freerdp3.pc" ]; then echo 3; else echo 2; fi
}
