//! Annotated articles and literate cases → decisions with their right answers.

use super::TrainError;
use crate::evaluate::cases::{self, Case, Demand};
use crate::evaluate::gold;
use crate::evaluate::names::fold;
use crate::evaluate::record::Record;
use crate::extract::Resources;
use crate::extract::inspect::decisions;
use crate::extract::recognise::person::weighed::Described;
use crate::extract::weigh::feature::Feature;
use crate::model::{Document, PartialDate};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The decision that is learned.
pub const KIND: &str = "person";

/// Relations whose subject is always a person.
const OF_PERSONS: [&str; 4] = ["holdsPost", "said", "appointedTo", "removedFrom"];

/// Characters shown on each side of a decision.
const SHOWN: usize = 12;

/// All that is learned from.
pub struct TrainingSet {
    /// In the order of the files, each by name.
    pub articles: Vec<Example>,
    pub sources: Vec<Source>,
}

/// One of the places named on the command line.
pub struct Source {
    pub place: String,
    pub articles: usize,
    /// SHA-256 over the bytes of its files in order.
    pub hash: String,
}

/// The decisions of one article.
pub struct Example {
    pub name: String,
    pub decisions: Vec<Labelled>,
}

/// A decision with its right answer.
pub struct Labelled {
    /// Stretches that may be the name: their words and features.
    pub choices: Vec<(String, Vec<Feature>)>,
    /// Which one the rules take, and which one is a person's name by the annotation.
    pub ruled: Option<usize>,
    pub right: Option<usize>,
    /// Whether weights may overrule the rules here; where not, there is still something to learn.
    pub open: bool,
    /// The words before it and from it on.
    pub around: (String, String),
}

/// Names that an annotation gives, folded.
#[derive(Default)]
struct Answers {
    persons: BTreeSet<String>,
    /// What may be a person or something else: decisions about it are left out.
    unclear: BTreeSet<String>,
}

/// Reads all places in their order.
///
/// # Errors
/// When something cannot be read or is no annotation, or when nothing can be learned from it.
pub fn read(places: &[PathBuf], resources: &Resources) -> Result<TrainingSet, TrainError> {
    let mut out = TrainingSet { articles: Vec::new(), sources: Vec::new() };
    for place in places {
        let (examples, files) = if holds_cases(place) { of_cases(place, resources)? } else { of_gold(place, resources)? };
        out.sources.push(Source { place: shown(place), articles: examples.len(), hash: hash(&files)? });
        out.articles.extend(examples);
    }
    if out.articles.iter().all(|a| a.decisions.is_empty()) {
        return Err(TrainError::NoDecisions { articles: out.articles.len() });
    }
    Ok(out)
}

/// A place as it is written into the table: without a slash at its end, which differs by who typed it.
fn shown(place: &Path) -> String {
    place.display().to_string().trim_end_matches('/').to_string()
}

/// A Markdown file, or a folder with one and without annotations.
fn holds_cases(place: &Path) -> bool {
    let ending = |path: &Path, wanted: &str| path.extension().is_some_and(|e| e == wanted);
    let has = |wanted: &str| std::fs::read_dir(place).is_ok_and(|all| all.flatten().any(|e| ending(&e.path(), wanted)));
    ending(place, "md") || has("md") && !has("json")
}

type Read = (Vec<Example>, Vec<PathBuf>);

fn of_gold(place: &Path, resources: &Resources) -> Result<Read, TrainError> {
    let (mut examples, mut files) = (Vec::new(), Vec::new());
    for file in gold::load(place, place)? {
        let answers = named(&file.articles);
        examples.push(Example { name: file.stem.clone(), decisions: labelled(&file.document, &answers, resources) });
        files.extend(["json", "txt"].map(|ending| place.join(format!("{}.{ending}", file.stem))));
    }
    Ok((examples, files))
}

fn named(articles: &[Record]) -> Answers {
    let persons = articles.iter().flat_map(|a| &a.entities).filter(|e| e.kind == "Person");
    let names = persons.flat_map(|e| std::iter::once(&e.name).chain(&e.aliases)).map(|n| fold(n)).collect();
    Answers { persons: names, unclear: BTreeSet::new() }
}

fn of_cases(place: &Path, resources: &Resources) -> Result<Read, TrainError> {
    let (mut examples, mut files) = (Vec::new(), Vec::new());
    for file in cases::load(place)?.into_iter().filter(|f| !f.unseen) {
        let decisions = file.cases.iter().flat_map(|case| labelled(&document(case), &stated(case), resources));
        examples.push(Example { name: file.name.clone(), decisions: decisions.collect() });
        files.push(file.path);
    }
    Ok((examples, files))
}

fn document(case: &Case) -> Document {
    let mut document = Document::new(case.heading.clone(), case.text.clone());
    document.given.publisher.clone_from(&case.publisher);
    document.given.date = case.date.as_deref().and_then(PartialDate::parse).map(|d| d.to_string());
    document
}

/// Subjects of facts that only persons have are persons; subjects of others may be.
fn stated(case: &Case) -> Answers {
    let mut out = Answers::default();
    for fact in case.facts.iter().filter(|f| f.demand != Demand::MustNot) {
        let names = fact.item.subjects().iter().map(|n| fold(n));
        let person = OF_PERSONS.contains(&fact.item.predicate.as_str());
        if person { out.persons.extend(names) } else { out.unclear.extend(names) }
    }
    let entities = case.entities.iter().flatten().filter(|e| e.demand != Demand::MustNot && e.item.kind == "Person");
    out.persons.extend(entities.flat_map(|e| std::iter::once(&e.item.name).chain(&e.item.aliases)).map(|n| fold(n)));
    let unclear = std::mem::take(&mut out.unclear);
    out.unclear = unclear.difference(&out.persons).cloned().collect();
    out
}

fn labelled(document: &Document, answers: &Answers, resources: &Resources) -> Vec<Labelled> {
    let text: Vec<char> = document.text.chars().collect();
    decisions(document, resources).into_iter().filter_map(|d| label(&text, d, answers)).collect()
}

fn label(text: &[char], decision: Described, answers: &Answers) -> Option<Labelled> {
    let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
    let start = decision.start;
    let choices: Vec<(String, Vec<Feature>)> = decision.choices.into_iter().map(|(end, f)| (words(start, end), f)).collect();
    let folded: Vec<String> = choices.iter().map(|(w, _)| fold(w)).collect();
    if folded.iter().any(|w| answers.unclear.contains(w)) {
        return None;
    }
    let right = folded.iter().rposition(|w| answers.persons.contains(w));
    let around = (words(start.saturating_sub(SHOWN), start), words(start, text.len().min(start + SHOWN)));
    Some(Labelled { choices, ruled: decision.ruled, right, open: decision.open, around })
}

fn hash(files: &[PathBuf]) -> Result<String, TrainError> {
    let mut hasher = Sha256::new();
    for file in files {
        let io = |e: std::io::Error| crate::evaluate::EvaluateError::Io { place: file.display().to_string(), problem: e.to_string() };
        hasher.update(std::fs::read(file).map_err(io)?);
    }
    Ok(hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
}
