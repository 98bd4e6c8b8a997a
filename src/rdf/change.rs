//! Articles that come and go → the quads that come and go with them. What is read of the store and what is written to it
//! depends on the articles and on what they touch, not on how much the store holds; the result is the graph of the
//! articles that are left, as if it had been built of them alone.

use super::bases::Cast;
use super::claim::{Claim, Held, Object};
use super::counters::{self, Counters};
use super::mapping::{Evidence, Mapping, unit_key, units_around};
use super::tenure;
use super::vocabulary::{PROV, RDF, gm, iri};
use crate::identity::{self, Draft, Feature};
use crate::model::{Article, EntityId, Fact, Object as Given, PartialDate, Predicate, Qualifiers};
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::store::{StorageError, Store};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Quads to remove and to insert; none is in both.
#[derive(Default)]
pub struct Delta {
    pub gone: Vec<Quad>,
    pub new: Vec<Quad>,
}

impl Delta {
    /// Adds what differs between two states of one thing.
    pub fn differ(&mut self, before: Vec<Quad>, after: Vec<Quad>) {
        if before.is_empty() || after.is_empty() {
            self.gone.extend(before);
            self.new.extend(after);
            return;
        }
        let kept: FxHashSet<Quad> = before.iter().cloned().collect();
        let wanted: FxHashSet<&Quad> = after.iter().collect();
        self.gone.extend(before.into_iter().filter(|quad| !wanted.contains(quad)));
        self.new.extend(after.into_iter().filter(|quad| !kept.contains(quad)));
    }
}

/// What a change does to one claim.
struct Touched {
    claim: Claim,
    /// Supports that come, and supports that go.
    come: usize,
    go: usize,
    counters: Counters,
}

/// A change in the making.
pub struct Change<'s> {
    pub(super) store: &'s Store,
    mapping: Mapping<'s>,
    /// Whether what comes and goes may change who is who.
    pub(super) marks: bool,
    /// Changes of counts by base key.
    pub(super) bases: BTreeMap<String, Counters>,
    /// Changes of counts of what is told, by base key.
    pub(super) told: BTreeMap<String, Counters>,
    /// Changes of counts by key of an entity.
    entities: BTreeMap<String, Counters>,
    claims: BTreeMap<String, Touched>,
    /// Changes of counts by office.
    offices: BTreeMap<String, Counters>,
    /// How many more or fewer claims and places say a quad of the default graph.
    shared: BTreeMap<String, (Quad, i64)>,
    /// Graphs of articles that go or are replaced: what is there now supports nothing.
    stale: HashSet<GraphName>,
    pub(super) delta: Delta,
}

/// The two states of one entity, as its counts give them.
struct Turn {
    before: Counters,
    after: Counters,
}

impl<'s> Change<'s> {
    pub fn new(store: &'s Store, mapping: Mapping<'s>) -> Self {
        Self {
            store,
            mapping,
            marks: true,
            bases: BTreeMap::new(),
            told: BTreeMap::new(),
            entities: BTreeMap::new(),
            claims: BTreeMap::new(),
            offices: BTreeMap::new(),
            shared: BTreeMap::new(),
            stale: HashSet::new(),
            delta: Delta::default(),
        }
    }

    /// A change that only gives entities the keys that have been decided on.
    pub fn of_keys(store: &'s Store, mapping: Mapping<'s>) -> Self {
        Self { marks: false, ..Self::new(store, mapping) }
    }

    /// An article that the store holds goes. Its graph is removed by the caller.
    pub fn go(&mut self, article: &Article, cast: &Cast) {
        self.stale.insert(GraphName::from(super::vocabulary::article(self.mapping.base, &article.id)));
        self.count(article, cast, -1);
    }

    /// An article comes: its evidence, and that it names who it names, is given back.
    pub fn come(&mut self, article: &Article, cast: &Cast) -> Vec<Quad> {
        self.count(article, cast, 1);
        let mut out = cast.named(&super::vocabulary::article(self.mapping.base, &article.id));
        for fact in &article.facts {
            self.evidence(article, fact, &cast.keys, &mut out);
        }
        out
    }

