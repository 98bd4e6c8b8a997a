//! `guanmo sample`: a random sample of facts in their sentences, for a reader to judge.

use super::super::output::{self, Failure};
use super::evaluate::Format;
use super::inputs;
use clap::Args;
use guanmo::evaluate::sample::{Sample as Drawn, Sampled};
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo sample data/articles --count 5 --seed 1\nExample: guanmo sample data/articles --relation holdsPost --format json\n\nThe sample depends on the seed and the facts alone; docs/real-text.md says how to judge it."
)]
pub struct Sample {
    /// Files (text, .jsonl, HTML, .docx, PDF), folders, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How many facts.
    #[arg(long, value_name = "N", default_value_t = 300)]
    count: usize,
    /// Another seed draws another sample.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Only facts of this relation (holdsPost, attended …).
    #[arg(long, value_name = "NAME")]
    relation: Option<String>,
    /// table: for reading; json: one fact a line.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// A folder of further rule files (*.toml).
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl Sample {
    pub fn run(&self) -> Result<u8, Failure> {
        let only = self.relation.as_deref().map(guanmo::graph::relation).transpose()?;
        let pipeline = inputs::pipeline(self.rules.as_ref())?;
        let mut sample = Drawn::new(self.seed, self.count, only);
        let tally = inputs::each(&pipeline, &self.files, |document, articles| {
            sample.add(&document, &articles);
            Ok(())
        })?;
        let mut out = output::out();
        for (number, fact) in sample.facts().enumerate() {
            let line = match self.format {
                Format::Json => serde_json::to_string(fact).map_err(Failure::failed)?,
                Format::Table => shown(number + 1, fact),
            };
            output::line(&mut out, line)?;
        }
        if self.format == Format::Table {
            output::line(&mut out, format!("{} of {} facts, seed {}", sample.facts().count(), sample.seen, self.seed))?;
        }
        Ok(tally.report())
    }
}

/// A fact and, below it, its sentence with the words that carry it marked.
fn shown(number: usize, fact: &Sampled) -> String {
    let (m, mr) = (output::MARK.render(), output::MARK.render_reset());
    let (f, fr) = (output::FAINT.render(), output::FAINT.render_reset());
    let qualifiers = guanmo::export::qualifiers_line(&fact.qualifiers);
    let Sampled { subject, kind, predicate, object, quote, article, rule, .. } = fact;
    format!(
        "{number}. {subject} ({kind}) {predicate} {object}  {qualifiers}\n   {}{m}{}{mr}{}\n   {f}{article}, {rule}{fr}",
        quote.before, quote.words, quote.after
    )
}
