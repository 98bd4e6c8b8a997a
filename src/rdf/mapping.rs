//! A knowledge graph → quads: merged facts in the default graph, evidence in one graph per article.

use super::vocabulary::{DCTERMS, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, article, gm, iri, thing};
use crate::model::{ArticleRecord, EntityKind, KnowledgeGraph, Level, Node, PartialDate, Predicate, Qualifiers, Statement, Target};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

/// Maps graphs with entities under one base IRI.
pub struct Mapping<'a> {
    pub base: &'a str,
}

/// Closing words of state and party bodies: a post there makes an official.
const STATE_TITLES: &[&str] = &[
    "书记",
    "常委",
    "市长",
    "县长",
    "区长",
    "州长",
    "省长",
    "主任",
    "主席",
    "局长",
    "厅长",
    "部长",
    "委员",
    "镇长",
    "乡长",
    "秘书长",
    "处长",
    "科长",
    "检察长",
    "院长",
    "調研員",
    "调研员",
    "盟长",
    "旗长",
    "司长",
    "總書記",
];

impl Mapping<'_> {
    /// All quads of the graph, sorted, without repeats.
    pub fn quads(&self, graph: &KnowledgeGraph) -> Vec<Quad> {
        let mut out = Vec::new();
        let nodes: Vec<NamedNode> = graph.nodes.iter().map(|n| self.node_iri(n)).collect();
        for (node, iri) in graph.nodes.iter().zip(&nodes) {
            self.entity(node, iri, &mut out);
        }
        for statement in &graph.statements {
            self.statement(graph, statement, &nodes, &mut out);
        }
        for record in &graph.articles {
            self.record(record, &mut out);
        }
        out.sort_by_cached_key(ToString::to_string);
        out.dedup();
        out
    }

    pub fn node_iri(&self, node: &Node) -> NamedNode {
        thing(self.base, &node.kind.name().to_lowercase(), &node.label, &node.key)
    }

    fn entity(&self, node: &Node, subject: &NamedNode, out: &mut Vec<Quad>) {
        let mut add = |p: NamedNode, o: Term| out.push(Quad::new(subject.clone(), p, o, GraphName::DefaultGraph));
        for class in classes(node) {
            add(iri(RDF, "type"), gm(class).into());
        }
        add(iri(RDFS, "label"), zh(&node.label));
        add(gm("pinyin"), Literal::new_simple_literal(&node.pinyin).into());
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

    fn statement(&self, graph: &KnowledgeGraph, statement: &Statement, nodes: &[NamedNode], out: &mut Vec<Quad>) {
        let subject = &nodes[statement.subject.0];
        let predicate = gm(statement.predicate.name());
        let object = target(&statement.target, nodes);
        let key = format!(
            "{}|{}|{}|{}",
            graph.node(statement.subject).key,
            statement.predicate.name(),
            object,
            identifying(&statement.qualifiers)
        );
        let fact = thing(self.base, "fact", statement.predicate.name(), &key);
        let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, GraphName::DefaultGraph));
        add(subject, predicate.clone(), object.clone());
        add(&fact, iri(RDF, "type"), gm("Fact").into());
        add(&fact, iri(RDF, "subject"), subject.clone().into());
        add(&fact, iri(RDF, "predicate"), predicate.into());
        add(&fact, iri(RDF, "object"), object);
        if let Target::Money(money) = &statement.target {
            add(&fact, gm("currency"), Literal::new_simple_literal(&money.currency).into());
        }
        if let Target::Date(date) = &statement.target {
            add(&fact, gm("earliest"), full_date(date.earliest()));
            add(&fact, gm("latest"), full_date(date.latest()));
        }
        for (p, o) in qualifiers(&statement.qualifiers) {
            add(&fact, p, o);
        }
        if statement.predicate == Predicate::HoldsPost {
            membership(self, graph, statement, subject, &fact, out);
        }
        for support in &statement.supports {
            self.evidence(graph, support, &fact, out);
        }
    }

    fn evidence(&self, graph: &KnowledgeGraph, support: &crate::model::Support, fact: &NamedNode, out: &mut Vec<Quad>) {
        let source = article(self.base, &graph.articles[support.article].id);
        let span = NamedNode::new_unchecked(format!("{}#char={},{}", source.as_str(), support.span.start, support.span.end));
        let part = |name: &str| NamedNode::new_unchecked(format!("{}&{name}", span.as_str()));
        let (quote, position) = (part("quote"), part("position"));
        let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, source.clone()));
        add(fact, iri(PROV, "wasDerivedFrom"), span.clone().into());
        add(fact, gm("rule"), Literal::new_simple_literal(&support.rule).into());
        add(fact, gm("confidence"), Literal::new_typed_literal(format!("{:.2}", support.confidence), iri(XSD, "decimal")).into());
        add(&span, iri(RDF, "type"), iri(OA, "SpecificResource").into());
        add(&span, iri(OA, "hasSource"), source.clone().into());
        add(&span, iri(OA, "hasSelector"), quote.clone().into());
        add(&span, iri(OA, "hasSelector"), position.clone().into());
        add(&quote, iri(RDF, "type"), iri(OA, "TextQuoteSelector").into());
        add(&quote, iri(OA, "exact"), Literal::new_simple_literal(&support.quote).into());
        add(&position, iri(RDF, "type"), iri(OA, "TextPositionSelector").into());
        add(&position, iri(OA, "start"), integer(support.span.start));
        add(&position, iri(OA, "end"), integer(support.span.end));
    }

    fn record(&self, record: &ArticleRecord, out: &mut Vec<Quad>) {
        let subject = article(self.base, &record.id);
        let mut add = |p: NamedNode, o: Term| out.push(Quad::new(subject.clone(), p, o, gm("meta")));
        add(iri(RDF, "type"), gm("Article").into());
        add(iri(DCTERMS, "identifier"), Literal::new_simple_literal(&record.id).into());
        add(iri(DCTERMS, "source"), Literal::new_simple_literal(&record.source).into());
        for (property, value) in [("headline", &record.title), ("publisher", &record.publisher)] {
            if let Some(value) = value {
                add(iri(SCHEMA, property), zh(value));
            }
        }
        for author in &record.authors {
            add(iri(SCHEMA, "author"), zh(author));
        }
        if let Some(date) = record.date {
            add(iri(SCHEMA, "datePublished"), partial(date));
        }
        if let Some(url) = &record.url {
            add(iri(SCHEMA, "url"), Literal::new_simple_literal(url).into());
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

fn membership(mapping: &Mapping, graph: &KnowledgeGraph, statement: &Statement, person: &NamedNode, fact: &NamedNode, out: &mut Vec<Quad>) {
    let Target::Text(post) = &statement.target else { return };
    let node = NamedNode::new_unchecked(fact.as_str().replace("fact-holdsPost", "membership"));
    let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, GraphName::DefaultGraph));
    add(&node, iri(RDF, "type"), iri(ORG, "Membership").into());
    add(&node, iri(ORG, "member"), person.clone().into());
    add(&node, gm("post"), zh(post));
    let body = statement.qualifiers.organization.as_deref().and_then(|name| {
        graph.nodes.iter().find(|n| {
            matches!(n.kind, EntityKind::Organization | EntityKind::Company) && (n.label == name || n.aliases.iter().any(|a| a == name))
        })
    });
    if let Some(body) = body {
        add(&node, iri(ORG, "organization"), mapping.node_iri(body).into());
    }
    let dates: Vec<PartialDate> = statement.supports.iter().filter_map(|s| graph.articles[s.article].date).collect();
    if let (Some(first), Some(last)) = (dates.iter().min(), dates.iter().max()) {
        add(&node, gm("firstAttested"), partial(*first));
        add(&node, gm("lastAttested"), partial(*last));
    }
    let of_company = body.is_some_and(|b| b.kind == EntityKind::Company);
    if !of_company && STATE_TITLES.iter().any(|t| post.ends_with(t)) {
        add(person, iri(RDF, "type"), gm("Official").into());
    }
}

