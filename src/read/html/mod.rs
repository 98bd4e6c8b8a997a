//! An HTML page → its article: title, the line of day and source, the text without what stands around it; and what
//! the markup states about the article.

mod content;
mod meta;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod tree;

use super::ReadError;
use crate::model::Given;
use text::Line;
use tree::{Id, Tree};

pub use tree::{MAX_HTML_DEPTH, MAX_HTML_NODES};

/// Most lines between the title and the text (day, source, byline, further titles).
const MAX_HEAD_LINES: usize = 12;

/// Longest of them, in characters.
const HEAD_CHARS: usize = 160;

/// Most lines looked at behind the text for those who wrote and edited it.
const MAX_TAIL_LINES: usize = 12;

/// Beginnings of lines that belong to the page, in small letters.
const FURNITURE: &[&str] = &[
    "字号",
    "字体",
    "【字号",
    "[字号",
    "打印",
    "【打印",
    "[打印",
    "关闭",
    "【关闭",
    "[关闭",
    "分享",
    "扫一扫",
    "扫码",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关新闻",
    "相关链接",
    "相关阅读",
    "相关稿件",
    "相关文章",
    "推荐阅读",
    "延伸阅读",
    "往期",
    "返回",
    "首页",
    "当前位置",
    "您的位置",
    "您当前",
    "您现在的位置",
    "版权所有",
    "阅读原文",
    "点击",
    "浏览",
    "收藏",
    "纠错",
    "网站地图",
    "微信扫",
    "网友评论",
    "更多",
    "copyright",
    "加入收藏",
    "设为首页",
    "保存",
    "放大",
    "缩小",
    "大",
    "中",
    "小",
    "默认",
];

/// Longest line that its beginning alone makes furniture, in characters.
const FURNITURE_CHARS: usize = 40;

/// Headings of what others wrote: nothing below them is read.
const ENDS: &[&str] =
    &["相关新闻", "相关链接", "相关阅读", "相关稿件", "相关文章", "推荐阅读", "延伸阅读", "往期推荐", "往期回顾", "网友评论", "热门推荐"];

/// Beginnings of lines behind the text that belong to the article.
const CREDITS: &[&str] = &[
    "责任编辑",
    "责编",
    "编辑",
    "来源",
    "稿源",
    "作者",
    "记者",
    "通讯员",
    "审核",
    "校对",
    "文字",
    "摄影",
    "（记者",
    "（通讯员",
    "(记者",
    "（责任编辑",
    "信息来源",
    "发布机构",
    "供稿",
];

/// Reads a page that is decoded already.
pub(super) fn read(page: &str, place: &str) -> Result<(String, Given), ReadError> {
    let tree = tree::parse(page, place)?;
    let weights = content::weigh(&tree);
    let content = content::find(&tree, &weights);
    let mut facts = meta::read(&tree, content);
    let around = |id: Id| weights.is_around(id);
    let range = tree.inside(content);
    let start = facts.heading.filter(|h| range.contains(h)).map_or(range.start, |h| tree.inside(h).end);
    let body = body(text::lines(&tree, start..range.end, false, around));
    if !body.iter().any(|l| l.row || l.text.contains(['，', '。', '；', '：'])) {
        let remedy = "if scripts draw the page, save it from a browser after they have run, or save its text as .txt";
        return Err(ReadError::unreadable(place, "page", "it has no article", remedy));
    }
    let head = head(&tree, content, facts.heading, &around);
    let tail = tail(&tree, content, &around);
    let labelled = |words: &[&str]| head.iter().chain(&tail).chain(&body).any(|l| words.iter().any(|w| l.text.contains(w)));
    if facts.given.publisher.is_none() && !labelled(&["来源：", "来源:", "来源丨", "来源|", "稿源："]) {
        facts.given.publisher = facts.site;
    }
    Ok((compose(facts.given.title.as_deref(), &head, &body, &tail), facts.given))
}

