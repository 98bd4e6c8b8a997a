//! An HTML page → its text: one line per block, cells of a table parted by tabs, scripts and styles left out.

use super::ReadError;
use scraper::node::Node;
use scraper::{Html, Selector};

/// Elements whose text nobody reads.
const SILENT: &[&str] = &["script", "style", "noscript", "template", "head", "svg", "iframe", "button", "select", "nav"];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "dd",
    "dt",
    "figure",
    "figcaption",
    "body",
    "center",
    "form",
    "main",
    "aside",
    "pre",
];

/// Reads the text of a page, of its `<article>` where it has exactly one that is no fragment.
pub(super) fn read(page: &str, place: &str) -> Result<String, ReadError> {
    let html = Html::parse_document(page);
    let mut out = String::new();
    walk(&html, &mut out);
    if out.trim().is_empty() {
        return Err(ReadError::Empty { place: place.into() });
    }
    let heading = Selector::parse("h1").is_ok_and(|h1| html.select(&h1).next().is_some());
    let title = Selector::parse("title").ok().and_then(|t| html.select(&t).next().map(|e| e.text().collect::<String>()));
    // A page that marks no heading often names its article in the title only.
    match title.map(|t| t.trim().to_string()).filter(|t| !heading && !t.is_empty() && !out.contains(t.as_str())) {
        Some(title) => Ok(format!("{}\n{out}", title.split(['_', '|']).next().unwrap_or(&title).trim())),
        None => Ok(out),
    }
}

/// Walks without recursion: pages may nest elements as deep as they like.
fn walk(html: &Html, out: &mut String) {
    let mut next = Some((html.tree.root(), false));
    while let Some((node, left)) = next {
        if left {
            leave(node.value(), out);
        } else if enter(node.value(), out) {
            if let Some(child) = node.first_child() {
                next = Some((child, false));
                continue;
            }
            leave(node.value(), out);
        }
        next = node.next_sibling().map(|n| (n, false)).or_else(|| node.parent().map(|p| (p, true)));
    }
}

/// Adds a node's text; false where its children are not read.
fn enter(node: &Node, out: &mut String) -> bool {
    match node {
        Node::Text(text) => {
            // White space of the source is one blank; only elements break lines.
            let mut blank = false;
            for c in text.chars() {
                if matches!(c, '\n' | '\r' | '\t' | ' ') {
                    blank = true;
                    continue;
                }
                if std::mem::take(&mut blank) && !out.ends_with(['\n', '\t', ' ']) && !out.is_empty() {
                    out.push(' ');
                }
                out.push(c);
            }
        }
        Node::Element(e) if SILENT.contains(&e.name()) => return false,
        Node::Element(e) if e.name() == "br" || BLOCKS.contains(&e.name()) => line(out),
        _ => {}
    }
    true
}

fn leave(node: &Node, out: &mut String) {
    if let Node::Element(e) = node {
        if matches!(e.name(), "td" | "th") {
            out.truncate(out.trim_end_matches('\n').len());
            out.push('\t');
        } else if BLOCKS.contains(&e.name()) {
            line(out);
        }
    }
}

fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with(['\n', '\t']) {
        out.push('\n');
    } else if out.ends_with('\t') {
        out.truncate(out.trim_end_matches('\t').len());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_cells_are_tabs() {
        let page = "<html><head><title>甲市开工_某网</title><style>p{}</style></head><body><h1>甲市开工</h1><script>var a;</script>\
            <p>　　5月6日，\n市长高远山<b>出席</b>。</p><table><tr><th>名次</th><th>单位</th><th>得分</th></tr><tr><td><p>1</p></td><td>乙县</td><td>98</td></tr></table><div>编辑：<span>丁一</span></div></body></html>";
        assert_eq!(
            read(page, "a.html").ok().as_deref(),
            Some("甲市开工\n　　5月6日， 市长高远山出席。\n名次\t单位\t得分\n1\t乙县\t98\n编辑：丁一\n")
        );
    }

    #[test]
    fn the_title_stands_in_for_a_missing_heading() {
        let page = "<title>甲市开工_某网</title><p>市长高远山出席。</p>";
        assert_eq!(read(page, "a.html").ok().as_deref(), Some("甲市开工\n市长高远山出席。\n"));
        assert!(matches!(read("<p> </p>", "a.html"), Err(ReadError::Empty { .. })));
    }

    #[test]
    fn deep_pages_do_not_overflow() {
        let page = format!("{}深{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(read(&page, "a.html").ok().as_deref(), Some("深\n"));
    }
}
