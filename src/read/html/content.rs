//! A page → the element that holds the article: by the names that sites give it, else where most sentences are.

use super::text::is_silent;
use super::tree::{Id, Node, Tree};

/// Names (in `id` or `class`, small letters without strokes) that Chinese sites give the element of the article.
const CONTENT: &[&str] = &[
    "trseditor",
    "trsueditor",
    "ozoom",
    "zoom",
    "zoomcon",
    "ucapcontent",
    "richmediacontent",
    "jscontent",
    "foundercontent",
    "articlecontent",
    "articlebody",
    "articletext",
    "articlecon",
    "articledetail",
    "articlemain",
    "artcon",
    "arttext",
    "newscontent",
    "newstext",
    "newsbody",
    "newscon",
    "newsdetail",
    "contenttext",
    "contentmain",
    "contentdetail",
    "contentbody",
    "contentarticle",
    "contentcon",
    "textcontent",
    "detailcontent",
    "detailtext",
    "infocontent",
    "pagecontent",
    "pagescontent",
    "viewcontent",
    "maincontent",
    "maintext",
    "mainbody",
    "vsbcontent",
    "entrycontent",
    "postcontent",
    "article",
    "content",
    "text",
    "detail",
    "zhengwen",
    "neirong",
    "cont",
    "con",
    "zw",
];

/// Words of names that mark what is around an article.
const AROUND: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "aside",
    "banner",
    "bdsharebuttonbox",
    "breadcrumb",
    "breadcrumbs",
    "bshare",
    "comment",
    "comments",
    "copyright",
    "crumb",
    "crumbs",
    "dqwz",
    "erweima",
    "ewm",
    "foot",
    "footer",
    "friendlink",
    "guanggao",
    "hot",
    "hotnews",
    "jiucuo",
    "keywords",
    "links",
    "login",
    "menu",
    "nav",
    "navbar",
    "navi",
    "next",
    "pager",
    "pagination",
    "pinglun",
    "prev",
    "qrcode",
    "ranklist",
    "recommend",
    "related",
    "relate",
    "search",
    "share",
    "sharebox",
    "sidebar",
    "sider",
    "statement",
    "tags",
    "tool",
    "toolbar",
    "tools",
    "topbar",
    "tuijian",
    "weizhi",
    "xgxw",
    "xgyd",
];

/// The same where they are the whole name: frameworks use them in others.
const AROUND_ALONE: &[&str] = &["bottom", "like", "link", "location", "position", "print", "top"];

/// What stands around must be less than this part of the page's sentences, else its name deceives.
const AROUND_PERCENT: usize = 40;

/// A named element must hold this part of the page's sentences.
const NAMED_PERCENT: usize = 40;

/// An element inside another is the article where it holds this part of the other's sentences.
const INNER_PERCENT: usize = 85;

/// How many characters of sentences each element holds, and what is around the article.
pub struct Weights {
    weights: Vec<usize>,
    around: Vec<bool>,
}

impl Weights {
    /// Whether an element is navigation, comment, advertisement, footer.
    pub fn is_around(&self, id: Id) -> bool {
        self.around[id]
    }

    /// Characters of sentences in an element.
    pub fn of(&self, id: Id) -> usize {
        self.weights[id]
    }
}

/// Weighs a page.
pub fn weigh(tree: &Tree) -> Weights {
    let raw = sums(tree, |id| is_silent(tree, id));
    let total = raw[0];
    let around: Vec<bool> = tree.all().map(|id| id > 0 && is_around(tree, id) && raw[id] * 100 < total.max(1) * AROUND_PERCENT).collect();
    let weights = sums(tree, |id| around[id] || is_silent(tree, id));
    Weights { weights, around }
}

/// Sums of [`weight`] over subtrees, without those that are left out, and without links.
fn sums(tree: &Tree, left_out: impl Fn(Id) -> bool) -> Vec<usize> {
    let mut out = vec![0; tree.all().end];
    let (mut at, end) = (0, tree.all().end);
    while at < end {
        if left_out(at) || tree.name(at) == "a" {
            at = tree.inside(at).end;
            continue;
        }
        if let Node::Text(text) = tree.node(at) {
            out[at] = weight(text);
        }
        at += 1;
    }
    for id in (1..end).rev() {
        if let Some(parent) = tree.parent(id) {
            out[parent] += out[id];
        }
    }
    out
}

/// Characters of a text; those of a label count little.
fn weight(text: &str) -> usize {
    let length = text.chars().filter(|c| !c.is_whitespace()).count();
    if text.contains(['，', '。', '；', '：', '、']) { length } else { length.div_ceil(4) }
}

fn is_around(tree: &Tree, id: Id) -> bool {
    if matches!(tree.name(id), "nav" | "footer" | "aside") {
        return true;
    }
    let named = |key| tree.attribute(id, key).is_some_and(|v| v.split_whitespace().any(has_word_around));
    (named("class") || named("id")) && !matches!(tree.name(id), "body" | "html" | "p" | "span") && !is_named(tree, id)
}

/// Whether a name has one of the words: `page-nav`, `pageNav`, `nav_2`.
fn has_word_around(name: &str) -> bool {
    let mut word = String::new();
    let mut found = AROUND_ALONE.contains(&name.to_lowercase().as_str());
    for c in name.chars().chain(['-']) {
        if !c.is_ascii_lowercase() {
            found |= AROUND.contains(&word.as_str());
            word.clear();
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
    }
    found
}

/// Whether an element has a name of the article's element.
fn is_named(tree: &Tree, id: Id) -> bool {
    let plain = |v: &str| v.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect::<String>();
    let named = |key| tree.attribute(id, key).is_some_and(|v| v.split_whitespace().any(|n| CONTENT.contains(&plain(n).as_str())));
    matches!(tree.name(id), "article" | "main" | "founder-content")
        || tree.attribute(id, "itemprop") == Some("articleBody")
        || named("id")
        || named("class")
}

/// The element that holds the article.
pub fn find(tree: &Tree, weights: &Weights) -> Id {
    let total = weights.of(0);
    let holds = |id: Id, part: usize, of: usize| weights.of(id) > 0 && weights.of(id) * 100 >= of * part;
    let named = |id: &Id| !matches!(tree.name(*id), "" | "a" | "p" | "span" | "body" | "html") && is_named(tree, *id);
    let outer =
        tree.all().filter(named).filter(|&id| holds(id, NAMED_PERCENT, total)).max_by_key(|&id| (weights.of(id), std::cmp::Reverse(id)));
    match outer {
        Some(outer) => tree.inside(outer).filter(named).rfind(|&id| holds(id, INNER_PERCENT, weights.of(outer))).unwrap_or(outer),
        None => descend(tree, weights),
    }
}

/// Goes down as long as one child holds nearly all sentences.
fn descend(tree: &Tree, weights: &Weights) -> Id {
    let mut at = 0;
    loop {
        let box_like = |c: &Id| tree.is_block(*c) && !matches!(tree.name(*c), "p" | "tr" | "table" | "ul" | "ol" | "pre" | "tbody");
        let layout = |c: &Id| matches!(tree.name(*c), "table" | "tbody" | "tr") && super::tables::rows(tree, *c, &|_| false).is_none();
        let heavy = |c: &Id| weights.of(*c) * 100 >= weights.of(at) * INNER_PERCENT && weights.of(*c) > 0;
        match tree.children(at).find(|c| heavy(c) && (box_like(c) || layout(c))) {
            Some(child) => at = child,
            None => return at,
        }
    }
}
