//! The same articles give the same sorted N-Quads, byte for byte, in any order of files and with any number of threads.

use super::support::{FIXTURES, PAGE_FILE, Run, program, quads};
use std::process::Command;
use tempfile::TempDir;

fn build(threads: &str, files: &[&str], store: &str) {
    let run = Command::new(program()).args(["build", "--store", store]).args(files).env("RAYON_NUM_THREADS", threads).output();
    let run = Run::of(&run.expect("the program runs"));
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn files_threads_and_steps_do_not_matter() {
    let folder = TempDir::new().expect("a folder");
    let store = |name: &str| folder.path().join(name).display().to_string();
    let fixture = |name: &str| format!("{FIXTURES}/{name}.txt");
    let (a, b, c) = (fixture("appointments"), fixture("meeting"), fixture("spring"));
    build("1", &[PAGE_FILE, &a, &b, &c], &store("one"));
    let expected = quads(&store("one"));
    assert!(expected.lines().collect::<Vec<_>>().is_sorted() && expected.lines().count() > 1000);
    for (threads, files) in [("2", [&c, &b, &a, PAGE_FILE]), ("8", [&b, PAGE_FILE, &c, &a]), ("3", [&a, &c, PAGE_FILE, &b])] {
        let name = store(&format!("threads{threads}"));
        build(threads, &files, &name);
        assert_eq!(quads(&name), expected, "{threads} threads");
        build(threads, &files, &name);
        assert_eq!(quads(&name), expected, "built twice");
    }
    let steps = store("steps");
    for file in [&c, &a, &b, PAGE_FILE] {
        build("2", &[file], &steps);
    }
    assert_eq!(quads(&steps), expected, "one after the other");
    build("4", &[FIXTURES, PAGE_FILE], &store("folder"));
    assert_eq!(quads(&store("folder")), expected, "as a folder");
}

#[test]
fn every_format_is_the_same_in_two_stores() {
    let folder = TempDir::new().expect("a folder");
    let stores = ["a", "b"].map(|name| folder.path().join(name).display().to_string());
    build("1", &[PAGE_FILE, FIXTURES], &stores[0]);
    build("4", &[FIXTURES, PAGE_FILE], &stores[1]);
    for format in ["dot", "svg", "graphml", "gexf", "json", "nquads", "turtle", "jsonld", "facts", "nodes-csv", "edges-csv"] {
        let written = stores.each_ref().map(|store| super::support::guanmo(&["export", "--store", store, "--format", format]).out);
        assert!(!written[0].is_empty() && written[0] == written[1], "{format}");
    }
}
