//! What every format must hold, on graphs with names that try to break them.

use super::*;
use crate::graph::sketch::Sketch;
use crate::model::{DateSpan, EntityKind, Level, Money, PartialDate, Predicate, Stage, Target};
use quick_xml::events::Event;
use std::process::{Command, Stdio};

pub(super) const NASTY: &str = "启明\"\\N\n<项目>&amp;'甲';,\u{7}乙";

pub(super) fn graph() -> KnowledgeGraph {
    let mut sketch = Sketch::default();
    sketch.node(EntityKind::Event, "春季观摩");
    sketch.node(EntityKind::Project, NASTY);
    sketch.node(EntityKind::Assessment, "一季度考核");
    sketch.anchored(EntityKind::Place, "新华区", "石家庄市").level = Some(Level::County);
    sketch.article("a1", PartialDate::day(2024, 3, 8));
    sketch.link("韩若冰", Predicate::Attended, "春季观摩");
    sketch.last().qualifiers.role = Some("chair".into());
    sketch.last().supports[0].quote = NASTY.into();
    sketch.link("春季观摩", Predicate::Visited, NASTY);
    sketch.link(NASTY, Predicate::LocatedIn, "新华区");
    sketch.link("新华区", Predicate::Ranked, "一季度考核");
    sketch.last().qualifiers.rank = Some(-1);
    sketch.literal(NASTY, Predicate::Investment, Target::Money(Money::yuan(1_453_000_000)));
    sketch.literal(NASTY, Predicate::Stage, Target::Stage(Stage::Foundation));
    sketch.literal("春季观摩", Predicate::OccurredOn, Target::Date(DateSpan::on(PartialDate::day(2024, 3, 7))));
    sketch.literal("韩若冰", Predicate::HoldsPost, Target::Text("副市长".into()));
    sketch.node(EntityKind::Organization, "孤立机构");
    sketch.finish()
}

fn written(export: &dyn Export, graph: &KnowledgeGraph, options: &ExportOptions) -> String {
    String::from_utf8(bytes(export, graph, options)).expect("UTF-8")
}

fn bytes(export: &dyn Export, graph: &KnowledgeGraph, options: &ExportOptions) -> Vec<u8> {
    let mut out = Vec::new();
    export.write(graph, options, &mut out).expect("writing to memory");
    out
}

fn variants() -> Vec<ExportOptions> {
    let labels = [LabelLanguage::Chinese, LabelLanguage::English, LabelLanguage::Both];
    let clusters = [Clusters::None, Clusters::Article, Clusters::District];
    let both = labels.into_iter().zip(clusters);
    both.map(|(labels, clusters)| ExportOptions { title: Some(NASTY.into()), labels, clusters, ..Default::default() }).collect()
}

