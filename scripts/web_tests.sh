#!/usr/bin/env bash
# Tests the explorer in Chromium over a store of the sample articles. Says so and leaves well where npm or Chromium is missing.
# SHOTS=DIR keeps screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "web tests: skipped, $1"; exit 0; }
command -v npm >/dev/null || skip "npm is not here (Debian: apt-get install npm)"
chromium=${CHROMIUM:-}
for name in chromium chromium-browser google-chrome; do
  [ -n "$chromium" ] || chromium=$(command -v "$name" || true)
done
[ -n "$chromium" ] || skip "Chromium is not here (Debian: apt-get install chromium fonts-noto-cjk)"
guanmo=target/release/guanmo
[ -x "$guanmo" ] || { echo "web tests: $guanmo is not built; run make serve or cargo build --release" >&2; exit 2; }

bash scripts/web_build.sh
work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

"$guanmo" build data/articles tests/it/fixtures web/tests/articles --store "$work/store" >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }
# Port 0 takes a free one; the service says which.
"$guanmo" serve --store "$work/store" --web web/dist --bind 127.0.0.1:0 >"$work/serve.log" 2>&1 &
server=$!
address=
for _ in $(seq 100); do
  address=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/serve.log" | head -n 1 || true)
  [ -z "$address" ] || break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -n "$address" ] || { echo "web tests: the service did not start:" >&2; cat "$work/serve.log" >&2; exit 1; }
echo "web tests: $address"
cd web
GUANMO=$address CHROMIUM=$chromium node --test --test-reporter=spec tests/*.test.mjs
