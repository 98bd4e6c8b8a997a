//! A store → what is wrong with it: quotations that are not in the text, quads that no article gives, quads that are missing.

use super::bases::{Cast, Finals, final_quad, finally, is_mark};
use super::change::Change;
use super::error::StoreError;
use super::judged::is_judgement;
use super::reprints::Prints;
use super::store::{MAX_STORED_TEXT_BYTES, Store, StoredArticle};
use super::vocabulary::gm;
use crate::identity;
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
    /// Whether it is still open who is who: a build was stopped, and the next one settles it.
    pub unsettled: bool,
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
        let unsettled = !self.unsettled(1).map_err(|e| self.fail(e))?.is_empty();
        let mut out = Verification { unsettled, ..Verification::default() };
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
        let mut change = Change::of_keys(&nothing, self.mapping());
        let (mut out, mut prints) = (Vec::new(), Prints::default());
        let finals = self.finals()?;
        for stored in self.each_article()? {
            let stored = stored?;
            look(&stored);
            prints.add(self.base(), &stored);
            let finally = |base: &str| Ok(finals.get(base).cloned().unwrap_or_else(|| base.to_string()));
            let cast = Cast::new(&stored.article, finally).map_err(|e| self.fail(e))?;
            out.extend(change.come(&stored.article, &cast));
            out.extend(self.own_of(&stored));
        }
        out.extend(finals.iter().filter(|(base, key)| base != key).map(|(base, key)| final_quad(base, key)));
        out.extend(change.delta().map_err(|e| self.fail(e))?.new);
        out.extend(prints.quads());
        Ok(out)
    }

    /// Final keys of all base keys: decided again, or, where something is left open, as the store has them.
    fn finals(&self) -> Result<Finals, StoreError> {
        let settled = self.unsettled(1).map_err(|e| self.fail(e))?.is_empty();
        let (mut finals, mut seen) = (Finals::new(), Vec::new());
        for stored in self.each_article()? {
            for sighting in identity::sightings(&stored?.article) {
                if settled {
                    seen.push(sighting);
                } else {
                    let key = finally(&self.inner, &sighting.key).map_err(|e| self.fail(e))?;
                    finals.insert(sighting.key, key);
                }
            }
        }
        for cluster in identity::resolve(&seen, &self.judgements()?) {
            finals.extend(cluster.members.into_iter().map(|base| (base, cluster.key.clone())));
        }
        Ok(finals)
    }

    /// Settings, the ontology, notes of documents and judgements are no article's.
    fn is_own(quad: &Quad) -> bool {
        let document = |quad: &Quad| quad.subject.to_string().contains("document/") && quad.graph_name == gm("index").into();
        quad.graph_name == gm("ontology").into()
            || quad.subject == Self::settings_iri().into()
            || document(quad)
            || is_mark(quad)
            || is_judgement(quad)
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
