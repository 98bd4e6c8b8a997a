//! Clusters that may be one, beside each other with what is told of each: what a person can judge.

use super::atom::Verdict;
use super::judgement::Judgements;
use super::resolve::{Cluster, resolve};
use super::sighting::{Sighting, sightings};
use crate::model::{Article, EntityKind, PartialDate};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences that are shown of one side, at most.
const MOST_QUOTES: usize = 3;

/// A pair that nobody has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    pub one: Side,
    pub other: Side,
    pub reasons: Vec<String>,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// By which it is named to `guanmo judge`.
    pub key: String,
    pub kind: EntityKind,
    pub names: Vec<String>,
    pub offices: Vec<String>,
    /// First and last day.
    pub days: Option<(String, String)>,
    pub articles: usize,
    /// Words of its facts, with the article.
    pub quotes: Vec<Quote>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Quote {
    pub day: Option<String>,
    /// Its title, else its id.
    pub article: String,
    pub words: String,
    /// The article's id.
    pub id: String,
}

/// All unsure pairs, by key. Pairs that a person has called unsure are among them.
pub fn doubts(articles: &[&Article], judgements: &Judgements) -> Vec<Doubt> {
    let all: Vec<Sighting> = articles.iter().flat_map(|article| sightings(article)).collect();
    let by_id: BTreeMap<&str, &Article> = articles.iter().map(|article| (article.id.as_str(), *article)).collect();
    let clusters = resolve(&all, judgements);
    let home: BTreeMap<&str, usize> =
        clusters.iter().enumerate().flat_map(|(at, c)| c.members.iter().map(move |key| (key.as_str(), at))).collect();
    let mut pairs: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
    for link in clusters.iter().flat_map(|c| &c.others).filter(|link| link.verdict == Verdict::Unsure) {
        let (a, b) = (home[link.one.as_str()], home[link.other.as_str()]);
        pairs.entry((a.min(b), a.max(b))).or_default().insert(link.reason.clone());
    }
    let side = |at: usize| side(&clusters[at], &all, &by_id);
    pairs.into_iter().map(|((a, b), reasons)| Doubt { one: side(a), other: side(b), reasons: reasons.into_iter().collect() }).collect()
}

fn side(cluster: &Cluster, all: &[Sighting], articles: &BTreeMap<&str, &Article>) -> Side {
    let own = || cluster.sightings.iter().map(|&at| &all[at]);
    let days: BTreeSet<PartialDate> = own().filter_map(|s| s.date).collect();
    let offices: BTreeSet<&str> = own().flat_map(|s| s.offices.iter().map(|office| office.office.as_str())).collect();
    let mut quotes: Vec<Quote> = own().flat_map(|s| quotes(s, articles)).collect();
    quotes.sort();
    quotes.dedup();
    quotes.truncate(MOST_QUOTES);
    Side {
        key: cluster.key.clone(),
        kind: cluster.kind,
        names: own().flat_map(Sighting::names).collect::<BTreeSet<_>>().into_iter().collect(),
        offices: offices.into_iter().map(str::to_string).collect(),
        days: days.first().zip(days.last()).map(|(a, b)| (a.to_string(), b.to_string())),
        articles: own().map(|s| &s.article).collect::<BTreeSet<_>>().len(),
        quotes,
    }
}

fn quotes(sighting: &Sighting, articles: &BTreeMap<&str, &Article>) -> Vec<Quote> {
    let Some(article) = articles.get(sighting.article.as_str()) else { return Vec::new() };
    let own = article.facts.iter().filter(|fact| fact.subject.0 == sighting.entity);
    let quote = |words: &str| Quote {
        day: article.meta.date.map(|day| day.to_string()),
        article: article.meta.title.clone().unwrap_or_else(|| article.id.clone()),
        words: words.chars().filter(|c| !c.is_whitespace()).collect(),
        id: article.id.clone(),
    };
    own.map(|fact| quote(&fact.evidence.text)).collect()
}
