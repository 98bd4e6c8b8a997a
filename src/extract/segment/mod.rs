//! A document → its articles, each a list of blocks.

mod authors;
mod blocks;
mod date;
mod lines;
mod meta;
mod page;
mod sentence;
#[cfg(test)]
mod tests;
mod trim;

pub use sentence::{MAX_SENTENCE_CHARS, clauses, sentences};

use super::clean::{Clean, Folder};
use crate::model::{ArticleMeta, Document, Notice, PartialDate, Span};

/// One article of a document, cut into blocks, with what its headline, dateline and byline say about it.
#[derive(Clone, Debug)]
pub struct ArticleText {
    pub meta: ArticleMeta,
    /// Where it stands in the document.
    pub span: Span,
    pub blocks: Vec<Block>,
    /// The day that 今天 leans on: the dateline's, else the article's.
    pub told: Option<PartialDate>,
    pub notices: Vec<Notice>,
}

/// A paragraph, a headline, a row of a table …
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub text: Clean,
    /// For [`BlockKind::TableRow`]: the cells as ranges of `text`, left to right.
    pub cells: Vec<(usize, usize)>,
}

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The title and its further lines.
    Headline,
    /// Date, source, byline, editor: read for [`ArticleMeta`], never for facts.
    Meta,
    /// A paragraph.
    Body,
    /// A short line that heads a part of the body.
    Section,
    /// A numbered or bulleted item.
    ListItem,
    /// A row of a table flattened to text, cells parted by white space or tabs.
    TableRow,
    /// Navigation, counters, links, 下转/上接: never read.
    Furniture,
}

/// Cuts a document into its articles (`given` are the characters of its text) and reads what their headlines, datelines and bylines say.
pub fn articles(document: &Document, given: &[char], folder: &Folder) -> Vec<ArticleText> {
    let lines = lines::split(given, folder);
    // A carrier that states the title carries one article.
    let pages = if document.given.title.is_some() { std::iter::once(0..lines.len()).collect() } else { page::cut(&lines) };
    let several = pages.len() > 1;
    let mut out: Vec<ArticleText> = pages.into_iter().map(|range| article(&lines[range], document, several)).collect();
    inherit(&mut out);
    out.retain(|a| a.blocks.iter().any(|b| b.kind != BlockKind::Furniture));
    out
}

fn article(lines: &[lines::Line], document: &Document, several: bool) -> ArticleText {
    let blocks = blocks::build(lines);
    let mut meta = meta::read(&blocks);
    let given = &document.given;
    if !several {
        meta.title = given.title.clone().or(meta.title);
        meta.url = given.url.clone();
    }
    meta.publisher = given.publisher.clone().or(meta.publisher);
    meta.date = given.date.as_deref().and_then(given_date).or(meta.date);
    let start = lines.first().map_or(0, |l| l.start);
    let end = lines.last().map_or(0, |l| l.end);
    let mut notices = document.notices.clone();
    if meta.date.is_none() {
        notices.push(Notice { kind: "no-date".into(), message: "no date was found: relative dates stay unread".into(), span: None });
    }
    let told = date::of_dateline(&blocks, meta.date).or(meta.date);
    ArticleText { meta, span: Span::new(start, end), blocks, told, notices }
}

/// A day that a carrier states: ISO, or as people write it.
fn given_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    PartialDate::parse(text).or_else(|| date::full_text(text))
}

/// Articles of one page share its outlet and day where only one of them states it.
fn inherit(articles: &mut [ArticleText]) {
    let publisher = articles.iter().find_map(|a| a.meta.publisher.clone());
    let date = articles.iter().find_map(|a| a.meta.date);
    for article in articles {
        article.meta.publisher = article.meta.publisher.take().or_else(|| publisher.clone());
        article.meta.date = article.meta.date.or(date);
        article.told = article.told.or(article.meta.date);
    }
}
