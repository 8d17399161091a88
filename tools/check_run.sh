#!/usr/bin/env bash
# Runs a scenario with few replications and checks that the run directory is there, complete and unharmed.
# Usage: tools/check_run.sh PROGRAM SCENARIO
set -euo pipefail

program="${1:?usage: $0 PROGRAM SCENARIO}"
scenario="${2:?usage: $0 PROGRAM SCENARIO}"

folder="$(mktemp --directory)"
trap 'rm -rf "$folder"' EXIT
"$program" run "$scenario" --replications 2000 --output "$folder/run" >"$folder/shown"

fail() {
  echo "run: $1" >&2
  exit 1
}
[[ -s "$folder/shown" ]] || fail "$program run shows nothing"
for file in manifest.json scenario.resolved.yaml summary.csv distributions.nc; do
  [[ -s "$folder/run/$file" ]] || fail "$file is missing or empty"
done
if "$program" run "$scenario" --replications 2000 --output "$folder/run" >/dev/null 2>&1; then
  fail "an existing run directory was overwritten without --force"
fi
# What was written is a scenario again, and gives the same tables.
"$program" run "$folder/run/scenario.resolved.yaml" --replications 2000 --output "$folder/again" >/dev/null
cmp "$folder/run/summary.csv" "$folder/again/summary.csv" || fail "scenario.resolved.yaml gives another result than $scenario"
echo "run: complete"
