//! GEXF 1.3, for Gephi and sigma: labels and colours by kind are read as they are.

use super::flat::{LITERAL, QUALIFIERS, edges, literals};
use super::style::{colours, line};
use super::text::xml;
use super::{Export, ExportOptions, wording};
use crate::model::KnowledgeGraph;
use std::io::{self, Write};

pub struct Gexf;

const NODE_FIELDS: [&str; 7] = ["key", "kind", "aliases", "pinyin", "level", "code", "anchor"];
const EDGE_FIELDS: [&str; 5] = ["date", "articles", "confidence", "rule", "quote"];

impl Export for Gexf {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn extension(&self) -> &'static str {
        "gexf"
    }

    fn write(&self, graph: &KnowledgeGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">")?;
        writeln!(out, "  <graph defaultedgetype=\"directed\" mode=\"static\">")?;
        attributes("node", NODE_FIELDS.into_iter().chain(LITERAL.map(|predicate| predicate.name())), out)?;
        attributes("edge", EDGE_FIELDS.into_iter().chain(QUALIFIERS), out)?;
        nodes(graph, out)?;
        relations(graph, options, out)?;
        writeln!(out, "  </graph>\n</gexf>")
    }
}

fn attributes(class: &str, names: impl Iterator<Item = &'static str>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\">")?;
    for (number, name) in names.enumerate() {
        let kind = match name {
            "confidence" => "double",
            "rank" | "rankMax" | "listOrder" => "integer",
            _ => "string",
        };
        writeln!(out, "      <attribute id=\"{number}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn nodes(graph: &KnowledgeGraph, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <nodes>")?;
    for (number, (node, literals)) in graph.nodes.iter().zip(literals(graph)).enumerate() {
        writeln!(out, "      <node id=\"n{number}\" label=\"{}\">", xml(&node.label))?;
        let fields = [
            node.key.clone(),
            node.kind.name().to_owned(),
            node.aliases.join("；"),
            node.pinyin.clone(),
            node.level.map_or("", |level| level.name()).to_owned(),
            node.code.clone().unwrap_or_default(),
            node.anchor.clone().unwrap_or_default(),
        ];
        values(fields.into_iter().chain(literals.map(|values| values.join("；"))), out)?;
        writeln!(out, "        {}", colour(colours(node.kind).1))?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>")
}

fn relations(graph: &KnowledgeGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <edges>")?;
    for edge in edges(graph) {
        let predicate = edge.statement.predicate;
        writeln!(
            out,
            "      <edge id=\"e{}\" source=\"n{}\" target=\"n{}\" kind=\"{predicate}\" label=\"{}\" weight=\"{}\">",
            edge.number,
            edge.from.0,
            edge.to.0,
            xml(&wording::relation(edge.statement, options.labels)),
            edge.articles.len().max(1)
        )?;
        let articles: Vec<&str> = edge.articles.iter().map(|article| article.id.as_str()).collect();
        let date = edge.date().unwrap_or_default();
        let fields = [date, articles.join("；"), edge.confidence().to_string(), edge.rule().to_owned(), edge.quote().to_owned()];
        values(fields.into_iter().chain(edge.qualifiers().map(Option::unwrap_or_default)), out)?;
        writeln!(out, "        {}", colour(line(predicate)))?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>")
}

/// Values by the number of their attribute; what is unknown is left out.
fn values(fields: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let known: Vec<(usize, String)> = fields.enumerate().filter(|(_, value)| !value.is_empty()).collect();
    if known.is_empty() {
        return Ok(());
    }
    writeln!(out, "        <attvalues>")?;
    for (number, value) in known {
        writeln!(out, "          <attvalue for=\"{number}\" value=\"{}\"/>", xml(&value))?;
    }
    writeln!(out, "        </attvalues>")
}

/// `#c77716` as GEXF has it.
fn colour(hex: &str) -> String {
    let part = |from: usize| hex.get(from..from + 2).and_then(|h| u8::from_str_radix(h, 16).ok()).unwrap_or(0);
    format!("<viz:color r=\"{}\" g=\"{}\" b=\"{}\"/>", part(1), part(3), part(5))
}
