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
//! - [`report`]: a graph → what changed since another, ledgers of one thing over time.
//! - [`export`]: a graph → DOT, SVG, JSON and other formats.
//! - [`pipeline`]: the façade: load once, run many documents in parallel, merge.
//! - [`generate`]: a seed → fictional articles with known truth.
//! - [`evaluate`]: found facts beside annotated ones; literate cases; sentences that stayed silent.
//!
//! From a text to a graph that one can ask and walk:
//!
//! ```
//! use guanmo::{graph, identity, model::Document, pipeline::Pipeline, rdf};
//!
//! let text = "集中签约\n石家庄日报 2024-04-13\n\n　　云帆轴承生产基地项目位于正定县，总投资12.5亿元。\n";
//! let pipeline = Pipeline::load()?;
//! let articles = pipeline.run(&Document::new("example", text));
//!
//! // A plain value: every statement has the characters that say it.
//! let merged = identity::merge(&articles);
//! let network = graph::Network::new(&merged);
//! let graph::Lookup::Found(project, _) = network.find("云帆轴承生产基地项目") else { panic!("it is in the graph") };
//! let near = network.neighbors(project, 1, &graph::Filter::default());
//! let place = near.iter().find(|near| merged.node(near.node).label == "正定县").expect("it lies there");
//! assert_eq!(place.links[0].support.quote, "云帆轴承生产基地项目位于正定县");
//!
//! // The same as RDF.
//! let store = rdf::Store::in_memory(None)?;
//! let stored: Vec<_> = articles.into_iter().map(|article| rdf::StoredArticle { article, text: text.into() }).collect();
//! store.add(&stored)?;
//! let yuan = store.query("ASK { ?p gm:investment 1250000000.0 ; gm:locatedIn/rdfs:label '正定县'@zh }", rdf::QueryLimits::default())?;
//! assert_eq!(yuan, rdf::QueryOutput::Truth(true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod evaluate;
pub mod export;
pub mod extract;
pub mod generate;
pub mod graph;
pub mod identity;
pub mod model;
pub mod pipeline;
pub mod rdf;
pub mod read;
pub mod report;
