//! A knowledge graph → quads: merged facts in the default graph, evidence in one graph per article.

use super::membership::{Bodies, membership};
use super::terms::{date, dates, decimal, plain, typed, zh};
use super::vocabulary::{DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, SKOS, article, gm, iri, thing};
use crate::model::{
    ArticleRecord, DateSpan, Division, EntityKind, KnowledgeGraph, Level, Node, Predicate, Qualifiers, Statement, Support, Target,
};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Maps graphs with entities under one base IRI.
pub struct Mapping<'a> {
    pub base: &'a str,
}

/// A place without a code whose name is no longer than this (高新区, 经开区) is a part of the city it is anchored in;
/// a longer one (苏州工业园区) may lie anywhere.
const LONGEST_LOCAL_ZONE: usize = 4;

impl Mapping<'_> {
    /// All quads of the graph, sorted, without repeats.
    pub fn quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = self.unsorted(graph);
        out.sort_by_cached_key(ToString::to_string);
        out.dedup();
        out
    }

    /// All quads of the graph in no order, some of them more than once.
    pub(super) fn unsorted(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        let nodes: Vec<NamedNode> = graph.nodes.iter().map(|n| self.node_iri(n)).collect();
        for (node, iri) in graph.nodes.iter().zip(&nodes) {
            self.entity(node, iri, &mut out);
        }
        self.units(graph, &nodes, &mut out);
        let bodies = Bodies::of(graph);
        for statement in &graph.statements {
            self.statement(graph, statement, &nodes, &mut out);
            if statement.predicate == Predicate::HoldsPost {
                let ends = (&nodes[statement.subject.0], &self.fact_iri(graph, statement));
                membership(self, graph, &bodies, statement, ends, &mut out);
            }
        }
        for record in &graph.articles {
            self.record(record, &mut out);
        }
        out
    }

    /// The IRI of an entity: a readable part and a hash of its identifying tuple.
    pub fn node_iri(&self, node: &Node) -> NamedNode {
        // The label may change when articles are added, the key does not; the label of a code is fixed.
        let readable = if node.code.is_some() { node.label.as_str() } else { node.key.rsplit('|').next().unwrap_or(&node.label) };
        thing(self.base, &node.kind.name().to_lowercase(), readable, &node.key)
    }

    /// The IRI of a fact node. The place in a list belongs to an article's telling and is no part of it.
    pub fn fact_iri(&self, graph: &KnowledgeGraph, statement: &Statement) -> NamedNode {
        let target = match &statement.target {
            Target::Node(id) => graph.node(*id).key.clone(),
            Target::Text(text) => text.clone(),
            Target::Money(money) => money.to_string(),
            Target::Date(date) => date.to_string(),
            Target::Stage(stage) => stage.name().to_string(),
        };
        let qualifiers = Qualifiers { list_order: None, ..statement.qualifiers.clone() };
        let qualifiers = serde_json::to_string(&qualifiers).unwrap_or_default();
        let name = statement.predicate.name();
        let key = [graph.node(statement.subject).key.as_str(), name, &target, &qualifiers].join("\n");
        thing(self.base, "fact", name, &key)
    }

    fn entity(&self, node: &Node, subject: &NamedNode, out: &mut Vec<Quad>) {
        let mut add = |p: NamedNode, o: Term| out.push(Quad::new(subject.clone(), p, o, GraphName::DefaultGraph));
        for class in classes(node) {
            add(iri(RDF, "type"), gm(class).into());
        }
        add(iri(RDFS, "label"), zh(&node.label));
        add(gm("pinyin"), plain(&node.pinyin));
        for alias in &node.aliases {
            add(iri(SKOS, "altLabel"), zh(alias));
        }
        if let Some(level) = node.level {
            add(gm("level"), gm(&format!("level-{}", level.name())).into());
        }
        if let Some(code) = &node.code {
            add(iri(SKOS, "notation"), Literal::new_typed_literal(code, gm("GBT2260")).into());
        }
    }

    /// Every unit lies in the unit above it; units that no article names are described, so that the chain is whole.
    fn units(&self, graph: &KnowledgeGraph, nodes: &[NamedNode], out: &mut Vec<Quad>) {
        let mut places: BTreeMap<&str, NamedNode> = BTreeMap::new();
        for (node, iri) in graph.nodes.iter().zip(nodes).filter(|(node, _)| node.kind == EntityKind::Place) {
            node.code.iter().for_each(|code| {
                places.insert(code, iri.clone());
            });
        }
        for division in needed(graph) {
            let node = unit(division);
            let iri = places.entry(&division.code).or_insert_with(|| {
                let iri = self.node_iri(&node);
                self.entity(&node, &iri, out);
                iri
            });
            let iri = iri.clone();
            self.lies_in(&iri, division.above.as_deref(), &places, out);
        }
        for (node, iri) in graph.nodes.iter().zip(nodes).filter(|(node, _)| is_local_zone(node)) {
            let mut named = graph.divisions.iter().filter(|d| Some(&d.name) == node.anchor.as_ref());
            let city = named.next().filter(|_| named.next().is_none());
            self.lies_in(iri, city.map(|d| d.code.as_str()), &places, out);
        }
    }

    fn lies_in(&self, place: &NamedNode, code: Option<&str>, places: &BTreeMap<&str, NamedNode>, out: &mut Vec<Quad>) {
        if let Some(above) = code.and_then(|code| places.get(code)) {
            out.push(Quad::new(place.clone(), gm("locatedIn"), above.clone(), GraphName::DefaultGraph));
        }
    }

    fn statement(&self, graph: &KnowledgeGraph, statement: &Statement, nodes: &[NamedNode], out: &mut Vec<Quad>) {
        let subject = &nodes[statement.subject.0];
        let predicate = gm(statement.predicate.name());
        let object = target(&statement.target, nodes);
        let fact = self.fact_iri(graph, statement);
        let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, GraphName::DefaultGraph));
        // Plain queries compare amounts: only yuan stand in direct triples.
        if !matches!(&statement.target, Target::Money(money) if money.currency != "CNY") {
            add(subject, predicate.clone(), object.clone());
        }
        add(&fact, iri(RDF, "type"), gm("Fact").into());
        add(&fact, iri(RDF, "subject"), subject.clone().into());
        add(&fact, iri(RDF, "predicate"), predicate.into());
        add(&fact, iri(RDF, "object"), object);
        for (p, o) in value_parts(&statement.target).into_iter().chain(qualifiers(&statement.qualifiers)) {
            add(&fact, p, o);
        }
        if let (Some(span), false) = (statement.qualifiers.date, matches!(statement.target, Target::Date(_))) {
            bounds(span).into_iter().for_each(|(p, o)| add(&fact, p, o));
        }
        for support in &statement.supports {
            self.evidence(graph, support, &fact, out);
        }
    }

    fn evidence(&self, graph: &KnowledgeGraph, support: &Support, fact: &NamedNode, out: &mut Vec<Quad>) {
        let source = article(self.base, &graph.articles[support.article].id);
        let span = NamedNode::new_unchecked(format!("{}#char={},{}", source.as_str(), support.span.start, support.span.end));
        let part = |name: &str| NamedNode::new_unchecked(format!("{}&{name}", span.as_str()));
        let (quote, position) = (part("quote"), part("position"));
        let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, source.clone()));
        add(fact, iri(PROV, "wasDerivedFrom"), span.clone().into());
        add(fact, gm("rule"), plain(&support.rule));
        add(fact, gm("confidence"), decimal(&format!("{:.2}", support.confidence)));
        add(&span, iri(RDF, "type"), iri(OA, "SpecificResource").into());
        add(&span, iri(OA, "hasSource"), source.clone().into());
        add(&span, iri(OA, "hasSelector"), quote.clone().into());
        add(&span, iri(OA, "hasSelector"), position.clone().into());
        add(&quote, iri(RDF, "type"), iri(OA, "TextQuoteSelector").into());
        add(&quote, iri(OA, "exact"), plain(&support.quote));
        add(&position, iri(RDF, "type"), iri(OA, "TextPositionSelector").into());
        add(&position, iri(OA, "start"), typed(support.span.start, "integer"));
        add(&position, iri(OA, "end"), typed(support.span.end, "integer"));
    }

    fn record(&self, record: &ArticleRecord, out: &mut Vec<Quad>) {
        let subject = article(self.base, &record.id);
        let mut add = |p: NamedNode, o: Term| out.push(Quad::new(subject.clone(), p, o, gm("meta")));
        add(iri(RDF, "type"), gm("Article").into());
        add(iri(DCTERMS, "identifier"), plain(&record.id));
        add(iri(DCTERMS, "source"), plain(&record.source));
        for (property, value) in [("headline", &record.title), ("publisher", &record.publisher)] {
            if let Some(value) = value {
                add(iri(SCHEMA, property), zh(value));
            }
        }
        for author in &record.authors {
            add(iri(SCHEMA, "author"), zh(author));
        }
        if let Some(day) = record.date {
            add(iri(SCHEMA, "datePublished"), date(day));
            bounds(DateSpan::on(day)).into_iter().for_each(|(p, o)| add(p, o));
        }
        if let Some(url) = &record.url {
            add(iri(SCHEMA, "url"), plain(url));
        }
        if let Some(home) = &record.home {
            add(gm("home"), zh(home));
        }
    }
}

