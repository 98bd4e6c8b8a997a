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
