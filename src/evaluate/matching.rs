//! Whether a found entity or fact is the annotated one. Verdicts only; no counting.

use super::names::{dice, fold, same, same_sum};
use super::record::{NamedEntity, Record, StatedFact, plain};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Facts about the article itself: they have no subject.
pub const ARTICLE_PREDICATES: [&str; 4] = ["title", "publisher", "author", "date"];
const SUMS: [&str; 2] = ["investment", "expectedRevenue"];
const DATES: [&str; 3] = ["occurredOn", "expectedCompletion", "date"];
const TEXTS: [&str; 8] = ["holdsPost", "awarded", "capacity", "said", "appointedTo", "removedFrom", "title", "stage"];

/// Least overlap of two texts that count as equal.
const TEXT_OVERLAP: f64 = 0.75;
/// Characters of a saying that are compared.
const SAID_CHARS: usize = 20;

/// The entities of one article by each of their names; the first one of a name has it.
pub struct Index {
    names: BTreeMap<String, (BTreeSet<String>, String)>,
}

impl Index {
    pub fn new(entities: &[NamedEntity]) -> Self {
        let mut names = BTreeMap::new();
        for entity in entities {
            let all = names_of(entity);
            for name in &all {
                names.entry(name.clone()).or_insert_with(|| (all.clone(), entity.kind.clone()));
            }
        }
        Self { names }
    }

    /// All names of what is written, and its type where it is an entity of the article.
    fn read(&self, written: &str) -> (BTreeSet<String>, Option<&str>) {
        let key = fold(written);
        match self.names.get(&key) {
            Some((all, kind)) => (all.clone(), Some(kind)),
            None => (BTreeSet::from([key]), None),
        }
    }
}

fn names_of(entity: &NamedEntity) -> BTreeSet<String> {
    std::iter::once(&entity.name).chain(&entity.aliases).filter(|n| !n.is_empty()).map(|n| fold(n)).collect()
}

/// Whether both are one: the same name, the same type; companies and bodies are not told apart.
pub fn same_entity(gold: &NamedEntity, found: &NamedEntity) -> bool {
    let family = |kind: &str| if kind == "Company" { "Organization".to_string() } else { kind.to_string() };
    family(&gold.kind) == family(&found.kind) && same(&names_of(gold), &names_of(found), Some(&gold.kind))
}

/// Annotated and found entities of one article: what names of facts stand for.
pub struct Matcher {
    gold: Index,
    found: Index,
}

impl Matcher {
    pub fn new(gold: &[NamedEntity], found: &[NamedEntity]) -> Self {
        Self { gold: Index::new(gold), found: Index::new(found) }
    }

    /// Whether a found fact is the annotated one. Of the qualifiers only ranks and scores count.
    pub fn same_fact(&self, gold: &StatedFact, found: &StatedFact) -> bool {
        if gold.predicate != found.predicate {
            return false;
        }
        if gold.predicate == "signedWith" {
            let ends = |s: &[String], o: &[String]| self.same_end(s, &found.subject) && self.same_end(o, &found.object);
            return ends(gold.subjects(), gold.objects()) || ends(gold.objects(), gold.subjects());
        }
        let of_article = ARTICLE_PREDICATES.contains(&gold.predicate.as_str());
        (of_article || self.same_end(gold.subjects(), &found.subject))
            && self.same_object(gold, &found.object)
            && (gold.predicate != "ranked" || same_rank(&gold.qualifiers, &found.qualifiers))
    }

    /// Whether the objects are equal: by value for numbers and dates, by overlap for texts, by name for entities.
    pub fn same_object(&self, gold: &StatedFact, found: &str) -> bool {
        let predicate = gold.predicate.as_str();
        if [&SUMS[..], &DATES, &TEXTS].iter().any(|of| of.contains(&predicate)) {
            gold.objects().iter().any(|o| same_literal(predicate, o, found))
        } else {
            self.same_end(gold.objects(), found)
        }
    }

    /// Whether one of the annotated ends is the found one.
    pub fn same_end(&self, golds: &[String], found: &str) -> bool {
        let (names, kind) = self.found.read(found);
        golds.iter().any(|gold| {
            let (gold_names, gold_kind) = self.gold.read(gold);
            same(&gold_names, &names, gold_kind.or(kind))
        })
    }
}

fn same_literal(predicate: &str, gold: &str, found: &str) -> bool {
    if SUMS.contains(&predicate) {
        return same_sum(gold, found);
    }
    let (gold, found) = (fold(gold), fold(found));
    if DATES.contains(&predicate) {
        return gold == found;
    }
    let most = if predicate == "said" { SAID_CHARS } else { usize::MAX };
    let cut = |text: &str| text.chars().take(most).collect::<String>();
    dice(&cut(&gold), &cut(&found)) >= TEXT_OVERLAP
}

/// Rank, or a place among the first N, or the score: the first that gold states decides.
pub(super) fn same_rank(gold: &Map<String, Value>, found: &Map<String, Value>) -> bool {
    if let Some(rank) = gold.get("rank") {
        return found.get("rank").is_some_and(|f| plain(f) == plain(rank));
    }
    if let Some(most) = gold.get("rankMax") {
        let within = found.get("rank").and_then(whole).zip(whole(most)).is_some_and(|(rank, most)| (1..=most).contains(&rank));
        return within || found.get("rankMax").is_some_and(|f| plain(f) == plain(most));
    }
    match gold.get("score") {
        Some(score) => real(score).zip(found.get("score").and_then(real)).is_some_and(|(a, b)| (a - b).abs() < 1e-6),
        None => true,
    }
}

