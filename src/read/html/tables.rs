//! A `<table>` → rows of cells, where it holds data; tables that only lay a page out are none.

use super::super::rows as cells;
use super::text::{append, is_silent};
use super::tree::{Id, Node, Tree};

/// Longest cell of a table of data, in characters.
const MAX_CELL_CHARS: usize = 120;

/// A cell that spans rows is said again in at most so many of them.
const MAX_ROWSPAN: usize = 100;

/// Cells said again for each cell of the source: it bounds what a small page can become.
const MAX_SAID_AGAIN: usize = 8;

/// The rows of a table of data: two rows or more with two cells or more, no table inside, no cell with paragraphs.
/// A cell that spans rows stands in each of them.
pub fn rows(tree: &Tree, table: Id, skip: &impl Fn(Id) -> bool) -> Option<Vec<Vec<String>>> {
    let nested = tree.inside(table).skip(1).any(|id| tree.name(id) == "table");
    if nested {
        return None;
    }
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut held: Vec<Option<(usize, String)>> = Vec::new();
    let (mut own, mut all) = (0, 0);
    for row in tree.inside(table).filter(|&id| tree.name(id) == "tr") {
        let mut cells = Vec::new();
        for cell in tree.children(row).filter(|&c| matches!(tree.name(c), "td" | "th") && !is_silent(tree, c) && !skip(c)) {
            say_again(&mut held, &mut cells);
            let text = cell_text(tree, cell)?;
            let span = tree.attribute(cell, "rowspan").and_then(|s| s.trim().parse().ok()).unwrap_or(1).min(MAX_ROWSPAN);
            held.resize(held.len().max(cells.len() + 1), None);
            held[cells.len()] = (span > 1).then(|| (span - 1, text.clone()));
            cells.push(text);
            own += 1;
        }
        say_again(&mut held, &mut cells);
        all += cells.len();
        if all > (own + 1) * MAX_SAID_AGAIN {
            held.clear();
        }
        out.push(cells);
    }
    cells::tidy(&mut out);
    (out.iter().filter(|r| r.len() > 1).count() >= 2).then_some(out)
}

/// Adds the cells that rows above hold over this row.
fn say_again(held: &mut [Option<(usize, String)>], cells: &mut Vec<String>) {
    while let Some(slot) = held.get_mut(cells.len()).filter(|s| s.is_some()) {
        let Some((left, text)) = slot.take() else { return };
        cells.push(text.clone());
        *slot = (left > 1).then(|| (left - 1, text));
    }
}

/// A cell's text in one line; `None` where it has paragraphs or is too long for a cell.
fn cell_text(tree: &Tree, cell: Id) -> Option<String> {
    let (mut out, mut at) = (String::new(), cell + 1);
    while at < tree.inside(cell).end {
        if is_silent(tree, at) {
            at = tree.inside(at).end;
            continue;
        }
        match tree.node(at) {
            Node::Text(text) => append(text, &mut out),
            Node::Element { .. } if out.ends_with(['。', '！', '；']) && tree.is_block(at) => return None,
            Node::Element { .. } => {}
        }
        at += 1;
    }
    let out = cells::cell(&out);
    (out.chars().count() <= MAX_CELL_CHARS).then_some(out)
}
