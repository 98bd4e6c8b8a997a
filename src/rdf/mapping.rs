//! A knowledge graph → quads: merged facts in the default graph, evidence in one graph per article.
//!
//! Entities, claims and evidence are described one by one, so that a store can do the same for what a change touches.

use super::claim::{Claim, Held, Object};
use super::terms::{date, decimal, plain, typed, zh};
use super::vocabulary::{DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, SKOS, article, gm, iri, thing};
use crate::identity::{self, Draft};
use crate::model::{ArticleRecord, DateSpan, EntityKind, KnowledgeGraph, Level, Node, Qualifiers, Span, Statement, Target};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::collections::BTreeSet;

/// Maps graphs with entities under one base IRI.
#[derive(Clone, Copy)]
pub struct Mapping<'a> {
    pub base: &'a str,
}

/// The words of one article that say a claim.
pub(super) struct Evidence<'a> {
    pub article: &'a str,
    pub span: Span,
    pub quote: &'a str,
    pub rule: &'a str,
    pub confidence: f32,
    pub inferred: bool,
}

impl Mapping<'_> {
    /// All quads of the graph, sorted, without repeats.
    pub fn quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = self.unsorted(graph);
        out.sort_by_cached_key(ToString::to_string);
        out.dedup();
        out
    }

    /// All quads of the graph in no order, some of them more than once.
    fn unsorted(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        let mut officials = BTreeSet::new();
        for statement in &graph.statements {
            let (claim, held) = (claim(graph, statement), held(graph, statement));
            let fact = self.claim_iri(&claim);
            out.extend(claim.own(self, &fact, &held));
            out.extend(claim.shared(self));
            if claim.makes_official(&held) {
                officials.insert(statement.subject);
            }
            for support in &statement.supports {
                let article = graph.articles[support.article].id.as_str();
                let (span, quote, rule) = (support.span, support.quote.as_str(), support.rule.as_str());
                let (confidence, inferred) = (support.confidence, support.inferred);
                self.evidence(&fact, &Evidence { article, span, quote, rule, confidence, inferred }, &mut out);
            }
        }
        for (place, node) in graph.nodes.iter().enumerate() {
            out.extend(self.entity(node, officials.contains(&crate::model::NodeId(place))));
        }
        self.units(graph, &mut out);
        for record in &graph.articles {
            self.record(record, &mut out);
        }
        out
    }

    /// The IRI of an entity: a readable part and a hash of its identifying tuple.
    pub fn node_iri(&self, node: &Node) -> NamedNode {
        self.entity_iri(&node.key)
    }

    /// The IRI of an entity by its key. The label may change when articles are added and is no part of it; the name
    /// of a code is fixed.
    pub(super) fn entity_iri(&self, key: &str) -> NamedNode {
        let division = identity::code_of_key(key).and_then(identity::division);
        let readable = division.as_ref().map_or_else(|| key.rsplit('|').next().unwrap_or(key), |d| d.name.as_str());
        thing(self.base, &identity::kind_of_key(key).name().to_lowercase(), readable, key)
    }

    /// The IRI of a fact node. The place in a list belongs to an article's telling and is no part of it.
    pub fn fact_iri(&self, graph: &KnowledgeGraph, statement: &Statement) -> NamedNode {
        self.claim_iri(&claim(graph, statement))
    }

    pub(super) fn claim_iri(&self, claim: &Claim) -> NamedNode {
        let target = match &claim.object {
            Object::Entity(key) => key.clone(),
            Object::Text(text) => text.clone(),
            Object::Money(money) => money.to_string(),
            Object::Date(date) => date.to_string(),
            Object::Stage(stage) => stage.name().to_string(),
        };
        let qualifiers = serde_json::to_string(&claim.qualifiers).unwrap_or_default();
        let name = claim.predicate.name();
        let key = [claim.subject.as_str(), name, &target, &qualifiers].join("\n");
        thing(self.base, "fact", name, &key)
    }

    /// The description of an entity.
    pub(super) fn entity(&self, node: &Node, official: bool) -> Vec<Quad> {
        let subject = self.node_iri(node);
        let mut out = Vec::new();
        let mut add = |p: NamedNode, o: Term| out.push(Quad::new(subject.clone(), p, o, GraphName::DefaultGraph));
        for class in classes(node).into_iter().chain(official.then_some("Official")) {
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
        out
    }

    /// Every unit lies in the unit above it; units that no article names are described, so that the chain is whole.
    fn units(&self, graph: &KnowledgeGraph, out: &mut Vec<Quad>) {
        let mut needed = BTreeSet::new();
        for node in &graph.nodes {
            needed.extend(units_around(node));
            out.extend(self.lies_in(node));
        }
        let seen: BTreeSet<&str> = graph.nodes.iter().map(|node| node.key.as_str()).collect();
        for key in needed.iter().map(|code| unit_key(code)).filter(|key| !seen.contains(key.as_str())) {
            let node = Draft::default().node(&key);
            out.extend(self.entity(&node, false));
            out.extend(self.lies_in(&node));
        }
    }

    /// That a place lies in the unit that it surely lies in.
    pub(super) fn lies_in(&self, node: &Node) -> Option<Quad> {
        let above = node.within.as_deref().map(|code| self.entity_iri(&unit_key(code)))?;
        Some(Quad::new(self.node_iri(node), gm("locatedIn"), above, GraphName::DefaultGraph))
    }

    /// What one article's words say of a fact, in the article's graph.
    pub(super) fn evidence(&self, fact: &NamedNode, evidence: &Evidence, out: &mut Vec<Quad>) {
        let source = article(self.base, evidence.article);
        let span = NamedNode::new_unchecked(format!("{}#char={},{}", source.as_str(), evidence.span.start, evidence.span.end));
        let part = |name: &str| NamedNode::new_unchecked(format!("{}&{name}", span.as_str()));
        let (quote, position) = (part("quote"), part("position"));
        let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, source.clone()));
        add(fact, iri(PROV, "wasDerivedFrom"), span.clone().into());
        add(fact, gm("rule"), plain(evidence.rule));
        add(fact, gm("confidence"), decimal(&format!("{:.2}", evidence.confidence)));
        if evidence.inferred {
            add(fact, gm("inferred"), typed(true, "boolean"));
        }
        add(&span, iri(RDF, "type"), iri(OA, "SpecificResource").into());
        add(&span, iri(OA, "hasSource"), source.clone().into());
        add(&span, iri(OA, "hasSelector"), quote.clone().into());
        add(&span, iri(OA, "hasSelector"), position.clone().into());
        add(&quote, iri(RDF, "type"), iri(OA, "TextQuoteSelector").into());
        add(&quote, iri(OA, "exact"), plain(evidence.quote));
        add(&position, iri(RDF, "type"), iri(OA, "TextPositionSelector").into());
        add(&position, iri(OA, "start"), typed(evidence.span.start, "integer"));
        add(&position, iri(OA, "end"), typed(evidence.span.end, "integer"));
    }

    /// What the graph says of an article.
    pub(super) fn record(&self, record: &ArticleRecord, out: &mut Vec<Quad>) {
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
            let span = DateSpan::on(day);
            add(gm("earliest"), date(span.earliest()));
            add(gm("latest"), date(span.latest()));
        }
        if let Some(url) = &record.url {
            add(iri(SCHEMA, "url"), plain(url));
        }
        if let Some(home) = &record.home {
            add(gm("home"), zh(home));
        }
    }
}

