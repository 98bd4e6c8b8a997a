//! Documents → articles in batches: parallel, in order, with bounded memory.

use super::super::output::Failure;
use guanmo::model::{Article, Document};
use guanmo::pipeline::Pipeline;
use guanmo::read::{self, ReadError};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Documents held at a time.
const BATCH: usize = 64;

/// What a run refused.
#[derive(Default)]
pub struct Tally {
    pub documents: usize,
    pub refused: Vec<ReadError>,
}

impl Tally {
    /// Lists refusals on standard error; the exit code says whether there were any.
    pub fn report(&self) -> u8 {
        for error in &self.refused {
            anstream::eprintln!("refused: {error}");
        }
        if self.refused.is_empty() { super::super::output::DONE } else { super::super::output::REFUSED }
    }
}

/// The pipeline, with a folder of further rules where one is named.
pub fn pipeline(rules: Option<&PathBuf>) -> Result<Pipeline, Failure> {
    let loaded = match rules {
        Some(folder) => Pipeline::with_rules_dir(folder),
        None => Pipeline::load(),
    };
    loaded.map_err(Failure::wrong_use)
}

/// Reads all paths and hands over each document with its articles, in order.
pub fn each(
    pipeline: &Pipeline,
    paths: &[PathBuf],
    mut take: impl FnMut(Document, Vec<Article>) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    batches(paths, |documents| {
        let articles = pipeline.run_all(&documents);
        for (document, articles) in documents.into_iter().zip(articles) {
            for article in &articles {
                for notice in &article.notices {
                    anstream::eprintln!("notice: {}: {}", article.id, notice.message);
                }
            }
            take(document, articles)?;
        }
        Ok(())
    })
}

/// Reads all paths and hands over their documents, in order, some at a time.
pub fn batches(paths: &[PathBuf], mut take: impl FnMut(Vec<Document>) -> Result<(), Failure>) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let progress = progress();
    let mut batch: Vec<Document> = Vec::new();
    let mut flush = |batch: &mut Vec<Document>, tally: &mut Tally| {
        tally.documents += batch.len();
        progress.inc(batch.len() as u64);
        take(std::mem::take(batch))
    };
    for document in read::input_files(paths).into_iter().flat_map(of_file) {
        match document {
            Ok(document) => batch.push(document),
            Err(error) => tally.refused.push(error),
        }
        if batch.len() == BATCH {
            flush(&mut batch, &mut tally)?;
        }
    }
    flush(&mut batch, &mut tally)?;
    progress.finish_and_clear();
    Ok(tally)
}

fn of_file(file: Result<PathBuf, ReadError>) -> Box<dyn Iterator<Item = Result<Document, ReadError>> + Send> {
    match file {
        Ok(path) => read::documents(&path),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// A counter on a terminal; nothing in a pipe.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} documents, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar
}
