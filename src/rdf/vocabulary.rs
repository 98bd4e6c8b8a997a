//! IRIs of the vocabulary and of things. Every IRI is made of the identifying tuple, so the same input gives the same.

use oxigraph::model::NamedNode;

pub const GM: &str = "https://w3id.org/guanmo/ns#";
pub const DEFAULT_BASE: &str = "https://w3id.org/guanmo/id/";
/// Names of counts, which are no part of the graph.
pub const INDEX: &str = "https://w3id.org/guanmo/index#";
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub const SCHEMA: &str = "https://schema.org/";
pub const ORG: &str = "http://www.w3.org/ns/org#";
pub const PROV: &str = "http://www.w3.org/ns/prov#";
pub const OA: &str = "http://www.w3.org/ns/oa#";
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
pub const DCTERMS: &str = "http://purl.org/dc/terms/";
pub const FOAF: &str = "http://xmlns.com/foaf/0.1/";
pub const VOID: &str = "http://rdfs.org/ns/void#";

/// Prefixes that queries may use without declaring them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("gm", GM),
    ("id", DEFAULT_BASE),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("skos", SKOS),
    ("schema", SCHEMA),
    ("org", ORG),
    ("prov", PROV),
    ("oa", OA),
    ("xsd", XSD),
    ("dcterms", DCTERMS),
    ("foaf", FOAF),
    ("void", VOID),
];

/// An IRI of a namespace. `local` is a name of the vocabulary, never text of a user.
pub fn iri(namespace: &str, local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{namespace}{local}"))
}

pub fn gm(local: &str) -> NamedNode {
    iri(GM, local)
}

/// IRI of a thing: a readable part and a hash of its identifying tuple.
pub fn thing(base: &str, prefix: &str, label: &str, key: &str) -> NamedNode {
    let readable: String = label.chars().filter(|c| c.is_alphanumeric()).take(24).collect();
    let hash = &blake3::hash(key.as_bytes()).to_hex()[..16];
    NamedNode::new_unchecked(format!("{base}{prefix}-{readable}-{hash}"))
}

/// IRI of an article and of its named graph.
pub fn article(base: &str, id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}article/{}", &blake3::hash(id.as_bytes()).to_hex()[..16]))
}

/// IRI of a document, under which a store notes what it has read.
pub fn document(base: &str, id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}document/{}", &blake3::hash(id.as_bytes()).to_hex()[..16]))
}
