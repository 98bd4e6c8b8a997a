//! Tables flattened to one cell a line: labels of the columns first, then the cells row by row.

use super::apply::quote;
use super::ranking::scope_before;
use crate::extract::reading::ReadBlock;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Qualifiers, Span};

/// Longest label or cell, in characters.
const MAX_CELL: usize = 16;
/// Most columns of a table.
const MAX_COLUMNS: usize = 8;

/// Which of a table's columns holds what.
struct Columns {
    count: usize,
    rank: usize,
    member: usize,
    score: Option<usize>,
}

/// Reads the rows of every such table as places in `assessment`.
pub fn find(given: &[char], blocks: &[ReadBlock], assessment: Option<EntityId>, out: &mut Vec<Fact>) {
    let Some(assessment) = assessment else { return };
    let cells: Vec<(&ReadBlock, &str)> = blocks.iter().map(|b| (b, b.joined.as_str())).collect();
    let mut at = 0;
    while at < cells.len() {
        let Some(columns) = labels(&cells[at..]) else {
            at += 1;
            continue;
        };
        at += columns.count;
        while let Some((fact, used)) = row(given, &cells[at..], &columns, assessment) {
            out.extend(fact);
            at += used;
        }
    }
}

/// The labels that begin here, up to the first cell with a value.
fn labels(cells: &[(&ReadBlock, &str)]) -> Option<Columns> {
    let is_label = |c: &(&ReadBlock, &str)| {
        let length = c.1.chars().count();
        let plain = number(c.1).is_none() && member(c.0).is_none();
        (1..=MAX_CELL).contains(&length) && plain && (kind(c.1) == Some(Label::Member) || !c.1.contains(['，', '。', '：', '、']))
    };
    let count = cells.iter().take(MAX_COLUMNS + 1).take_while(|c| is_label(c)).count();
    // A heading such as 二、综合排名 may stand right above the labels; they begin where a label names a column.
    let named = |c: &&(&ReadBlock, &str)| kind(c.1).is_some();
    if !(2..=MAX_COLUMNS).contains(&count) || !cells.first().as_ref().is_some_and(|c| named(c) && is_label(c)) {
        return None;
    }
    let of = |wanted: Label| cells[..count].iter().position(|c| kind(c.1) == Some(wanted));
    Some(Columns { count, rank: of(Label::Rank)?, member: of(Label::Member)?, score: of(Label::Score) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Rank,
    Member,
    Score,
}

fn kind(text: &str) -> Option<Label> {
    match text {
        "名次" | "位次" | "排名" | "排序" | "本期位次" | "本期排名" | "综合排名" => Some(Label::Rank),
        "地区" | "县区" | "县市区" | "区县" | "县（市、区）" | "县(市、区)" | "市县" | "单位" | "乡镇" | "镇街" | "街道" | "市州"
        | "城市" | "旗县" | "旗县市区" | "责任单位" | "参评单位" | "乡镇（街道）" | "镇（街道）" | "各地" | "地市" => {
            Some(Label::Member)
        }
        _ if text.ends_with("得分") || text.ends_with("总分") || text.ends_with("分数") || text == "成绩" => Some(Label::Score),
        _ => None,
    }
}

/// One row and the number of cells that it takes; a line of dots stands for rows left out.
fn row(given: &[char], cells: &[(&ReadBlock, &str)], columns: &Columns, assessment: EntityId) -> Option<(Option<Fact>, usize)> {
    let dots = |t: &str| !t.is_empty() && t.chars().all(|c| matches!(c, '…' | '.' | '·'));
    if cells.first().is_some_and(|c| dots(c.1)) {
        return Some((None, 1));
    }
    let row = cells.get(..columns.count)?;
    let rank = number(row[columns.rank].1).filter(|n| !n.contains('.'))?.parse::<i32>().ok()?;
    let subject = member(row[columns.member].0)?;
    let score = columns.score.and_then(|s| number(row[s].1));
    let (first, last) = (row.first()?.0, row.last()?.0);
    let (a, b) = (first.text.given(0, first.text.len()), last.text.given(0, last.text.len()));
    let qualifiers = Qualifiers { rank: Some(rank), score, scope: scope_before(""), ..Qualifiers::default() };
    let fact = Fact {
        subject,
        predicate: Predicate::Ranked,
        object: Object::Entity(assessment),
        qualifiers,
        evidence: quote(given, Span { start: a.start, end: b.end }),
        rule: "ranked.stacked-table".into(),
        confidence: 0.94,
    };
    Some((Some(fact), columns.count))
}

/// A cell that is one place, body or company.
fn member(block: &ReadBlock) -> Option<EntityId> {
    let i = block.mentions.iter().position(|m| m.start == 0 && m.end == block.text.len())?;
    let kind = block.mentions[i].kind.entity()?;
    matches!(kind, EntityKind::Place | EntityKind::Organization | EntityKind::Company | EntityKind::Project)
        .then_some(block.entity_of[i])
        .flatten()
}

/// A cell that is one number.
fn number(text: &str) -> Option<String> {
    let bare = text.trim_end_matches('分').trim_end_matches('位');
    (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.') && bare.parse::<f64>().is_ok()).then(|| bare.to_string())
}

#[cfg(test)]
mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Predicate};

    fn ranks(text: &str) -> Vec<(String, Option<i32>, Option<String>)> {
        let articles = extract(&Document::new("t", text), &Resources::load().unwrap());
        let a = &articles[0];
        let ranked = a.facts.iter().filter(|f| f.predicate == Predicate::Ranked);
        ranked.map(|f| (a.entities[f.subject.0].name.clone(), f.qualifiers.rank, f.qualifiers.score.clone())).collect()
    }

    #[test]
    fn one_cell_a_line_is_a_table() {
        let head = "关于2024年一季度全市营商环境考核结果的通报\n\n    现将2024年一季度全市营商环境考核结果通报如下：\n";
        let found = ranks(&format!(
            "{head}    位次\n    县区\n    得分\n    1\n    栾城区\n    96.4\n    2\n    正定县\n    95.1\n    ……\n    9\n    赞皇县\n    80.2\n"
        ));
        assert!(found.contains(&("栾城区".into(), Some(1), Some("96.4".into()))), "{found:?}");
        assert!(found.contains(&("赞皇县".into(), Some(9), Some("80.2".into()))), "{found:?}");
        assert!(ranks(&format!("{head}    栾城区\n    96.4\n    正定县\n    95.1\n")).is_empty(), "no labels, no ranks");
    }
}