/// Counts of elements by name; fails where the text is not well-formed.
fn elements(text: &str) -> std::collections::BTreeMap<String, usize> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut counts, mut depth) = (std::collections::BTreeMap::new(), 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{text}")) {
            Event::Start(tag) => {
                depth += 1;
                attributes(&tag);
                *counts.entry(tag.name().as_ref().to_owned()).or_default() += 1;
            }
            Event::Empty(tag) => {
                attributes(&tag);
                *counts.entry(tag.name().as_ref().to_owned()).or_default() += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    counts
}

fn attributes(tag: &quick_xml::events::BytesStart<'_>) {
    assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{tag:?}");
}

#[test]
fn the_same_graph_gives_the_same_bytes_and_no_control_characters() {
    for export in exporters() {
        for options in variants() {
            let first = bytes(*export, &graph(), &options);
            assert_eq!(first, bytes(*export, &graph(), &options), "{}", export.name());
            if !export.name().ends_with("csv") && !export.name().ends_with("parquet") {
                let text = String::from_utf8(first).expect("UTF-8");
                let forbidden = text.chars().find(|c| c.is_control() && *c != '\n');
                assert_eq!(forbidden, None, "{}", export.name());
            }
            bytes(*export, &KnowledgeGraph::default(), &options);
        }
    }
}

#[test]
fn formats_have_names_of_their_own() {
    let names: std::collections::BTreeSet<&str> = exporters().iter().map(|export| export.name()).collect();
    assert_eq!(names.len(), exporters().len());
    assert_eq!(exporter("GraphML").map(|export| export.extension()), Some("graphml"));
    assert!(exporter("pdf").is_none());
}

#[test]
fn xml_formats_are_well_formed_and_complete() {
    for options in variants() {
        let graphml = elements(&written(&GraphMl, &graph(), &options));
        assert_eq!((graphml["node"], graphml["edge"]), (6, 4));
        let gexf = elements(&written(&Gexf, &graph(), &options));
        assert_eq!((gexf["node"], gexf["edge"], gexf["viz:color"]), (6, 4, 10));
        let svg = elements(&written(&Svg, &graph(), &options));
        assert!(svg["text"] > 6);
        elements(&written(&Svg, &KnowledgeGraph::default(), &options));
    }
}

#[test]
fn drawings_say_amounts_stages_and_ranks() {
    for export in [exporter("dot"), exporter("svg")].into_iter().flatten() {
        let text = written(export, &graph(), &ExportOptions::default());
        for words in ["总投资 14.53亿元", "进度 基础施工", "倒数第1", "副市长", "主持", "孤立机构", "时间 2024-03-07"]
        {
            assert!(text.contains(words), "{} lacks {words}", export.name());
        }
        let plain = written(export, &graph(), &ExportOptions { literals: false, ..ExportOptions::default() });
        assert!(!plain.contains(">总投资"), "{}", export.name());
        assert!(plain.len() < text.len());
    }
}

#[test]
fn tables_have_a_row_for_each_node_and_edge() {
    let nodes = records(&written(&NodesCsv, &graph(), &ExportOptions::default()));
    assert_eq!(nodes.len(), 7);
    assert!(nodes.iter().all(|row| row.len() == nodes[0].len()), "{nodes:?}");
    assert!(nodes.iter().any(|row| row[2] == NASTY), "the name reads back");
    let edges = records(&written(&EdgesCsv, &graph(), &ExportOptions::default()));
    assert_eq!(edges.len(), 5);
    assert_eq!(edges[0][..3], [":START_ID", ":END_ID", ":TYPE"]);
    let keys: Vec<&String> = nodes[1..].iter().map(|row| &row[0]).collect();
    assert!(edges[1..].iter().all(|row| keys.contains(&&row[0]) && keys.contains(&&row[1])), "edges join nodes");
}

/// RFC 4180, read character by character.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => field.extend(chars.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut field)),
            ('\n', false) => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(c),
        }
    }
    rows
}

#[test]
fn the_whole_graph_is_in_its_json() {
    let text = written(&GraphJson, &graph(), &ExportOptions::default());
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let lengths = ["nodes", "statements", "articles"].map(|key| value[key].as_array().map_or(0, Vec::len));
    assert_eq!(lengths, [6, 8, 1]);
    assert!(value["statements"].as_array().is_some_and(|all| all.iter().any(|s| s["supports"][0]["text"] == NASTY)));
}

/// Graphviz itself reads the file and draws every node once.
#[test]
fn graphviz_draws_it() {
    if Command::new("dot").arg("-V").stderr(Stdio::null()).status().is_err() {
        println!("skipped: Graphviz is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (number, options) in variants().into_iter().enumerate() {
        let path = folder.path().join(format!("{number}.dot"));
        std::fs::write(&path, written(&Dot, &graph(), &options)).expect("a file");
        let drawn = Command::new("dot").arg("-Tsvg").arg(&path).output().expect("dot runs");
        assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
        let svg = String::from_utf8_lossy(&drawn.stdout);
        assert_eq!(svg.matches("class=\"node\"").count(), 6 + 6, "nodes and legend");
        assert!(svg.contains("&lt;项目&gt;&amp;amp;"), "the name is drawn as it is");
    }
}
