//! `guanmo evaluate`: found facts beside annotated ones; how well, what is missing, what is false, what changed.

use super::super::output::{self, Failure};
use super::{cases, inputs};
use clap::{Args, ValueEnum};
use guanmo::evaluate::compare::{Comparison, compare};
use guanmo::evaluate::figures::{Figure, Row, rows};
use guanmo::evaluate::gold::{self, GoldFile};
use guanmo::evaluate::quote::Quote;
use guanmo::evaluate::record::{self, Predictions};
use guanmo::evaluate::score::{Evaluation, Item, Status, Verdict, evaluate};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

#[derive(Args)]
#[command(
    after_help = "Example: guanmo evaluate data/gold/cities --misses\nExample: guanmo extract data/gold/cities | guanmo evaluate data/gold/cities -\nExample: guanmo evaluate --cases tests/cases/negation.md --misses"
)]
pub struct Evaluate {
    /// A folder with NAME.json, the annotation, beside NAME.txt.
    #[arg(value_name = "GOLD_DIR", required_unless_present = "cases", conflicts_with = "cases")]
    gold: Option<PathBuf>,
    /// What `extract --format json` wrote (- for standard input); without it the texts are extracted.
    #[arg(value_name = "PREDICTED.jsonl")]
    predicted: Option<PathBuf>,
    /// The folder of the texts, where they do not stand beside the annotations.
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Every miss and every false item with its sentence.
    #[arg(long)]
    misses: bool,
    /// table: for reading; json: for programs.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// An earlier run: what was gained and lost since.
    #[arg(long, value_name = "OTHER.jsonl", conflicts_with = "cases")]
    compare: Option<PathBuf>,
    /// Runs literate cases (a folder, or one *.md file) instead; --misses shows also why open ones fail.
    #[arg(long, value_name = "PATH")]
    cases: Option<PathBuf>,
    /// Only cases with these words in their heading.
    #[arg(long, value_name = "WORDS", requires = "cases")]
    find: Option<String>,
    /// A folder of further rule files (*.toml).
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
}

impl Evaluate {
    pub fn run(&self) -> Result<u8, Failure> {
        match (&self.cases, &self.gold) {
            (Some(path), _) => {
                let pipeline = inputs::pipeline(self.rules.as_ref())?;
                cases::run(&cases::Wish { path, find: self.find.as_deref(), all: self.misses, format: self.format }, &pipeline)
            }
            (None, Some(gold)) => self.against(gold),
            (None, None) => Err(Failure::wrong_use("name a folder of gold, or --cases")),
        }
    }

    fn against(&self, folder: &Path) -> Result<u8, Failure> {
        let files = gold::load(folder, self.texts.as_deref().unwrap_or(folder))?;
        let now = evaluate(&files, &self.predictions(&files)?);
        let before = self.compare.as_deref().map(read).transpose()?.map(|p| evaluate(&files, &p));
        let comparison = before.as_ref().map(|b| compare(b, &now));
        let mut out = output::out();
        if self.format == Format::Json {
            output::line(&mut out, as_json(&now, self.misses, comparison.as_ref()).to_string())?;
            return Ok(output::DONE);
        }
        if self.misses {
            misses(&mut out, &now)?;
        }
        figures(&mut out, &now)?;
        if let Some(comparison) = &comparison {
            changes(&mut out, comparison)?;
        }
        Ok(output::DONE)
    }

    fn predictions(&self, files: &[GoldFile]) -> Result<Predictions, Failure> {
        match &self.predicted {
            Some(path) => read(path),
            None => Ok(gold::extract(files, &inputs::pipeline(self.rules.as_ref())?)),
        }
    }
}

fn read(path: &Path) -> Result<Predictions, Failure> {
    if path.as_os_str() == "-" {
        return Ok(record::predictions(std::io::stdin().lock(), "stdin")?);
    }
    let place = path.display().to_string();
    let file = File::open(path).map_err(|e| Failure::failed(format!("{place}: {e}; expected what `extract --format json` writes")))?;
    Ok(record::predictions(BufReader::new(file), &place)?)
}

