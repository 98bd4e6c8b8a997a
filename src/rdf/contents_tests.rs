//! Stores that grew and shrank at random, beside stores built of what was left: they are the same to the last count.

use super::*;
use crate::identity::{Judgement, Judgements, Verdict};
use crate::model::{
    ArticleMeta, DateSpan, Entity, EntityId, EntityKind, Evidence, Fact, Level, Modality, Money, Object, PartialDate, Predicate,
    Qualifiers, Span, Stage,
};
use std::collections::{BTreeMap, BTreeSet};

/// A small generator of numbers: the same seed gives the same.
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("small")
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    fn pick_one<T>(&mut self, map: &BTreeMap<String, T>) -> Option<String> {
        let keys: Vec<&String> = map.keys().collect();
        (!keys.is_empty()).then(|| (*self.pick(&keys)).clone())
    }

    fn often(&mut self) -> bool {
        self.roll(3) > 0
    }
}

const HOMES: [&str; 3] = ["石家庄市", "沧州市", "新华区"];
const CODES: [&str; 5] = ["130105", "130902", "130100", "130000", "371200"];
const NAMES: [&str; 6] = ["高远山", "林若水", "云帆集团", "高新区", "市委", "推进会"];

fn entity(dice: &mut Dice) -> Entity {
    // Persons are joined across articles more than others are.
    let kind = if dice.roll(2) == 0 { EntityKind::Person } else { *dice.pick(&EntityKind::ALL) };
    let place = kind == EntityKind::Place;
    Entity {
        kind,
        name: (*dice.pick(&NAMES)).into(),
        aliases: (0..dice.roll(3)).map(|_| dice.pick(&[NAMES[0], NAMES[3], NAMES[4], "我市", "石家庄市委"]).to_string()).collect(),
        level: (place && dice.often()).then(|| *dice.pick(&[Level::Zone, Level::County, Level::Prefecture])),
        code: (place && dice.roll(2) == 0).then(|| dice.pick(&CODES).to_string()),
        anchor: dice.often().then(|| dice.pick(&HOMES).to_string()),
        mentions: vec![],
    }
}

fn day(dice: &mut Dice) -> PartialDate {
    let days = ["2021", "2021-05", "2021-05-01", "2021-05-17", "2022-01-03"];
    PartialDate::parse(days[dice.roll(days.len())]).expect("a date")
}

fn fact(dice: &mut Dice, entities: usize) -> Fact {
    let (subject, other) = (EntityId(dice.roll(entities)), EntityId(dice.roll(entities)));
    let (predicate, object) = match dice.roll(6) {
        0 | 1 => (Predicate::HoldsPost, Object::Text(dice.pick(&["市委书记", "市长", "董事长"]).to_string())),
        2 => (Predicate::LocatedIn, Object::Entity(other)),
        3 => (Predicate::Attended, Object::Entity(other)),
        4 => (Predicate::Investment, Object::Money(Money { currency: dice.pick(&["CNY", "USD"]).to_string(), hundredths: 10000 })),
        _ => (*dice.pick(&[Predicate::Stage]), Object::Stage(*dice.pick(&Stage::ALL))),
    };
    let start = dice.roll(5);
    Fact {
        subject,
        predicate,
        object,
        qualifiers: Qualifiers {
            organization: dice.often().then(|| dice.pick(&NAMES).to_string()),
            former: dice.roll(4) == 0,
            date: (dice.roll(4) == 0).then(|| DateSpan::on(day(dice))),
            list_order: dice.often().then(|| u32::try_from(1 + dice.roll(4)).expect("small")),
            modality: (dice.roll(4) == 0).then(|| *dice.pick(&Modality::ALL)),
            ..Qualifiers::default()
        },
        evidence: Evidence { span: Span::new(start, start + 2), text: "原文".into() },
        rule: "test.rule".into(),
        confidence: 0.9,
    }
}

pub fn article(dice: &mut Dice, id: usize) -> StoredArticle {
    let entities: Vec<Entity> = (0..=dice.roll(5)).map(|_| entity(dice)).collect();
    let facts = (0..dice.roll(7)).map(|_| fact(dice, entities.len())).collect();
    let meta = ArticleMeta {
        title: Some(format!("标题{}", dice.roll(9))),
        date: dice.often().then(|| day(dice)),
        home: dice.often().then(|| dice.pick(&HOMES).to_string()),
        ..ArticleMeta::default()
    };
    let text = text(dice);
    let span = Span::new(0, text.chars().count());
    let article = Article { id: format!("a{id}"), source: "s".into(), meta, span, entities, facts, notices: vec![] };
    StoredArticle { article, text }
}

