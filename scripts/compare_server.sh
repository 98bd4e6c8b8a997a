#!/usr/bin/env bash
# The service beside oxigraph's own server on the same store and queries, in turns: requests per second and latencies.
# Needs wrk (Debian: apt-get install wrk); oxigraph's server comes from PyPI. Usage: compare_server.sh [STORE]
set -euo pipefail
cd "$(dirname "$0")/.."
guanmo=${GUANMO:-target/release/guanmo}
venv=target/tools/clients
command -v wrk >/dev/null || { echo "compare_server: wrk is missing"; exit 1; }
[ -x "$venv/bin/oxigraph" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check oxigraph==0.5.13; }
work=$(mktemp -d)
trap 'kill "$one" "$other" 2>/dev/null || true; rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then cp -r "$1" "$work/store"; else "$guanmo" build data/articles tests/it/fixtures --store "$work/store" >/dev/null; fi
cp -r "$work/store" "$work/copy"
"$guanmo" serve --store "$work/store" --bind 127.0.0.1:17871 2>/dev/null & one=$!
"$venv/bin/oxigraph" serve-read-only --location "$work/copy" --bind 127.0.0.1:17872 >/dev/null 2>&1 & other=$!
sleep 3
prefixes='PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX gm: <https://w3id.org/guanmo/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>'
queries=(
  'ASK {}'
  'SELECT ?p ?o { ?s rdfs:label "新华区"@zh ; ?p ?o }'
  'SELECT ?person ?post { ?f rdf:predicate gm:holdsPost ; rdf:subject/rdfs:label ?person ; rdf:object ?post }'
  'SELECT ?quote { ?f rdf:predicate gm:visited . GRAPH ?a { ?f prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote } }'
  'SELECT * { ?s ?p ?o }'
)
printf '%-8s %-9s %12s %10s %10s\n' query server requests/s p50 p99
for n in "${!queries[@]}"; do
  text=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$prefixes ${queries[$n]}")
  for _ in $(seq "${ROUNDS:-3}"); do
    for server in guanmo:17871/sparql oxigraph:17872/query; do
      wrk -t1 -c"${CLIENTS:-4}" -d"${SECONDS_EACH:-5}s" --latency -H 'Accept: application/sparql-results+json' "http://127.0.0.1:${server#*:}?query=$text" |
        awk -v q="$n" -v s="${server%%:*}" '/50%/{a=$2} /99%/{b=$2} /Requests\/sec/{r=$2} /Non-2xx/{e=$0} END{printf "%-8s %-9s %12s %10s %10s %s\n", q, s, r, a, b, e}'
    done
  done
done
