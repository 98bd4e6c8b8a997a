//! Articles and who is who → terms of office: when each began and ended, as far as it is told.
//!
//! A person's own articles give the bounds of the person's terms. In an office that one person at a time holds, the
//! next holder's beginning ends the term before, by the days of the events, never by the order of reading. The signs of
//! one person and the terms of one office can be looked at alone.

use super::judgement::Judgements;
use super::sighting::{Scene, Standing};
use crate::model::{
    Article, Bound, EntityKind, Fact, KnowledgeGraph, NodeId, Object, PartialDate, Predicate, Sign, SignKind, Span, Tenure, Term,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days after which an attestation by an article that tells of a removal a little later is still of the time before: a
/// report is printed a few days after what it tells.
const LATE: i32 = 15;

/// What tells the terms of one person from each other: the office, and whether it is held in place of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    person: NodeId,
    office: String,
    acting: bool,
}

/// Signs of one line, and whose office it is.
struct Found {
    seat: String,
    single: bool,
    signs: Vec<Sign>,
}

/// What one fact shows of an office, whoever says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Showing {
    pub day: PartialDate,
    pub told: bool,
    pub kind: SignKind,
    pub post: String,
    pub acting: bool,
    pub office: String,
    pub seat: String,
    pub single: bool,
}

/// What an article's facts show of offices, each with its place among the facts.
pub fn showings(article: &Article) -> Vec<(usize, Showing)> {
    let scene = Scene::of(article);
    let facts = article.facts.iter().enumerate();
    let persons = facts.filter(|(_, fact)| article.entities[fact.subject.0].kind == EntityKind::Person);
    persons.filter_map(|(place, fact)| Some((place, showing(fact, &scene, article)?))).collect()
}

/// The terms of one office: of each holder what is shown, and how often. The signs of the terms have the place in this
/// list for their article and no words.
pub fn of_office(shown: &[(NodeId, Showing, usize)]) -> Vec<Term> {
    let mut lines: BTreeMap<Line, Found> = BTreeMap::new();
    for (place, (person, showing, times)) in shown.iter().enumerate() {
        let found = lines.entry(line(*person, showing)).or_insert_with(|| found(showing));
        found.signs.extend((0..*times).map(|time| sign(showing, place, Span::new(time, time), "")));
    }
    settled(lines)
}

fn line(person: NodeId, showing: &Showing) -> Line {
    Line { person, office: showing.office.clone(), acting: showing.acting }
}

fn found(showing: &Showing) -> Found {
    Found { seat: showing.seat.clone(), single: showing.single, signs: Vec::new() }
}

fn sign(showing: &Showing, article: usize, span: Span, quote: &str) -> Sign {
    let Showing { day, told, kind, post, .. } = showing.clone();
    Sign { day, told, kind, article, span, quote: quote.into(), post }
}

/// The terms of all persons of a graph, sorted by office, beginning and person. The articles and judgements are those
/// that the graph was merged of.
pub fn terms(graph: &KnowledgeGraph, articles: &[Article], judgements: &Judgements) -> Vec<Term> {
    let mut ordered: Vec<&Article> = articles.iter().collect();
    ordered.sort_by(|a, b| a.id.cmp(&b.id));
    let place: BTreeMap<&str, usize> = graph.nodes.iter().enumerate().map(|(at, node)| (node.key.as_str(), at)).collect();
    let mut lines: BTreeMap<Line, Found> = BTreeMap::new();
    for (index, (article, keys)) in ordered.iter().zip(super::keys(&ordered, judgements)).enumerate() {
        for (at, showing) in showings(article) {
            let fact = &article.facts[at];
            let Some(&person) = place.get(keys[fact.subject.0].as_str()) else { continue };
            let found = lines.entry(line(NodeId(person), &showing)).or_insert_with(|| found(&showing));
            found.signs.push(sign(&showing, index, fact.evidence.span, &fact.evidence.text));
        }
    }
    settled(lines)
}

fn settled(lines: BTreeMap<Line, Found>) -> Vec<Term> {
    let mut out: Vec<Term> = lines.into_iter().flat_map(|(line, found)| of_line(&line, found)).collect();
    out.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut settled = Vec::new();
    for office in out.chunk_by(|a, b| a.office == b.office) {
        settled.extend(settle(office.to_vec()));
    }
    settled
}

fn order(term: &Term) -> (&str, Option<PartialDate>, NodeId, Tenure) {
    (&term.office, first_day(term), term.person, term.tenure)
}

/// The first day on which anything shows the term.
fn first_day(term: &Term) -> Option<PartialDate> {
    term.signs.first().map(|sign| sign.day)
}

fn showing(fact: &Fact, scene: &Scene, article: &Article) -> Option<Showing> {
    let kind = match Standing::of(fact)? {
        Standing::Held => SignKind::Attested,
        Standing::Former => SignKind::Past,
        Standing::Appointed => SignKind::Appointed,
        Standing::Removed => SignKind::Removed,
    };
    let Object::Text(text) = &fact.object else { return None };
    let post = scene.post(fact)?;
    let told = fact.qualifiers.date.map(|span| span.start).filter(|_| fact.predicate != Predicate::HoldsPost);
    let day = told.or(article.meta.date)?;
    Some(Showing {
        day,
        told: told.is_some(),
        kind,
        post: text.clone(),
        acting: post.acting,
        office: post.office(),
        seat: post.seat(),
        single: post.slot().is_some(),
    })
}

