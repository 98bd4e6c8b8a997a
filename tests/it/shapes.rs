//! Graphs against `ontology/shapes.ttl` with pySHACL: what the tests build conforms, and what is broken on purpose does not.
//!
//! `make shapes` gets pySHACL; without it these tests say that they are skipped.

use super::support::{PAGE, PIPELINE, ROOT, articles, fixtures, in_memory, skipped};
use guanmo::rdf::{Store, StoredArticle};
use oxigraph::model::{Quad, Triple};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A Python that has pySHACL.
fn python() -> Option<PathBuf> {
    let own = Path::new(ROOT).join("target/tools/venv/bin/python");
    let has = |python: &Path| Command::new(python).args(["-c", "import pyshacl"]).output().is_ok_and(|o| o.status.success());
    let found = [own, PathBuf::from("python3")].into_iter().find(|python| has(python));
    assert!(found.is_some() || std::env::var("GUANMO_SHACL").is_err(), "pySHACL is required and not there");
    found
}

/// All named graphs taken together, since evidence hangs on facts of the default graph.
fn triples(store: &Store) -> Vec<String> {
    let triple = |q: Quad| format!("{} .", Triple::new(q.subject, q.predicate, q.object));
    store.quads().expect("the graph").into_iter().map(triple).collect()
}

/// The answer of pySHACL for each graph.
fn check(python: &Path, graphs: &[(String, Vec<String>)]) -> Vec<(bool, Vec<String>)> {
    let folder = TempDir::new().expect("a folder");
    let files = graphs.iter().enumerate().map(|(number, (_, lines))| {
        let path = folder.path().join(format!("{number:03}.nt"));
        fs::write(&path, lines.join("\n") + "\n").expect("written");
        path
    });
    let files: Vec<PathBuf> = files.collect();
    let mut command = Command::new(python);
    command.current_dir(ROOT).arg("scripts/shapes.py").arg("ontology/shapes.ttl").args(&files);
    let output = command.output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let answer = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let found = value["violations"].as_array().expect("a list").iter().filter_map(|v| v.as_str().map(str::to_string));
        (value["conforms"] == true, found.collect())
    };
    text.lines().map(answer).collect()
}

/// Texts of files with this ending below a folder.
fn texts(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            out.extend(texts(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push((path.display().to_string(), fs::read_to_string(&path).unwrap_or_default()));
        }
    }
    out.sort();
    out
}

fn store_of(texts: &[(String, String)]) -> Store {
    let store = Store::in_memory(None).expect("a store in memory");
    let all: Vec<StoredArticle> = texts.iter().flat_map(|(id, text)| articles(id, text)).collect();
    store.add(&all).expect("articles are added");
    store
}

#[test]
fn every_graph_that_the_tests_build_conforms() {
    let Some(python) = python() else { return skipped("every_graph_that_the_tests_build_conforms", "no pySHACL: run `make shapes`") };
    let root = Path::new(ROOT);
    let mut page = fixtures();
    page.push(("sjz-20230517", PAGE));
    let sentence = |text: &String| format!("测试\n石家庄日报 2024-04-13\n\n　　{text}\n");
    let examples = PIPELINE.resources().rules.iter().flat_map(|rule| rule.examples.iter().map(|e| &e.text).chain(&rule.counter));
    let examples: Vec<(String, String)> = examples.enumerate().map(|(i, text)| (format!("rule-{i}"), sentence(text))).collect();
    let graphs = [
        ("the page and the fixtures".to_string(), triples(&in_memory(&page))),
        ("annotated articles".to_string(), triples(&store_of(&texts(&root.join("data/gold"), "txt")))),
        ("examples of rules".to_string(), triples(&store_of(&examples))),
        ("cases".to_string(), triples(&store_of(&texts(&root.join("tests/cases"), "md")))),
        ("nothing".to_string(), triples(&store_of(&[]))),
    ];
    for ((name, lines), (conforms, found)) in graphs.iter().zip(check(&python, &graphs)) {
        assert!(conforms && found.is_empty(), "{name} ({} triples):\n{}", lines.len(), found.join("\n"));
    }
}

