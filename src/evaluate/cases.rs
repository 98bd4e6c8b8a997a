//! Literate cases: Markdown with a text and the facts that it must give → values to run.
//!
//! A file has a heading; each `##` heading begins a case of one `text` fence, one `facts` fence and perhaps an
//! `entities` fence. Other fences and all prose are for readers. A heading that ends in `(open)` does not hold yet.

mod markdown;

pub use markdown::parse;

use super::EvaluateError;
use super::record::{NamedEntity, StatedFact};
use std::path::{Path, PathBuf};

/// Ends the heading of a case that does not hold yet.
const OPEN: &str = "(open)";
/// The folder whose cases are only counted.
const UNSEEN: &str = "unseen";
/// One file of cases.
#[derive(Clone, Debug)]
pub struct CaseFile {
    pub path: PathBuf,
    /// The path below the folder that was loaded.
    pub name: String,
    /// Written without sight of the rules: counted, never required.
    pub unseen: bool,
    pub cases: Vec<Case>,
}

/// A small article and what it must give.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub heading: String,
    /// Of the heading, from 1.
    pub line: usize,
    /// Marked as not holding yet.
    pub open: bool,
    pub text: String,
    pub date: Option<String>,
    pub publisher: Option<String>,
    pub facts: Vec<Expected<StatedFact>>,
    /// Where they are listed, no others may be found.
    pub entities: Option<Vec<Expected<NamedEntity>>>,
}

/// Whether an item must, may or must not be given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Demand {
    #[default]
    Must,
    May,
    MustNot,
}

/// A line of a `facts` or `entities` fence.
#[derive(Clone, Debug, Default)]
pub struct Expected<T> {
    pub demand: Demand,
    pub line: usize,
    /// As written, without the mark.
    pub written: String,
    pub item: T,
}

/// Reads a file, or all `*.md` files of a folder and its folders except `README.md`, by path.
///
/// # Errors
/// When something cannot be read, or a file breaks the form: file, line and remedy are named.
pub fn load(path: &Path) -> Result<Vec<CaseFile>, EvaluateError> {
    let mut paths = Vec::new();
    if path.is_dir() {
        walk(path, &mut paths)?
    } else {
        paths.push(path.to_path_buf())
    }
    paths.sort();
    if paths.is_empty() {
        return Err(EvaluateError::NoCases { place: path.display().to_string() });
    }
    paths.iter().map(|file| read(file, path)).collect()
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), EvaluateError> {
    let fail = |e: std::io::Error| EvaluateError::io(folder, &e);
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            walk(&path, out)?;
        } else if path.extension().is_some_and(|x| x == "md") && path.file_name().is_some_and(|n| n != "README.md") {
            out.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path, root: &Path) -> Result<CaseFile, EvaluateError> {
    let text = std::fs::read_to_string(path).map_err(|e| EvaluateError::io(path, &e))?;
    let below = path.strip_prefix(root).ok().filter(|p| !p.as_os_str().is_empty());
    let name = below.unwrap_or_else(|| path.file_name().map_or(path, Path::new)).display().to_string();
    // Whoever names the folder of unseen cases itself wants to see them.
    let unseen = below.is_some_and(|p| p.parent().is_some_and(|p| p.iter().any(|part| part == UNSEEN)));
    Ok(CaseFile { path: path.to_path_buf(), name, unseen, cases: parse(&path.display().to_string(), &text)? })
}

/// The text with the mark `(open)` behind the headings of exactly those cases that do not hold.
pub fn marked(text: &str, cases: &[(&Case, bool)]) -> String {
    let mut out = String::with_capacity(text.len() + cases.len() * OPEN.len());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        match cases.iter().find(|(case, _)| case.line == at + 1) {
            Some((case, holds)) => {
                let mark = if *holds { String::new() } else { format!(" {OPEN}") };
                out.push_str(&format!("## {}{mark}\n", case.heading));
            }
            None => out.push_str(line),
        }
    }
    out
}

/// Stands for whatever is given.
pub const ANY: &str = "*";

/// `甲市 / 甲` → both names.
pub(super) fn alternatives(written: &str) -> Vec<String> {
    written.split(" / ").map(|n| n.trim().to_string()).filter(|n| !n.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Title\nProse with ` and | in it.\n\n## One (open)\n```text date=2024-03-05 publisher=清河日报\n市长。\n\n第二段。\n```\n```facts\n甲 / 甲乙 | holdsPost | 市长 | organization=市政府\n? 甲 | attended | 会\n! * | signedWith\n```\n\n## Two\n```text\n乙。\n```\n```entities\nPerson | 乙 / 小乙\n! Place | 乙\n```\n";

    #[test]
    fn every_part_is_read() {
        let cases = parse("a.md", FILE).expect("well-formed");
        let (one, two) = (&cases[0], &cases[1]);
        assert_eq!((one.heading.as_str(), one.line, one.open, two.open), ("One", 4, true, false));
        assert_eq!(
            (one.text.as_str(), one.date.as_deref(), one.publisher.as_deref()),
            ("市长。\n\n第二段。", Some("2024-03-05"), Some("清河日报"))
        );
        let demands: Vec<(Demand, usize)> = one.facts.iter().map(|f| (f.demand, f.line)).collect();
        assert_eq!(demands, [(Demand::Must, 11), (Demand::May, 12), (Demand::MustNot, 13)]);
        assert_eq!(one.facts[0].item.subject_any, ["甲", "甲乙"]);
        assert_eq!(one.facts[2].item.object_any, [ANY]);
        assert_eq!(two.entities.as_ref().map(Vec::len), Some(2));
    }

    #[test]
    fn marks_are_set_anew_and_nothing_else_changes() {
        let cases = parse("a.md", FILE).expect("well-formed");
        let new = marked(FILE, &[(&cases[0], true), (&cases[1], false)]);
        assert_eq!(new, FILE.replace("## One (open)", "## One").replace("## Two", "## Two (open)"));
        assert_eq!(marked(FILE, &[(&cases[0], false), (&cases[1], true)]), FILE);
    }

    #[test]
    fn broken_forms_name_file_line_and_remedy() {
        let case = |body: &str| format!("# T\n## A\n```text\n甲。\n```\n{body}");
        for (text, line, words) in [
            (case("```facts\n甲 | holdsPst | 市长\n```\n"), 7, "holdsPst"),
            (case("```facts\n甲 | holdsPost\n```\n"), 7, "is no fact"),
            (case("```facts\n甲 | holdsPost | 市长 | body=市委\n```\n"), 7, "organization"),
            (case("```facts\n甲 | holdsPost | 市长\n"), 6, "never closed"),
            (case("```entities\nPersn | 甲\n```\n"), 7, "Person"),
            (case(""), 2, "expects nothing"),
            ("## A\n```facts\n甲 | holdsPost | 市长\n```\n".into(), 1, "no text"),
            ("```facts\n```\n".into(), 1, "heading"),
            ("## A\n```text date=5月\n".into(), 2, "no date"),
        ] {
            let error = parse("a.md", &text).expect_err(words).to_string();
            assert!(error.starts_with(&format!("a.md:{line}: ")) && error.contains(words), "{error}");
        }
    }
}