fn as_json(of: &Evaluation, misses: bool, comparison: Option<&Comparison>) -> Value {
    let mut out = json!({
        "articles": of.articles,
        "ungrounded": of.ungrounded,
        "entities": rows(of, Item::Entity),
        "facts": rows(of, Item::Fact),
    });
    if misses {
        out["misses"] = json!(of.verdicts.iter().filter(|v| v.status != Status::Found).collect::<Vec<_>>());
    }
    if let Some(comparison) = comparison {
        out["compare"] = json!(comparison);
    }
    out
}

fn figures(out: &mut impl Write, of: &Evaluation) -> Result<(), Failure> {
    for (title, item) in [("entities", Item::Entity), ("facts", Item::Fact)] {
        let lines = rows(of, item).iter().map(cells).collect();
        output::line(out, output::table(&[title, "precision", "recall", "F1", "found", "missed", "false"], lines))?;
    }
    let (articles, ungrounded) = (of.articles, of.ungrounded);
    output::line(
        out,
        format!("articles {articles}, facts without exact evidence {ungrounded}; in brackets 95 % intervals, bootstrapped over articles"),
    )
}

fn cells(row: &Row) -> Vec<String> {
    let figure = |f: Figure| format!("{:.3} ({:.2}–{:.2})", f.value, f.low, f.high);
    let numbers = [row.found, row.missed, row.wrong].map(|n| n.to_string());
    [row.name.clone(), figure(row.precision), figure(row.recall), figure(row.f1)].into_iter().chain(numbers).collect()
}

fn misses(out: &mut impl Write, of: &Evaluation) -> Result<(), Failure> {
    let mut wrong: Vec<&Verdict> = of.verdicts.iter().filter(|v| v.status != Status::Found).collect();
    wrong.sort_by_key(|v| (v.unit, v.item, v.status));
    for verdict in wrong {
        let mark = if verdict.status == Status::Missed { "MISSED" } else { "FALSE " };
        shown(out, mark, verdict)?;
    }
    Ok(())
}

fn shown(out: &mut impl Write, mark: &str, verdict: &Verdict) -> Result<(), Failure> {
    let (b, r) = (output::HEAD.render(), output::HEAD.render_reset());
    let rule = if verdict.rule.is_empty() { String::new() } else { format!("  ← {}", verdict.rule) };
    output::line(&mut *out, format!("{}  {mark}  {b}{}{r}{rule}", verdict.article, verdict.text))?;
    if verdict.quote.is_empty() { Ok(()) } else { output::line(out, format!("    {}", marked(&verdict.quote))) }
}

fn marked(quote: &Quote) -> String {
    format!("{}{}{}{}{}", quote.before, output::MARK.render(), quote.words, output::MARK.render_reset(), quote.after)
}

fn changes(out: &mut impl Write, of: &Comparison) -> Result<(), Failure> {
    let lists = [("GAINED", &of.gained), ("LOST  ", &of.lost), ("NEW FALSE  ", &of.new_false), ("FIXED FALSE", &of.fixed_false)];
    for (mark, verdicts) in lists {
        verdicts.iter().try_for_each(|v| shown(out, mark, v))?;
    }
    let change = |a: f64, b: f64| format!("{b:.3} ({:+.3})", b - a);
    let rows = of.figures.iter().filter(|c| c.is_one()).map(|c| {
        let (a, b) = (c.before, c.now);
        vec![c.name.clone(), change(a.precision, b.precision), change(a.recall, b.recall), change(a.f1, b.f1)]
    });
    output::line(&mut *out, output::table(&["changed", "precision", "recall", "F1"], rows.collect()))?;
    let [gained, lost, new, fixed] = lists.map(|(_, v)| v.len());
    output::line(out, format!("gained {gained}, lost {lost}, new false {new}, fixed false {fixed}"))
}
