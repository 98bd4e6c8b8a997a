//! What a build read, refused and found: a line for the terminal, JSON for a file.

use super::inputs::Tally;
use super::stream::Batch;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Report {
    documents: usize,
    unchanged: usize,
    articles: usize,
    facts: BTreeMap<&'static str, usize>,
    /// Articles that gave no fact.
    silent: Vec<String>,
    notices: BTreeMap<String, usize>,
    refused: Vec<Value>,
}

impl Report {
    pub fn take(&mut self, batch: &Batch) {
        self.documents += batch.documents.len() + batch.unchanged;
        self.unchanged += batch.unchanged;
        for stored in batch.documents.iter().flat_map(|document| &document.articles) {
            let article = &stored.article;
            self.articles += 1;
            for fact in &article.facts {
                *self.facts.entry(fact.predicate.name()).or_insert(0) += 1;
            }
            if article.facts.is_empty() {
                self.silent.push(article.id.clone());
            }
            for notice in &article.notices {
                *self.notices.entry(notice.kind.clone()).or_insert(0) += 1;
            }
        }
    }

    pub fn refused(&mut self, tally: &Tally) {
        self.refused = tally.refused.iter().map(|error| json!(error.to_string())).collect();
    }

    /// `3 documents, 4 articles, 31 facts`, and how many documents were there already.
    pub fn line(&self) -> String {
        let facts: usize = self.facts.values().sum();
        let known = if self.unchanged == 0 { String::new() } else { format!("; {} documents were there already", self.unchanged) };
        format!("{} documents, {} articles, {facts} facts{known}", self.documents, self.articles)
    }

    pub fn json(&self) -> Vec<u8> {
        let value = json!({
            "documents": self.documents,
            "unchanged": self.unchanged,
            "articles": self.articles,
            "facts": self.facts.values().sum::<usize>(),
            "factsByRelation": self.facts,
            "articlesWithoutFacts": self.silent,
            "notices": self.notices,
            "refused": self.refused,
        });
        let mut out = serde_json::to_vec_pretty(&value).unwrap_or_default();
        out.push(b'\n');
        out
    }
}
