//! guanmo (观摩) reads Chinese official news and builds a knowledge graph in which every fact carries the
//! exact characters that say it, the rule that read them and the article.
//!
//! The folders in the order of the data's way:
//!
//! - [`model`]: nouns. Plain values that every stage passes on.
//! - [`read`]: bytes → documents. Files, folders, JSON Lines; encodings.
//! - [`extract`]: a document → articles with entities and facts.
//! - [`identity`]: articles → one graph, deciding who is who.
//! - [`graph`]: the only folder that knows petgraph: neighbours, paths, rank.
//! - [`rdf`]: the only folder that knows oxigraph: mapping, store, named queries.
//! - [`export`]: a graph → DOT, SVG, JSON and other formats.
//! - [`pipeline`]: the façade: load once, run many documents in parallel, merge.
//! - [`evaluate`]: found facts beside annotated ones; literate cases; sentences that stayed silent.

pub mod evaluate;
pub mod export;
pub mod extract;
pub mod graph;
pub mod identity;
pub mod model;
pub mod pipeline;
pub mod rdf;
pub mod read;
