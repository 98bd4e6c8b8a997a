//! Two Parquet tables, for Spark, polars, DuckDB and pandas: nodes (`id`, `type`, `name` …) and edges (`src`, `dst`,
//! `relationship` …), named as GraphFrames expects them.
//!
//! Text that is unknown is null; lists are lists. Rows come in row groups of [`ROWS_PER_GROUP`].

use super::flat::{LITERAL, QUALIFIERS, edges, literals};
use super::{Export, ExportOptions};
use crate::model::KnowledgeGraph;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of one row group: what a reader holds at a time.
pub const ROWS_PER_GROUP: usize = 100_000;

pub struct NodesParquet;
pub struct EdgesParquet;

/// One column with the values of all rows.
struct Column {
    name: &'static str,
    values: Values,
}

enum Values {
    Text(Vec<Option<String>>),
    Lists(Vec<Vec<String>>),
    Whole(Vec<Option<i32>>),
    Real(Vec<f64>),
}

impl Export for NodesParquet {
    fn name(&self) -> &'static str {
        "nodes-parquet"
    }

    fn extension(&self) -> &'static str {
        "nodes.parquet"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let nodes = &graph.nodes;
        let mut columns = vec![
            text("id", nodes.iter().map(|node| Some(node.key.clone()))),
            text("type", nodes.iter().map(|node| Some(node.kind.name().to_owned()))),
            text("name", nodes.iter().map(|node| Some(node.label.clone()))),
            lists("aliases", nodes.iter().map(|node| node.aliases.clone())),
            text("pinyin", nodes.iter().map(|node| Some(node.pinyin.clone()))),
            text("level", nodes.iter().map(|node| node.level.map(|level| level.name().to_owned()))),
            text("code", nodes.iter().map(|node| node.code.clone())),
            text("anchor", nodes.iter().map(|node| node.anchor.clone())),
        ];
        let mut values: Vec<Vec<Vec<String>>> = LITERAL.iter().map(|_| Vec::with_capacity(nodes.len())).collect();
        for row in literals(graph) {
            for (column, cell) in values.iter_mut().zip(row) {
                column.push(cell);
            }
        }
        columns.extend(LITERAL.iter().zip(values).map(|(predicate, rows)| lists(predicate.name(), rows.into_iter())));
        table(&columns, out)
    }
}

impl Export for EdgesParquet {
    fn name(&self) -> &'static str {
        "edges-parquet"
    }

    fn extension(&self) -> &'static str {
        "edges.parquet"
    }

    fn write(&self, graph: &KnowledgeGraph, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<_> = edges(graph).collect();
        let mut columns = vec![
            text("src", rows.iter().map(|edge| Some(graph.node(edge.from).key.clone()))),
            text("dst", rows.iter().map(|edge| Some(graph.node(edge.to).key.clone()))),
            text("relationship", rows.iter().map(|edge| Some(edge.statement.predicate.name().to_owned()))),
        ];
        for (number, name) in QUALIFIERS.into_iter().enumerate() {
            let values = rows.iter().map(|edge| edge.qualifiers().into_iter().nth(number).flatten());
            columns.push(match name {
                "rank" | "rankMax" | "listOrder" => {
                    let whole = values.map(|value| value.and_then(|value| value.parse().ok())).collect();
                    Column { name, values: Values::Whole(whole) }
                }
                _ => text(name, values),
            });
        }
        columns.push(text("date", rows.iter().map(super::flat::Edge::date)));
        columns.push(lists("articles", rows.iter().map(|edge| edge.articles.iter().map(|article| article.id.clone()).collect())));
        columns.push(Column { name: "confidence", values: Values::Real(rows.iter().map(super::flat::Edge::confidence).collect()) });
        columns.push(text("rule", rows.iter().map(|edge| Some(edge.rule().to_owned()))));
        columns.push(text("quote", rows.iter().map(|edge| Some(edge.quote().to_owned()))));
        table(&columns, out)
    }
}

fn text(name: &'static str, values: impl Iterator<Item = Option<String>>) -> Column {
    Column { name, values: Values::Text(values.collect()) }
}

fn lists(name: &'static str, values: impl Iterator<Item = Vec<String>>) -> Column {
    Column { name, values: Values::Lists(values.collect()) }
}

impl Column {
    fn len(&self) -> usize {
        match &self.values {
            Values::Text(v) => v.len(),
            Values::Lists(v) => v.len(),
            Values::Whole(v) => v.len(),
            Values::Real(v) => v.len(),
        }
    }

