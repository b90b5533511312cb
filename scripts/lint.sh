#!/usr/bin/env bash
# Looks through every file of the tree for what must not be there. Prints each finding and fails if there is one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

longest=500 # lines of a source file

command -v git >/dev/null && [ -e .git ] || { echo "This looks through the files that git knows: install git, and clone the project instead of unpacking it"; exit 1; }

files() { # git's patterns...
  git ls-files --cached --others --exclude-standard -- "$@" | while IFS= read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done
}

search() { # title pattern files...: extended regular expression
  local title=$1 pattern=$2 found
  shift 2
  found=$(files "$@" | xargs -d '\n' grep -nIE -e "$pattern" -- /dev/null || true)
  [ -z "$found" ] || { printf '%s\n%s\n\n' "$title:" "$found"; findings=yes; }
}
findings=''
# Written so that these lines do not find themselves.
not_here=(':!scripts/lint.sh' ':!LICENSE')

too_long=$(files '*.cs' '*.ts' '*.tsx' '*.css' '*.c' '*.h' '*.sh' '*.md' run test | xargs -d '\n' wc -l | awk -v longest=$longest '$2 != "total" && $1 > longest { print "  " $2 ": " $1 }')
[ -z "$too_long" ] || { printf 'Files of more than %s lines:\n%s\n\n' "$longest" "$too_long"; findings=yes; }

search "Paths of one machine only" '(^|[^A-Za-z0-9_.$}/])/(root|home/[a-z]+/[a-z]|work|tmp/wt|opt/nuget)(/|[^A-Za-z0-9_-]|$)' . "${not_here[@]}" ':!demo/*'
search "Unfinished" 'TODO|FIXME|(^|[^X])XXX([^X]|$)|NotImplementedException' '*.cs' '*.ts' '*.tsx' '*.c' '*.h' '*.sh' "${not_here[@]}"
search "Conflict marks" '^(<{7}|>{7})( |$)' . "${not_here[@]}"
search "Spaces at a line's end" '[ 	]+$' '*.cs' '*.ts' '*.tsx' '*.c' '*.h' '*.sh' '*.md' '*.css' '*.csproj' '*.props' run test

# The package sources that this very machine is set up with: none of their names may be written down here.
hosts=$({ npm config get registry; dotnet nuget list source --format short; apt-get indextargets --format '$(SITE)'; } 2>/dev/null \
  | grep -oE 'https?://[^/ ]+' | sed 's#.*//##; s#.*@##; s#:.*##' | sort -u || true)
for host in $hosts; do search "A package source's name" "$(sed 's/[.]/[.]/g' <<<"$host")" . ':!LICENSE'; done

[ -z "$findings" ] || exit 1
