//! `guanmo train`: annotated articles → a table of weights, with how well it does on articles held back.

use super::super::output::{self, Failure};
use super::inputs;
use clap::{Args, ValueEnum};
use guanmo::train::{self, Learned, Plan};
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo train person data/gold/cities --out person.tsv\nExample: guanmo train person data/gold/cities tests/cases --seed 7 --misses\n\ndocs/models.md says what the weights decide and how to use your own."
)]
pub struct Train {
    /// What is learned to decide.
    kind: Kind,
    /// Folders of annotated articles (NAME.json beside NAME.txt), files or folders of literate cases (*.md).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where the table goes; without it only the figures are printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Another seed goes through the decisions in another order.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How often all decisions are gone through.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    epochs: u32,
    /// Show the decisions of articles held back on which rules or weights err.
    #[arg(long)]
    misses: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Whether a stretch behind a title, in a list or before a verb is a person's name, and where it ends.
    Person,
}

impl Train {
    pub fn run(&self) -> Result<u8, Failure> {
        let Kind::Person = self.kind;
        let pipeline = inputs::pipeline(None)?;
        let plan = Plan { files: self.files.clone(), seed: self.seed, epochs: self.epochs };
        let learned = train::learn(&plan, pipeline.resources())?;
        let mut out = output::out();
        if self.misses {
            misses(&mut out, &learned)?;
        }
        figures(&mut out, &learned)?;
        if let Some(path) = &self.out {
            output::whole(path, train::written(&learned, &plan).as_bytes())?;
        }
        Ok(output::DONE)
    }
}

fn figures(out: &mut impl Write, learned: &Learned) -> Result<(), Failure> {
    let v = &learned.validation;
    let (articles, decisions) = (learned.set.articles.len(), v.held_out.len());
    output::line(&mut *out, format!("{decisions} decisions of {articles} articles, each judged by what was learned without its article"))?;
    for (name, figure) in [("rules   ", v.rules), ("weights ", v.weights), ("together", v.together)] {
        output::line(&mut *out, format!("{name}  {figure}"))?;
    }
    Ok(())
}

fn misses(out: &mut impl Write, learned: &Learned) -> Result<(), Failure> {
    for d in &learned.validation.held_out {
        let decision = &learned.set.articles[d.at.0].decisions[d.at.1];
        let words = |choice: Option<usize>| choice.map_or("none", |i| decision.choices[i].0.as_str());
        let best = d.sums.iter().filter(|(_, s)| *s > 0).max_by_key(|(_, s)| *s).map(|(i, _)| *i);
        if d.ruled != d.right || best != d.right {
            let sums: Vec<String> = d.sums.iter().map(|(i, s)| format!("{} {s}", words(Some(*i)))).collect();
            let place = format!("{}  {}▸{}", learned.set.articles[d.at.0].name, decision.around.0, decision.around.1).replace('\n', " ");
            let said = format!("right {}, rules {}, weights {} ({})", words(d.right), words(d.ruled), words(best), sums.join(", "));
            output::line(&mut *out, format!("{place}\n    {said}"))?;
        }
    }
    Ok(())
}