fn whole(value: &Value) -> Option<i64> {
    plain(value).trim().parse().ok()
}

fn real(value: &Value) -> Option<f64> {
    plain(value).trim().parse().ok()
}

/// The article's own facts: title, publisher, date, authors.
pub fn article_facts(record: &Record) -> Vec<StatedFact> {
    let head = &record.article;
    let fact = |predicate: &str, object: &String, more: &[String]| StatedFact {
        predicate: predicate.into(),
        object: object.clone(),
        object_any: std::iter::once(object).chain(more).cloned().collect(),
        ..StatedFact::default()
    };
    let mut out = Vec::new();
    let single = [
        ("title", &head.title, &head.title_any),
        ("publisher", &head.publisher, &head.publisher_any),
        ("date", &head.date, &head.date_any),
    ];
    for (predicate, value, more) in single {
        out.extend(value.iter().filter(|v| !v.is_empty()).map(|v| fact(predicate, v, more)));
    }
    out.extend(head.authors.iter().map(|a| fact("author", a, &[])));
    out
}

/// Each fact once; two that differ only in qualifiers other than the rank are one.
pub fn distinct(facts: &[StatedFact]) -> Vec<&StatedFact> {
    let mut seen = BTreeSet::new();
    let key = |f: &StatedFact| {
        let rank = f.qualifiers.get("rank").map(ToString::to_string);
        (f.subject.clone(), f.predicate.clone(), f.object.clone(), rank)
    };
    facts.iter().filter(|f| seen.insert(key(f))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entity(kind: &str, name: &str, aliases: &[&str]) -> NamedEntity {
        NamedEntity {
            kind: kind.into(),
            name: name.into(),
            aliases: aliases.iter().map(|a| (*a).into()).collect(),
            ..NamedEntity::default()
        }
    }

    fn fact(subject: &str, predicate: &str, object: &str) -> StatedFact {
        StatedFact { subject: subject.into(), predicate: predicate.into(), object: object.into(), ..StatedFact::default() }
    }

    fn ranked(qualifiers: Value) -> StatedFact {
        let qualifiers = qualifiers.as_object().cloned().unwrap_or_default();
        StatedFact { qualifiers, ..fact("甲区", "ranked", "季度考核") }
    }

    #[test]
    fn a_name_stands_for_all_names_of_its_entity() {
        let gold = [entity("Organization", "清河市委", &["市委"])];
        let found = [entity("Organization", "中共清河市委", &["市委"])];
        let matcher = Matcher::new(&gold, &found);
        assert!(matcher.same_fact(&fact("清河市委", "attended", "会"), &fact("中共清河市委", "attended", "会")));
        assert!(!Matcher::new(&gold, &[]).same_fact(&fact("清河市委", "attended", "会"), &fact("中共清河市委", "attended", "会")));
    }

    #[test]
    fn companies_and_bodies_are_one_family() {
        assert!(same_entity(&entity("Company", "云帆集团", &[]), &entity("Organization", "云帆集团", &[])));
        assert!(!same_entity(&entity("Place", "清河", &[]), &entity("Person", "清河", &[])));
    }

    #[test]
    fn signing_has_no_direction() {
        let matcher = Matcher::new(&[], &[]);
        assert!(matcher.same_fact(&fact("甲市", "signedWith", "乙公司"), &fact("乙公司", "signedWith", "甲市")));
        assert!(!matcher.same_fact(&fact("甲市", "visited", "乙公司"), &fact("乙公司", "visited", "甲市")));
    }

    #[test]
    fn ranks_within_the_first_n_match() {
        let matcher = Matcher::new(&[], &[]);
        let yes = [
            (json!({"rank": 1}), json!({"rank": 1})),
            (json!({"rankMax": 3}), json!({"rank": 2})),
            (json!({"rankMax": 3}), json!({"rankMax": 3})),
            (json!({"score": 97.40}), json!({"score": "97.4"})),
            (json!({}), json!({"rank": 5})),
        ];
        let no = [
            (json!({"rank": 1}), json!({"rankMax": 1})),
            (json!({"rankMax": 3}), json!({"rank": 4})),
            (json!({"rankMax": 3}), json!({"rank": -1})),
            (json!({"score": 97}), json!({})),
        ];
        assert!(yes.into_iter().all(|(g, f)| matcher.same_fact(&ranked(g), &ranked(f))));
        assert!(no.into_iter().all(|(g, f)| !matcher.same_fact(&ranked(g), &ranked(f))));
    }

    #[test]
    fn sayings_are_compared_by_their_beginning() {
        let matcher = Matcher::new(&[], &[]);
        let long = "要坚持项目为王，以非常之举抓招商促发展，";
        let (a, b) = (format!("{long}一刻也不能停"), format!("{long}完全不同的结尾在这里"));
        assert!(matcher.same_fact(&fact("甲", "said", &a), &fact("甲", "said", &b)));
        assert!(!matcher.same_fact(&fact("甲", "capacity", &a), &fact("甲", "capacity", "年产3万吨")));
    }

    #[test]
    fn repeated_facts_count_once() {
        let mut other = fact("甲", "attended", "会");
        other.qualifiers.insert("role".into(), "chair".into());
        let facts = [fact("甲", "attended", "会"), other, ranked(json!({"rank": 1})), ranked(json!({"rank": 2}))];
        assert_eq!(distinct(&facts).len(), 3);
    }
}
