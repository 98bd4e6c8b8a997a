//! Tables of persons: the name in one cell, the posts held now in another.

use super::apply::{quote, written_range};
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, TitleClass, ends_with};
use crate::extract::refer::Table;
use crate::extract::segment::BlockKind;
use crate::model::{EntityKind, Fact, Object, Predicate, Qualifiers};

/// Reads posts from rows under a heading with 姓名 and 现任职务 (拟任 appoints nobody).
pub fn posts(given: &[char], blocks: &[ReadBlock], table: &Table, out: &mut Vec<Fact>) {
    let mut columns: Option<(usize, usize)> = None;
    for block in blocks {
        if block.kind != BlockKind::TableRow {
            columns = None;
            continue;
        }
        let cell = |i: usize| block.cells.get(i).map(|&(a, b)| block.text.slice(a, b)).unwrap_or_default();
        let heading = |words: &[&str]| (0..block.cells.len()).find(|&i| words.contains(&cell(i).as_str()));
        if let Some(name) = heading(&["姓名"]) {
            columns = heading(&["现任职务", "职务", "现职务", "现任", "工作单位及职务", "单位及职务", "现任职务（职级）"])
                .map(|post| (name, post));
            continue;
        }
        if let Some((name, post)) = columns {
            row(given, block, table, name, post, out);
        }
    }
}

fn row(given: &[char], block: &ReadBlock, table: &Table, name: usize, post: usize, out: &mut Vec<Fact>) {
    let (Some(&(a, b)), Some(&(from, to))) = (block.cells.get(name), block.cells.get(post)) else { return };
    let person =
        block.mentions.iter().position(|m| m.start >= a && m.end <= b && m.kind == MentionKind::Person).and_then(|i| block.entity_of[i]);
    let Some(person) = person else { return };
    let mut former = false;
    for mention in block.mentions.iter().filter(|m| m.start >= from && m.end <= to) {
        let MentionKind::Post { head, class } = mention.kind else { continue };
        former = former || ["曾任", "历任", "原任"].iter().any(|w| ends_with(&block.text.chars, mention.start, w));
        if matches!(class, TitleClass::Role | TitleClass::Group) {
            continue;
        }
        let bodies = block.inner.iter().zip(&block.inner_entity_of).filter(|(m, _)| m.start >= from && m.end <= head.max(mention.start));
        let body =
            bodies.filter_map(|(_, id)| *id).rfind(|id| matches!(table.get(*id).kind, EntityKind::Organization | EntityKind::Company));
        out.push(Fact {
            subject: person,
            predicate: Predicate::HoldsPost,
            object: Object::Text(written_range(given, block, mention.start, mention.end)),
            qualifiers: Qualifiers { organization: body.map(|b| table.get(b).name.clone()), former, ..Qualifiers::default() },
            evidence: quote(given, block.text.given(a, mention.end)),
            rule: "post.table-row".into(),
            confidence: 0.95,
        });
    }
}
