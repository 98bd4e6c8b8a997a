//! The program as a user runs it: help, answers, errors and exit codes.

use super::support::{built, guanmo};

#[test]
fn every_command_shows_an_example() {
    let help = guanmo(&["--help"]);
    assert_eq!(help.code, 0);
    let section = help.out.split("Commands:").nth(1).and_then(|t| t.split("Options:").next()).expect("a list of commands");
    let commands: Vec<&str> = section.lines().filter_map(|l| l.split_whitespace().next()).filter(|c| *c != "help").collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in commands {
        let run = guanmo(&[command, "--help"]);
        assert!(run.out.contains("Example: guanmo"), "{command} has no example");
    }
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
