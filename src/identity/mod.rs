//! Articles → one graph: which entities of many articles are one, and which statements say the same.
//!
//! An article gives [`sightings`]; sightings that share a [`blocks`] key may be one entity; [`resolve`] says which are, with
//! reasons, and leaves open what nobody can tell; [`Judgements`] are what people have decided. The order of the articles
//! does not matter.

mod atom;
mod blocks;
mod bodies;
mod companies;
mod compare;
mod divisions;
mod draft;
mod essence;
mod judgement;
mod pinyin;
mod plain;
mod post;
mod resolve;
mod review;
mod sighting;
mod succession;
mod terms;
mod units;
mod wording;
mod works;

pub use self::atom::Verdict;
pub use self::blocks::blocks;
pub use self::divisions::{chain, division};
pub use self::draft::{Draft, Feature, code_of_key, kind_of_key};
pub use self::judgement::{Judgement, Judgements, LedgerError};
pub use self::pinyin::pinyin;
pub use self::post::Post;
pub use self::resolve::{Cluster, Link, resolve};
pub use self::review::{Doubt, Quote, Side, doubts};
pub use self::sighting::{Office, Sighting, Standing, sightings};
pub use self::succession::{Between, asked, between, incumbents, office};
pub use self::terms::{Showing, of_office, settle, showings, terms};
pub use self::wording::Wording;

use crate::model::{
    Article, ArticleRecord, EntityId, EntityKind, Fact, KnowledgeGraph, Node, NodeId, Object, Predicate, Statement, Support, Target,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The keys of every article's entities, in their order: who is who, as rules and judgements have it.
pub fn keys(articles: &[&Article], judgements: &Judgements) -> Vec<Vec<String>> {
    let each: Vec<Vec<Sighting>> = articles.iter().map(|article| sightings(article)).collect();
    let counts: Vec<usize> = each.iter().map(Vec::len).collect();
    let all: Vec<Sighting> = each.into_iter().flatten().collect();
    let mut of_sighting = vec![String::new(); all.len()];
    for cluster in resolve(&all, judgements) {
        for place in cluster.sightings {
            of_sighting[place].clone_from(&cluster.key);
        }
    }
    let mut rest = of_sighting.into_iter();
    counts.into_iter().map(|n| rest.by_ref().take(n).collect()).collect()
}

/// A statement's identity: subject, predicate, target and what tells two like facts apart.
type StatementKey = (String, crate::model::Predicate, TargetKey, crate::model::Qualifiers);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum TargetKey {
    Node(String),
    Literal(Target),
}

/// What the supports of a statement add up to.
#[derive(Default)]
struct Told {
    order: Option<u32>,
    bodies: BTreeMap<String, u64>,
    supports: Vec<Support>,
}

/// Merges articles into one graph, by the rules alone.
pub fn merge(articles: &[Article]) -> KnowledgeGraph {
    merge_judged(articles, &Judgements::default())
}

/// Merges articles into one graph, with what people have decided about pairs.
pub fn merge_judged(articles: &[Article], judgements: &Judgements) -> KnowledgeGraph {
    let mut ordered: Vec<&Article> = articles.iter().collect();
    ordered.sort_by(|a, b| a.id.cmp(&b.id));
    let keys_of = keys(&ordered, judgements);
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut statements: BTreeMap<StatementKey, Told> = BTreeMap::new();
    for (index, article) in ordered.iter().enumerate() {
        let keys = &keys_of[index];
        for (entity, key) in article.entities.iter().zip(keys) {
            let draft = drafts.entry(key.clone()).or_default();
            Feature::of(entity).into_iter().for_each(|feature| draft.add(feature));
        }
        for fact in &article.facts {
            let told = statements.entry(statement_key(fact, keys)).or_default();
            told.order = told.order.into_iter().chain(fact.qualifiers.list_order).min();
            if let Some(body) = body(fact, article) {
                *told.bodies.entry(keys[body.0].clone()).or_insert(0) += 1;
            }
            told.supports.push(support(article, fact, index));
        }
    }
    let place: BTreeMap<&String, NodeId> = drafts.keys().enumerate().map(|(i, k)| (k, NodeId(i))).collect();
    let mut out: Vec<Statement> = statements.into_iter().map(|(k, s)| statement(k, s, &place)).collect();
    out.sort_by(|a, b| (a.subject, a.predicate, &a.target, &a.qualifiers).cmp(&(b.subject, b.predicate, &b.target, &b.qualifiers)));
    let nodes: Vec<Node> = drafts.iter().map(|(k, d)| d.node(k)).collect();
    KnowledgeGraph { nodes, statements: out, articles: ordered.iter().map(|a| record(a)).collect() }
}

/// The body that a post belongs to, as this article names it: its name comes before other names for it. The same
/// words (市委) mean another body in another city's paper, so that no other article is asked.
pub fn body(fact: &Fact, article: &Article) -> Option<EntityId> {
    let name = fact.qualifiers.organization.as_ref().filter(|_| fact.predicate == Predicate::HoldsPost)?;
    let bodies = || article.entities.iter().enumerate().filter(|(_, e)| matches!(e.kind, EntityKind::Organization | EntityKind::Company));
    let named = bodies().find(|(_, e)| e.name == *name).or_else(|| bodies().find(|(_, e)| e.aliases.contains(name)));
    named.map(|(place, _)| EntityId(place))
}

/// The body that most articles mean; of equally frequent ones the first by key.
pub fn chosen_body<'k>(bodies: impl Iterator<Item = (&'k str, u64)>) -> Option<&'k str> {
    bodies.max_by_key(|(key, n)| (*n, Reverse(*key))).map(|(key, _)| key)
}

