//! The façade: load resources once, run documents, in parallel where there are many.

pub use crate::extract::inspect::{MentionView, SentenceView};
use crate::extract::{self, ResourceError, Resources};
use crate::model::{Article, Document};
use rayon::prelude::*;
use std::path::Path;

/// Extraction, ready to run. Cheap to share between threads.
pub struct Pipeline {
    resources: Resources,
}

impl Pipeline {
    /// Loads what the program ships: word tables, the gazetteer, the rules.
    ///
    /// # Errors
    /// When a shipped table or rule is broken.
    pub fn load() -> Result<Self, ResourceError> {
        Ok(Self { resources: Resources::load()? })
    }

    /// Like [`Pipeline::load`], with the rule files (`*.toml`) of a folder added.
    ///
    /// # Errors
    /// When the folder cannot be read or one of its rules is broken.
    pub fn with_rules_dir(folder: &Path) -> Result<Self, ResourceError> {
        let mut resources = Resources::load()?;
        resources.add_rules(folder)?;
        Ok(Self { resources })
    }

    /// Reads one document: its articles in order.
    pub fn run(&self, document: &Document) -> Vec<Article> {
        extract::extract(document, &self.resources)
    }

    /// Reads many documents in parallel; the results keep the order of the documents.
    pub fn run_all(&self, documents: &[Document]) -> Vec<Vec<Article>> {
        documents.par_iter().map(|d| self.run(d)).collect()
    }

    /// The sentences of each article of a document with their mentions and facts.
    pub fn sentences(&self, document: &Document) -> Vec<Vec<SentenceView>> {
        extract::inspect::sentences(document, &self.resources)
    }

    /// The loaded resources, for tools that look into the cascade.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }
}
