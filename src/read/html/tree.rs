//! A page's source → a tree of elements and texts, as lenient as browsers are with unclosed tags.
//!
//! Linear in time: depth is capped, so that looking for the element that an end tag closes is bounded.

use super::super::ReadError;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::collections::BTreeMap;

/// Most elements and texts of one page; it bounds memory.
pub const MAX_HTML_NODES: usize = 1_000_000;

/// Deepest nesting that is kept, as in browsers: what is deeper stands beside its parent.
pub const MAX_HTML_DEPTH: usize = 256;

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Attributes that are read; the others are not kept.
const ATTRIBUTES: &[&str] =
    &["class", "content", "datetime", "hidden", "href", "id", "itemprop", "name", "property", "rel", "rowspan", "style", "type"];

/// An element that one of the right-hand names closes when it begins, unless one of the fences stands between.
const CLOSED_BY_START: &[(&str, &[&str], &[&str])] = &[
    ("li", &["li"], &["ul", "ol"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("td", &["td", "th"], &["tr", "table"]),
    ("th", &["td", "th"], &["tr", "table"]),
    ("tr", &["tr"], &["table"]),
    ("option", &["option"], &["select"]),
];

/// A place in [`Tree`].
pub type Id = usize;

pub enum Node {
    Text(String),
    Element { name: String, attributes: BTreeMap<String, String> },
}

/// Nodes in the order of the source: a node's children stand behind it and before its end.
pub struct Tree {
    nodes: Vec<Node>,
    /// Where the subtree of each node ends.
    ends: Vec<Id>,
    parents: Vec<Id>,
}

impl Tree {
    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// An element's name in small letters; of texts the empty name.
    pub fn name(&self, id: Id) -> &str {
        match &self.nodes[id] {
            Node::Element { name, .. } => name,
            Node::Text(_) => "",
        }
    }

    pub fn attribute(&self, id: Id, key: &str) -> Option<&str> {
        match &self.nodes[id] {
            Node::Element { attributes, .. } => attributes.get(key).map(String::as_str),
            Node::Text(_) => None,
        }
    }

    pub fn is_block(&self, id: Id) -> bool {
        BLOCKS.contains(&self.name(id))
    }

    /// All nodes in the order of the source; the first is the root.
    pub fn all(&self) -> std::ops::Range<Id> {
        0..self.nodes.len()
    }

    /// The node and everything in it.
    pub fn inside(&self, id: Id) -> std::ops::Range<Id> {
        id..self.ends[id]
    }

    pub fn parent(&self, id: Id) -> Option<Id> {
        (id > 0).then(|| self.parents[id])
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.ends[id];
        let first = Some(id + 1).filter(|&c| c < end);
        std::iter::successors(first, move |&c| Some(self.ends[c]).filter(|&n| n < end))
    }

    /// The words of a node and what is in it, as they are.
    pub fn text(&self, id: Id) -> String {
        let mut out = String::new();
        for at in self.inside(id) {
            if let Node::Text(text) = &self.nodes[at] {
                out.push_str(text);
            }
        }
        out
    }
}

/// Reads the source.
pub fn parse(source: &str, place: &str) -> Result<Tree, ReadError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut builder = Builder::new();
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        match token {
            Token::StartTag(tag) => {
                let kept = tag.attributes.iter().map(|(k, v)| (plain(k), plain(&v.value)));
                let attributes = kept.filter(|(k, _)| ATTRIBUTES.contains(&k.as_str())).collect();
                builder.start(plain(&tag.name), attributes, tag.self_closing);
            }
            Token::EndTag(tag) => builder.end(&plain(&tag.name)),
            Token::String(text) => builder.text(plain(&text.value)),
            _ => {}
        }
        if builder.nodes.len() > MAX_HTML_NODES {
            return Err(ReadError::too_much(place, "elements", MAX_HTML_NODES, "save the article alone"));
        }
    }
    Ok(builder.finish())
}