fn target(target: &Target, nodes: &[NamedNode]) -> Term {
    match target {
        Target::Node(id) => nodes[id.0].clone().into(),
        Target::Text(text) => zh(text),
        Target::Money(money) => Literal::new_typed_literal(money.decimal(), iri(XSD, "decimal")).into(),
        Target::Date(date) if date.end.is_none() => partial(date.start),
        Target::Date(date) => Literal::new_simple_literal(date.to_string()).into(),
        Target::Stage(stage) => gm(&format!("stage-{}", stage.name())).into(),
    }
}

/// Strings are NFC and marked as Chinese.
fn zh(text: &str) -> Term {
    use unicode_normalization::UnicodeNormalization;
    Literal::new_language_tagged_literal_unchecked(text.nfc().collect::<String>(), "zh").into()
}

fn integer(value: usize) -> Term {
    Literal::new_typed_literal(value.to_string(), iri(XSD, "integer")).into()
}

/// A date in the datatype of what is known of it.
fn partial(date: PartialDate) -> Term {
    let datatype = match (date.month, date.day) {
        (_, Some(_)) => "date",
        (Some(_), None) => "gYearMonth",
        (None, None) => "gYear",
    };
    Literal::new_typed_literal(date.to_string(), iri(XSD, datatype)).into()
}

fn full_date(date: PartialDate) -> Term {
    Literal::new_typed_literal(date.to_string(), iri(XSD, "date")).into()
}

/// Qualifiers that tell two facts of one subject, predicate and object apart.
fn identifying(q: &Qualifiers) -> String {
    serde_json::to_string(q).unwrap_or_default()
}

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
            out.push((gm(name), Literal::new_typed_literal(value.to_string(), iri(XSD, "integer")).into()));
        }
    }
    if let Some(order) = q.list_order {
        out.push((gm("listOrder"), integer(order as usize)));
    }
    if let Some(score) = &q.score {
        out.push((gm("score"), Literal::new_typed_literal(score, iri(XSD, "decimal")).into()));
    }
    if q.former {
        out.push((gm("former"), Literal::new_typed_literal("true", iri(XSD, "boolean")).into()));
    }
    if let Some(date) = q.date {
        out.push((gm("date"), partial(date.start)));
    }
    if let Some(modality) = q.modality {
        out.push((gm("modality"), gm(&format!("modality-{}", modality.name())).into()));
    }
    out
}
