#!/bin/sh
# Unpacks FreeRDP 3 from Debian's backports beside the system, so that the worker can be built for both versions.
# Usage: fetch-freerdp3.sh PREFIX
# Needs apt and dpkg, but no root: apt works on lists and caches of its own under PREFIX, and nothing gets installed.
# Afterwards: PKG_CONFIG_PATH=PREFIX/pkgconfig FREERDP=3 build.sh OUT_DIR
set -eu

fail() { echo "fetch-freerdp3: $*" >&2; exit 1; }

[ $# -eq 1 ] || fail "usage: fetch-freerdp3.sh PREFIX"
mkdir -p "$1"
prefix=$(cd "$1" && pwd)
[ -e "$prefix/pkgconfig/freerdp3.pc" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg >/dev/null || fail "apt and dpkg are needed; on other systems install FreeRDP 3's development package yourself"

codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
suite=$codename-backports
case $codename in
  bookworm) ;;
  *) fail "made for Debian 12; on a later Debian run: apt-get install freerdp3-dev" ;;
esac

# The mirrors are those this machine already uses: what is installed may come from the updates for security as well.
sources=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
  awk -v codename="$codename" '$2 == "main" && ($1 == codename || $1 == codename "-security") { print $3, $1 }' | sort -u)
mirror=$(printf '%s\n' "$sources" | awk -v codename="$codename" '$2 == codename { print $1; exit }')
[ -n "$mirror" ] || fail "apt has no source for Debian $codename main; add one to /etc/apt and run apt-get update"

state=$prefix/apt
mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/sources.d"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
signed=
[ -r "$keyring" ] && signed="[signed-by=$keyring] "
printf '%s\n' "$sources" "$mirror $codename-updates" "$mirror $suite" |
  while read -r uri name; do echo "deb $signed$uri $name main"; done >"$state/sources.list"

apt() {
  apt-get -q -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts="$state/sources.d" \
    -o Dir::State::lists="$state/lists" -o Dir::Cache="$state" -o Dir::Cache::archives="$state/archives" \
    -o APT::Sandbox::User="" -o APT::Get::AllowUnauthenticated=false -o Debug::NoLocking=true \
    -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

echo "fetch-freerdp3: reading the package lists of $suite"
apt update >"$state/log" 2>&1 || { cat "$state/log" >&2; fail "the package lists of $suite could not be read; is the mirror reachable?"; }
# What is not installed comes along, whatever it is; what is installed is used as it is. Some libraries work only where
# they were made for, so the system should have those below FreeRDP already: freerdp2-dev brings them.
echo "fetch-freerdp3: downloading"
apt install -y --download-only --no-install-recommends -t "$suite" freerdp3-dev >"$state/log" 2>&1 ||
  { cat "$state/log" >&2; fail "FreeRDP 3 could not be downloaded"; }

for package in "$state"/archives/*.deb; do
  dpkg -x "$package" "$prefix"
done
# Some packages still say /lib, which is /usr/lib.
[ -d "$prefix/lib" ] && cp -a "$prefix/lib/." "$prefix/usr/lib/" && rm -r "$prefix/lib"

rm -rf "$state"

# What linking statically would need besides (Requires.private) may not be there, and nothing is linked statically.
# freerdp3.pc comes last: it marks the whole as complete.
mkdir -p "$prefix/pkgconfig"
for name in winpr3 freerdp-client3 freerdp3; do
  sed -e "s#^prefix=.*#prefix=$prefix/usr#" -e '/^Requires.private:/d' "$prefix"/usr/lib/*/pkgconfig/$name.pc >"$prefix/pkgconfig/$name.new"
  mv "$prefix/pkgconfig/$name.new" "$prefix/pkgconfig/$name.pc"
done
echo "fetch-freerdp3: FreeRDP $(sed -n 's/^Version: *//p' "$prefix/pkgconfig/freerdp3.pc") is in $prefix"
