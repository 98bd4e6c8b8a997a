//! Runs the literate cases of `tests/cases`: what holds must stay, what is marked `(open)` must still fail.
//!
//! `UPDATE_CASES=1` sets the marks anew instead. Files under `unseen/` are only counted.

use guanmo::evaluate::EvaluateError;
use guanmo::evaluate::cases::{self, CaseFile};
use guanmo::evaluate::judge::{self, Count, Outcome};
use guanmo::pipeline::Pipeline;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

#[test]
fn cases_hold_where_they_are_not_marked_open() {
    let files = match cases::load(Path::new(FOLDER)) {
        Err(EvaluateError::NoCases { place }) => return eprintln!("cases: skipped, {place} holds none"),
        other => other.expect("well-formed cases"),
    };
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let done: Vec<(&CaseFile, Vec<Outcome>)> = files.iter().map(|f| (f, judge::run(f, &pipeline))).collect();
    eprintln!("{}", summary(&done));
    let required = done.iter().filter(|(f, _)| !f.unseen);
    if std::env::var_os("UPDATE_CASES").is_some_and(|v| v == "1") {
        required.for_each(|(file, outcomes)| mark(file, outcomes));
        return;
    }
    let wrong: Vec<String> = required.flat_map(|(file, outcomes)| complaints(file, outcomes)).collect();
    let remedy = "mend the rules, or set the marks anew: UPDATE_CASES=1 cargo test --release --test it cases";
    assert!(wrong.is_empty(), "{} cases are not as they are marked; {remedy}\n{}", wrong.len(), wrong.join("\n"));
}

/// One line per file, one for all, one for what nobody had seen.
fn summary(done: &[(&CaseFile, Vec<Outcome>)]) -> String {
    let mut lines = Vec::new();
    let mut totals = [Count::default(); 2];
    for (file, outcomes) in done {
        let count = Count::of(file, outcomes);
        totals[usize::from(file.unseen)].add(count);
        lines.push(format!("cases: {:<44} {:>3} of {:>3} hold", file.name, count.hold, count.cases));
    }
    for (name, count) in [("ALL", totals[0]), ("UNSEEN, only counted", totals[1])] {
        lines.push(format!("cases: {name:<44} {:>3} of {:>3} hold", count.hold, count.cases));
    }
    lines.join("\n")
}

fn complaints(file: &CaseFile, outcomes: &[Outcome]) -> Vec<String> {
    let unlike = file.cases.iter().zip(outcomes).filter(|(case, outcome)| case.open == outcome.holds());
    unlike
        .map(|(case, outcome)| {
            let place = format!("tests/cases/{}:{}: {}", file.name, case.line, case.heading);
            if case.open {
                return format!("{place}\n    holds now: take the mark (open) away");
            }
            format!("{place}\n    {}\n    {}", case.text.trim().replace('\n', "\n    "), outcome.lines().join("\n    "))
        })
        .collect()
}

fn mark(file: &CaseFile, outcomes: &[Outcome]) {
    let text = fs::read_to_string(&file.path).expect("read before");
    let states: Vec<_> = file.cases.iter().zip(outcomes).map(|(case, outcome)| (case, outcome.holds())).collect();
    let new = cases::marked(&text, &states);
    if new != text {
        fs::write(&file.path, new).expect("the case file can be written");
    }
}

const ONE: &str = "# Denied attendance\nProse.\n\n## The mayor stays away\n```text date=2024-03-05 publisher=石家庄日报\n市长李明远未参加会议。\n```\n```facts\n李明远 | holdsPost | 市长\n! 李明远 | attended\n```\n\n## Asks too much\n```text\n市长李明远讲话。\n```\n```facts\n李明远 | holdsPost | 市长\n李明远 | awarded | 劳动模范\n```\n";

#[test]
fn marks_follow_what_holds() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("unseen")).expect("made");
    for name in ["a.md", "unseen/b.md", "README.md"] {
        fs::write(folder.path().join(name), ONE).expect("written");
    }
    let load = || cases::load(folder.path()).expect("well-formed");
    let files = load();
    assert_eq!(files.iter().map(|f| (f.name.as_str(), f.unseen)).collect::<Vec<_>>(), [("a.md", false), ("unseen/b.md", true)]);
    let pipeline = Pipeline::load().expect("the shipped rules load");
    let outcomes = judge::run(&files[0], &pipeline);
    assert_eq!(outcomes.iter().map(Outcome::holds).collect::<Vec<_>>(), [true, false]);
    let complaint = complaints(&files[0], &outcomes).concat();
    for words in ["a.md:13: Asks too much", "missing  line 19: 李明远 | awarded | 劳动模范"] {
        assert!(complaint.contains(words), "{complaint}");
    }
    mark(&files[0], &outcomes);
    assert!(load()[0].cases[1].open && !load()[0].cases[0].open);
    assert!(complaints(&load()[0], &outcomes).is_empty());
    assert!(complaints(&load()[0], &[outcomes[0].clone(), outcomes[0].clone()])[0].contains("take the mark (open) away"));
}
