//! `guanmo evaluate --cases`: literate cases, which of them hold, and why the others do not.

use super::super::output::{self, Failure};
use super::evaluate::Format;
use guanmo::evaluate::cases::{self, Case, CaseFile};
use guanmo::evaluate::judge::{self, Count, Outcome};
use guanmo::pipeline::Pipeline;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// What is asked for.
pub struct Wish<'a> {
    pub path: &'a Path,
    /// Only cases with these words in their heading.
    pub find: Option<&'a str>,
    /// Also why open cases fail.
    pub all: bool,
    pub format: Format,
}

pub fn run(wish: &Wish, pipeline: &Pipeline) -> Result<u8, Failure> {
    let mut files = cases::load(wish.path)?;
    if let Some(find) = wish.find {
        files.iter_mut().for_each(|f| f.cases.retain(|c| c.heading.contains(find)));
        files.retain(|f| !f.cases.is_empty() && !f.unseen);
        if files.is_empty() {
            return Err(Failure::wrong_use(format!("no heading in {} has `{find}`", wish.path.display())));
        }
    }
    let done: Vec<(CaseFile, Vec<Outcome>)> = files.into_iter().map(|f| (f.clone(), judge::run(&f, pipeline))).collect();
    let mut out = output::out();
    if wish.format == Format::Json {
        output::line(&mut out, as_json(&done).to_string())?;
        return Ok(output::DONE);
    }
    details(&mut out, wish, &done)?;
    counts(&mut out, &done)?;
    Ok(output::DONE)
}

/// Cases that are not as they are marked; all that fail, or all that were asked for, where that is wished.
fn details(out: &mut impl Write, wish: &Wish, done: &[(CaseFile, Vec<Outcome>)]) -> Result<(), Failure> {
    for (file, outcomes) in done.iter().filter(|(f, _)| !f.unseen) {
        for (case, outcome) in file.cases.iter().zip(outcomes) {
            let asked = wish.find.is_some() || wish.all && !outcome.holds();
            if asked || case.open == outcome.holds() {
                shown(&mut *out, file, case, outcome)?;
            }
        }
    }
    Ok(())
}

fn shown(out: &mut impl Write, file: &CaseFile, case: &Case, outcome: &Outcome) -> Result<(), Failure> {
    let (b, r, f, fr) = (output::HEAD.render(), output::HEAD.render_reset(), output::FAINT.render(), output::FAINT.render_reset());
    let mark = if case.open { " (open)" } else { "" };
    output::line(&mut *out, format!("{}:{}  {b}{}{mark}{r}", file.path.display(), case.line, case.heading))?;
    for line in case.text.lines().filter(|l| !l.trim().is_empty()) {
        output::line(&mut *out, format!("  {f}{line}{fr}"))?;
    }
    outcome.lines().iter().try_for_each(|line| output::line(&mut *out, format!("  {line}")))?;
    match (case.open, outcome.holds()) {
        (true, true) => output::line(out, "  holds now: take the mark (open) away"),
        (false, true) => output::line(out, "  holds"),
        _ => Ok(()),
    }
}

fn counts(out: &mut impl Write, done: &[(CaseFile, Vec<Outcome>)]) -> Result<(), Failure> {
    let row = |name: &str, c: Count| {
        std::iter::once(name.to_string()).chain([c.cases, c.hold, c.open, c.broken, c.mended].map(|n| n.to_string())).collect()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for unseen in [false, true] {
        let mut total = Count::default();
        for (file, outcomes) in done.iter().filter(|(f, _)| f.unseen == unseen) {
            let count = Count::of(file, outcomes);
            total.add(count);
            rows.push(row(&file.name, count));
        }
        if total.cases > 0 {
            rows.push(row(if unseen { "UNSEEN" } else { "ALL" }, total));
        }
    }
    output::line(&mut *out, output::table(&["file", "cases", "hold", "open", "fail unmarked", "hold though open"], rows))
}

/// Unseen cases are counted; what they hold stays unseen.
fn as_json(done: &[(CaseFile, Vec<Outcome>)]) -> Value {
    let one = |(case, outcome): (&Case, &Outcome)| {
        json!({
            "heading": case.heading, "line": case.line, "open": case.open, "holds": outcome.holds(),
            "missing": outcome.missing, "false": outcome.wrong,
        })
    };
    let files = done.iter().map(|(file, outcomes)| {
        let seen: Vec<Value> = file.cases.iter().zip(outcomes).filter(|_| !file.unseen).map(one).collect();
        json!({"file": file.name, "unseen": file.unseen, "count": Count::of(file, outcomes), "cases": seen})
    });
    json!({"files": files.collect::<Vec<_>>()})
}
