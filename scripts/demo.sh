#!/usr/bin/env bash
# Builds the graph of the articles in data/articles into demo/store and shows what is in it.
set -euo pipefail
cd "$(dirname "$0")/.."
guanmo=${CARGO_TARGET_DIR:-target}/release/guanmo
store=demo/store
mkdir -p demo
rm -rf "$store"

heading() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || heading() { printf '\n%s\n' "$1"; }
first() { "$guanmo" query --store "$store" --format tsv "$1" | sed -n '2{s/^"//;s/"@zh.*$//;p;}'; }

"$guanmo" build data/articles --store "$store"
heading 'Articles'
"$guanmo" articles --store "$store"
heading 'Entities by type'
"$guanmo" query --store "$store" --name entities-by-type
heading 'Facts by relation'
"$guanmo" query --store "$store" --name facts-by-relation

for assessment in $("$guanmo" query --store "$store" --format tsv 'SELECT DISTINCT ?n { ?f rdf:predicate gm:ranked ; rdf:object/rdfs:label ?n } ORDER BY ?n' | sed -n '2,$ {s/^"//;s/"@zh.*$//;p;}'); do
  heading "Ranking: $assessment"
  "$guanmo" query --store "$store" --name ranking --param "assessment=$assessment"
done

tour=$(first 'SELECT ?n { ?e gm:visited ?s ; a gm:Event ; rdfs:label ?n } GROUP BY ?n ORDER BY DESC(COUNT(?s)) ?n LIMIT 1')
heading "Stops of $tour, in the order of the text"
"$guanmo" query --store "$store" --name stops --param "visitor=$tour"

heading 'Three questions'
person=$(first 'SELECT ?n { ?p gm:said ?s ; rdfs:label ?n } GROUP BY ?n ORDER BY DESC(COUNT(?s)) ?n LIMIT 1')
echo "1. Who attended events with $person?"
"$guanmo" query --store "$store" --name met-with --param "person=$person"
echo "2. Which project costs most, and what says so?"
project=$(first 'SELECT ?n { ?f rdf:predicate gm:investment ; rdf:subject/rdfs:label ?n ; rdf:object ?y } ORDER BY DESC(?y) LIMIT 1')
"$guanmo" explain "$project" --store "$store" --relation investment
last=$(first 'SELECT ?n { ?f rdf:predicate gm:ranked ; gm:rank ?r ; rdf:subject/rdfs:label ?n } ORDER BY ?r ?n LIMIT 1')
echo "3. How is $person connected with $last, which came last?"
"$guanmo" path "$person" "$last" --store "$store" --limit 1

"$guanmo" export --store "$store" --format dot --output demo/graph.dot
"$guanmo" export --store "$store" --format svg --output demo/graph.svg
heading 'Written: demo/graph.dot and demo/graph.svg'