/// Classes that are asserted: an entity's own and those above it, so that plain queries need no reasoning.
fn classes(node: &Node) -> Vec<&'static str> {
    match (node.kind, node.level) {
        (EntityKind::Company, _) => vec!["Company", "Organization"],
        (EntityKind::Place, Some(Level::Zone)) => vec!["Place", "Zone"],
        (EntityKind::Place, Some(Level::Province | Level::Prefecture | Level::County | Level::Township)) => vec!["Place", "Division"],
        (kind, _) => vec![kind.name()],
    }
}

/// Units that something of the graph lies in: all that are listed for a code, and the cities of local zones.
fn needed(graph: &KnowledgeGraph) -> Vec<&Division> {
    let by_code: BTreeMap<&str, &Division> = graph.divisions.iter().map(|d| (d.code.as_str(), d)).collect();
    let coded = graph.nodes.iter().filter_map(|node| node.code.as_deref());
    let zones = graph.nodes.iter().filter(|node| is_local_zone(node)).filter_map(|node| node.anchor.as_deref());
    let cities = zones.filter_map(|name| graph.divisions.iter().find(|d| d.name == name)).map(|d| d.code.as_str());
    let mut codes = BTreeSet::new();
    for start in coded.chain(cities) {
        let mut next = by_code.get(start).copied();
        while let Some(division) = next {
            codes.insert(division.code.as_str());
            next = division.above.as_deref().and_then(|above| by_code.get(above).copied());
        }
    }
    codes.into_iter().map(|code| by_code[code]).collect()
}

