#!/usr/bin/env bash
# Builds the wheel of the Python package in the project's target folder and runs its tests in target/python.
# With `wheel` as argument it only builds the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
source target/tools/env
place=target/python
skip() { echo "python: skipped, $1"; exit "$skipped"; }
# Tests that cannot be run are no failure; a wheel that was asked for and cannot be built is one.
skipped=0
[ "${1:-}" != wheel ] || skipped=1
[ -x "$place/bin/python" ] || python3 -m venv "$place" || skip "python3 has no venv (Debian: apt-get install python3-venv)"
pip() { "$place/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
pip install 'maturin>=1.9.4,<2' || skip "maturin cannot be installed from PyPI"

[ "${1:-}" = wheel ] || cargo build --release --quiet
rm -f target/wheels/guanmo-*.whl
"$place/bin/maturin" build --release --quiet --manifest-path python/Cargo.toml --interpreter "$place/bin/python"
wheel=$(ls target/wheels/guanmo-*.whl)
[ "${1:-}" = wheel ] && { echo "$wheel"; exit; }

extras=test
if command -v java >/dev/null; then extras=test,spark; else echo "python: no Java, the tests of Spark are skipped"; fi
pip install --upgrade "$wheel[$extras]"
pip install --force-reinstall --no-deps "$wheel"
"$place/bin/python" -m pytest -q -p no:cacheprovider -c python/pyproject.toml python/tests "$@"
