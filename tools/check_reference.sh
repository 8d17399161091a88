#!/usr/bin/env bash
# The reference page of scenario files is generated; it must equal what the program says today.
# Usage: tools/check_reference.sh PROGRAM [PAGE]
set -euo pipefail

program="${1:?usage: $0 PROGRAM [PAGE]}"
page="${2:-$(dirname "${BASH_SOURCE[0]}")/../docs/scenario-reference.md}"

generated="$(mktemp)"
trap 'rm -f "$generated"' EXIT
"$program" reference >"$generated"
if ! diff --unified "$page" "$generated"; then
  echo "$page is out of date: run 'make reference'" >&2
  exit 1
fi
echo "reference: up to date"
