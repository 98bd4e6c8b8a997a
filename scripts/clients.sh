#!/usr/bin/env bash
# Clients that people use, against a running service: curl, SPARQLWrapper, rdflib's SPARQLStore, the MCP client of Python,
# schemathesis over the API. Without a way to get them it says so and passes, unless CI=true.
set -euo pipefail
cd "$(dirname "$0")/.."
guanmo=${GUANMO:-target/release/guanmo}
venv=target/tools/clients
python=$venv/bin/python
if ! [ -x "$venv/bin/schemathesis" ]; then
  { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check 'SPARQLWrapper==2.0.0' 'rdflib==7.6.0' 'mcp==1.30.0' 'schemathesis==4.32.5'; } || {
    echo "clients: skipped, they cannot be installed here"
    [ "${CI:-}" = true ] && exit 1 || exit 0
  }
fi
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
"$guanmo" build tests/it/fixtures --store "$work/store" >/dev/null
"$guanmo" serve --store "$work/store" --bind 127.0.0.1:0 2>"$work/log" &
server=$!
for _ in $(seq 100); do grep -q listening "$work/log" && break; sleep 0.1; done
address=$(sed -n 's/.*listening on \(http:[^"]*\)\/".*/\1/p' "$work/log" | head -1)
[ -n "$address" ] || { cat "$work/log" >&2; exit 1; }

echo "== curl"
names=$(curl -sSfG "$address/sparql" --data-urlencode 'query=SELECT ?n { ?p a gm:Person ; rdfs:label ?n } ORDER BY ?n' -H 'Accept: text/csv')
grep -q 高远山 <<<"$names"
curl -sSf "$address/sparql" -H 'Content-Type: application/sparql-query' --data 'ASK { ?p a gm:Person }' | grep -q true
curl -sSfI "$address/store?default" | grep -qi 'content-type: text/turtle'
curl -sSf --compressed "$address/api/search?q=gaoyuanshan" | grep -q 高远山
echo "== SPARQLWrapper, rdflib"
"$python" scripts/clients.py "$address"
echo "== MCP over standard input and output, and over HTTP"
"$python" scripts/client_mcp.py "$guanmo" "$work/store" "$address"
echo "== schemathesis"
schemathesis=$PWD/$venv/bin/schemathesis
# It leaves its notes in the folder that it is started in.
(cd "$work" && "$schemathesis" run "$address/api/openapi.json" --url "$address" --max-examples "${EXAMPLES:-20}" --phases examples,coverage,fuzzing \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance --request-timeout 20 --seed 7 --no-color | tail -n 12)
echo "clients: all pass"
