#!/usr/bin/env bash
# Gets pySHACL into a virtual environment of its own and runs the tests that check graphs against ontology/shapes.ttl.
# Without a way to get pySHACL it says so and passes, unless CI=true.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=target/tools/venv
if ! [ -x "$venv/bin/pyshacl" ]; then
  python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check pyshacl || {
    echo "shapes: skipped, pySHACL cannot be installed here"
    [ "${CI:-}" = true ] && exit 1 || exit 0
  }
fi
GUANMO_SHACL=required cargo test --release --quiet --test it shapes
