//! The graph as RDF: mapping, store, SPARQL, named queries. The only folder that knows oxigraph.

mod error;
mod folder;
mod formats;
mod mapping;
mod membership;
mod named;
mod query;
mod store;
mod syntax;
mod terms;
pub mod vocabulary;

/// A value of a query variable.
pub use oxigraph::model::Term as Value;

pub use error::{QueryError, StoreError};
pub use formats::{GraphFormat, write_quads};
pub use mapping::Mapping;
pub use named::{NamedQuery, Parameter, named_queries, named_query};
pub use query::{QueryLimits, QueryOutput, ResultFormat, show, write, write_turtle};
pub use store::{LAYOUT, MAX_STORED_TEXT_BYTES, Merge, Store, StoredArticle};
