//! Parts of a graph that is too large for one machine → their quads. Together they are the quads of the whole graph,
//! by the same functions; what is said twice must be dropped by whoever puts them together.

use super::mapping::Mapping;
use crate::model::KnowledgeGraph;
use oxigraph::model::Quad;

impl Mapping<'_> {
    /// What the nodes are: types, labels, aliases, codes.
    pub fn node_quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        for node in &graph.nodes {
            self.entity(node, &self.node_iri(node), &mut out);
        }
        sorted(out)
    }

    /// In which units the places lie. Asks for every place of the whole graph that has a code or is a zone, and for
    /// [`KnowledgeGraph::divisions`] of the whole.
    pub fn unit_quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        self.units(graph, &self.node_iris(graph), &mut out);
        sorted(out)
    }

    /// What the statements say, and the posts that they make held; no evidence. Asks for the nodes at both ends, the
    /// bodies of posts, and the first and last article of each statement.
    pub fn fact_quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        self.facts(graph, &self.node_iris(graph), &mut out);
        sorted(out)
    }

    /// Evidence and descriptions of the graph's articles: no other article says any of it. Asks for nothing but keys
    /// of the nodes.
    pub fn source_quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        self.sources(graph, &mut out);
        sorted(out)
    }
}

fn sorted(mut quads: Vec<Quad>) -> Vec<Quad> {
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    quads
}
