# Sourced by ./run and ./test: one line per step with the time it took, everything else in a log, and steps whose inputs
# have not changed are skipped. The caller sets `root`.

cache=$root/.cache
log=$cache/log/$(basename "$0").log
failure=$cache/log/failure
outcome=$cache/log/outcome

open_log() {
  mkdir -p "$cache/log" "$cache/stamps" 2>/dev/null || { echo "cannot write to $cache: make the folder of this project writable for you" >&2; exit 1; }
  exec 8>"$cache/lock"
  flock --nonblock 8 || { echo "another ./run or ./test is building here; waiting for it ..."; flock 8; }
  : >"$log"
}

close_lock() { exec 8>&-; }

# In a step: the sentence the person reads when it fails, and the words behind its line when it succeeds.
fail() { printf '%s\n' "$*" >"$failure"; exit 1; }
note() { printf '%s' "$*" >"$outcome"; }

step() { # label command...
  local label=$1 begun=$SECONDS status=0 ticker
  shift
  rm -f "$failure" "$outcome"
  printf '  %-18s ' "$label"
  printf '\n=== %s: %s\n' "$label" "$*" >>"$log"
  tick 8>&- &
  ticker=$!
  # Not in a condition, where `set -e` would not hold inside.
  set +e
  (set -e; "$@") >>"$log" 2>&1 </dev/null 8>&-
  status=$?
  set -e
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if [ "$status" = 0 ]; then
    printf '%s%s\n' "$(cat "$outcome" 2>/dev/null || echo done)" "$(took "$begun")"
  else
    printf 'failed%s\n\n' "$(took "$begun")"
    [ -e "$failure" ] || tail -n 25 "$log" | sed 's/^/    /'
    [ ! -e "$failure" ] || sed 's/^/  /' "$failure"
    printf '\n  The whole log: %s\n' "$log"
    exit 1
  fi
}

took() {
  local seconds=$((SECONDS - $1))
  [ "$seconds" -lt 1 ] || printf ' (%s s)' "$seconds"
}

tick() { # a step may take minutes; say now and then that it is alive
  trap exit TERM
  local seconds=0 silence
  exec {silence}<> <(:) # reading waits as sleep does, but can be interrupted
  while ! read -rt 10 -u "$silence" && kill -0 $$; do
    seconds=$((seconds + 10))
    if [ -t 1 ]; then printf '.'; elif [ $((seconds % 60)) = 0 ]; then printf '(%s s) ' "$seconds"; fi
  done
}

fingerprint() { # paths...: one number for the content of all files below them
  find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

unchanged() { # name fingerprint outputs...
  local name=$1 now=$2 output
  shift 2
  for output in "$@"; do [ -e "$output" ] || return 1; done
  [ "$(cat "$cache/stamps/$name" 2>/dev/null)" = "$now" ]
}

remember() { printf '%s\n' "$2" >"$cache/stamps/$1"; }
