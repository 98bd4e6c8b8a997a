//! The graph as RDF: mapping, store, SPARQL, named queries. The only folder that knows oxigraph.
//!
//! Named questions take values, never text:
//!
//! ```
//! use guanmo::rdf::{QueryLimits, QueryOutput, Store, named_query};
//!
//! let store = Store::in_memory(None)?;
//! let question = named_query("rankings-of")?;
//! let values = question.bind(&[("member".into(), "新华区".into())])?;
//! let answer = store.query_with(question.sparql, &values, QueryLimits::default())?;
//! assert!(matches!(answer, QueryOutput::Rows { rows, .. } if rows.is_empty()), "the store is empty");
//!
//! let error = store.query("SELECT ?x { ?x foo }", QueryLimits::default()).unwrap_err();
//! assert!(error.to_string().starts_with("line 1, column 16: `foo` is not expected here"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod backup;
mod bases;
mod blast;
mod bulk;
mod change;
mod claim;
mod contents;
mod counters;
mod description;
mod documents;
mod error;
mod folder;
mod formats;
mod graph_store;
mod journal;
mod judged;
mod load;
mod mapping;
mod membership;
mod named;
mod parts;
mod protocol;
mod query;
mod reprints;
mod store;
mod syntax;
mod tenure;
mod terms;
mod updates;
mod verify;
pub mod vocabulary;

/// A statement with the graph it stands in.
pub use oxigraph::model::Quad;
/// A value of a query variable.
pub use oxigraph::model::Term as Value;

pub use backup::Backup;
pub use blast::Blast;
pub use description::Description;
pub use documents::StoredDocument;
pub use error::{LoadError, QueryError, StoreError};
pub use formats::{GraphFormat, write_quads};
pub use graph_store::{GraphTarget, Loaded};
pub use load::load;
pub use mapping::Mapping;
pub use named::{NamedQuery, Parameter, named_queries, named_query};
pub use parts::{Kept, Manifest, PARTS_MANIFEST, Part};
pub use protocol::{AnswerSink, GRAPH_MEDIA, Media, ProtocolError, ProtocolQuery, RESULT_MEDIA};
pub use query::{QueryLimits, QueryOutput, ResultFormat, bind, show, write, write_turtle};
pub use store::{LAYOUT, MAX_STORED_TEXT_BYTES, Store, StoredArticle};
pub use updates::Updates;
pub use verify::{MAX_FINDINGS, Verification};
