//! The extractor: loaded once, run without Python's lock, in parallel where there are many texts.

use crate::article::Article;
use crate::document::{Beside, Document};
use crate::errors;
use crate::page::Page;
use guanmo::model;
use guanmo::pipeline::Pipeline;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Texts between two looks at whether the user wants to stop.
const BATCH: usize = 256;

/// Most threads that can be asked for.
const MAX_THREADS: usize = 1024;

/// Threads belong to the process that made them: a forked child makes its own.
struct Pool {
    process: u32,
    threads: usize,
    pool: Arc<ThreadPool>,
}

#[pyclass(module = "guanmo", frozen)]
pub struct Extractor {
    pipeline: Pipeline,
    pool: Mutex<Option<Pool>>,
}

impl Extractor {
    fn run(&self, document: model::Document) -> Vec<Article> {
        let articles = self.pipeline.run(&document);
        let page = Arc::new(Page::new(document.text));
        articles.into_iter().map(|article| Article::new(article, Arc::clone(&page))).collect()
    }

    fn pool(&self, threads: Option<usize>) -> PyResult<Arc<ThreadPool>> {
        if threads.is_some_and(|n| n == 0 || n > MAX_THREADS) {
            return Err(PyValueError::new_err(format!("threads: expected 1 to {MAX_THREADS}, or None for all processors")));
        }
        let threads = threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
        let process = std::process::id();
        let mut held = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = held.as_ref().filter(|kept| kept.process == process && kept.threads == threads) {
            return Ok(Arc::clone(&kept.pool));
        }
        let made = ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| PyRuntimeError::new_err(e.to_string()))?;
        let pool = Arc::new(made);
        if let Some(old) = held.replace(Pool { process, threads, pool: Arc::clone(&pool) }).filter(|old| old.process != process) {
            // The parent's threads do not exist here; waiting for their end would never end.
            std::mem::forget(old);
        }
        Ok(pool)
    }
}

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (*, rules = None))]
    fn new(py: Python<'_>, rules: Option<PathBuf>) -> PyResult<Self> {
        let loaded = py.detach(|| match rules {
            Some(folder) => Pipeline::with_rules_dir(&folder),
            None => Pipeline::load(),
        });
        Ok(Self { pipeline: loaded.map_err(|error| errors::rules(&error))?, pool: Mutex::new(None) })
    }

    #[pyo3(signature = (text, *, id = "text", title = None, date = None, publisher = None, url = None))]
    #[allow(clippy::too_many_arguments, reason = "they are the fields that may stand beside a text, given by name")]
    fn extract(
        &self,
        py: Python<'_>,
        text: String,
        id: &str,
        title: Option<String>,
        date: Option<Bound<'_, PyAny>>,
        publisher: Option<String>,
        url: Option<String>,
    ) -> PyResult<Article> {
        let document = Document::of(id.to_string(), text, Beside { title, date, publisher, url })?.inner;
        let mut found = py.detach(|| self.run(document));
        match found.len() {
            0 => Err(errors::empty(id)),
            1 => Ok(found.remove(0)),
            _ => Err(errors::several(id, &found.iter().map(Article::name).collect::<Vec<_>>())),
        }
    }

    #[pyo3(signature = (text, *, id = "text", title = None, date = None, publisher = None, url = None))]
    #[allow(clippy::too_many_arguments, reason = "they are the fields that may stand beside a text, given by name")]
    fn extract_page(
        &self,
        py: Python<'_>,
        text: String,
        id: &str,
        title: Option<String>,
        date: Option<Bound<'_, PyAny>>,
        publisher: Option<String>,
        url: Option<String>,
    ) -> PyResult<Vec<Article>> {
        let document = Document::of(id.to_string(), text, Beside { title, date, publisher, url })?.inner;
        Ok(py.detach(|| self.run(document)))
    }

    #[pyo3(signature = (texts, *, threads = None))]
    fn extract_many(&self, py: Python<'_>, texts: &Bound<'_, PyAny>, threads: Option<usize>) -> PyResult<Vec<Article>> {
        let pool = self.pool(threads)?;
        let (mut found, mut batch, mut place) = (Vec::new(), Vec::with_capacity(BATCH), 0);
        let mut flush = |batch: &mut Vec<model::Document>| -> PyResult<()> {
            let documents = std::mem::take(batch);
            let articles: Vec<Vec<Article>> =
                py.detach(|| pool.install(|| documents.into_par_iter().map(|document| self.run(document)).collect()));
            found.extend(articles.into_iter().flatten());
            py.check_signals()
        };
        for item in texts.try_iter()? {
            batch.push(Document::any(&item?, place)?);
            place += 1;
            if batch.len() == BATCH {
                flush(&mut batch)?;
            }
        }
        flush(&mut batch)?;
        Ok(found)
    }

    /// Seconds that Rust takes to read the texts, one after the other: what the binding is measured against.
    fn _seconds(&self, py: Python<'_>, texts: Vec<String>) -> f64 {
        let documents: Vec<model::Document> = texts.into_iter().map(|text| model::Document::new("text", text)).collect();
        py.detach(|| {
            let started = std::time::Instant::now();
            for document in &documents {
                std::hint::black_box(self.pipeline.run(document));
            }
            started.elapsed().as_secs_f64()
        })
    }

    fn __repr__(&self) -> String {
        format!("<Extractor with {} rules>", self.pipeline.resources().rules.len())
    }
}
