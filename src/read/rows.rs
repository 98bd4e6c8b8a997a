//! Cells of tables as every reader writes them: no blanks inside (white space parts cells), a dash for nothing.

/// What stands for an empty cell, so that every row has its columns.
const EMPTY: &str = "—";

/// A cell's text: blanks beside Han characters only pad; a stroke stands for others, and for the bar that parts cells.
pub fn cell(text: &str) -> String {
    let wide = |c: Option<char>| c.is_none_or(|c| c >= '\u{2e80}');
    let mut out = String::new();
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) && !wide(out.chars().last()) && !wide(Some(c)) {
            out.push('_');
        }
        out.push(if c == '|' { '/' } else { c });
    }
    out
}

/// Leaves out rows of nothing and columns of nothing, and fills what is empty; a row with one filled cell is that cell.
pub fn tidy(rows: &mut Vec<Vec<String>>) {
    let filled = |row: &[String]| row.iter().filter(|c| !c.is_empty()).count();
    rows.retain(|r| filled(r) > 0);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut used = vec![false; width];
    for row in rows.iter().filter(|r| filled(r) > 1) {
        row.iter().zip(&mut used).for_each(|(cell, used)| *used |= !cell.is_empty());
    }
    for row in rows.iter_mut() {
        let alone = filled(row) == 1;
        let kept = std::mem::take(row).into_iter().zip(&used).filter(|(c, used)| if alone { !c.is_empty() } else { **used });
        *row = kept.map(|(c, _)| c).collect();
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        for cell in row.iter_mut().filter(|c| c.is_empty()) {
            cell.push_str(EMPTY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_no_blanks_and_rows_keep_their_columns() {
        assert_eq!([cell(" 张　三 "), cell("A B|c"), cell("甲县 A")], ["张三", "A_B/c", "甲县A"]);
        let row = |cells: &str| cells.split('|').map(str::to_string).collect::<Vec<_>>();
        let mut rows = vec![row("名次||单位|备注"), row("|||"), row("1|||好"), row("|注：暂列||"), row("2||乙县|")];
        tidy(&mut rows);
        assert_eq!(rows, [row("名次|单位|备注"), row("1|—|好"), row("注：暂列"), row("2|乙县")]);
    }
}
