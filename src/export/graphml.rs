//! GraphML, for yEd, Gephi, igraph and NetworkX.

use super::flat::{LITERAL, QUALIFIERS, edges, literals};
use super::text::xml;
use super::{Export, ExportOptions};
use crate::model::KnowledgeGraph;
use std::io::{self, Write};

pub struct GraphMl;

const NODE_FIELDS: [&str; 8] = ["key", "kind", "label", "aliases", "pinyin", "level", "code", "anchor"];
const EDGE_FIELDS: [&str; 6] = ["predicate", "date", "articles", "confidence", "rule", "quote"];

impl Export for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn extension(&self) -> &'static str {
        "graphml"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            out,
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"\
             http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
        )?;
        keys(out)?;
        writeln!(out, "  <graph id=\"guanmo\" edgedefault=\"directed\">")?;
        nodes(graph, out)?;
        relations(graph, out)?;
        writeln!(out, "  </graph>\n</graphml>")
    }
}

fn keys(out: &mut dyn Write) -> io::Result<()> {
    for name in NODE_FIELDS.into_iter().chain(LITERAL.map(|predicate| predicate.name())) {
        writeln!(out, "  <key id=\"n-{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"string\"/>")?;
    }
    for name in EDGE_FIELDS.into_iter().chain(QUALIFIERS) {
        let kind = match name {
            "confidence" => "double",
            "rank" | "rankMax" | "listOrder" => "int",
            _ => "string",
        };
        writeln!(out, "  <key id=\"e-{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    Ok(())
}

fn nodes(graph: &KnowledgeGraph, out: &mut dyn Write) -> io::Result<()> {
    for (number, (node, literals)) in graph.nodes.iter().zip(literals(graph)).enumerate() {
        writeln!(out, "    <node id=\"n{number}\">")?;
        let values = [
            Some(node.key.clone()),
            Some(node.kind.name().to_owned()),
            Some(node.label.clone()),
            joined(&node.aliases),
            Some(node.pinyin.clone()),
            node.level.map(|level| level.name().to_owned()),
            node.code.clone(),
            node.anchor.clone(),
        ];
        for (name, value) in NODE_FIELDS.into_iter().zip(values) {
            data("n", name, value, out)?;
        }
        for (predicate, values) in LITERAL.into_iter().zip(literals) {
            data("n", predicate.name(), joined(&values), out)?;
        }
        writeln!(out, "    </node>")?;
    }
    Ok(())
}

fn relations(graph: &KnowledgeGraph, out: &mut dyn Write) -> io::Result<()> {
    for edge in edges(graph) {
        let (number, from, to) = (edge.number, edge.from.0, edge.to.0);
        writeln!(out, "    <edge id=\"e{number}\" source=\"n{from}\" target=\"n{to}\">")?;
        let articles: Vec<String> = edge.articles.iter().map(|article| article.id.clone()).collect();
        let values = [
            Some(edge.statement.predicate.name().to_owned()),
            edge.date(),
            joined(&articles),
            Some(edge.confidence().to_string()),
            Some(edge.rule().to_owned()),
            Some(edge.quote().to_owned()),
        ];
        for (name, value) in EDGE_FIELDS.into_iter().zip(values).chain(QUALIFIERS.into_iter().zip(edge.qualifiers())) {
            data("e", name, value, out)?;
        }
        writeln!(out, "    </edge>")?;
    }
    Ok(())
}

/// A list in one field. GraphML has no lists.
fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join("；"))
}

fn data(side: &str, name: &str, value: Option<String>, out: &mut dyn Write) -> io::Result<()> {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => writeln!(out, "      <data key=\"{side}-{name}\">{}</data>", xml(&value)),
        None => Ok(()),
    }
}
