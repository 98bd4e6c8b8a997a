//! What all requests share: the loaded view of the store, the rules for why and why-not, the options.

use super::super::ask::{AskError, View};
use super::super::output::Failure;
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{QueryLimits, QueryOutput, ResultFormat, Store, write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};

/// How the service is run.
#[derive(Clone, Debug)]
pub struct Options {
    pub store: PathBuf,
    pub bind: SocketAddr,
}

/// What all requests share.
pub struct Service {
    view: RwLock<Arc<View>>,
    store: Store,
    pipeline: OnceLock<Pipeline>,
}

impl Service {
    /// Loads the store.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(options: Options) -> Result<Self, Failure> {
        let store = Store::open(&options.store, guanmo::identity::merge)?;
        let view = RwLock::new(Arc::new(View::load(&store)?));
        Ok(Self { view, store, pipeline: OnceLock::new() })
    }

    /// The store as it was last loaded. An answer uses one view from beginning to end.
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// The rules, loaded when they are first asked for.
    ///
    /// # Errors
    /// When a shipped table or rule is broken.
    pub fn pipeline(&self) -> Result<&Pipeline, AskError> {
        if let Some(pipeline) = self.pipeline.get() {
            return Ok(pipeline);
        }
        let loaded = Pipeline::load().map_err(|e| AskError::Failed(e.to_string()))?;
        Ok(self.pipeline.get_or_init(|| loaded))
    }

    /// Rows of a query as SPARQL results in JSON.
    pub fn select(&self, query: &str, values: &[(String, guanmo::rdf::Value)], rows: usize) -> Result<Vec<u8>, AskError> {
        let output: QueryOutput = self.store.query_with(query, values, QueryLimits { seconds: 30, rows })?;
        let mut out = Vec::new();
        write(&output, ResultFormat::Json, &mut out).map_err(|e| AskError::Failed(e.to_string()))?;
        Ok(out)
    }

    /// Runs a question where it may take its time, off the threads that serve connections.
    pub async fn ask<T, F>(self: Arc<Self>, question: F) -> Result<T, AskError>
    where
        T: Send + 'static,
        F: FnOnce(&Self, &View) -> Result<T, AskError> + Send + 'static,
    {
        let work = move || {
            let view = self.view();
            question(&self, &view)
        };
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(AskError::Failed("the question broke off; see the log".into())))
    }
}