    /// An article comes back whose entities have other keys now: the evidence that was there and that takes its place.
    pub fn rekeyed(&mut self, article: &Article, before: &[String], after: &Cast) -> (Vec<Quad>, Vec<Quad>) {
        self.count(article, after, 1);
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        let other = |id: &EntityId| before[id.0] != after.keys[id.0];
        let touched = |fact: &&Fact| other(&fact.subject) || matches!(&fact.object, Given::Entity(id) if other(id));
        for fact in article.facts.iter().filter(touched) {
            self.evidence(article, fact, before, &mut gone);
            self.evidence(article, fact, &after.keys, &mut new);
        }
        // Two facts of one claim and one place have one piece of evidence.
        let stays: Vec<&Fact> = article.facts.iter().filter(|fact| !touched(fact)).collect();
        let mut kept = Vec::new();
        stays.into_iter().for_each(|fact| self.evidence(article, fact, before, &mut kept));
        let kept: FxHashSet<Quad> = kept.into_iter().collect();
        gone.retain(|quad| !kept.contains(quad));
        new.retain(|quad| !kept.contains(quad));
        (gone, new)
    }

    fn evidence(&self, article: &Article, fact: &Fact, keys: &[String], out: &mut Vec<Quad>) {
        let claim = claim(fact, keys);
        let evidence = Evidence {
            article: &article.id,
            span: fact.evidence.span,
            quote: &fact.evidence.text,
            rule: &fact.rule,
            confidence: fact.confidence,
            inferred: article.is_inferred(fact),
        };
        self.mapping.evidence(&self.mapping.claim_iri(&claim), &evidence, out);
    }

    fn count(&mut self, article: &Article, cast: &Cast, sign: i64) {
        for (base, names) in cast.counted() {
            let counters = self.bases.entry(base.to_string()).or_default();
            names.into_iter().for_each(|name| *counters.entry(name).or_insert(0) += sign);
        }
        for (base, essence) in cast.told() {
            *self.told.entry(base.to_string()).or_default().entry(essence.to_string()).or_insert(0) += sign;
        }
        let keys = &cast.keys;
        for (entity, key) in article.entities.iter().zip(keys) {
            let counters = self.entities.entry(key.clone()).or_default();
            for feature in Feature::of(entity) {
                *counters.entry(feature.text()).or_insert(0) += sign;
            }
        }
        let showings: BTreeMap<usize, identity::Showing> = identity::showings(article).into_iter().collect();
        for (place, fact) in article.facts.iter().enumerate() {
            let claim = claim(fact, keys);
            let iri = self.mapping.claim_iri(&claim).into_string();
            if let Some(showing) = showings.get(&place) {
                let fact = iri.strip_prefix(self.mapping.base).unwrap_or(&iri);
                let name = tenure::name(&claim.subject, fact, showing);
                *self.offices.entry(showing.office.clone()).or_default().entry(name).or_insert(0) += sign;
            }
            let touched = self.claims.entry(iri).or_insert_with(|| Touched { claim, come: 0, go: 0, counters: Counters::new() });
            if sign > 0 {
                touched.come += 1
            } else {
                touched.go += 1
            }
            for name in counted(fact, article, keys) {
                *touched.counters.entry(name).or_insert(0) += sign;
            }
        }
    }

