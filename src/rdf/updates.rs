//! The graph as SPARQL updates, for a store that somebody else runs.

use super::error::StoreError;
use super::store::Store;
use oxigraph::model::{GraphName, Quad};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Updates that put a graph into another store, and how many triples each of its graphs then holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updates {
    /// `INSERT DATA` requests in the order of the sorted quads; sending one twice changes nothing.
    pub inserts: Vec<String>,
    /// Triples by the IRI of their graph; `None` is the default graph.
    pub counts: BTreeMap<Option<String>, u64>,
    /// Of all inserts, hexadecimal: the same graph and the same batches have the same digest.
    pub digest: String,
}

impl Store {
    /// The graph in batches of at most `size` quads. `default_graph` names the graph that the merged facts go to in
    /// stores without a default graph of their own.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn updates(&self, default_graph: Option<&str>, size: usize) -> Result<Updates, StoreError> {
        let quads = self.quads()?;
        let mut counts = BTreeMap::new();
        for quad in &quads {
            *counts.entry(graph(quad, default_graph)).or_insert(0) += 1;
        }
        let inserts: Vec<String> = quads.chunks(size.max(1)).map(|batch| insert(batch, default_graph)).collect();
        let mut hash = blake3::Hasher::new();
        inserts.iter().for_each(|text| {
            hash.update(text.as_bytes());
        });
        Ok(Updates { inserts, counts, digest: hash.finalize().to_hex().to_string() })
    }
}

fn graph(quad: &Quad, default_graph: Option<&str>) -> Option<String> {
    match &quad.graph_name {
        GraphName::NamedNode(name) => Some(name.as_str().to_owned()),
        _ => default_graph.map(str::to_owned),
    }
}

/// N-Triples' terms are SPARQL's, so that quads stand in an update as they are written there.
fn insert(quads: &[Quad], default_graph: Option<&str>) -> String {
    let mut graphs: BTreeMap<Option<String>, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        graphs.entry(graph(quad, default_graph)).or_default().push(quad);
    }
    let mut out = String::from("INSERT DATA {\n");
    for (graph, quads) in graphs {
        if let Some(name) = &graph {
            let _ = writeln!(out, "GRAPH <{name}> {{");
        }
        for quad in quads {
            let _ = writeln!(out, "{} {} {} .", quad.subject, quad.predicate, quad.object);
        }
        if graph.is_some() {
            out.push_str("}\n");
        }
    }
    out.push('}');
    out
}
