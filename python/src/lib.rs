//! The library for Python: extraction, stores and walks as classes of the module `guanmo._guanmo`, which the
//! package `guanmo` (in `guanmo/`) completes with frames, drawings and notebooks.
//!
//! Nothing is decided here. What can take long runs without Python's lock; errors keep the messages of the program.

mod article;
mod document;
mod errors;
mod extractor;
mod network;
mod page;
mod store;
mod tables;
mod values;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _guanmo(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("DEFAULT_BASE", guanmo::rdf::vocabulary::DEFAULT_BASE)?;
    module.add_class::<document::Document>()?;
    module.add_class::<extractor::Extractor>()?;
    module.add_class::<article::Article>()?;
    module.add_class::<article::Entity>()?;
    module.add_class::<article::Mention>()?;
    module.add_class::<article::Fact>()?;
    module.add_class::<article::Evidence>()?;
    module.add_class::<network::Network>()?;
    module.add_class::<store::RawStore>()?;
    module.add_function(wrap_pyfunction!(document::read_documents, module)?)?;
    module.add_function(wrap_pyfunction!(network::merge, module)?)?;
    module.add_function(wrap_pyfunction!(store::named_queries, module)?)?;
    module.add_function(wrap_pyfunction!(tables::entity_columns, module)?)?;
    module.add_function(wrap_pyfunction!(tables::mention_columns, module)?)?;
    module.add_function(wrap_pyfunction!(tables::fact_columns, module)?)?;
    Ok(())
}
