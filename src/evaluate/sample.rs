//! Facts of many articles → a random sample of them in their sentences, to be judged by a reader.
//!
//! Every fact gets a number from its seed, its article and its own words, and the smallest numbers win. So the sample
//! is a function of the seed and the facts: neither the order of reading nor the number of threads changes it, and
//! memory is bounded by its size.

use super::quote::{Quote, Source};
use crate::model::{Article, Document, Fact, Object, Predicate, Qualifiers};
use serde::Serialize;
use std::collections::BTreeMap;

/// A fact as a judge needs it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sampled {
    pub article: String,
    pub subject: String,
    /// The kind of the subject (`Person`, `Company` …).
    pub kind: &'static str,
    pub predicate: &'static str,
    pub object: String,
    pub qualifiers: Qualifiers,
    pub rule: String,
    /// The words that carry the fact, in their sentence.
    pub quote: Quote,
}

/// A sample that grows article by article.
pub struct Sample {
    seed: u64,
    size: usize,
    only: Option<Predicate>,
    chosen: BTreeMap<(u64, String), Sampled>,
    /// Facts seen so far, all of which had the same chance.
    pub seen: usize,
}

impl Sample {
    /// A sample of at most `size` facts, of one predicate where `only` names it.
    pub fn new(seed: u64, size: usize, only: Option<Predicate>) -> Self {
        Self { seed, size, only, chosen: BTreeMap::new(), seen: 0 }
    }

    /// Takes in the facts of a document's articles.
    pub fn add(&mut self, document: &Document, articles: &[Article]) {
        let mut source = None;
        for article in articles {
            for fact in article.facts.iter().filter(|f| self.only.is_none_or(|p| p == f.predicate)) {
                self.seen += 1;
                let key = key(self.seed, article, fact);
                let full = self.chosen.len() >= self.size;
                if self.size == 0 || full && self.chosen.last_key_value().is_some_and(|(last, _)| *last <= key) {
                    continue;
                }
                let text = source.get_or_insert_with(|| Source::new(&document.text));
                self.chosen.insert(key, shown(article, fact, text));
                if self.chosen.len() > self.size {
                    self.chosen.pop_last();
                }
            }
        }
    }

    /// The sample in its random order.
    pub fn facts(&self) -> impl Iterator<Item = &Sampled> {
        self.chosen.values()
    }
}

/// The number by which a fact is drawn, and its own words so that no two facts are one.
fn key(seed: u64, article: &Article, fact: &Fact) -> (u64, String) {
    let span = fact.evidence.span;
    let (subject, object) = (&article.entity(fact.subject).name, object(article, fact));
    let words = [&article.id, subject, fact.predicate.name(), &object, &fact.rule, &format!("{}-{}", span.start, span.end)].join("\t");
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(words.as_bytes());
    let hash = hasher.finalize();
    let number = hash.as_bytes().iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b));
    (number, words)
}

fn object(article: &Article, fact: &Fact) -> String {
    match &fact.object {
        Object::Entity(id) => article.entity(*id).name.clone(),
        value => value.to_string(),
    }
}

fn shown(article: &Article, fact: &Fact, text: &Source) -> Sampled {
    let entity = article.entity(fact.subject);
    let span = fact.evidence.span;
    Sampled {
        article: article.id.clone(),
        subject: entity.name.clone(),
        kind: entity.kind.name(),
        predicate: fact.predicate.name(),
        object: object(article, fact),
        qualifiers: fact.qualifiers.clone(),
        rule: fact.rule.clone(),
        quote: text.around(span.start, span.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Pipeline;

    fn documents() -> Vec<Document> {
        let sentence = |n: u32| format!("　　5月{n}日，市委书记高远山出席第{n}届云帆博览会并讲话，市长李明远主持。\n");
        (1..=9).map(|n| Document::new(format!("a{n}"), sentence(n))).collect()
    }

    fn drawn(seed: u64, size: usize, documents: &[Document]) -> Vec<Sampled> {
        let pipeline = Pipeline::load().expect("the shipped rules load");
        let mut sample = Sample::new(seed, size, None);
        documents.iter().for_each(|d| sample.add(d, &pipeline.run(d)));
        assert!(sample.seen > 30, "{}", sample.seen);
        sample.facts().cloned().collect()
    }

    #[test]
    fn the_order_of_reading_changes_nothing_and_the_seed_does() {
        let forward = documents();
        let backward: Vec<Document> = documents().into_iter().rev().collect();
        let one = drawn(7, 5, &forward);
        assert_eq!(one.len(), 5);
        assert_eq!(one, drawn(7, 5, &backward));
        assert_ne!(one, drawn(8, 5, &forward));
        assert_eq!(one[..3], drawn(7, 3, &forward)[..], "a smaller sample is the beginning of a larger one");
    }

    #[test]
    fn a_sampled_fact_stands_in_its_sentence() {
        for fact in drawn(1, 100, &documents()) {
            assert!(fact.quote.sentence().contains(&fact.quote.words) && !fact.quote.is_empty(), "{fact:?}");
        }
    }
}