/// One of a few texts, sometimes with a sentence changed: some are prints of one, some almost are.
fn text(dice: &mut Dice) -> String {
    let first = ["五月里全市召开了重点项目建设推进会。", "九月里全省召开了安全生产视频调度会。"][dice.roll(2)];
    let mut rest: Vec<String> = vec![first.into()];
    for place in 0..7 {
        let more = if dice.roll(6) == 0 { "研究" } else { "" };
        rest.push(format!("与会者听取了第{place}个方面的情况汇报并作了讨论{more}。"));
    }
    if dice.roll(4) == 0 { first.into() } else { rest.concat() }
}

/// One more line of the ledger: about two of the articles' base keys, or taking the last one about a pair back.
fn judge(dice: &mut Dice, left: &BTreeMap<String, StoredArticle>, ledger: &mut Judgements) {
    let standing: Vec<Judgement> = ledger.standing().cloned().collect();
    let (pair, verdict) = if !standing.is_empty() && dice.roll(3) == 0 {
        let last = dice.pick(&standing);
        ((last.one.clone(), last.other.clone()), None)
    } else {
        let bases: BTreeSet<String> =
            left.values().flat_map(|stored| identity::sightings(&stored.article)).map(|sighting| sighting.key).collect();
        let bases: Vec<String> = bases.into_iter().filter(|base| base.starts_with("Person|")).collect();
        if bases.is_empty() {
            return;
        }
        let verdict = *dice.pick(&[Verdict::Same, Verdict::Same, Verdict::Different, Verdict::Unsure]);
        ((dice.pick(&bases).clone(), dice.pick(&bases).clone()), Some(verdict))
    };
    if let Ok(judgement) = Judgement::new((&pair.0, &pair.1), verdict, "a reader", "2024-05-01", "one portrait") {
        ledger.add(judgement);
    }
}

fn of_term(quad: &Quad) -> bool {
    quad.subject.to_string().contains("/term-")
}

/// The terms that a store tells are those of all articles, looked at together; how many they are is given back.
fn terms_are_those_of_identity(store: &Store, articles: &[Article], ledger: &Judgements) -> usize {
    let graph = identity::merge_judged(articles, ledger);
    let mut expected: Vec<String> = identity::terms(&graph, articles, ledger)
        .iter()
        .map(|term| {
            let days =
                [term.start.earliest, term.start.latest, term.end.earliest, term.end.latest].map(|day| day.map(|day| day.to_string()));
            let person = store.mapping().node_iri(graph.node(term.person));
            format!("{} {} {} {} {days:?}", term.office, person.as_str(), term.tenure.name(), term.post)
        })
        .collect();
    let mut nodes: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for quad in store.quads().expect("read").into_iter().filter(of_term) {
        let value = match quad.object {
            Term::Literal(literal) => literal.value().to_string(),
            Term::NamedNode(node) => node.into_string(),
            other => other.to_string(),
        };
        let property = quad.predicate.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_string();
        nodes.entry(quad.subject.to_string()).or_default().insert(property, value);
    }
    let text = |node: &BTreeMap<String, String>| {
        let days = ["startEarliest", "startLatest", "endEarliest", "endLatest"].map(|name| node.get(name).cloned());
        let tenure = node["tenure"].rsplit('-').next().unwrap_or_default();
        format!("{} {} {tenure} {} {days:?}", node["office"], node["holder"], node["post"])
    };
    let mut found: Vec<String> = nodes.values().map(text).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    found.len()
}

/// All quads of a store, counts too.
pub fn everything(store: &Store) -> Vec<String> {
    let mut out: Vec<String> = store.inner.iter().map(|quad| quad.expect("a quad").to_string()).collect();
    out.extend(store.inner.named_graphs().map(|graph| graph.expect("a graph").to_string()));
    out.sort();
    out
}

fn same(a: &[String], b: &[String], what: &str) {
    let (left, right): (Vec<&String>, Vec<&String>) =
        (a.iter().filter(|x| !b.contains(x)).collect(), b.iter().filter(|x| !a.contains(x)).collect());
    assert!(a == b, "{what}: only here {left:#?}\nonly there {right:#?}");
}

