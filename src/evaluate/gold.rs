//! A folder of annotated articles → their texts and records, paired with what was found in them.

use super::EvaluateError;
use super::names::{dice, fold};
use super::record::{Predictions, Record};
use crate::model::Document;
use crate::pipeline::Pipeline;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// One annotated text; it may hold several articles.
pub struct GoldFile {
    /// The name that predictions know it by.
    pub stem: String,
    pub document: Document,
    pub articles: Vec<Record>,
}

/// One annotated article and what was found in it.
pub struct Pair {
    pub gold: Record,
    pub found: Record,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Record>),
    One(Box<Record>),
}

/// Reads `NAME.json` of one folder and `NAME.txt` of another (or the same), by name; annotations without text are left out.
///
/// # Errors
/// When a file cannot be read, an annotation is no article, or no annotation has its text.
pub fn load(gold: &Path, texts: &Path) -> Result<Vec<GoldFile>, EvaluateError> {
    let mut out = Vec::new();
    for path in annotations(gold)? {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let text = texts.join(format!("{stem}.txt"));
        if text.is_file() {
            out.extend(read(&path, &text, stem)?);
        }
    }
    if out.is_empty() { Err(EvaluateError::NoGold { place: gold.display().to_string() }) } else { Ok(out) }
}

fn annotations(folder: &Path) -> Result<Vec<PathBuf>, EvaluateError> {
    let entries = std::fs::read_dir(folder).map_err(|e| EvaluateError::io(folder, &e))?;
    let paths = entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>().map_err(|e| EvaluateError::io(folder, &e))?;
    let mut paths: Vec<PathBuf> = paths.into_iter().filter(|p| p.extension().is_some_and(|x| x == "json")).collect();
    paths.sort();
    Ok(paths)
}

fn read(path: &Path, text: &Path, stem: String) -> Result<Option<GoldFile>, EvaluateError> {
    let json = std::fs::read_to_string(path).map_err(|e| EvaluateError::io(path, &e))?;
    let value: serde_json::Value = serde_json::from_str(&json).map_err(|e| EvaluateError::shape(path.display(), e))?;
    let articles = match serde_json::from_value(value).map_err(|e| EvaluateError::shape(path.display(), e))? {
        OneOrMany::Many(articles) => articles,
        OneOrMany::One(article) => vec![*article],
    };
    let document = crate::read::documents(text).next().transpose()?;
    Ok(document.map(|document| GoldFile { stem, document, articles }))
}

/// Extracts the texts of gold: predictions as if they had been written and read again.
pub fn extract(files: &[GoldFile], pipeline: &Pipeline) -> Predictions {
    let documents: Vec<Document> = files.iter().map(|f| f.document.clone()).collect();
    let articles = pipeline.run_all(&documents);
    files.iter().zip(articles).map(|(f, found)| (f.stem.clone(), found.iter().map(Record::from).collect())).collect()
}

/// Pairs the articles of one text by their titles. Where gold has one article, the found pieces are one;
/// found articles that gold does not have make a last pair of their own: all their facts are false.
pub fn pair(golds: &[Record], found: &[Record]) -> Vec<Pair> {
    let mut rest: Vec<&Record> = found.iter().collect();
    if let ([gold], [first, _, ..]) = (golds, found) {
        let article = first.article.clone();
        return vec![Pair { gold: gold.clone(), found: Record { article, ..together(&rest) } }];
    }
    let mut out: Vec<Pair> = golds
        .iter()
        .map(|gold| {
            let found = nearest(gold, &rest).map(|at| rest.remove(at).clone()).unwrap_or_default();
            Pair { gold: gold.clone(), found }
        })
        .collect();
    if !rest.is_empty() && !out.is_empty() {
        out.push(Pair { gold: Record::default(), found: together(&rest) });
    }
    out
}

/// The first of the articles whose title is most like gold's.
fn nearest(gold: &Record, rest: &[&Record]) -> Option<usize> {
    let title = |r: &Record| fold(r.article.title.as_deref().unwrap_or(""));
    let wanted = title(gold);
    let likeness: Vec<f64> = rest.iter().map(|r| dice(&wanted, &title(r))).collect();
    (0..rest.len()).reduce(|best, at| if likeness[at] > likeness[best] { at } else { best })
}

fn together(records: &[&Record]) -> Record {
    Record {
        entities: records.iter().flat_map(|r| r.entities.clone()).collect(),
        facts: records.iter().flat_map(|r| r.facts.clone()).collect(),
        ..Record::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::record::{Header, StatedFact};

    fn record(title: &str, facts: usize) -> Record {
        let article = Header { title: Some(title.into()), ..Header::default() };
        Record { article, facts: vec![StatedFact::default(); facts], ..Record::default() }
    }

    #[test]
    fn one_gold_article_takes_all_pieces() {
        let pairs = pair(&[record("甲乙丙", 1)], &[record("丁", 2), record("戊", 3)]);
        assert_eq!((pairs.len(), pairs[0].found.facts.len()), (1, 5));
        assert_eq!(pairs[0].found.article.title.as_deref(), Some("丁"));
    }

    #[test]
    fn several_are_paired_by_title_and_the_rest_is_false() {
        let golds = [record("市委常委会召开", 1), record("云帆项目开工", 1)];
        let pairs = pair(&golds, &[record("云帆项目开工", 2), record("市委常委会召开", 3), record("广告", 4)]);
        assert_eq!(pairs.iter().map(|p| p.found.facts.len()).collect::<Vec<_>>(), [3, 2, 4]);
        assert!(pairs[2].gold.article.title.is_none() && pairs[2].found.article.title.is_none());
    }

    #[test]
    fn nothing_found_leaves_gold_alone() {
        assert_eq!(pair(&[record("甲", 1)], &[]).len(), 1);
        assert_eq!(pair(&[record("甲", 1), record("乙", 1)], &[record("乙", 1)])[1].found, Record::default());
    }
}
