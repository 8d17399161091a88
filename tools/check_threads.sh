#!/usr/bin/env bash
# The number of threads must not change a result: runs a scenario with 1, 2 and 3 threads and compares every table byte by byte.
# Usage: tools/check_threads.sh PROGRAM SCENARIO [REPLICATIONS]
set -euo pipefail

program="${1:?usage: $0 PROGRAM SCENARIO [REPLICATIONS]}"
scenario="${2:?usage: $0 PROGRAM SCENARIO [REPLICATIONS]}"
replications="${3:-20011}"  # a prime: the last block is ragged

folder="$(mktemp --directory)"
trap 'rm -rf "$folder"' EXIT
for threads in 1 2 3; do
  "$program" run "$scenario" --replications "$replications" --threads "$threads" --output "$folder/$threads" >/dev/null
done

[[ -s "$folder/1/summary.csv" ]] || { echo "threads: no summary.csv was written" >&2; exit 1; }
for table in "$folder"/1/*.csv; do
  name="$(basename "$table")"
  for threads in 2 3; do
    if ! cmp "$table" "$folder/$threads/$name"; then
      echo "threads: $name differs between 1 and $threads threads" >&2
      exit 1
    fi
  done
done
echo "threads: 1, 2 and 3 give the same bytes"