/// The codes of the units that have to be described because of a node: its own and those above it.
pub(super) fn units_around(node: &Node) -> Vec<&'static str> {
    let start = if node.code.is_some() { &node.code } else { &node.within };
    start.as_deref().map(identity::chain).unwrap_or_default()
}

/// The key of the place that has a code.
pub(super) fn unit_key(code: &str) -> String {
    format!("Place|{code}")
}

fn claim(graph: &KnowledgeGraph, statement: &Statement) -> Claim {
    let object = match &statement.target {
        Target::Node(id) => Object::Entity(graph.node(*id).key.clone()),
        Target::Text(text) => Object::Text(text.clone()),
        Target::Money(money) => Object::Money(money.clone()),
        Target::Date(date) => Object::Date(*date),
        Target::Stage(stage) => Object::Stage(*stage),
    };
    let qualifiers = Qualifiers { list_order: None, ..statement.qualifiers.clone() };
    Claim { subject: graph.node(statement.subject).key.clone(), predicate: statement.predicate, object, qualifiers }
}

fn held(graph: &KnowledgeGraph, statement: &Statement) -> Held {
    let days = || statement.supports.iter().filter_map(|support| graph.articles[support.article].date);
    Held {
        order: statement.qualifiers.list_order,
        days: days().min().zip(days().max()),
        body: statement.body.map(|body| graph.node(body).key.clone()),
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
