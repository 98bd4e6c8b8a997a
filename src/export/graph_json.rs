//! The merged graph as one JSON object: nodes, statements with all their supports, articles. Nothing is left out.

use super::facts_json::{qualifiers_json, rounded};
use super::flat::value;
use super::{Export, ExportOptions};
use crate::model::{ArticleRecord, KnowledgeGraph, Node, Statement, Target};
use serde_json::{Value, json};
use std::io::{self, Write};

pub struct GraphJson;

impl Export for GraphJson {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let whole = json!({
            "nodes": graph.nodes.iter().map(node).collect::<Vec<_>>(),
            "statements": graph.statements.iter().map(|statement| relation(graph, statement)).collect::<Vec<_>>(),
            "articles": graph.articles.iter().map(article).collect::<Vec<_>>(),
        });
        serde_json::to_writer(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn node(node: &Node) -> Value {
    json!({
        "key": node.key,
        "type": node.kind.name(),
        "name": node.label,
        "aliases": node.aliases,
        "pinyin": node.pinyin,
        "level": node.level.map(|level| level.name()),
        "code": node.code,
        "anchor": node.anchor,
    })
}

fn relation(graph: &KnowledgeGraph, statement: &Statement) -> Value {
    let object = match &statement.target {
        Target::Node(node) => json!({"node": graph.node(*node).key}),
        literal => json!({"value": value(literal)}),
    };
    let supports = statement.supports.iter().map(|support| {
        json!({
            "article": graph.articles.get(support.article).map(|article| &article.id),
            "start": support.span.start,
            "end": support.span.end,
            "text": support.quote,
            "rule": support.rule,
            "confidence": rounded(support.confidence),
        })
    });
    json!({
        "subject": graph.node(statement.subject).key,
        "predicate": statement.predicate.name(),
        "object": object,
        "qualifiers": qualifiers_json(&statement.qualifiers),
        "supports": supports.collect::<Vec<_>>(),
    })
}

fn article(article: &ArticleRecord) -> Value {
    json!({
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "authors": article.authors,
        "date": article.date.map(|date| date.to_string()),
        "url": article.url,
        "home": article.home,
    })
}
