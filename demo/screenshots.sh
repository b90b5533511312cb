#!/usr/bin/env bash
# Makes docs/images anew from the demo desktop, in a headless Chromium. Run ./test once before: it installs what this needs.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
(cd web && npm run build)
dotnet build Hindsight.slnx -c Release --nologo -v quiet
tests/EndToEnd/bin/Release/net10.0/Hindsight.EndToEnd -explicit only -class Hindsight.EndToEnd.Browser.Screenshots
ls -l docs/images
