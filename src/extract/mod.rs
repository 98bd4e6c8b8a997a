//! A document in, articles with entities and facts out. Running cannot fail: what cannot be read is a notice.

pub mod assemble;
pub mod charset;
pub mod clean;
pub mod inspect;
pub mod reading;
pub mod recognise;
pub mod refer;
pub mod relate;
pub mod resources;
pub mod segment;
pub mod surface;

pub use resources::{ResourceError, Resources};

use crate::model::{Article, Document, Fact};

/// Reads a document: one [`Article`] per article that stands in it.
pub fn extract(document: &Document, resources: &Resources) -> Vec<Article> {
    let given: Vec<char> = document.text.chars().collect();
    let texts = segment::articles(document, &given, &resources.folder);
    texts.iter().enumerate().map(|(i, text)| article(document, &given, i, text, resources)).collect()
}

fn article(document: &Document, given: &[char], index: usize, text: &segment::ArticleText, resources: &Resources) -> Article {
    let Reading { home, table, facts, .. } = read(given, text, resources);
    let mut meta = text.meta.clone();
    meta.home = home.map(|h| h.full_name);
    let id = if index == 0 { document.id.clone() } else { format!("{}#{}", document.id, index + 1) };
    let (entities, facts) = refer::prune(table.into_entities(), facts);
    Article { id, source: document.source.clone(), meta, span: text.span, entities, facts, notices: text.notices.clone() }
}

/// What the cascade knows of one article before entities without mention are dropped.
struct Reading {
    blocks: Vec<reading::ReadBlock>,
    home: Option<surface::Home>,
    table: refer::Table,
    facts: Vec<Fact>,
}

fn read(given: &[char], text: &segment::ArticleText, resources: &Resources) -> Reading {
    let home = surface::home(text, resources);
    let mut blocks = assemble::read(text, home.as_ref(), resources);
    let (table, home_id) = refer::resolve(given, &mut blocks, text, home.as_ref());
    let setting = relate::facts::Setting { given, home: home_id, date: text.meta.date };
    let facts = relate::facts::read(&setting, &blocks, &table, resources);
    Reading { blocks, home, table, facts }
}
