//! Part of a page → its lines: one per block, rows of tables with cells parted by tabs; links known as such.

use super::tables;
use super::tree::{Id, Node, Tree};
use std::ops::Range;

/// Elements whose text nobody reads.
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "noscript", "object", "rp", "rt", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
];

/// A line is a link where so many of its hundred characters are in links.
const LINK_PERCENT: usize = 75;

/// What a line of the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// A row of a table of data.
    pub row: bool,
    /// Nothing but a link.
    pub link: bool,
}

/// Whether an element is never shown.
pub fn is_silent(tree: &Tree, id: Id) -> bool {
    if SILENT.contains(&tree.name(id)) || tree.attribute(id, "hidden").is_some() {
        return true;
    }
    let style = tree.attribute(id, "style").unwrap_or_default();
    !style.is_empty() && style.replace(' ', "").to_lowercase().contains("display:none")
}

/// The lines of a range of the page; where `skip` says so, a node is left out with what is in it. With `apart`,
/// elements inside a line are parted by blanks, as pages do by style in the line of day and source.
pub fn lines(tree: &Tree, range: Range<Id>, apart: bool, skip: impl Fn(Id) -> bool) -> Vec<Line> {
    let mut writer = Writer { apart, ..Writer::default() };
    let mut at = range.start;
    while at < range.end {
        writer.close(at);
        let end = tree.inside(at).end;
        if is_silent(tree, at) || skip(at) {
            at = end;
            continue;
        }
        let rows = if tree.name(at) == "table" { tables::rows(tree, at, &skip) } else { None };
        if let Some(rows) = rows {
            writer.rows(rows);
            at = end;
            continue;
        }
        match tree.node(at) {
            Node::Text(text) => writer.text(text, at),
            Node::Element { name, .. } => writer.open(name, tree.is_block(at), end),
        }
        at += 1;
    }
    writer.flush();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: Vec<Line>,
    line: String,
    /// Bytes of the line that stand in links.
    linked: usize,
    apart: bool,
    /// Where the open blocks end, the outermost first; the open link; the text whose line ends count.
    blocks: Vec<Id>,
    link_end: Id,
    pre_end: Id,
}

impl Writer {
    /// Begins an element that ends before `end`.
    fn open(&mut self, name: &str, block: bool, end: Id) {
        match name {
            "br" => self.flush(),
            _ if block => {
                self.flush();
                self.blocks.push(end);
            }
            _ => self.part(),
        }
        match name {
            "a" => self.link_end = self.link_end.max(end),
            "pre" => self.pre_end = self.pre_end.max(end),
            _ => {}
        }
    }

    /// Ends the blocks that end before a node.
    fn close(&mut self, at: Id) {
        while self.blocks.last().is_some_and(|&end| end <= at) {
            self.blocks.pop();
            self.flush();
        }
    }

    fn text(&mut self, text: &str, at: Id) {
        let (linked, kept) = (at < self.link_end, at < self.pre_end);
        for (i, part) in text.split(|c| kept && c == '\n').enumerate() {
            if i > 0 {
                self.flush();
            }
            let before = self.line.len();
            append(part, &mut self.line);
            if linked {
                self.linked += self.line.len() - before;
            }
        }
    }

    fn part(&mut self) {
        if self.apart && !self.line.is_empty() && !self.line.ends_with([' ', '：', ':']) {
            self.line.push(' ');
        }
    }

    fn rows(&mut self, rows: Vec<Vec<String>>) {
        self.flush();
        let lines = rows.into_iter().map(|cells| Line { row: cells.len() > 1, text: cells.join("\t"), link: false });
        self.out.extend(lines);
    }

    /// Ends the line; where a page sets its paragraphs in but does not mark them, each gets a line of its own.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let linked = std::mem::take(&mut self.linked);
        let mut rest = line.trim();
        let link = linked > 0 && linked * 100 >= rest.len() * LINK_PERCENT;
        let mut push = |text: &str| self.out.push(Line { text: text.trim_end().to_string(), row: false, link });
        while let Some(at) = rest.match_indices("\u{3000}\u{3000}").map(|(i, _)| i).find(|&i| rest[..i].ends_with(['。', '！', '”', '）']))
        {
            push(&rest[..at]);
            rest = rest[at..].trim_start();
        }
        if !rest.is_empty() {
            push(rest);
        }
    }
}

/// Adds a text to a line: white space is one blank, and none where a line of the source ends between Han characters.
pub fn append(text: &str, line: &mut String) {
    let wide = |c: char| c >= '\u{2e80}';
    let (mut blank, mut broken) = (false, false);
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t' | ' ' | '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{200b}' | '\u{feff}') {
            blank = true;
            broken |= c == '\n';
            continue;
        }
        let joined = broken && wide(c) && line.ends_with(wide);
        if blank && !joined && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        (blank, broken) = (false, false);
        line.push(c);
    }
    let ended = line.is_empty() || line.ends_with(' ') || broken && line.ends_with(wide);
    if blank && !ended {
        line.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let tree = parse(source, "a.html").unwrap_or_else(|e| panic!("{e}"));
        let mark = |l: Line| format!("{}{}{}", if l.link { "@" } else { "" }, if l.row { "#" } else { "" }, l.text);
        lines(&tree, tree.inside(0), false, |_| false).into_iter().map(mark).collect()
    }

    #[test]
    fn blocks_are_lines_and_links_are_known() {
        let page = "<p>　　5月6日，\n  市长高远山<b>出席</b>。<br>甲 乙</p>尾<div><a href=x>更多新闻</a></div><p>见<a>此处</a>的说明</p><p style='Display: none'>藏</p>";
        assert_eq!(shown(page), ["5月6日，市长高远山出席。", "甲 乙", "尾", "@更多新闻", "见此处的说明"]);
    }

    #[test]
    fn unmarked_paragraphs_are_parted() {
        assert_eq!(shown("<div>　　甲县开工。　　乙县竣工。　　</div><pre>一\n二</pre>"), ["甲县开工。", "乙县竣工。", "一", "二"]);
    }

    #[test]
    fn tables_of_data_are_rows() {
        let page = "<table><tr><th>名次</th><th>单 位</th></tr><tr><td><p>1</p></td><td>乙县</td></tr></table>";
        assert_eq!(shown(page), ["#名次\t单位", "#1\t乙县"]);
        assert_eq!(
            shown("<table><tr><td><p>市长调研。</p><p>县长陪同。</p></td><td>侧栏</td></tr></table>"),
            ["市长调研。", "县长陪同。", "侧栏"]
        );
    }
}