#[test]
fn a_store_that_grew_and_shrank_is_the_same_as_one_built_anew() {
    let (mut joined, mut judged, mut terms) = (0, 0, 0);
    for seed in 1..=150 {
        let mut dice = Dice(seed * 0x9e37_79b9_7f4a_7c15);
        let store = Store::in_memory(None).expect("a store");
        let mut left: BTreeMap<String, StoredArticle> = BTreeMap::new();
        let mut ledger = Judgements::default();
        for step in 0..8 {
            let new: Vec<StoredArticle> = (0..dice.roll(4))
                .map(|_| {
                    let id = dice.roll(7);
                    article(&mut dice, id)
                })
                .collect();
            let gone: Vec<String> = (0..dice.roll(3)).map(|_| format!("a{}", dice.roll(7))).collect();
            let gone: Vec<&str> = gone.iter().map(String::as_str).filter(|id| new.iter().all(|n| n.article.id != *id)).collect();
            store.change(&new, &gone).expect("changed");
            gone.iter().for_each(|id| {
                left.remove(*id);
            });
            left.extend(new.into_iter().map(|stored| (stored.article.id.clone(), stored)));
            if let Some(renamed) = dice.pick_one(&left).filter(|_| dice.roll(4) == 0) {
                let mut stored = left.remove(&renamed).expect("there");
                stored.article.id = format!("b{}", dice.roll(9));
                store.change(std::slice::from_ref(&stored), &[&renamed]).expect("renamed");
                left.insert(stored.article.id.clone(), stored);
            }
            if dice.roll(3) == 0 {
                judge(&mut dice, &left, &mut ledger);
                store.judge(&ledger).expect("judged");
            }
            joined += everything(&store).iter().filter(|quad| quad.contains("ns#finally>")).count();
            let anew = Store::in_memory(None).expect("a store");
            let list: Vec<StoredArticle> = left.values().cloned().collect();
            // In either order.
            if dice.roll(2) == 0 {
                anew.judge(&ledger).expect("judged");
            }
            anew.add(&list).expect("added");
            anew.judge(&ledger).expect("judged");
            same(&everything(&store), &everything(&anew), &format!("seed {seed}, step {step}"));
            let articles: Vec<Article> = list.into_iter().map(|stored| stored.article).collect();
            let expected: Vec<String> =
                store.mapping().quads(&identity::merge_judged(&articles, &ledger)).iter().map(ToString::to_string).collect();
            let found = store.quads().expect("read");
            let found: Vec<String> =
                found.iter().filter(|quad| !reprints::says_reprint(quad) && !of_term(quad)).map(ToString::to_string).collect();
            terms += terms_are_those_of_identity(&store, &articles, &ledger);
            same(&found, &expected, &format!("seed {seed}, step {step}, against all articles merged"));
        }
        judged += ledger.standing().count();
        store.judge(&Judgements::default()).expect("taken back");
        let unjudged = Store::in_memory(None).expect("a store");
        unjudged.add(&left.values().cloned().collect::<Vec<_>>()).expect("added");
        same(&everything(&store), &everything(&unjudged), &format!("seed {seed}, judgements taken back"));
        let ids: Vec<&str> = left.keys().map(String::as_str).collect();
        store.change(&[], &ids).expect("emptied");
        same(&everything(&store), &everything(&Store::in_memory(None).expect("a store")), &format!("seed {seed}, empty"));
    }
    assert!(joined > 60, "entities of several articles are joined now and then: {joined}");
    assert!(judged > 60, "pairs are judged now and then: {judged}");
    assert!(terms > 60, "persons have offices: {terms}");
}

#[test]
fn what_is_there_already_is_left_alone() {
    let mut dice = Dice(7);
    let (store, stored) = (Store::in_memory(None).expect("a store"), article(&mut dice, 1));
    store.add(std::slice::from_ref(&stored)).expect("added");
    assert!(store.step(&[&stored], &[]).expect("read").is_empty());
    assert!(!store.step(&[&StoredArticle { text: "另一".into(), ..stored }], &[]).expect("read").is_empty());
}

#[test]
fn later_prints_of_a_text_reprint_the_first() {
    let mut dice = Dice(3);
    let long = std::iter::repeat_with(|| article(&mut dice, 0)).find(|stored| stored.text.chars().count() > 60).expect("a long text");
    let on = |id: &str, day: &str| {
        let mut stored = long.clone();
        stored.article.id = id.into();
        stored.article.meta.date = PartialDate::parse(day);
        stored
    };
    let store = Store::in_memory(None).expect("a store");
    let reprints = || {
        let quads = store.quads().expect("read");
        let says = quads.iter().filter(|quad| reprints::says_reprint(quad));
        says.map(|quad| (quad.subject.to_string(), quad.object.to_string())).collect::<Vec<_>>()
    };
    let iri = |id: &str| crate::rdf::vocabulary::article(store.base(), id).to_string();
    store.add(&[on("x", "2021-05-03"), on("y", "2021-05-02")]).expect("added");
    assert_eq!(reprints(), [(iri("x"), iri("y"))]);
    store.add(&[on("z", "2021-05-01")]).expect("added");
    let mut both = [(iri("x"), iri("z")), (iri("y"), iri("z"))];
    both.sort();
    assert_eq!(reprints(), both);
    store.remove("z").expect("removed");
    assert_eq!(reprints(), [(iri("x"), iri("y"))]);
    store.remove("y").expect("removed");
    assert!(reprints().is_empty());
}