/// One line's signs → its terms: what follows an end is a new one.
fn of_line(line: &Line, found: Found) -> Vec<Term> {
    let mut signs = found.signs;
    signs.sort_by_key(|sign| (sign.day.earliest(), sign.kind, sign.day, sign.article, sign.span));
    signs.dedup();
    let mut groups: Vec<Vec<Sign>> = vec![Vec::new()];
    let mut ended: Option<PartialDate> = None;
    for sign in signs {
        let shows = matches!(sign.kind, SignKind::Appointed | SignKind::Attested);
        let again = ended.is_some_and(|end| shows && (sign.kind == SignKind::Appointed || sign.day.ordinal() - end.ordinal() > LATE));
        if again {
            groups.push(Vec::new());
            ended = None;
        }
        if sign.kind == SignKind::Removed || sign.kind == SignKind::Past {
            ended = Some(ended.map_or(sign.day, |end| end.min(sign.day)));
        }
        if let Some(group) = groups.last_mut() {
            group.push(sign);
        }
    }
    groups.into_iter().filter(|group| !group.is_empty()).map(|signs| term(line, (&found.seat, found.single), signs)).collect()
}

fn term(line: &Line, (seat, single): (&str, bool), signs: Vec<Sign>) -> Term {
    let days = |kind: SignKind| signs.iter().filter(move |sign| sign.kind == kind).map(|sign| sign.day);
    let attested = days(SignKind::Attested).min().zip(days(SignKind::Attested).max());
    let shown = days(SignKind::Appointed).chain(days(SignKind::Attested)).max().map(|day| day.earliest());
    let told = |kind: SignKind| signs.iter().filter(move |sign| sign.kind == kind && sign.told).map(|sign| sign.day).min();
    let begun = days(SignKind::Appointed).chain(days(SignKind::Attested)).min();
    let start = match told(SignKind::Appointed) {
        Some(day) => Bound::on(day),
        None => Bound { earliest: None, latest: begun.map(|day| day.latest()) },
    };
    let gone = days(SignKind::Removed).chain(days(SignKind::Past)).min();
    let end = match told(SignKind::Removed) {
        Some(day) => Bound::on(day),
        None => Bound { earliest: shown, latest: gone.map(|day| day.latest()) },
    };
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    signs.iter().for_each(|sign| *written.entry(sign.post.as_str()).or_insert(0) += 1);
    let most = written.iter().max_by_key(|(post, n)| (**n, std::cmp::Reverse(**post))).map(|(post, _)| (*post).to_string());
    let tenure = match (line.acting, signs.iter().all(|sign| sign.kind == SignKind::Past)) {
        (_, true) => Tenure::Former,
        (true, _) => Tenure::Acting,
        (false, _) => Tenure::Held,
    };
    Term {
        person: line.person,
        office: line.office.clone(),
        post: most.unwrap_or_default(),
        seat: seat.into(),
        single,
        tenure,
        start,
        end,
        attested,
        signs,
    }
}

/// The terms of one office, each ended by the next holder's beginning where only one can hold it. A holder who is shown
/// again after another's time has had two terms.
pub fn settle(terms: Vec<Term>) -> Vec<Term> {
    if terms.first().is_none_or(|term| !term.single) {
        return terms;
    }
    let mut out = parted(terms);
    out.sort_by(|a, b| order(a).cmp(&order(b)));
    for at in 0..out.len() {
        let next = out[at + 1..].iter().find(|next| follows(&out[at], next)).map(|next| (next.start.latest, next.start.earliest));
        let before = out[..at].iter().rev().find(|before| follows(before, &out[at])).and_then(|before| before.end.earliest);
        if let Some((latest, _)) = next {
            out[at].end.latest = smaller(out[at].end.latest, latest);
        }
        if out[at].start.earliest.is_none() {
            out[at].start.earliest = before;
        }
    }
    out
}

fn smaller(one: Option<PartialDate>, other: Option<PartialDate>) -> Option<PartialDate> {
    one.into_iter().chain(other).min()
}

/// The days on which signs show somebody in office, removals included.
fn shown(term: &Term) -> Option<(PartialDate, PartialDate)> {
    let days = term.signs.iter().filter(|sign| sign.kind != SignKind::Past).map(|sign| sign.day.earliest());
    days.clone().min().zip(days.max())
}

/// Whether one term lies before the other as a whole. What is known only as past lies nowhere.
fn follows(before: &Term, after: &Term) -> bool {
    match (shown(before), shown(after)) {
        (Some((_, last)), Some((first, _))) => last <= first && (before.person, before.tenure) != (after.person, after.tenure),
        _ => false,
    }
}

/// Parts a term where another holder's whole time lies between two of its signs.
fn parted(terms: Vec<Term>) -> Vec<Term> {
    let times: Vec<(NodeId, PartialDate, PartialDate)> =
        terms.iter().filter_map(|term| shown(term).map(|(first, last)| (term.person, first, last))).collect();
    let mut out = Vec::new();
    for term in terms {
        let others: Vec<_> = times.iter().filter(|(person, ..)| *person != term.person).collect();
        let mut groups: Vec<Vec<Sign>> = Vec::new();
        for sign in &term.signs {
            let between = |from: PartialDate| others.iter().any(|(_, first, last)| from < *first && *last < sign.day.earliest());
            match groups.last_mut().filter(|group| group.last().is_some_and(|before| !between(before.day.latest()))) {
                Some(group) => group.push(sign.clone()),
                None => groups.push(vec![sign.clone()]),
            }
        }
        if groups.len() < 2 {
            out.push(term);
            continue;
        }
        let line = Line { person: term.person, office: term.office.clone(), acting: term.tenure == Tenure::Acting };
        out.extend(groups.into_iter().map(|signs| self::term(&line, (&term.seat, true), signs)));
    }
    out
}
