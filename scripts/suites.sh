# Sourced by ./test: runs each suite, lets its output through and adds up what it counted.

[ -t 1 ] || export NO_COLOR=1
passed=0 failed=0 skipped=0 suites=0
results=$cache/results

solution() { # everything at once, warnings being errors, with exactly the locked packages
  dotnet build "$root/Hindsight.slnx" -c Release -warnaserror -p:RestoreLockedMode=true \
    || fail "the solution does not build without warnings: $(compiler_messages)"
  note "built, no warnings"
}

web_checks() { (cd "$root/web" && npm run check) || fail "the types or the lint rules of web/ are broken; the log says where"; }

web_tests() { # vitest's arguments...
  local report=$results/web.json status=0
  begin "web tests" "$report"
  (cd "$root/web" && npx vitest run --reporter=default --reporter=json --outputFile="$report" "$@") </dev/null || status=$?
  count "$status" "$report" "$(json_number numPassedTests)" "$(json_number numFailedTests)" "$(json_number numPendingTests)"
}

json_number() { grep -oE "\"$1\": ?[0-9]+" "$report" 2>/dev/null | head -n 1 | grep -oE '[0-9]+' || echo 0; }

dotnet_tests() { # project, its runner's arguments...
  local project=$1 report=$results/$1.xml status=0
  shift
  begin "tests/$project" "$report"
  heartbeat 8>&- &
  local heart=$!
  "$root/tests/$project/bin/Release/net10.0/Hindsight.$project" -xml "$report" "$@" </dev/null || status=$?
  kill "$heart" 2>/dev/null || true
  wait "$heart" 2>/dev/null || true
  count "$status" "$report" "$(xml_number passed)" "$(($(xml_number failed) + $(xml_number errors)))" "$(xml_number skipped)"
}

heartbeat() { # its runner prints nothing between the start and the first failure
  trap exit TERM
  local begun=$SECONDS silence
  exec {silence}<> <(:)
  while ! read -rt 120 -u "$silence" && kill -0 $$; do printf '  ... still running after %s s\n' $((SECONDS - begun)); done
}

xml_number() { grep -oE '<assembly [^>]*' "$report" 2>/dev/null | grep -oE " $1=\"[0-9]+\"" | head -n 1 | grep -oE '[0-9]+' || echo 0; }

begin() { # name report
  mkdir -p "$results"
  rm -f "$2"
  printf '\n%s\n' "$1"
}

count() { # the runner's exit code, its report, passed, failed, skipped
  local broken=$4
  suites=$((suites + 1))
  # A runner that fell over, or that ran nothing, has failed even if it counted no failure.
  if [ "$broken" = 0 ] && { [ "$1" != 0 ] || [ ! -s "$2" ] || [ $(($3 + $5)) = 0 ]; }; then broken=1; fi
  passed=$((passed + $3)) failed=$((failed + broken)) skipped=$((skipped + $5))
  printf '  %s passed, %s failed, %s skipped\n' "$3" "$broken" "$5"
}

summary() {
  local status=$?
  trap - EXIT
  [ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
  if [ "$suites" != 0 ] || [ "$failed" != 0 ]; then printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"; fi
  [ "$failed" = 0 ] || exit 1
  if [ "${CI:-}" = true ] && [ "$skipped" != 0 ]; then exit 1; fi
  exit "$status"
}
