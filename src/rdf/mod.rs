//! The graph as RDF: mapping, store, SPARQL, named queries. The only folder that knows oxigraph.
//!
//! Named questions take values, never text:
//!
//! ```
//! use guanmo::rdf::{QueryLimits, QueryOutput, Store, named_query};
//!
//! let store = Store::in_memory(None, guanmo::identity::merge)?;
//! let question = named_query("rankings-of")?;
//! let values = question.bind(&[("member".into(), "新华区".into())])?;
//! let answer = store.query_with(question.sparql, &values, QueryLimits::default())?;
//! assert!(matches!(answer, QueryOutput::Rows { rows, .. } if rows.is_empty()), "the store is empty");
//!
//! let error = store.query("SELECT ?x { ?x foo }", QueryLimits::default()).unwrap_err();
//! assert!(error.to_string().starts_with("line 1, column 16: `foo` is not expected here"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod description;
mod error;
mod folder;
mod formats;
mod graph_store;
mod mapping;
mod membership;
mod named;
mod parts;
mod protocol;
mod query;
mod store;
mod syntax;
mod terms;
mod updates;
pub mod vocabulary;

/// A value of a query variable.
pub use oxigraph::model::Term as Value;

pub use description::Description;
pub use error::{QueryError, StoreError};
pub use formats::{GraphFormat, write_quads};
pub use graph_store::{GraphTarget, Loaded};
pub use mapping::Mapping;
pub use named::{NamedQuery, Parameter, named_queries, named_query};
pub use parts::{Manifest, PARTS_MANIFEST, Part};
pub use protocol::{AnswerSink, GRAPH_MEDIA, Media, ProtocolError, ProtocolQuery, RESULT_MEDIA};
pub use query::{QueryLimits, QueryOutput, ResultFormat, bind, show, write, write_turtle};
pub use store::{LAYOUT, MAX_STORED_TEXT_BYTES, Merge, Store, StoredArticle};
pub use updates::Updates;
