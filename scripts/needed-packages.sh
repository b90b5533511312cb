# Sourced by package.sh: the Debian packages whose libraries the programs of a directory are linked with.

needed_packages() { # directory: names for Depends
  local directory=$1 library path
  find "$directory" -type f -print0 | xargs -0 readelf -d 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u | while read -r library; do
    [ ! -e "$directory/$library" ] || continue
    path=$(ldconfig -p | awk -v name="$library" '$1 == name && /x86-64/ { print $NF; exit }')
    [ -n "$path" ] || { echo "no package of this system has $library" >&2; exit 1; }
    package_of "$path"
  done | sort -u | paste -sd , | sed 's/,/, /g'
}

package_of() { # a file: dpkg may know it by its name before /lib became a link
  { dpkg -S "$(readlink -f "$1")" || dpkg -S "$1" || dpkg -S "${1#/usr}" || dpkg -S "$(readlink -f "$1" | sed 's#^/usr##')"; } 2>/dev/null | head -n 1 | cut -d : -f 1
}
