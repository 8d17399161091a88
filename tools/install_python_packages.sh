#!/usr/bin/env bash
# Makes build/python-venv with the packages of tools/python-packages.txt; does nothing, quickly, if it holds them already.
# Usage: tools/install_python_packages.sh
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
list="$root/tools/python-packages.txt"
venv="$root/build/python-venv"
installed="$venv/python-packages.txt"  # the list that was installed last

if cmp --silent "$list" "$installed"; then
  exit 0
fi
echo "Installing $(sed -E '/^#/d; s/ +#.*//' "$list" | xargs) into build/python-venv" >&2
rm -rf "$venv"
"${PYTHON:-/usr/bin/python3}" -m venv "$venv"
if ! "$venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --requirement "$list"; then
  echo "$0: these packages could not be installed. They need the network and a system for which they are built (Linux on x86-64)." >&2
  exit 1
fi
cp "$list" "$installed"
