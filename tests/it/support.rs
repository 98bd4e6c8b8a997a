//! What several tests use: the program as a user runs it, stores, pages.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{QueryOutput, Store, StoredArticle, show};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");
pub const PAGE_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles/sjz-20230517.txt");
pub const PAGE: &str = include_str!("../../data/articles/sjz-20230517.txt");
/// Invented articles in which every named question has an answer.
pub const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures");

pub static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::load().expect("the shipped rules load"));

/// The program's path.
pub fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_guanmo"))
}

/// What a run of the program gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// A program that is killed or panics has not told its user anything.
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let run = Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!run.err.contains("panicked"), "{}", run.err);
        run
    }

    /// Checks code and words of a refusal, and that it went to standard error.
    pub fn refuses(&self, code: i32, words: &[&str]) {
        let all = words.iter().all(|word| self.err.contains(word));
        assert!(self.code == code && all, "expected {code} {words:?}, got {} “{}”", self.code, self.err);
        assert!(self.out.is_empty(), "a refusal is no output: {}", self.out);
    }
}

/// Runs the program in the folder of the project.
pub fn guanmo<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Run {
    let mut command = assert_cmd::Command::cargo_bin("guanmo").expect("the program is built");
    Run::of(&command.args(arguments).current_dir(ROOT).output().expect("the program runs"))
}

/// A shell command, with the program as `$GUANMO`.
pub fn shell(command: &str, folder: &Path) -> Run {
    Run::of(&Command::new("sh").args(["-c", command]).env("GUANMO", program()).current_dir(folder).output().expect("a shell runs"))
}

/// A store of the reference page.
pub fn built() -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    let run = guanmo(&["build", PAGE_FILE, "--store", &store]);
    assert_eq!(run.code, 0, "{}", run.err);
    (folder, store)
}

/// All that a store holds, as sorted N-Quads.
pub fn quads(store: &str) -> String {
    let run = guanmo(&["export", "--store", store, "--format", "nquads"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// The articles of a text, ready for a store.
pub fn articles(id: &str, text: &str) -> Vec<StoredArticle> {
    let found = PIPELINE.run(&Document::new(id, text));
    found.into_iter().map(|article| StoredArticle { article, text: text.into() }).collect()
}

/// A store in memory of these texts.
pub fn in_memory(texts: &[(&str, &str)]) -> Store {
    let store = Store::in_memory(None).expect("a store in memory");
    let all: Vec<StoredArticle> = texts.iter().flat_map(|(id, text)| articles(id, text)).collect();
    store.add(&all).expect("articles are added");
    store
}

/// The fixtures by name.
pub fn fixtures() -> Vec<(&'static str, &'static str)> {
    vec![
        ("appointments", include_str!("fixtures/appointments.txt")),
        ("meeting", include_str!("fixtures/meeting.txt")),
        ("spring", include_str!("fixtures/spring.txt")),
    ]
}

/// An answer as text, unbound values empty.
pub fn rows(output: QueryOutput) -> Vec<Vec<String>> {
    match output {
        QueryOutput::Rows { rows, .. } => {
            rows.iter().map(|r| r.iter().map(|t| t.as_ref().map(show).unwrap_or_default()).collect()).collect()
        }
        QueryOutput::Truth(truth) => vec![vec![truth.to_string()]],
        QueryOutput::Triples(triples) => triples.iter().map(|t| vec![t.to_string()]).collect(),
    }
}

/// Says on the test's output why it did not look.
pub fn skipped(test: &str, why: &str) {
    println!("skipped: {test}: {why}");
}
