//! One fact without who says it → quads: those that only it has, and those that other facts may say too.

use super::mapping::Mapping;
use super::membership;
use super::terms::{date, dates, decimal, plain, typed, zh};
use super::vocabulary::{RDF, gm, iri};
use crate::model::{DateSpan, Money, PartialDate, Predicate, Qualifiers, Stage};
use oxigraph::model::{GraphName, NamedNode, Quad, Term};

/// What a claim points to; an entity by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    Entity(String),
    Text(String),
    Money(Money),
    Date(DateSpan),
    Stage(Stage),
}

/// A fact's identity. Its qualifiers have no place in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Key of an entity.
    pub subject: String,
    pub predicate: Predicate,
    pub object: Object,
    pub qualifiers: Qualifiers,
}

/// What all articles that say a claim add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The first place in a list.
    pub order: Option<u32>,
    /// The first and the last day of the articles.
    pub days: Option<(PartialDate, PartialDate)>,
    /// Key of the body that a post belongs to.
    pub body: Option<String>,
}

impl Claim {
    /// Quads about the claim's own nodes.
    pub fn own(&self, mapping: &Mapping, fact: &NamedNode, held: &Held) -> Vec<Quad> {
        let mut out = Vec::new();
        let mut add = |p: NamedNode, o: Term| out.push(Quad::new(fact.clone(), p, o, GraphName::DefaultGraph));
        add(iri(RDF, "type"), gm("Fact").into());
        add(iri(RDF, "subject"), mapping.entity_iri(&self.subject).into());
        add(iri(RDF, "predicate"), gm(self.predicate.name()).into());
        add(iri(RDF, "object"), self.term(mapping));
        for (p, o) in value_parts(&self.object).into_iter().chain(qualifiers(&self.qualifiers)) {
            add(p, o);
        }
        if let Some(order) = held.order {
            add(gm("listOrder"), typed(order, "integer"));
        }
        if let (Some(span), false) = (self.qualifiers.date, matches!(self.object, Object::Date(_))) {
            bounds(span).into_iter().for_each(|(p, o)| add(p, o));
        }
        out.extend(membership::own(self, mapping, fact, held));
        out
    }

    /// Quads that other claims may say too: the direct triple, the description of a post.
    pub fn shared(&self, mapping: &Mapping) -> Vec<Quad> {
        let mut out = membership::shared(self, mapping);
        // Plain queries compare amounts: only yuan stand in direct triples.
        if !matches!(&self.object, Object::Money(money) if money.currency != "CNY") {
            let subject = mapping.entity_iri(&self.subject);
            out.push(Quad::new(subject, gm(self.predicate.name()), self.term(mapping), GraphName::DefaultGraph));
        }
        out
    }

    /// Whether the subject is an official because of this claim.
    pub fn makes_official(&self, held: &Held) -> bool {
        membership::makes_official(self, held)
    }

    fn term(&self, mapping: &Mapping) -> Term {
        match &self.object {
            Object::Entity(key) => mapping.entity_iri(key).into(),
            Object::Text(text) => zh(text),
            Object::Money(money) => decimal(&money.decimal()),
            Object::Date(span) => dates(*span),
            Object::Stage(stage) => gm(&format!("stage-{}", stage.name())).into(),
        }
    }
}

/// What a fact node says beside its object: the currency of an amount, the bounds of a date.
fn value_parts(object: &Object) -> Vec<(NamedNode, Term)> {
    match object {
        Object::Money(money) => vec![(gm("currency"), plain(&money.currency))],
        Object::Date(span) => bounds(*span),
        _ => Vec::new(),
    }
}

/// The first and the last day that a date can mean: dates of different precision cannot be compared in SPARQL.
fn bounds(span: DateSpan) -> Vec<(NamedNode, Term)> {
    vec![(gm("earliest"), date(span.earliest())), (gm("latest"), date(span.latest()))]
}

/// What narrows a fact, as properties of its node.
fn qualifiers(q: &Qualifiers) -> Vec<(NamedNode, Term)> {
    let mut out = Vec::new();
    let mut text = |name: &str, value: &Option<String>| {
        if let Some(value) = value {
            out.push((gm(name), zh(value)));
        }
    };
    text("organization", &q.organization);
    text("scope", &q.scope);
    text("verb", &q.verb);
    text("project", &q.project);
    for (name, value) in [("role", &q.role), ("measure", &q.measure)] {
        if let Some(value) = value {
            out.push((gm(name), gm(&format!("{name}-{value}")).into()));
        }
    }
    for (name, value) in [("rank", q.rank), ("rankMax", q.rank_max)] {
        if let Some(value) = value {
            out.push((gm(name), typed(value, "integer")));
        }
    }
    if let Some(score) = &q.score {
        out.push((gm("score"), decimal(score)));
    }
    if q.former {
        out.push((gm("former"), typed(true, "boolean")));
    }
    if let Some(span) = q.date {
        out.push((gm("date"), dates(span)));
    }
    if let Some(modality) = q.modality {
        out.push((gm("modality"), gm(&format!("modality-{}", modality.name())).into()));
    }
    out
}
