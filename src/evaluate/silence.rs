//! Sentences with a named official and a verb of action → which of them gave no fact: where rules are wanted.

use crate::model::Predicate;
use crate::pipeline::{MentionView, SentenceView};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = include_str!("../../data/lexicons/action_verbs.tsv");

/// Verbs of action, each with the relations that would read it.
pub struct Verbs(BTreeMap<String, Vec<Predicate>>);

impl Verbs {
    /// The shipped table; a test sees to it that every relation in it exists.
    pub fn load() -> Self {
        let mut out = BTreeMap::new();
        for (relations, verbs) in TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
            let relations: Vec<Predicate> = relations.split(',').filter_map(Predicate::parse).collect();
            out.extend(verbs.split_whitespace().map(|v| (v.to_string(), relations.clone())));
        }
        Self(out)
    }

    /// The longest verbs of a sentence that are made of whole words and stand in no name.
    fn of(&self, view: &SentenceView) -> Vec<(&str, &[Predicate])> {
        let words: Vec<&str> = view.words.iter().map(|(w, _)| w.as_str()).collect();
        let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
        while from < words.len() {
            let longest = (from + 1..=words.len().min(from + MOST_WORDS)).rev().find_map(|to| {
                let (verb, relations) = self.0.get_key_value(&words[from..to].concat())?;
                Some((to, verb.as_str(), relations.as_slice()))
            });
            let found = longest.filter(|_| !is_in_name(view, at));
            let to = found.map_or(from + 1, |(to, ..)| to);
            out.extend(found.map(|(_, verb, relations)| (verb, relations)));
            at += words[from..to].iter().map(|w| w.chars().count()).sum::<usize>();
            from = to;
        }
        out
    }
}

/// Most words that make one verb (出席 并 讲话).
const MOST_WORDS: usize = 4;

/// Whether a place of a sentence lies inside a name, a post or a value.
fn is_in_name(view: &SentenceView, at: usize) -> bool {
    view.mentions.iter().any(|m| m.at.0 <= at && at < m.at.1 && !m.kind.ends_with("Ref"))
}

/// A silent sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    pub article: String,
    pub official: String,
    pub sentence: String,
}

/// What became of the sentences with one verb.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    pub verb: String,
    /// The relations that would read it.
    pub relations: Vec<&'static str>,
    pub sentences: usize,
    /// Sentences that gave no fact but posts.
    pub silent: usize,
    /// Silent ones of all.
    pub share: f64,
    /// Sentences that gave none of the verb's relations, whatever else they gave.
    pub unanswered: usize,
    pub examples: Vec<Example>,
}

/// The silence map: grows article by article.
pub struct SilenceMap {
    verbs: Verbs,
    /// Silent sentences kept for each verb.
    most_examples: usize,
    lines: BTreeMap<String, Line>,
    /// Sentences with an official and a verb, and how many of them were silent.
    pub sentences: usize,
    pub silent: usize,
}

impl SilenceMap {
    pub fn new(verbs: Verbs, most_examples: usize) -> Self {
        Self { verbs, most_examples, lines: BTreeMap::new(), sentences: 0, silent: 0 }
    }

    /// Adds one article. Headlines and tables are left out: their body says the same in full.
    pub fn add(&mut self, article: &str, views: &[SentenceView]) {
        let holders: BTreeSet<&str> =
            views.iter().flat_map(|v| &v.facts).filter(|f| f.predicate == Predicate::HoldsPost).map(|f| f.subject.as_str()).collect();
        for view in views.iter().filter(|v| v.block == "Body" || v.block == "ListItem") {
            if let Some(official) = official(view, &holders) {
                self.hear(article, view, &official, &stated(view, views));
            }
        }
    }

    fn hear(&mut self, article: &str, view: &SentenceView, official: &str, stated: &BTreeSet<Predicate>) {
        let verbs: BTreeMap<&str, &[Predicate]> = self.verbs.of(view).into_iter().collect();
        let silent = stated.iter().all(|p| *p == Predicate::HoldsPost);
        self.sentences += usize::from(!verbs.is_empty());
        self.silent += usize::from(!verbs.is_empty() && silent);
        for (verb, relations) in verbs {
            let line = self.lines.entry(verb.into()).or_insert_with(|| line(verb, relations));
            line.sentences += 1;
            line.silent += usize::from(silent);
            line.unanswered += usize::from(!relations.iter().any(|r| stated.contains(r)));
            if silent && line.examples.len() < self.most_examples {
                let (article, official) = (article.into(), official.into());
                line.examples.push(Example { article, official, sentence: view.text.clone() });
            }
        }
    }

    /// The verbs, those with the most silent sentences first.
    pub fn lines(&self) -> Vec<Line> {
        let mut out: Vec<Line> = self.lines.values().cloned().collect();
        out.iter_mut().for_each(|l| l.share = l.silent as f64 / l.sentences as f64);
        out.sort_by(|a, b| (b.silent, b.sentences, &a.verb).cmp(&(a.silent, a.sentences, &b.verb)));
        out
    }
}

fn line(verb: &str, relations: &[Predicate]) -> Line {
    let relations = relations.iter().map(|r| r.name()).collect();
    Line { verb: verb.into(), relations, sentences: 0, silent: 0, share: 0.0, unanswered: 0, examples: Vec::new() }
}

/// A person of the sentence with a post, in it or elsewhere in the article.
fn official(view: &SentenceView, holders: &BTreeSet<&str>) -> Option<String> {
    let name = |m: &MentionView| m.entity.clone().unwrap_or_else(|| m.words.clone());
    let behind_post = |start: usize| view.mentions.iter().any(|m| m.kind == "Post" && m.at.1 == start);
    let persons = view.mentions.iter().filter(|m| m.kind == "Person");
    persons.filter(|m| behind_post(m.at.0) || holders.contains(name(m).as_str())).map(name).next()
}

/// The relations that a sentence states: their evidence lies in it, or reaches into it.
fn stated(view: &SentenceView, views: &[SentenceView]) -> BTreeSet<Predicate> {
    views.iter().flat_map(|v| &v.facts).filter(|f| f.span.overlaps(view.span)).map(|f| f.predicate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::pipeline::Pipeline;

    #[test]
    fn every_relation_of_the_table_exists() {
        for (relations, _) in TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')) {
            assert!(relations.split(',').all(|r| Predicate::parse(r).is_some()), "{relations}");
        }
        assert!(Verbs::load().0.len() > 80);
    }

    #[test]
    fn silence_is_told_from_speech_and_from_names() {
        let text = "云帆项目工作会议\n\n　　5月3日，市委书记高远山出席云帆项目开工仪式并讲话。市长李明远视察。天气晴朗。李明远深入思考。\n";
        let pipeline = Pipeline::load().expect("the shipped rules load");
        let mut map = SilenceMap::new(Verbs::load(), 3);
        for views in pipeline.sentences(&Document::new("a", text)) {
            map.add("a", &views);
        }
        let lines = map.lines();
        let of = |verb: &str| lines.iter().find(|l| l.verb == verb).map(|l| (l.sentences, l.silent));
        assert_eq!(of("出席"), Some((1, 0)));
        assert_eq!(of("视察"), Some((1, 1)));
        assert_eq!(of("开工"), None, "the verb stands in the event's name");
        assert_eq!(lines[0].examples[0].sentence.chars().last(), Some('。'));
        assert_eq!((map.sentences, map.silent), (3, 2));
    }
}