fn is_local_zone(node: &Node) -> bool {
    let level = matches!(node.level, Some(Level::Zone));
    node.kind == EntityKind::Place && level && node.code.is_none() && node.label.chars().count() <= LONGEST_LOCAL_ZONE
}

/// A unit that no article names, as a node.
fn unit(division: &Division) -> Node {
    Node {
        key: format!("Place|{}", division.code),
        kind: EntityKind::Place,
        label: division.name.clone(),
        aliases: Vec::new(),
        pinyin: division.pinyin.clone(),
        level: Some(division.level),
        code: Some(division.code.clone()),
        anchor: None,
    }
}

/// What a fact node says beside its object: the currency of an amount, the bounds of a date.
fn value_parts(target: &Target) -> Vec<(NamedNode, Term)> {
    match target {
        Target::Money(money) => vec![(gm("currency"), plain(&money.currency))],
        Target::Date(span) => bounds(*span),
        _ => Vec::new(),
    }
}

/// The first and the last day that a date can mean: dates of different precision cannot be compared in SPARQL.
fn bounds(span: DateSpan) -> Vec<(NamedNode, Term)> {
    vec![(gm("earliest"), date(span.earliest())), (gm("latest"), date(span.latest()))]
}

fn target(target: &Target, nodes: &[NamedNode]) -> Term {
    match target {
        Target::Node(id) => nodes[id.0].clone().into(),
        Target::Text(text) => zh(text),
        Target::Money(money) => decimal(&money.decimal()),
        Target::Date(span) => dates(*span),
        Target::Stage(stage) => gm(&format!("stage-{}", stage.name())).into(),
    }
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
    if let Some(order) = q.list_order {
        out.push((gm("listOrder"), typed(order, "integer")));
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
