#!/usr/bin/env bash
# Builds the explorer into web/dist where npm is there and a source is newer than what was built.
set -euo pipefail
cd "$(dirname "$0")/../web"
command -v npm >/dev/null || { echo "explorer: not built, npm is not here; the service gives plain pages"; exit 0; }
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
if [ ! -f dist/index.html ] || [ -n "$(find src public index.html vite.config.js package-lock.json -newer dist/index.html -print -quit)" ]; then
  npm run --silent build -- --logLevel error
fi
