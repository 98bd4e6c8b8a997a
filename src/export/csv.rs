//! Two tables with the headers of `neo4j-admin database import`: `nodes.csv` and `edges.csv`.
//!
//! Lists are joined by `;`, the separator of that tool; it has no escape, so that a `;` within a value becomes
//! its full-width form.

use super::flat::{LITERAL, QUALIFIERS, edges, literals};
use super::text::csv;
use super::{Export, ExportOptions};
use crate::model::KnowledgeGraph;
use std::io::{self, Write};

pub struct NodesCsv;
pub struct EdgesCsv;

impl Export for NodesCsv {
    fn name(&self) -> &'static str {
        "nodes-csv"
    }

    fn extension(&self) -> &'static str {
        "nodes.csv"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let columns: Vec<String> = LITERAL.iter().map(|predicate| format!("{predicate}:string[]")).collect();
        writeln!(out, "key:ID,:LABEL,name,aliases:string[],pinyin,level,code,anchor,{}", columns.join(","))?;
        for (node, literals) in graph.nodes.iter().zip(literals(graph)) {
            let mut fields = vec![
                node.key.clone(),
                node.kind.name().to_owned(),
                node.label.clone(),
                list(&node.aliases),
                node.pinyin.clone(),
                node.level.map_or("", |level| level.name()).to_owned(),
                node.code.clone().unwrap_or_default(),
                node.anchor.clone().unwrap_or_default(),
            ];
            fields.extend(literals.iter().map(|values| list(values)));
            row(&fields, out)?;
        }
        Ok(())
    }
}

impl Export for EdgesCsv {
    fn name(&self) -> &'static str {
        "edges-csv"
    }

    fn extension(&self) -> &'static str {
        "edges.csv"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let typed = QUALIFIERS.map(|name| match name {
            "rank" | "rankMax" | "listOrder" => format!("{name}:int"),
            _ => name.to_owned(),
        });
        let typed = typed.join(",");
        writeln!(out, ":START_ID,:END_ID,:TYPE,{typed},date,articles:string[],confidence:float,rule,quote")?;
        for edge in edges(graph) {
            let mut fields =
                vec![graph.node(edge.from).key.clone(), graph.node(edge.to).key.clone(), edge.statement.predicate.name().to_owned()];
            fields.extend(edge.qualifiers().map(Option::unwrap_or_default));
            let articles: Vec<String> = edge.articles.iter().map(|article| article.id.clone()).collect();
            let quote = edge.quote().to_owned();
            let (date, confidence) = (edge.date().unwrap_or_default(), edge.confidence().to_string());
            fields.extend([date, list(&articles), confidence, edge.rule().to_owned(), quote]);
            row(&fields, out)?;
        }
        Ok(())
    }
}

fn list(values: &[String]) -> String {
    values.iter().map(|value| value.replace(';', "；")).collect::<Vec<_>>().join(";")
}

fn row(fields: &[String], out: &mut dyn Write) -> io::Result<()> {
    let fields: Vec<String> = fields.iter().map(|field| csv(field)).collect();
    writeln!(out, "{}", fields.join(","))
}