fn statement_key(fact: &Fact, keys: &[String]) -> StatementKey {
    let target = match &fact.object {
        Object::Entity(id) => TargetKey::Node(keys[id.0].clone()),
        Object::Text(t) => TargetKey::Literal(Target::Text(t.clone())),
        Object::Money(m) => TargetKey::Literal(Target::Money(m.clone())),
        Object::Date(d) => TargetKey::Literal(Target::Date(*d)),
        Object::Stage(s) => TargetKey::Literal(Target::Stage(*s)),
    };
    // The place in a list belongs to an article's telling, not to the fact.
    let qualifiers = crate::model::Qualifiers { list_order: None, ..fact.qualifiers.clone() };
    (keys[fact.subject.0].clone(), fact.predicate, target, qualifiers)
}

fn support(article: &Article, fact: &Fact, at: usize) -> Support {
    let (rule, quote) = (fact.rule.clone(), fact.evidence.text.clone());
    let inferred = article.is_inferred(fact);
    Support { article: at, span: fact.evidence.span, quote, rule, confidence: fact.confidence, inferred }
}

fn statement(key: StatementKey, mut told: Told, place: &BTreeMap<&String, NodeId>) -> Statement {
    told.supports.sort_by(|a, b| (a.article, a.span, &a.rule).cmp(&(b.article, b.span, &b.rule)));
    let target = match key.2 {
        TargetKey::Node(k) => Target::Node(place[&k]),
        TargetKey::Literal(t) => t,
    };
    let body = chosen_body(told.bodies.iter().map(|(key, n)| (key.as_str(), *n)));
    Statement {
        subject: place[&key.0],
        predicate: key.1,
        target,
        qualifiers: crate::model::Qualifiers { list_order: told.order, ..key.3 },
        body: body.map(|key| place[&key.to_string()]),
        supports: told.supports,
    }
}

/// What the graph remembers of an article.
pub fn record(article: &Article) -> ArticleRecord {
    let meta = &article.meta;
    ArticleRecord {
        id: article.id.clone(),
        source: article.source.clone(),
        title: meta.title.clone(),
        publisher: meta.publisher.clone(),
        authors: meta.authors.clone(),
        date: meta.date,
        url: meta.url.clone(),
        home: meta.home.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleMeta, Entity, EntityId, Evidence, Level, Predicate, Qualifiers, Span};

    fn entity(kind: EntityKind, name: &str, code: Option<&str>) -> Entity {
        Entity {
            kind,
            name: name.into(),
            aliases: vec![],
            level: code.map(|_| Level::County),
            code: code.map(Into::into),
            anchor: None,
            mentions: vec![],
        }
    }

    fn article(id: &str, home: &str, person: &str, code: &str) -> Article {
        let fact = Fact {
            subject: EntityId(0),
            predicate: Predicate::Visited,
            object: Object::Entity(EntityId(1)),
            qualifiers: Qualifiers::default(),
            evidence: Evidence { span: Span::new(0, 3), text: "到新华".into() },
            rule: "visited.test".into(),
            confidence: 0.9,
        };
        let entities = vec![entity(EntityKind::Person, person, None), entity(EntityKind::Place, "新华区", Some(code))];
        let date = Some(crate::model::PartialDate::day(2024, 5, 17));
        let meta = ArticleMeta { home: Some(home.into()), date, ..ArticleMeta::default() };
        Article { id: id.into(), source: id.into(), meta, span: Span::new(0, 3), entities, facts: vec![fact], notices: vec![] }
    }

    #[test]
    fn order_of_articles_does_not_matter() {
        let (a, b, c) = (
            article("a", "石家庄市", "高远山", "130105"),
            article("b", "沧州市", "高远山", "130902"),
            article("c", "石家庄市", "高远山", "130105"),
        );
        let graph = merge(&[a.clone(), b.clone(), c.clone()]);
        assert_eq!(graph, merge(&[c, a, b]));
        assert_eq!(graph.nodes.len(), 4, "two cities' persons and districts stay apart");
        assert_eq!(graph.statements.iter().map(|s| s.supports.len()).max(), Some(2));
    }
}
