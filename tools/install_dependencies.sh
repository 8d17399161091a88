#!/usr/bin/env bash
# Installs the Debian packages of tools/apt-packages.txt that are missing; does nothing, quickly, if none is.
# Usage: tools/install_dependencies.sh PURPOSE...     e.g. run test
set -euo pipefail

list="$(dirname "${BASH_SOURCE[0]}")/apt-packages.txt"
if [[ $# -eq 0 ]]; then
  echo "usage: $0 PURPOSE...   (purposes: $(awk '!/^#/ && NF {print $1}' "$list" | uniq | xargs))" >&2
  exit 2
fi

packages=()
for purpose in "$@"; do
  mapfile -t found < <(awk -v purpose="$purpose" '$1 == purpose {print $2}' "$list")
  if [[ ${#found[@]} -eq 0 ]]; then
    echo "$0: $list has no purpose '$purpose'" >&2
    exit 2
  fi
  packages+=("${found[@]}")
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "$0: not a Debian system; nothing was installed. Its counterparts of these packages are needed: ${packages[*]}" >&2
  exit 0
fi

missing=()
installed="$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)"
for package in "${packages[@]}"; do
  grep -qxF "$package installed" <<<"$installed" || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then
  exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "$0: these packages are missing: ${missing[*]}" >&2
    echo "$0: installing them needs root, and there is no sudo. As root, run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "Installing ${missing[*]}" >&2
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -qq "$@" </dev/null >/dev/null
}
apt update
apt install --yes --no-install-recommends "${missing[@]}"
