#!/usr/bin/env bash
# Builds a store of data/articles where there is none, and serves it with the explorer. ADDRESS=127.0.0.1:7878 and STORE=DIR may be given.
set -euo pipefail
cd "$(dirname "$0")/.."
guanmo=target/release/guanmo
store=${STORE:-demo/serve}
if [ ! -d "$store" ]; then
  mkdir -p "$(dirname "$store")"
  "$guanmo" build data/articles --store "$store"
fi
web=()
[ ! -f web/dist/index.html ] || web=(--web web/dist)
echo "open http://${ADDRESS:-127.0.0.1:7878}/ — Ctrl+C stops"
exec "$guanmo" serve --store "$store" --bind "${ADDRESS:-127.0.0.1:7878}" "${web[@]}"