    /// All quads that come and go.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn delta(mut self) -> Result<Delta, StorageError> {
        // What comes as it went is left alone, unread.
        let changed = |counts: &Counters| counts.values().any(|by| *by != 0);
        let claims = std::mem::take(&mut self.claims).into_iter();
        for (iri, touched) in claims.filter(|(_, touched)| touched.come != touched.go || changed(&touched.counters)) {
            self.claim(&NamedNode::new_unchecked(iri), &touched)?;
        }
        let mut turns = BTreeMap::new();
        let mut units = BTreeMap::new();
        for (key, change) in std::mem::take(&mut self.entities).into_iter().filter(|(_, change)| changed(change)) {
            let turn = self.turn(&key, &change)?;
            needs(&key, &turn.before, -1, &mut units);
            needs(&key, &turn.after, 1, &mut units);
            turns.insert(key, turn);
        }
        for (key, by) in units.into_iter().filter(|(_, by)| *by != 0) {
            let need = Counters::from([(NEED.to_string(), by)]);
            match turns.get_mut(&key) {
                Some(turn) => turn.after = counters::changed(&turn.after, &need),
                None => {
                    let turn = self.turn(&key, &need)?;
                    turns.insert(key, turn);
                }
            }
        }
        for (key, turn) in turns {
            self.entity(&key, &turn);
        }
        for (office, change) in std::mem::take(&mut self.offices).into_iter().filter(|(_, change)| changed(change)) {
            let before = counters::read(self.store, &tenure::office_iri(&office))?;
            let after = counters::changed(&before, &change);
            let (before, after) = (tenure::quads(&self.mapping, &office, &before), tenure::quads(&self.mapping, &office, &after));
            self.delta.differ(before, after);
        }
        self.settle()?;
        self.bases()?;
        Ok(self.delta)
    }

    fn claim(&mut self, fact: &NamedNode, touched: &Touched) -> Result<(), StorageError> {
        let is_fact = Quad::new(fact.clone(), iri(RDF, "type"), gm("Fact"), GraphName::DefaultGraph);
        let was = self.store.contains(&is_fact)?;
        let stays = touched.come > 0 || (was && self.has_other_support(fact)?);
        let before = if was { counters::read(self.store, fact)? } else { Counters::new() };
        let after = counters::changed(&before, &touched.counters);
        let held = [(was, &before), (stays, &after)].map(|(there, counts)| there.then(|| held(counts)));
        let state = |held: &Option<Held>, counts| -> Vec<Quad> {
            let own = held.iter().flat_map(|held| touched.claim.own(&self.mapping, fact, held));
            own.chain(counters::quads(fact, counts)).collect()
        };
        let (old, new) = (state(&held[0], &before), state(&held[1], &after));
        self.delta.differ(old, new);
        let official = |held: &Option<Held>| i64::from(held.as_ref().is_some_and(|held| touched.claim.makes_official(held)));
        let by = official(&held[1]) - official(&held[0]);
        if by != 0 {
            *self.entities.entry(touched.claim.subject.clone()).or_default().entry(OFFICIAL.into()).or_insert(0) += by;
        }
        if was != stays {
            for quad in touched.claim.shared(&self.mapping) {
                self.share(quad, if stays { 1 } else { -1 });
            }
        }
        Ok(())
    }

    /// Whether an article that does not go supports a fact.
    fn has_other_support(&self, fact: &NamedNode) -> Result<bool, StorageError> {
        let derived = iri(PROV, "wasDerivedFrom");
        for quad in self.store.quads_for_pattern(Some(fact.as_ref().into()), Some(derived.as_ref()), None, None) {
            if !self.stale.contains(&quad?.graph_name) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn turn(&self, key: &str, change: &Counters) -> Result<Turn, StorageError> {
        let before = counters::read(self.store, &self.mapping.entity_iri(key))?;
        let after = counters::changed(&before, change);
        Ok(Turn { before, after })
    }

    fn entity(&mut self, key: &str, turn: &Turn) {
        let subject = self.mapping.entity_iri(key);
        let before = self.described(key, &subject, &turn.before, -1);
        let after = self.described(key, &subject, &turn.after, 1);
        self.delta.differ(before, after);
    }

    /// What the store holds of an entity with these counts; where it lies is counted by `sign`.
    fn described(&mut self, key: &str, subject: &NamedNode, counts: &Counters, sign: i64) -> Vec<Quad> {
        let draft = draft(counts);
        let mut out: Vec<Quad> = counters::quads(subject, counts).collect();
        if draft.is_seen() {
            out.push(Quad::new(subject.clone(), gm("key"), oxigraph::model::Literal::new_simple_literal(key), gm("index")));
        }
        if draft.is_seen() || counts.contains_key(NEED) {
            let node = draft.node(key);
            out.extend(self.mapping.entity(&node, counts.contains_key(OFFICIAL)));
            if let Some(quad) = self.mapping.lies_in(&node) {
                self.share(quad, sign);
            }
        }
        out
    }

    fn share(&mut self, quad: Quad, by: i64) {
        self.shared.entry(quad.to_string()).or_insert((quad, 0)).1 += by;
    }

    /// Quads that several claims and places say stay as long as one says them. Only counts above one are written down.
    fn settle(&mut self) -> Result<(), StorageError> {
        for (quad, by) in std::mem::take(&mut self.shared).into_values().filter(|(_, by)| *by != 0) {
            let (subject, name) = (quad.subject.clone(), times(&quad));
            let oxigraph::model::NamedOrBlankNode::NamedNode(subject) = subject else { continue };
            let before = match self.store.contains(&quad)? {
                true => counters::one(self.store, &subject, &name)?.unwrap_or(1),
                false => 0,
            };
            let state = |count: i64| {
                let counted = (count > 1).then(|| counters::quad(&subject, &name, count));
                (count > 0).then(|| quad.clone()).into_iter().chain(counted).collect()
            };
            self.delta.differ(state(before), state(before + by));
        }
        Ok(())
    }
}

/// How many places and zones need a unit to be described.
const NEED: &str = "need";
/// How many claims make a person an official.
const OFFICIAL: &str = "official";

/// The name of the count of a triple.
fn times(quad: &Quad) -> String {
    let said = format!("{} {}", quad.predicate, quad.object);
    format!("times/{}", &blake3::hash(said.as_bytes()).to_hex()[..16])
}

/// The units that an entity with these counts needs.
fn needs(key: &str, counts: &Counters, sign: i64, units: &mut BTreeMap<String, i64>) {
    let draft = draft(counts);
    if key.starts_with("Place|") && draft.is_seen() {
        for code in units_around(&draft.node(key)) {
            *units.entry(unit_key(code)).or_insert(0) += sign;
        }
    }
}

fn draft(counts: &Counters) -> Draft {
    counts.iter().filter_map(|(name, n)| Some((Feature::parse(name)?, u64::try_from(*n).ok()?))).collect()
}

fn claim(fact: &Fact, keys: &[String]) -> Claim {
    let object = match &fact.object {
        Given::Entity(id) => Object::Entity(keys[id.0].clone()),
        Given::Text(text) => Object::Text(text.clone()),
        Given::Money(money) => Object::Money(money.clone()),
        Given::Date(date) => Object::Date(*date),
        Given::Stage(stage) => Object::Stage(*stage),
    };
    let qualifiers = Qualifiers { list_order: None, ..fact.qualifiers.clone() };
    Claim { subject: keys[fact.subject.0].clone(), predicate: fact.predicate, object, qualifiers }
}

/// What is counted of one telling of a fact.
fn counted(fact: &Fact, article: &Article, keys: &[String]) -> Vec<String> {
    let mut out: Vec<String> = fact.qualifiers.list_order.iter().map(|order| format!("order/{order}")).collect();
    if fact.predicate == Predicate::HoldsPost {
        out.extend(article.meta.date.map(|day| format!("day/{day}")));
        out.extend(identity::body(fact, article).map(|body| format!("body/{}", keys[body.0])));
    }
    out
}

/// What counts of a claim add up to.
fn held(counts: &Counters) -> Held {
    let values = |kind: &'static str| counts.iter().filter_map(move |(name, n)| Some((name.strip_prefix(kind)?, n.unsigned_abs())));
    let days: BTreeSet<PartialDate> = values("day/").filter_map(|(day, _)| PartialDate::parse(day)).collect();
    Held {
        order: values("order/").filter_map(|(order, _)| order.parse().ok()).min(),
        days: days.first().copied().zip(days.last().copied()),
        body: identity::chosen_body(values("body/")).map(str::to_string),
    }
}
