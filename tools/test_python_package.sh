#!/usr/bin/env bash
# Builds the Python package from its source distribution, installs it into build/python-venv, tests it there and checks its types.
# Usage: tools/test_python_package.sh      after tools/install_dependencies.sh run test and tools/install_python_packages.sh
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
python="$root/build/python-venv/bin/python"
work="$root/build/python-package"
launcher="$(command -v ccache || true)"

rm -rf "$work"
mkdir -p "$work"
cd "$root"
"$python" -c 'import scikit_build_core.build as b, sys; print(b.build_sdist(sys.argv[1]))' "$work"
tar -xzf "$work"/sealedbid-*.tar.gz -C "$work"
source="$(echo "$work"/sealedbid-*/)"
# Compiled as the tests are, so that the compiler's cache has most of it.
(cd "$source" && CMAKE_CXX_COMPILER_LAUNCHER="$launcher" CCACHE_BASEDIR="${source%/}" CCACHE_NOHASHDIR=1 \
  "$python" -m pip wheel . --quiet --no-deps --no-build-isolation --disable-pip-version-check --wheel-dir "$work/wheel" \
  --config-settings=build-dir=build/package --config-settings=cmake.define.SEALEDBID_WARNINGS_AS_ERRORS=ON)
"$python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$work"/wheel/*.whl

cd "$work"  # so that the installed package is tested, not the source folder
SEALEDBID_PROGRAM="$root/build/python-venv/bin/sealedbid" "$python" -m pytest -q -c "$root/pyproject.toml" --rootdir "$root" "$root/bindings/python/tests"
cd "$root/bindings/python"
"$python" -m mypy --config-file "$root/pyproject.toml" --follow-imports=silent --ignore-missing-imports --cache-dir="$work/mypy" sealedbid tests/typed_use.py
