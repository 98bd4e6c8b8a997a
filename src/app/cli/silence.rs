//! `guanmo silence`: sentences with an official and a verb of action that gave no fact.

use super::super::output::{self, Failure};
use super::evaluate::Format;
use super::inputs;
use clap::Args;
use guanmo::evaluate::silence::{Line, SilenceMap, Verbs};
use rayon::prelude::*;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Example: guanmo silence data/articles --examples 3")]
pub struct Silence {
    /// Files (.txt, .jsonl), folders, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// table: for reading; json: for programs.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Most silent sentences shown for each verb.
    #[arg(long, value_name = "N", default_value_t = 2)]
    examples: usize,
    /// Only this verb.
    #[arg(long)]
    verb: Option<String>,
    /// A folder of further rule files (*.toml).
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl Silence {
    pub fn run(&self) -> Result<u8, Failure> {
        let pipeline = inputs::pipeline(self.rules.as_ref())?;
        let mut map = SilenceMap::new(Verbs::load(), self.examples);
        let tally = inputs::batches(&self.files, |documents| {
            let articles: Vec<_> = documents.par_iter().map(|d| pipeline.sentences(d)).collect();
            for (document, articles) in documents.iter().zip(articles) {
                articles.iter().for_each(|views| map.add(&document.id, views));
            }
            Ok(())
        })?;
        let mut lines = map.lines();
        lines.retain(|l| self.verb.as_ref().is_none_or(|v| *v == l.verb));
        let mut out = output::out();
        match self.format {
            Format::Json => {
                let all = json!({"documents": tally.documents, "sentences": map.sentences, "silent": map.silent, "verbs": lines});
                output::line(&mut out, all.to_string())?;
            }
            Format::Table => {
                shown(&mut out, &lines)?;
                output::line(&mut out, format!("{} of {} sentences with an official and a verb are silent", map.silent, map.sentences))?;
            }
        }
        Ok(tally.report())
    }
}

fn shown(out: &mut impl Write, lines: &[Line]) -> Result<(), Failure> {
    let (b, r, f, fr) = (output::HEAD.render(), output::HEAD.render_reset(), output::FAINT.render(), output::FAINT.render_reset());
    for line in lines.iter().filter(|l| !l.examples.is_empty()) {
        output::line(&mut *out, format!("{b}{}{r}", line.verb))?;
        for example in &line.examples {
            output::line(&mut *out, format!("    {}  {f}{}, {}{fr}", example.sentence, example.official, example.article))?;
        }
    }
    let row = |l: &Line| {
        let share = format!("{:.0} %", l.share * 100.0);
        vec![l.verb.clone(), l.sentences.to_string(), l.silent.to_string(), share, l.unanswered.to_string(), l.relations.join(", ")]
    };
    let head = ["verb", "sentences", "silent", "share", "none of its relations", "its relations"];
    output::line(out, output::table(&head, lines.iter().map(row).collect()))
}
