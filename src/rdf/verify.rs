//! A store → what is wrong with it: quotations that are not in the text, quads that no article gives, quads that are missing.

use super::change::Change;
use super::error::StoreError;
use super::reprints::Prints;
use super::store::{MAX_STORED_TEXT_BYTES, Store, StoredArticle};
use super::vocabulary::gm;
use crate::model::Article;
use oxigraph::model::Quad;
use std::collections::HashSet;

/// Findings that are told in full; more are counted.
pub const MAX_FINDINGS: usize = 100;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    pub articles: usize,
    /// Quotations compared with the stored text.
    pub quotes: usize,
    /// Quads compared with those that the articles give, counts among them.
    pub quads: usize,
    /// What is wrong, the first [`MAX_FINDINGS`] of it.
    pub findings: Vec<String>,
    /// How much is wrong.
    pub wrong: usize,
}

impl Verification {
    fn find(&mut self, finding: impl FnOnce() -> String) {
        self.wrong += 1;
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding());
        }
    }
}

impl Store {
    /// Quotes every fact from the stored text again, and compares every quad with those that the stored articles give.
    /// Takes memory in proportion to the number of facts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        let mut out = Verification::default();
        let expected = self.expected(|stored| {
            out.articles += 1;
            quotes(stored, &mut out);
        })?;
        let mut missing: HashSet<[u8; 16]> = expected.iter().map(print).collect();
        for quad in self.inner.iter() {
            let quad = quad.map_err(|e| self.fail(e))?;
            if Self::is_own(&quad) {
                continue;
            }
            out.quads += 1;
            if !missing.remove(&print(&quad)) {
                out.find(|| format!("no article gives the quad {quad}"));
            }
        }
        for quad in expected.iter().filter(|quad| missing.contains(&print(quad))) {
            out.find(|| format!("the quad {quad} is missing"));
        }
        Ok(out)
    }

    /// All quads that the stored articles give, counts among them.
    pub(super) fn expected(&self, mut look: impl FnMut(&StoredArticle)) -> Result<Vec<Quad>, StoreError> {
        let nothing = oxigraph::store::Store::new().map_err(|e| self.fail(e))?;
        let mut change = Change::new(&nothing, self.mapping());
        let (mut out, mut prints) = (Vec::new(), Prints::default());
        for stored in self.each_article()? {
            let stored = stored?;
            look(&stored);
            prints.add(self.base(), &stored);
            out.extend(change.come(&stored.article, &Self::keys(&stored.article)));
            out.extend(self.own_of(&stored));
        }
        out.extend(change.delta().map_err(|e| self.fail(e))?.new);
        out.extend(prints.quads());
        Ok(out)
    }

    /// Settings, the ontology, and notes of documents are no article's.
    fn is_own(quad: &Quad) -> bool {
        let document = |quad: &Quad| quad.subject.to_string().contains("document/") && quad.graph_name == gm("index").into();
        quad.graph_name == gm("ontology").into() || quad.subject == Self::settings_iri().into() || document(quad)
    }
}

/// Quads are compared by a hash, so that a large store fits.
fn print(quad: &Quad) -> [u8; 16] {
    let hash = blake3::hash(quad.to_string().as_bytes());
    let mut out = [0; 16];
    out.copy_from_slice(&hash.as_bytes()[..16]);
    out
}

fn quotes(stored: &StoredArticle, out: &mut Verification) {
    let text: Vec<char> = stored.text.chars().collect();
    let cut = stored.text.len() + 4 > MAX_STORED_TEXT_BYTES;
    for fact in &stored.article.facts {
        out.quotes += 1;
        let span = fact.evidence.span;
        let words = text.get(span.start..span.end).map(|chars| chars.iter().collect::<String>());
        // Of a very long text only the beginning is kept.
        if words.as_deref() != Some(fact.evidence.text.as_str()) && !(cut && words.is_none()) {
            let Article { id, .. } = &stored.article;
            out.find(|| format!("{id}: characters {}–{} are not “{}”", span.start, span.end, fact.evidence.text));
        }
    }
}
