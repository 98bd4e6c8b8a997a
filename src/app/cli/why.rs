//! `guanmo why` and `guanmo why-not`: what each layer saw in a sentence, and how far each rule came.

use super::super::ask::why::{SHOWN_RULES, closest, readable};
use super::super::output::{self, Failure};
use super::inputs;
use clap::Args;
use guanmo::extract::inspect::{Attempt, SentenceView, inspect};
use guanmo::extract::relate::trace::Reach;
use guanmo::model::Document;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;

#[derive(Args)]
pub struct Text {
    /// The sentence or article; `-` or nothing reads standard input.
    text: Option<String>,
    /// Read the text from a file.
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// The paper: tells whose 我市 and 市委 are meant.
    #[arg(long)]
    publisher: Option<String>,
    /// The article's date, YYYY-MM-DD.
    #[arg(long)]
    date: Option<String>,
    /// A folder of further rule files (*.toml).
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Example: guanmo why '市委书记李某某出席开工仪式并讲话。' --publisher 石家庄日报 --date 2023-05-17")]
pub struct Why {
    #[command(flatten)]
    input: Text,
    /// Only sentences that hold these words.
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
}

#[derive(Args)]
#[command(after_help = "Example: guanmo why-not attended '市长张三丰未出席开工仪式。'")]
pub struct WhyNot {
    /// The relation that was expected: attended, visited, ranked …
    relation: String,
    #[command(flatten)]
    input: Text,
    /// Only sentences that hold these words.
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
}

impl Text {
    fn views(&self) -> Result<Vec<SentenceView>, Failure> {
        let text = match (&self.file, self.text.as_deref()) {
            (Some(path), _) => {
                let mut all = String::new();
                for document in guanmo::read::documents(path) {
                    all.push_str(&document.map_err(Failure::wrong_use)?.text);
                }
                all
            }
            (None, Some("-") | None) => {
                let mut text = String::new();
                std::io::stdin().read_to_string(&mut text)?;
                text
            }
            (None, Some(text)) => text.to_string(),
        };
        if text.trim().is_empty() {
            return Err(Failure::wrong_use("no text was given: write the sentence behind the command, or pipe it in"));
        }
        let mut document = Document::new("why", text);
        document.given.publisher.clone_from(&self.publisher);
        if let Some(date) = &self.date {
            let wrong = || Failure::wrong_use(format!("`{date}` is no date; expected YYYY-MM-DD"));
            document.given.date = Some(guanmo::model::PartialDate::parse(date).ok_or_else(wrong)?.to_string());
        }
        let pipeline = inputs::pipeline(self.rules.as_ref())?;
        Ok(inspect(&document, pipeline.resources()))
    }
}

impl Why {
    pub fn run(&self) -> Result<u8, Failure> {
        let mut out = output::out();
        for view in chosen(self.input.views()?, self.find.as_deref())? {
            sentence(&mut out, &view)?;
            let names: BTreeMap<&str, usize> = view.facts.iter().fold(BTreeMap::new(), |mut m, f| {
                *m.entry(f.rule.as_str()).or_default() += 1;
                m
            });
            for attempt in view.attempts.iter().filter(|a| matches!(a.reach, Reach::Matched { .. }) && !names.contains_key(a.rule.as_str()))
            {
                output::line(
                    &mut out,
                    format!(
                        "  no fact from {}: it matched {}, but named no subject or object, or lost to another fact",
                        attempt.rule, attempt.place.0
                    ),
                )?;
            }
            output::line(&mut out, "")?;
        }
        Ok(output::DONE)
    }
}

impl WhyNot {
    pub fn run(&self) -> Result<u8, Failure> {
        let predicate = guanmo::graph::relation(&self.relation)?;
        let mut out = output::out();
        for view in chosen(self.input.views()?, self.find.as_deref())? {
            sentence(&mut out, &view)?;
            let close = closest(&view, predicate);
            if close.is_empty() {
                output::line(
                    &mut out,
                    format!("  {} is read by structures in code, not by a rule file: see the mentions above", self.relation),
                )?;
            }
            for attempt in close.iter().take(SHOWN_RULES) {
                output::line(&mut out, format!("  {}: {}", attempt.rule, account(attempt)))?;
            }
            output::line(&mut out, "")?;
        }
        Ok(output::DONE)
    }
}

fn chosen(views: Vec<SentenceView>, find: Option<&str>) -> Result<Vec<SentenceView>, Failure> {
    let left: Vec<SentenceView> = views.into_iter().filter(|v| find.is_none_or(|f| v.text.contains(f))).collect();
    if left.is_empty() {
        return Err(Failure::wrong_use("no sentence is left to look at: the text holds none, or none with the words of --find"));
    }
    Ok(left)
}

fn sentence(out: &mut impl Write, view: &SentenceView) -> Result<(), Failure> {
    let (b, r, f, fr) = (output::HEAD.render(), output::HEAD.render_reset(), output::FAINT.render(), output::FAINT.render_reset());
    output::line(&mut *out, format!("{b}{}{r}  {f}({}){fr}", view.text, view.block))?;
    let words: Vec<String> = view.words.iter().map(|(w, c)| format!("{w}/{c}")).collect();
    output::line(&mut *out, format!("  words     {}", words.join(" ")))?;
    output::line(&mut *out, format!("  rules see {}", view.encoded))?;
    for m in &view.mentions {
        let entity = m.entity.as_deref().filter(|e| *e != m.words).map_or(String::new(), |e| format!(" = {e}"));
        let inner = if m.inner { " (inside another)" } else { "" };
        output::line(&mut *out, format!("  mention   {} {}{entity}{inner}  {f}{}{fr}", m.kind, m.words, m.reason))?;
    }
    for fact in &view.facts {
        let head = format!("  fact      {} {} {}", fact.subject, fact.predicate.name(), fact.object);
        output::line(&mut *out, format!("{head}  {f}{} “{}”{fr}", fact.rule, fact.evidence))?;
    }
    Ok(())
}

fn account(attempt: &Attempt) -> String {
    match &attempt.reach {
        Reach::Matched { .. } => {
            format!("matched {}; where it gave no fact, its subject or object named nothing, or another fact won", attempt.place.0)
        }
        Reach::Refused(reason) => format!("matched, but {reason} forbade it"),
        Reach::Stopped { wanted, .. } => format!("came to “{}▸{}”, wanted {}", attempt.place.0, attempt.place.1, readable(wanted)),
        Reach::Lacks(set) => format!("needs one of {}", set.iter().map(|word| readable(word)).collect::<Vec<_>>().join(" ")),
    }
}