fn plain(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Builder {
    nodes: Vec<Node>,
    ends: Vec<Id>,
    parents: Vec<Id>,
    /// Elements that are open, the root first.
    open: Vec<Id>,
}

impl Builder {
    fn new() -> Self {
        let root = Node::Element { name: "html".into(), attributes: BTreeMap::new() };
        Self { nodes: vec![root], ends: vec![0], parents: vec![0], open: vec![0] }
    }

    fn push(&mut self, node: Node) -> Id {
        let id = self.nodes.len();
        self.parents.push(self.open.last().copied().unwrap_or(0));
        self.nodes.push(node);
        self.ends.push(id + 1);
        id
    }

    fn name(&self, id: Id) -> &str {
        match &self.nodes[id] {
            Node::Element { name, .. } => name,
            Node::Text(_) => "",
        }
    }

    fn text(&mut self, text: String) {
        self.push(Node::Text(text));
    }

    fn start(&mut self, name: String, attributes: BTreeMap<String, String>, closed: bool) {
        if matches!(name.as_str(), "html" | "body" | "head") && self.open.iter().any(|&o| o > 0 && self.name(o) == name) {
            return;
        }
        if BLOCKS.contains(&name.as_str()) {
            self.close(&["p"], &["table", "td", "th", "button"]);
        }
        if let Some((_, closes, fences)) = CLOSED_BY_START.iter().find(|(n, _, _)| *n == name) {
            self.close(closes, fences);
        }
        let empty = VOID.contains(&name.as_str()) || closed && !BLOCKS.contains(&name.as_str()) && name != "a" && name != "script";
        if !empty && self.open.len() >= MAX_HTML_DEPTH {
            self.pop();
        }
        let id = self.push(Node::Element { name, attributes });
        if !empty {
            self.open.push(id);
        }
    }

    /// An end tag without its start is left out; one for a block closes what is open inside.
    fn end(&mut self, name: &str) {
        let inline = !BLOCKS.contains(&name);
        let found = self.open.iter().rposition(|&o| self.name(o) == name).filter(|&at| at > 0);
        // A stray </span> closes nothing beyond its own block.
        let crosses = |at: usize| inline && self.open[at + 1..].iter().any(|&o| BLOCKS.contains(&self.name(o)));
        if let Some(at) = found.filter(|&at| !crosses(at)) {
            self.cut(at);
        } else if name == "br" {
            self.start("br".into(), BTreeMap::new(), true);
        }
    }

    /// Closes the innermost open element of these names, unless a fence stands before it.
    fn close(&mut self, names: &[&str], fences: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let name = self.name(self.open[at]);
            if names.contains(&name) {
                return self.cut(at);
            }
            if fences.contains(&name) {
                return;
            }
        }
    }

    fn cut(&mut self, at: usize) {
        while self.open.len() > at.max(1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        if let Some(id) = self.open.pop() {
            self.ends[id] = self.nodes.len();
        }
    }

    fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.pop();
        }
        Tree { nodes: self.nodes, ends: self.ends, parents: self.parents }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets.
    fn shown(source: &str) -> String {
        fn show(tree: &Tree, id: Id, out: &mut String) {
            match tree.node(id) {
                Node::Text(text) => out.push_str(text),
                Node::Element { name, .. } => {
                    out.push_str(&format!("{name}["));
                    tree.children(id).for_each(|c| show(tree, c, out));
                    out.push(']');
                }
            }
        }
        let tree = parse(source, "a.html").unwrap_or_else(|e| panic!("{e}"));
        let mut out = String::new();
        tree.children(0).for_each(|c| show(&tree, c, &mut out));
        out
    }

    #[test]
    fn what_is_not_closed_is_closed_as_browsers_do() {
        assert_eq!(shown("<P>甲<p>乙<div>丙</div>丁"), "p[甲]p[乙]div[丙]丁");
        assert_eq!(shown("<ul><li>甲<li>乙<ul><li>丙</ul></ul>"), "ul[li[甲]li[乙ul[li[丙]]]]");
        assert_eq!(shown("<table><tr><td>1<td>2<tr><td>3</table>四"), "table[tr[td[1]td[2]]tr[td[3]]]四");
        assert_eq!(shown("<div><span>甲</div>乙</span>丙"), "div[span[甲]]乙丙");
        assert_eq!(shown("<p>甲<br/>乙<img src=x>丙</p>"), "p[甲br[]乙img[]丙]");
        assert_eq!(shown("<script>if (a<b) {'<p>'}</script><p>&amp;&#x7532;&nbsp;</p>"), "script[if (a<b) {'<p>'}]p[&甲\u{a0}]");
    }

    #[test]
    fn deep_pages_are_flat_below_the_limit_and_large_ones_refused() {
        let page = format!("{}深{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
        let tree = parse(&page, "a.html").unwrap_or_else(|e| panic!("{e}"));
        let depth = |mut id: Id| {
            let mut depth = 0;
            while let Some(parent) = tree.parent(id) {
                (id, depth) = (parent, depth + 1);
            }
            depth
        };
        assert!(tree.all().all(|id| depth(id) <= MAX_HTML_DEPTH));
        assert_eq!(tree.text(0), "深");
        let large = "<b>".repeat(MAX_HTML_NODES + 1);
        assert!(matches!(parse(&large, "a.html"), Err(ReadError::TooMuch { .. })));
    }
}
