//! A graph → bytes of one format. Nothing here decides what is true; every format shows the same statements.
//!
//! One trait, one file per format. The RDF formats are written by the `rdf` folder.
//!
//! ```
//! use guanmo::export::{ExportOptions, exporter};
//!
//! let dot = exporter("dot").expect("one of the formats");
//! let mut bytes = Vec::new();
//! dot.write(&guanmo::model::KnowledgeGraph::default(), &ExportOptions::default(), &mut bytes)?;
//! assert!(String::from_utf8_lossy(&bytes).starts_with("digraph guanmo {"));
//! # Ok::<(), std::io::Error>(())
//! ```

mod card;
mod cluster;
mod csv;
mod dot;
mod facts_json;
mod flat;
mod ftm;
mod gexf;
mod graph_json;
mod graphml;
mod line;
mod parquet;
mod style;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod wording;

pub use csv::{EdgesCsv, NodesCsv};
pub use dot::Dot;
pub use facts_json::{article_json, object_text, qualifiers_json, rounded};
pub use ftm::FollowTheMoney;
pub use gexf::Gexf;
pub use graph_json::GraphJson;
pub use graphml::GraphMl;
pub use line::{Quotation, qualifiers_line, quotation, source_line, target_line};
pub use parquet::{EdgesParquet, NodesParquet, ROWS_PER_GROUP};
pub use svg::Svg;
pub use wording::{amount, kind_words, relation_words, stage_words};

use crate::model::KnowledgeGraph;
use std::io::{self, Write};

/// A format that a graph can be written in.
pub trait Export: Sync {
    /// What the user calls it: `dot`, `svg`, `graphml`.
    fn name(&self) -> &'static str;

    /// The usual ending of its files, without the dot.
    fn extension(&self) -> &'static str;

    /// Writes the whole graph. The same graph and options give the same bytes.
    fn write(&self, graph: &KnowledgeGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()>;
}

/// What a reader may want otherwise. Formats for machines use none of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// Shown above a drawing.
    pub title: Option<String>,
    /// The language of relation names and of the legend; names of entities stay as they are.
    pub labels: LabelLanguage,
    /// Boxes around nodes that belong together (DOT).
    pub clusters: Clusters,
    /// Whether amounts, stages, dates and ranks stand inside the nodes.
    pub literals: bool,
    pub legend: bool,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { title: None, labels: LabelLanguage::Chinese, clusters: Clusters::None, literals: true, legend: true }
    }
}

/// The language of what a drawing adds to the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelLanguage {
    Chinese,
    English,
    Both,
}

/// What nodes are boxed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clusters {
    None,
    /// The first article that states something of the node.
    Article,
    /// The district that the node lies in.
    District,
}

/// Every format, in the order of help texts.
pub fn exporters() -> &'static [&'static dyn Export] {
    &[&Dot, &Svg, &GraphJson, &GraphMl, &Gexf, &NodesCsv, &EdgesCsv, &NodesParquet, &EdgesParquet, &FollowTheMoney]
}

/// The format with this name, without regard to case.
pub fn exporter(name: &str) -> Option<&'static dyn Export> {
    exporters().iter().copied().find(|export| export.name().eq_ignore_ascii_case(name))
}