    fn schema(&self) -> String {
        let name = self.name;
        match &self.values {
            Values::Text(_) => format!("optional binary {name} (STRING);"),
            Values::Lists(_) => format!("required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"),
            Values::Whole(_) => format!("optional int32 {name};"),
            Values::Real(_) => format!("required double {name};"),
        }
    }

    /// Writes the rows of one row group.
    fn write(&self, rows: std::ops::Range<usize>, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        match (&self.values, writer) {
            (Values::Text(all), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let (values, levels) = present(&all[rows], |value| ByteArray::from(value.as_str()));
                writer.write_batch(&values, Some(&levels), None)?;
            }
            (Values::Whole(all), ColumnWriter::Int32ColumnWriter(writer)) => {
                let (values, levels) = present(&all[rows], |value| *value);
                writer.write_batch(&values, Some(&levels), None)?;
            }
            (Values::Lists(all), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                let (values, definition, repetition) = nested(&all[rows]);
                writer.write_batch(&values, Some(&definition), Some(&repetition))?;
            }
            (Values::Real(all), ColumnWriter::DoubleColumnWriter(writer)) => {
                writer.write_batch(&all[rows], None, None)?;
            }
            _ => return Err(ParquetError::General(format!("the column {} is not what its schema says", self.name))),
        }
        Ok(())
    }
}

/// Values that are there, and for each row whether one is.
fn present<T, U>(rows: &[Option<T>], value: impl Fn(&T) -> U) -> (Vec<U>, Vec<i16>) {
    (rows.iter().flatten().map(value).collect(), rows.iter().map(|row| i16::from(row.is_some())).collect())
}

/// The elements of lists with their definition and repetition levels: an empty list is one level without a value.
fn nested(rows: &[Vec<String>]) -> (Vec<ByteArray>, Vec<i16>, Vec<i16>) {
    let values = rows.iter().flatten().map(|value| ByteArray::from(value.as_str())).collect();
    let (mut definition, mut repetition) = (Vec::new(), Vec::new());
    for row in rows {
        for place in 0..row.len().max(1) {
            definition.push(i16::from(!row.is_empty()));
            repetition.push(i16::from(place > 0));
        }
    }
    (values, definition, repetition)
}

fn table(columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    let fields: Vec<String> = columns.iter().map(Column::schema).collect();
    let schema = parse_message_type(&format!("message guanmo {{ {} }}", fields.join(" "))).map_err(io::Error::other)?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("guanmo".into()).build();
    // The format's writer must own what it writes to and be sendable, which a borrowed stream is not.
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties)).map_err(io::Error::other)?;
    let rows = columns.first().map_or(0, Column::len);
    for start in (0..rows).step_by(ROWS_PER_GROUP) {
        let mut group = writer.next_row_group().map_err(io::Error::other)?;
        for column in columns {
            let Some(mut place) = group.next_column().map_err(io::Error::other)? else { break };
            column.write(start..rows.min(start + ROWS_PER_GROUP), place.untyped()).map_err(io::Error::other)?;
            place.close().map_err(io::Error::other)?;
        }
        group.close().map_err(io::Error::other)?;
    }
    writer.close().map_err(io::Error::other)?;
    out.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{NASTY, graph};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    fn read(export: &dyn Export) -> SerializedFileReader<std::fs::File> {
        let mut file = tempfile::tempfile().expect("a file");
        export.write(&graph(), &ExportOptions::default(), &mut file).expect("room for it");
        SerializedFileReader::new(file).expect("a Parquet file")
    }

    #[test]
    fn nodes_are_read_back_with_lists_and_nulls() {
        let reader = read(&NodesParquet);
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), graph().nodes.len());
        let nasty = rows.iter().find(|row| row.get_string(2).is_ok_and(|name| name == NASTY)).expect("the project");
        assert!(nasty.get_string(6).is_err(), "no code: null");
        let investment = LITERAL.iter().position(|p| p.name() == "investment").expect("a literal");
        assert_eq!(nasty.get_list(8 + investment).expect("a list").len(), 1);
        assert_eq!(nasty.get_list(3).expect("a list").len(), 0);
    }

    #[test]
    fn edges_are_read_back_with_ends_that_exist() {
        let nodes: Vec<String> =
            read(&NodesParquet).get_row_iter(None).expect("rows").map(|r| r.unwrap().get_string(0).unwrap().clone()).collect();
        let reader = read(&EdgesParquet);
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|row| nodes.contains(row.get_string(0).unwrap()) && nodes.contains(row.get_string(1).unwrap())));
        let ranked = rows.iter().find(|row| row.get_string(2).unwrap() == "ranked").expect("a ranking");
        assert_eq!(ranked.get_int(4).expect("a rank"), -1);
    }
}