/// The text: title and head as they are, paragraphs set in as papers do, rows as rows.
fn compose(title: Option<&str>, head: &[Line], body: &[Line], tail: &[Line]) -> String {
    let mut out = String::new();
    let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let lead: String = head.iter().chain(body).take(3).map(|l| plain(&l.text)).collect::<Vec<_>>().join("\n");
    for line in title.filter(|t| !lead.split('\n').any(|l| l == plain(t))).into_iter().chain(head.iter().map(|l| l.text.as_str())) {
        out.push_str(line);
        out.push('\n');
    }
    for line in body.iter().chain(tail) {
        if !line.row {
            out.push_str("\u{3000}\u{3000}");
        }
        out.push_str(&line.text);
        out.push('\n');
    }
    out
}

/// The lines of the article's element without links and furniture.
fn body(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        let heading = line.text.trim_matches(['【', '】', '[', ']', '：', ':', ' ']);
        if ENDS.contains(&heading) && !out.is_empty() {
            break;
        }
        if !line.link && !is_furniture(&line) {
            out.push(line);
        }
    }
    out
}

fn is_furniture(line: &Line) -> bool {
    let length = line.text.chars().count();
    let small = line.text.to_lowercase();
    let single = |w: &&str| w.chars().count() == 1;
    let word = |w: &&&str| if single(w) { small == ***w } else { small.starts_with(**w) };
    !line.row && length <= FURNITURE_CHARS && !line.text.contains(['。', '，']) && FURNITURE.iter().any(|w| word(&w))
}

/// Titles above the title, the title, and what stands between it and the article's element.
fn head(tree: &Tree, content: Id, heading: Option<Id>, around: &impl Fn(Id) -> bool) -> Vec<Line> {
    let Some(heading) = heading else { return Vec::new() };
    let furniture = |id: Id| tree.name(id) == "a" && is_furniture(&line(&tree.text(id)));
    let lines = text::lines(tree, tree.inside(heading).end..content, true, |id| around(id) || furniture(id));
    let kept = lines.into_iter().filter(|l| !l.link && !l.row && !is_furniture(l) && l.text.chars().count() <= HEAD_CHARS);
    let mut out: Vec<Line> = above(tree, heading).into_iter().chain([heading]).map(|id| line(&tree.text(id))).collect();
    out.extend(kept.take(MAX_HEAD_LINES));
    out
}

/// The element right above the title that is named as a title too.
fn above(tree: &Tree, heading: Id) -> Option<Id> {
    let parent = tree.parent(heading)?;
    // <h1><founder-title>…</founder-title></h1>: the outer one stands beside others.
    let heading = if tree.children(parent).filter(|&c| !tree.text(c).trim().is_empty()).count() == 1 { parent } else { heading };
    let parent = tree.parent(heading)?;
    let before = tree.children(parent).take_while(|&c| c < heading).filter(|&c| !tree.name(c).is_empty()).last()?;
    let class = tree.attribute(before, "class").unwrap_or_default().to_lowercase();
    let titled = matches!(tree.name(before), "h2" | "h3" | "h4" | "founder-introtitle")
        || ["title", "yinti", "kicker"].iter().any(|w| class.contains(w));
    let length = tree.text(before).trim().chars().count();
    (titled && (4..=60).contains(&length)).then_some(before)
}

fn line(text: &str) -> Line {
    let mut out = String::new();
    text::append(text, &mut out);
    Line { text: out.trim().to_string(), row: false, link: false }
}

/// The lines behind the article's element that name those who made it.
fn tail(tree: &Tree, content: Id, around: &impl Fn(Id) -> bool) -> Vec<Line> {
    let end = tree.inside(content).end;
    let lines = text::lines(tree, end..tree.all().end, true, around).into_iter().take(MAX_TAIL_LINES);
    let own = lines.take_while(|l| !ENDS.iter().any(|e| l.text.starts_with(e)));
    own.filter(|l| !l.link && l.text.chars().count() <= 60 && CREDITS.iter().any(|c| l.text.starts_with(c))).collect()
}
