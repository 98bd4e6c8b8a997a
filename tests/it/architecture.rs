//! The house's order: which folder may name which, where libraries live, how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Each folder of `src` with the folders that it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("read", &["model"]),
    ("extract", &["model"]),
    ("graph", &["model"]),
    ("rdf", &["model", "identity"]),
    ("identity", &["model"]),
    ("generate", &["model"]),
    ("report", &["model"]),
    ("export", &["model", "graph"]),
    ("pipeline", &["model", "read", "extract", "identity"]),
    ("evaluate", &["model", "read", "pipeline"]),
    ("app", &["model", "read", "extract", "graph", "rdf", "identity", "report", "export", "pipeline", "evaluate", "generate"]),
];

/// Libraries that only one folder knows.
const HOMES: &[(&str, &str)] = &[
    ("petgraph", "graph"),
    ("oxigraph", "rdf"),
    ("clap", "app"),
    ("jieba_rs", "extract"),
    ("axum", "app"),
    ("tokio", "app"),
    ("hyper", "app"),
];

/// Longest file in lines.
const MAX_LINES: usize = 600;

fn sources() -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![Path::new(ROOT).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn folder_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(Path::new(ROOT).join("src")).ok()?;
    (inside.components().count() > 1).then(|| inside.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned())).flatten()
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, l)| (i + 1, l)).filter(|(_, l)| !l.trim_start().starts_with("//"))
}

#[test]
fn folders_name_only_what_lies_below() {
    let mut wrong = Vec::new();
    for path in sources() {
        let Some(folder) = folder_of(&path) else { continue };
        let Some((_, allowed)) = LAYERS.iter().find(|(n, _)| *n == folder) else {
            wrong.push(format!("{}: folder `{folder}` is not in the table of layers", path.display()));
            continue;
        };
        let text = fs::read_to_string(&path).expect("a source file");
        for (number, line) in code_lines(&text) {
            for (other, _) in LAYERS.iter().filter(|(n, _)| *n != folder && !allowed.contains(n)) {
                let named = line.contains(&format!("crate::{other}::")) || line.contains(&format!("guanmo::{other}::"));
                if named {
                    wrong.push(format!("{}:{number}: `{folder}` must not name `{other}`: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_at_home() {
    let mut wrong = Vec::new();
    for path in sources() {
        let folder = folder_of(&path).unwrap_or_default();
        let text = fs::read_to_string(&path).expect("a source file");
        for (number, line) in code_lines(&text) {
            for (library, home) in HOMES.iter().filter(|(_, h)| *h != folder) {
                if line.contains(&format!("{library}::")) {
                    wrong.push(format!("{}:{number}: `{library}` belongs to src/{home}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(&path).expect("a source file");
        let lines = text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{}: {lines} lines, the limit is {MAX_LINES}", path.display()));
        }
        if !text.starts_with("//!") && !path.ends_with("lib.rs") && path.parent().is_some_and(|p| !p.ends_with("model")) {
            wrong.push(format!("{}:1: a module begins with //! and what comes in and goes out", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_names_every_folder() {
    let map = fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    assert!(map.lines().count() <= 150, "ARCHITECTURE.md has more than 150 lines");
    for (folder, _) in LAYERS {
        assert!(map.contains(&format!("`{folder}`")), "ARCHITECTURE.md does not name `{folder}`");
    }
}

#[test]
fn every_dependency_is_argued_for() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("Cargo.toml");
    let guide = fs::read_to_string(Path::new(ROOT).join("CONTRIBUTING.md")).expect("CONTRIBUTING.md");
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| inside) {
            let name = name.trim();
            assert!(guide.contains(&format!("`{name}`")), "CONTRIBUTING.md does not argue for `{name}`");
        }
    }
}

#[test]
fn no_name_of_the_reference_page_is_in_a_table() {
    let gold = fs::read_to_string(Path::new(ROOT).join("data/gold/sjz-20230517.json")).expect("the gold of the reference page");
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
    let mut places = sources();
    for folder in ["data/lexicons", "data/rules"] {
        let entries = fs::read_dir(Path::new(ROOT).join(folder)).expect("a folder");
        places.extend(entries.map(|e| e.expect("an entry").path()));
    }
    let kinds = ["Person", "Company", "Project", "Event", "Assessment"];
    let all = gold.as_array().expect("articles").iter().flat_map(|a| a["entities"].as_array().expect("entities").iter());
    let names: Vec<&str> = all
        .filter(|e| kinds.contains(&e["type"].as_str().unwrap_or("")))
        .filter_map(|e| e["name"].as_str())
        .filter(|n| n.chars().count() > 2)
        .collect();
    for path in places {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for name in &names {
            assert!(!text.contains(name), "{}: holds `{name}` of the reference page", path.display());
        }
    }
}
