//! The program as a user runs it: help, answers, errors and exit codes.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/sjz-20230517.txt");

pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub fn guanmo(arguments: &[&str]) -> Run {
    let output =
        Command::cargo_bin("guanmo").expect("the program is built").args(arguments).env("NO_COLOR", "1").output().expect("it runs");
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn built() -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    let run = guanmo(&["build", PAGE, "--store", &store]);
    assert_eq!(run.code, 0, "{}", run.err);
    (folder, store)
}

#[test]
fn every_command_shows_an_example() {
    let help = guanmo(&["--help"]);
    assert_eq!(help.code, 0);
    let section = help.out.split("Commands:").nth(1).and_then(|t| t.split("Options:").next()).expect("a list of commands");
    let commands: Vec<&str> =
        section.lines().filter_map(|l| l.split_whitespace().next()).filter(|c| !matches!(*c, "help" | "queries")).collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in commands {
        let run = guanmo(&[command, "--help"]);
        assert!(run.out.contains("Example: guanmo"), "{command} has no example");
    }
}

#[test]
fn bad_input_is_refused_with_place_and_reason() {
    let folder = TempDir::new().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.display().to_string()
    };
    let cases = [
        (file("empty.txt", b""), "empty"),
        (file("binary.txt", &[0x7f, b'E', b'L', b'F', 0, 1, 2, 0, 0, 0]), "binary"),
        (folder.path().join("none.txt").display().to_string(), "no such file"),
        (file("bad.jsonl", b"{\"id\":\"a\"\n"), "bad.jsonl:1"),
    ];
    for (path, reason) in &cases {
        let run = guanmo(&["extract", path]);
        assert_eq!(run.code, 1, "{path}: {}", run.err);
        assert!(run.err.contains("refused") && run.err.contains(reason), "{path}: {}", run.err);
    }
    let mixed = guanmo(&["extract", &cases[0].0, PAGE]);
    assert_eq!((mixed.code, mixed.out.lines().count()), (1, 2), "the rest goes on");
}

#[test]
fn stores_that_cannot_be_used_say_why() {
    let folder = TempDir::new().expect("a folder");
    let missing = folder.path().join("none").display().to_string();
    let run = guanmo(&["show", "新华区", "--store", &missing]);
    assert!(run.code == 3 && run.err.contains("no store here"), "{}", run.err);
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("made");
    fs::write(other.join("notes.txt"), "x").expect("written");
    let other = other.display().to_string();
    for run in [guanmo(&["build", PAGE, "--store", &other]), guanmo(&["articles", "--store", &other])] {
        assert!(run.code == 3 && run.err.contains("not a guanmo store"), "{}", run.err);
    }
    assert!(Path::new(&other).join("notes.txt").exists());
}

#[test]
fn a_damaged_store_and_a_locked_one_are_told_apart() {
    let (_folder, store) = built();
    let held = guanmo::rdf::Store::open_or_create(Path::new(&store), None, guanmo::identity::merge).expect("opened");
    let run = guanmo(&["build", PAGE, "--store", &store]);
    assert!(run.code == 3 && run.err.contains("in use by another process"), "{}", run.err);
    drop(held);
    fs::write(Path::new(&store).join("CURRENT"), "MANIFEST-999999\n").expect("damaged");
    let run = guanmo(&["articles", "--store", &store]);
    assert!(run.code == 3 && run.err.contains("damaged"), "{}", run.err);
}

#[test]
fn questions_answer_and_err_well() {
    let (_folder, store) = built();
    let ask = |q: &str, format: &str| guanmo(&["query", "--store", &store, "--format", format, q]);
    let csv = ask("SELECT ?n { ?p a gm:Person ; rdfs:label ?n } ORDER BY ?n", "csv");
    assert!(csv.code == 0 && csv.out.contains("马宇骏"), "{}", csv.err);
    let json: serde_json::Value = serde_json::from_str(&ask("ASK { ?s ?p ?o }", "json").out).expect("JSON");
    assert_eq!(json["boolean"], true);
    let turtle = ask("CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a gm:Person ; rdfs:label ?n }", "turtle");
    assert!(turtle.out.contains("@prefix rdfs:"), "{}", turtle.err);
    let wrong = ask("SELECT ?x WHERE {\n ?x foo }", "table");
    assert!(wrong.code == 2 && wrong.err.contains("line 2"), "{}", wrong.err);
    let unknown = guanmo(&["show", "张朝超", "--store", &store]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean"), "{}", unknown.err);
    let named = guanmo(&["query", "--store", &store, "--name", "rankng"]);
    assert!(named.code == 2 && named.err.contains("`ranking`"), "{}", named.err);
    let pinyin = guanmo(&["show", "maYuJun", "--store", &store]);
    assert!(pinyin.code == 0 && pinyin.out.contains("马宇骏"), "{}", pinyin.err);
    let removed = guanmo(&["remove", "nothing", "--store", &store]);
    assert_eq!(removed.code, 2);
}

#[test]
fn walks_and_drawings() {
    let (_folder, store) = built();
    let path = guanmo(&["path", "张超超", "灵寿县", "--store", &store]);
    assert!(path.code == 0 && path.out.contains('“'), "{}", path.err);
    for format in ["dot", "svg", "graphml", "gexf", "json", "nquads", "turtle", "jsonld", "facts", "nodes-csv", "edges-csv"] {
        let run = guanmo(&["export", "--store", &store, "--format", format]);
        assert!(run.code == 0 && run.out.contains("马宇骏"), "{format}: {}", run.err);
        assert_eq!(run.out, guanmo(&["export", "--store", &store, "--format", format]).out, "{format} is the same each time");
    }
    for command in
        [vec!["central"], vec!["components"], vec!["co-attendance"], vec!["neighbors", "新华区", "--hops", "2"], vec!["explain", "新华区"]]
    {
        let mut arguments = command.clone();
        arguments.extend(["--store", &store]);
        let run = guanmo(&arguments);
        assert!(run.code == 0 && !run.out.is_empty(), "{command:?}: {}", run.err);
    }
}

#[test]
fn a_broken_rule_file_is_named_with_its_rule() {
    let folder = TempDir::new().expect("a folder");
    fs::write(
        folder.path().join("mine.toml"),
        "[[rule]]\nname = \"x.y\"\npattern = \"<p:Persn>\"\nfacts = []\nexamples = [{ text = \"a\", gives = [] }]\ncounter = [\"b\"]\n",
    )
    .expect("written");
    let rules = folder.path().display().to_string();
    let run = guanmo(&["extract", PAGE, "--rules", &rules]);
    assert!(run.code == 2 && run.err.contains("mine.toml") && run.err.contains("x.y") && run.err.contains("Persn"), "{}", run.err);
}
