#!/usr/bin/env bash
# A long run of mixed requests against the service: errors by status, latencies, and the most memory that it and its workers held.
# Needs wrk (Debian: apt-get install wrk). Usage: MINUTES=10 CLIENTS=64 load.sh [STORE]
set -euo pipefail
cd "$(dirname "$0")/.."
guanmo=${GUANMO:-target/release/guanmo}
command -v wrk >/dev/null || { echo "load: wrk is missing"; exit 1; }
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then store=$1; else store=$work/store; "$guanmo" build data/articles tests/it/fixtures --store "$store" >/dev/null; fi
"$guanmo" serve --store "$store" --bind 127.0.0.1:0 2>"$work/log" & server=$!
address=
for _ in $(seq 100); do
  address=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/log" | head -n 1 || true)
  [ -z "$address" ] || break
  sleep 0.1
done
[ -n "$address" ] || { echo "load: the service did not start"; cat "$work/log"; exit 1; }

# Requests of all kinds, in turns; one in fifty is a query that must be stopped by the limits.
cat >"$work/mixed.lua" <<'LUA'
local function escape(text) return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end)) end
local function sparql(text) return "/sparql?query=" .. escape(text) end
local json = { Accept = "application/sparql-results+json" }
local page = { Accept = "text/html" }
local paths = {
  { sparql("ASK { ?s a gm:Person }"), json },
  { sparql("SELECT ?n ?t { ?p a gm:Project ; rdfs:label ?n ; gm:locatedIn/rdfs:label ?t } ORDER BY ?n"), json },
  { sparql("SELECT ?q { ?f rdf:predicate gm:visited . GRAPH ?a { ?f prov:wasDerivedFrom/oa:hasSelector/oa:exact ?q } }"), json },
  { sparql("SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t"), { Accept = "text/csv" } },
  { sparql("CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a gm:Person ; rdfs:label ?n }"), { Accept = "text/turtle" } },
  { "/api/search?q=xinhua", json }, { "/api/articles", json }, { "/api/entities?type=Person", json },
  { "/api", json }, { "/", page }, { "/.well-known/void", { Accept = "text/turtle" } }, { "/health", json },
}
local heavy = { sparql("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g LIMIT 1"), json }
local count = 0
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() statuses = "" ; seen = {} end
function request()
  count = count + 1
  local one = HEAVY and count % 50 == 0 and heavy or paths[count % #paths + 1]
  return wrk.format("GET", one[1], one[2])
end
function response(status)
  seen[status] = (seen[status] or 0) + 1
  local parts = {}
  for code, times in pairs(seen) do parts[#parts + 1] = code .. "=" .. times end
  statuses = table.concat(parts, " ")
end
function done()
  for _, thread in ipairs(threads) do print("statuses " .. thread:get("statuses")) end
end
LUA
[ "${HEAVY:-0}" = 0 ] || sed -i '1i HEAVY = true' "$work/mixed.lua"

memory() { # of the service and its workers, in MiB
  local pids
  pids="$server $(cat /proc/"$server"/task/*/children 2>/dev/null || true)"
  for pid in $pids; do awk '/^VmRSS/{print $2}' "/proc/$pid/status" 2>/dev/null || true; done | awk '{s+=$1} END{print int(s/1024)}'
}
echo "before: $(memory) MiB"
(most=0; while kill -0 "$server" 2>/dev/null; do now=$(memory); [ "${now:-0}" -le "$most" ] || { most=$now; echo "$most" >"$work/most"; }; sleep 1; done) & watcher=$!
wrk -t1 -c"${CLIENTS:-64}" -d"$(awk -v m="${MINUTES:-10}" 'BEGIN{print int(m*60)}')s" --timeout 60s --latency -s "$work/mixed.lua" "$address"
echo "after: $(memory) MiB, most: $(cat "$work/most") MiB"
grep -c '"level":"ERROR"' "$work/log" | sed 's/^/errors in the log: /' || true
kill -TERM "$server"; wait "$server" && echo "stopped: 0" || echo "stopped: $?"; server=
kill "$watcher" 2>/dev/null || true
