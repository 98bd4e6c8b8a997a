"""SPARQLWrapper and rdflib's SPARQLStore against a running service: python clients.py http://127.0.0.1:7878"""

import sys

from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

ENDPOINT = sys.argv[1] + "/sparql"
GM = "https://w3id.org/guanmo/ns#"
PEOPLE = "SELECT ?n { ?p a <%sPerson> ; <http://www.w3.org/2000/01/rdf-schema#label> ?n }" % GM


def wrapper(query, form, method=None):
    client = SPARQLWrapper(ENDPOINT)
    client.setQuery(query)
    client.setReturnFormat(form)
    if method:
        client.setMethod(method)
    return client.queryAndConvert()


def names(result):
    return {row["n"]["value"] for row in result["results"]["bindings"]}


people = names(wrapper(PEOPLE, JSON))
assert "高远山" in people, people
assert names(wrapper(PEOPLE, JSON, POST)) == people
assert {e.firstChild.data for e in wrapper(PEOPLE, XML).getElementsByTagName("literal")} == people
assert set(wrapper(PEOPLE, CSV).decode().split("\r\n")[1:-1]) == people
assert "gm:Person" in wrapper("CONSTRUCT { ?p a <%sPerson> } { ?p a <%sPerson> }" % (GM, GM), TURTLE).decode()

graph = Graph(SPARQLStore(ENDPOINT, returnFormat="json"))
found = {str(row.n) for row in graph.query(PEOPLE)}
assert found == people, found
persons = list(graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(GM + "Person")))
assert len(persons) == len(people), persons
label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
assert {str(graph.value(person, label)) for person in persons} == people
whole = Graph().parse(sys.argv[1] + "/store?default", format="turtle")
assert len(whole) > 100 and (None, label, None) in whole
print(len(people), "people,", len(whole), "triples")
