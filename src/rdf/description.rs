//! What a service and its data are, for programs: SPARQL Service Description and VoID.

use super::protocol::{ProtocolError, graph_media};
use super::query::serializer;
use super::terms::{plain, typed};
use super::vocabulary::{DCTERMS, FOAF, GM, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, VOID, gm, iri};
use oxigraph::model::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};

/// The vocabulary of service descriptions.
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
/// IRIs of formats of the W3C.
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// What is described.
#[derive(Clone, Debug)]
pub struct Description<'a> {
    /// The address of the SPARQL endpoint.
    pub endpoint: &'a str,
    pub base: &'a str,
    /// Whether the service can be written to.
    pub writable: bool,
    /// Local names of classes with how many things are of them.
    pub classes: &'a [(&'a str, usize)],
    /// Local names of properties with how many facts have them.
    pub properties: &'a [(&'a str, usize)],
    pub articles: usize,
}

/// Triples in the making.
struct Triples(Vec<Triple>);

impl Triples {
    fn add(&mut self, subject: impl Into<NamedOrBlankNode>, predicate: NamedNode, object: impl Into<Term>) {
        self.0.push(Triple::new(subject, predicate, object));
    }
}

impl Description<'_> {
    /// The SPARQL Service Description, in a format of triples.
    ///
    /// # Errors
    /// When there is no such format.
    pub fn service(&self, format: &str) -> Result<Vec<u8>, ProtocolError> {
        let mut out = Triples(Vec::new());
        let service = NamedNode::new_unchecked(self.endpoint);
        out.add(service.clone(), iri(RDF, "type"), iri(SD, "Service"));
        out.add(service.clone(), iri(SD, "endpoint"), service.clone());
        out.add(service.clone(), iri(SD, "supportedLanguage"), iri(SD, "SPARQL11Query"));
        if self.writable {
            out.add(service.clone(), iri(SD, "supportedLanguage"), iri(SD, "SPARQL11Update"));
        }
        for name in ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"] {
            out.add(service.clone(), iri(SD, "resultFormat"), iri(FORMATS, name));
        }
        for name in ["Turtle", "N-Triples", "RDF_XML", "JSON-LD"] {
            out.add(service.clone(), iri(SD, "resultFormat"), iri(FORMATS, name));
        }
        let (dataset, graph) = (BlankNode::new_unchecked("dataset"), BlankNode::new_unchecked("graph"));
        out.add(service, iri(SD, "defaultDataset"), dataset.clone());
        out.add(dataset.clone(), iri(RDF, "type"), iri(SD, "Dataset"));
        out.add(dataset, iri(SD, "defaultGraph"), graph.clone());
        out.add(graph.clone(), iri(RDF, "type"), iri(SD, "Graph"));
        self.counts(&graph.into(), &mut out);
        write(&out.0, format)
    }

    /// The data in the words of VoID, in a format of triples.
    ///
    /// # Errors
    /// When there is no such format.
    pub fn void(&self, format: &str) -> Result<Vec<u8>, ProtocolError> {
        let mut out = Triples(Vec::new());
        let set = NamedNode::new_unchecked(format!("{}#data", self.endpoint));
        out.add(set.clone(), iri(RDF, "type"), iri(VOID, "Dataset"));
        out.add(set.clone(), iri(DCTERMS, "title"), plain("guanmo"));
        out.add(set.clone(), iri(VOID, "sparqlEndpoint"), NamedNode::new_unchecked(self.endpoint));
        out.add(set.clone(), iri(VOID, "uriSpace"), plain(self.base));
        for vocabulary in [GM, RDFS, SKOS, SCHEMA, ORG, FOAF, PROV] {
            out.add(set.clone(), iri(VOID, "vocabulary"), NamedNode::new_unchecked(vocabulary));
        }
        out.add(set.clone(), iri(VOID, "documents"), typed(self.articles, "integer"));
        self.counts(&set.into(), &mut out);
        write(&out.0, format)
    }

    fn counts(&self, set: &NamedOrBlankNode, out: &mut Triples) {
        let all = self.classes.iter().map(|(_, count)| count).sum::<usize>();
        out.add(set.clone(), iri(VOID, "entities"), typed(all, "integer"));
        for (name, count) in self.classes {
            let part = BlankNode::new_unchecked(format!("class{name}"));
            out.add(set.clone(), iri(VOID, "classPartition"), part.clone());
            out.add(part.clone(), iri(VOID, "class"), gm(name));
            out.add(part, iri(VOID, "entities"), typed(count, "integer"));
        }
        for (name, count) in self.properties {
            let part = BlankNode::new_unchecked(format!("property{name}"));
            out.add(set.clone(), iri(VOID, "propertyPartition"), part.clone());
            out.add(part.clone(), iri(VOID, "property"), gm(name));
            out.add(part, iri(VOID, "triples"), typed(count, "integer"));
        }
    }
}

fn write(triples: &[Triple], format: &str) -> Result<Vec<u8>, ProtocolError> {
    let (format, _) = graph_media(format)?;
    let mut writer = serializer(format).for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    Ok(writer.finish()?)
}
