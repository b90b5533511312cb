#!/bin/sh
# Builds the desktop worker: build.sh OUT_DIR makes OUT_DIR/desktop-worker.
# FREERDP=2 or FREERDP=3 chooses the version, else 3 is taken where pkg-config has it. PKG_CONFIG_PATH is honoured,
# also for a FreeRDP beside the system (fetch-freerdp3.sh). Exit code 3: FreeRDP, pkg-config or a C compiler is missing.
set -eu

missing() { echo "The desktop worker is not built: $* is missing. On Debian: apt-get install gcc libc6-dev pkg-config freerdp2-dev"; exit 3; }

[ $# -eq 1 ] || { echo "usage: build.sh OUT_DIR" >&2; exit 2; }
compiler=${CC:-cc}
command -v "$compiler" >/dev/null || missing "a C compiler"
command -v pkg-config >/dev/null || missing pkg-config

version=${FREERDP:-}
[ -n "$version" ] || { version=2; if pkg-config --exists freerdp3 freerdp-client3 winpr3; then version=3; fi; }
packages="freerdp$version freerdp-client$version winpr$version"
pkg-config --exists $packages || missing "FreeRDP $version"

# A library outside the linker's own directories is found at run time by an old-style path, which holds for its
# own dependencies too.
library_path=
directory=$(pkg-config --variable=libdir freerdp$version)
case $directory in
  /usr/lib | /usr/lib/* | /lib | /lib/*) ;;
  *) library_path="-Wl,--disable-new-dtags,-rpath,$directory" ;;
esac

# The headers are the library's business, and callbacks rarely need all they are given; else all warnings count.
headers=$(pkg-config --cflags $packages | sed 's/-I/-isystem /g')
mkdir -p "$1"
cd "$(dirname "$0")"
output=$(cd "$OLDPWD" && cd "$1" && pwd)
"$compiler" -std=gnu11 -O2 -g -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wno-deprecated-declarations -Wno-unused-parameter \
  -fPIE -pie -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 \
  -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed $headers $library_path \
  -o "$output/desktop-worker.new" main.c control.c frame.c session.c channels.c confine.c syscalls.c \
  $(pkg-config --libs $packages) -lpthread
mv "$output/desktop-worker.new" "$output/desktop-worker"