/// What is broken: the shape that must refuse it, and how lines of the graph are changed.
type Harm = (&'static str, fn(&mut Vec<String>));

/// Drops the first line that holds all of these words.
fn drop_one(lines: &mut Vec<String>, words: &[&str]) {
    let place = lines.iter().position(|line| words.iter().all(|word| line.contains(word)));
    lines.remove(place.unwrap_or_else(|| panic!("a line with {words:?}")));
}

/// Changes a part of the first line that holds all of these words.
fn change(lines: &mut [String], words: &[&str], from: &str, to: &str) {
    let line = lines.iter_mut().find(|line| words.iter().all(|word| line.contains(word)) && line.contains(from));
    let line = line.unwrap_or_else(|| panic!("a line with {words:?} and {from}"));
    *line = line.replacen(from, to, 1);
}

const HARMS: &[Harm] = &[
    ("EntityShape", |g| drop_one(g, &["<https://w3id.org/guanmo/id/person-", "#label"])),
    ("EntityShape", |g| drop_one(g, &["<https://w3id.org/guanmo/id/event-", "ns#pinyin"])),
    ("EntityShape", |g| change(g, &["id/place-", "#label"], "@zh", "@en")),
    ("PlaceShape", |g| change(g, &["notation"], "130105", "13010")),
    ("PlaceShape", |g| change(g, &["ns#level"], "level-county", "level-hamlet")),
    ("DivisionShape", |g| drop_one(g, &["place-新华区", "ns#level"])),
    ("CodedShape", |g| change(g, &["notation"], "id/place-新华区", "id/person-新华区")),
    ("OfficialShape", |g| change(g, &["ns#Official"], "id/person-", "id/project-")),
    ("FactShape", |g| drop_one(g, &["id/fact-", "#subject"])),
    ("FactShape", |g| drop_one(g, &["id/fact-", "#object"])),
    ("FactShape", |g| change(g, &["#predicate"], "ns#attended", "ns#liked")),
    ("FactShape", |g| change(g, &["ns#confidence"], "\"0.", "\"7.")),
    ("FactShape", |g| change(g, &["ns#inferred"], "\"true\"", "\"perhaps\"")),
    ("FactShape", |g| drop_one(g, &["ns#rule"])),
    ("FactShape", |g| drop_one(g, &["fact-attended", "wasDerivedFrom"])),
    ("FactShape", |g| change(g, &["ns#rank>"], "\"-1\"", "\"0\"")),
    ("FactShape", |g| change(g, &["fact-", "ns#earliest"], "\"20", "\"29")),
    ("FactShape", |g| change(g, &["fact-", "ns#modality"], "modality-done", "modality-maybe")),
    ("FactShape", |g| change(g, &["fact-", "ns#listOrder"], "ns#listOrder", "ns#unheardOf")),
    ("FactShape", |g| change(g, &["ns#currency"], "CNY", "yuan")),
    ("SubjectShape", |g| change(g, &["fact-", "#subject"], "id/person-", "id/nobody-")),
    ("HoldsPostShape", |g| change(g, &["ns#holdsPost> \""], "@zh", "")),
    ("SaidShape", |g| change(g, &["ns#said> \""], "要加快项目建设。", "")),
    ("AttendedShape", |g| change(g, &["id/person-", "ns#attended"], "id/event-", "id/place-")),
    ("OccurredShape", |g| change(g, &["id/event-", "ns#occurredOn"], "XMLSchema#date", "XMLSchema#string")),
    ("LocatedShape", |g| change(g, &["id/project-", "ns#locatedIn"], "id/place-", "id/person-")),
    ("RankedShape", |g| change(g, &["ns#ranked> <"], "id/assessment-", "id/event-")),
    ("ParticipatesShape", |g| change(g, &["ns#participatesIn> <"], "id/project-", "id/event-")),
    ("MoneyShape", |g| change(g, &["ns#investment> \""], "\"1280000000\"", "\"-3\"")),
    ("StageShape", |g| g.push("<https://w3id.org/guanmo/id/x> <https://w3id.org/guanmo/ns#stage> \"started\" .".into())),
    ("CompletionShape", |g| change(g, &["ns#expectedCompletion> \""], "gYearMonth", "string")),
    ("TermShape", |g| drop_one(g, &["ns#holder>"])),
    ("TermShape", |g| change(g, &["ns#startLatest>"], "XMLSchema#date", "XMLSchema#string")),
    ("TermShape", |g| change(g, &["ns#tenure>"], "tenure-held", "role-chair")),
    ("MembershipShape", |g| drop_one(g, &["org#member>"])),
    ("MembershipShape", |g| drop_one(g, &["org#role>"])),
    ("MembershipShape", |g| change(g, &["id/membership-", "ns#firstAttested"], "XMLSchema#date", "XMLSchema#string")),
    ("MembershipShape", |g| {
        let known = g.iter().find(|line| line.contains("firstAttested")).and_then(|line| line.split(' ').next()).map(str::to_string);
        let former = "<https://w3id.org/guanmo/ns#former> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .";
        g.push(format!("{} {former}", known.expect("a membership")));
    }),
    ("RoleShape", |g| drop_one(g, &["id/post-", "#label"])),
    ("ArticleShape", |g| drop_one(g, &["dc/terms/identifier"])),
    ("ArticleShape", |g| change(g, &["datePublished"], "XMLSchema#date", "XMLSchema#string")),
    ("EvidenceShape", |g| drop_one(g, &["hasSource"])),
    ("EvidenceShape", |g| drop_one(g, &["hasSelector"])),
    ("QuoteShape", |g| drop_one(g, &["oa#exact"])),
    ("PositionShape", |g| change(g, &["oa#start"], "\"", "\"9999")),
];

#[test]
fn no_shape_is_vacuous() {
    let shapes = fs::read_to_string(Path::new(ROOT).join("ontology/shapes.ttl")).expect("the shapes");
    let named = shapes.lines().filter_map(|l| l.strip_prefix("gm:")).filter_map(|l| l.split_once(" a sh:NodeShape")).map(|(n, _)| n);
    for shape in named {
        assert!(HARMS.iter().any(|(harmed, _)| *harmed == shape), "{shape}: no broken graph shows that it refuses anything");
    }
    let Some(python) = python() else { return skipped("no_shape_is_vacuous", "no pySHACL: run `make shapes`") };
    let good = triples(&in_memory(&fixtures()));
    let broken = |(shape, harm): &Harm| {
        let mut lines = good.clone();
        harm(&mut lines);
        ((*shape).to_string(), lines)
    };
    let graphs: Vec<(String, Vec<String>)> = HARMS.iter().map(broken).collect();
    for (number, ((shape, _), (conforms, found))) in graphs.iter().zip(check(&python, &graphs)).enumerate() {
        let refused = !conforms && found.iter().any(|violation| violation.split(' ').next() == Some(shape));
        assert!(refused, "broken graph {number} should be refused by {shape}; found {found:?}");
    }
}
