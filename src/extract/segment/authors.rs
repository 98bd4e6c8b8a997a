//! Authors: reporters and correspondents of bylines, datelines and signatures.

use super::{Block, BlockKind};
use regex::Regex;
use std::sync::LazyLock;

static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:首席记者|特约记者|见习记者|实习记者|全媒体记者|融媒体记者|记者|特约通讯员|通讯员|作者|撰文|文字|文/|文)(?:：|/|\\||丨)?(?P<names>[^，。：；（）()【】a-zA-Z0-9]{2,40})").expect("the pattern is fixed")
});

/// Words after which no author follows.
const STAFF: &[&str] = &[
    "责任编辑",
    "责编",
    "编辑",
    "审核",
    "校对",
    "摄影",
    "摄",
    "图",
    "监制",
    "主编",
    "统筹",
    "值班",
    "供图",
    "视频",
    "制图",
    "一审",
    "二审",
    "三审",
    "来源",
    "字号",
    "阅读",
    "浏览",
    "报道",
    "电话",
    "供稿",
];

/// Names in order of appearance.
pub fn read(blocks: &[Block]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks.iter().filter(|b| matches!(b.kind, BlockKind::Meta)) {
        from_block(block, &mut out);
    }
    out
}

fn from_block(block: &Block, out: &mut Vec<String>) {
    let text = block.text.text();
    let start_of = |bytes: usize| text[..bytes].chars().count();
    for captures in GROUP.captures_iter(&text) {
        let names = captures.name("names").expect("the group is not optional");
        let (from, to) = (start_of(names.start()), start_of(names.end()));
        names_in(block, from, to, out);
    }
    let bracketed = text.starts_with('（') && text.ends_with('）') && !text.contains("记者") && !text.contains("通讯员");
    if out.is_empty() && bracketed && block.text.len() <= 16 {
        names_in(block, 1, block.text.len() - 1, out);
    }
}

/// Cuts a stretch at gaps and marks; a lone character joins the next (关 欣).
fn names_in(block: &Block, from: usize, to: usize, out: &mut Vec<String>) {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    for at in from..to {
        let c = block.text.chars[at];
        let mark = matches!(c, '、' | ' ' | '/' | '|' | '和' | '丨') && c != '和' || c == '和' && piece.chars().count() >= 2;
        if block.text.gap[at] && at > from || mark {
            pieces.push(std::mem::take(&mut piece));
        }
        if !mark {
            piece.push(c);
        }
    }
    pieces.push(piece);
    let mut held = String::new();
    for piece in pieces.iter().filter(|p| !p.is_empty()) {
        let mut name = std::mem::take(&mut held) + piece;
        if ["记者", "通讯员", "作者", "特约记者"].contains(&name.as_str()) {
            continue;
        }
        for role in ["通讯员", "特约记者", "记者"] {
            name = name.strip_prefix(role).map(str::to_string).unwrap_or(name);
        }
        if let Some(staff) = STAFF.iter().filter_map(|s| name.find(s)).min() {
            name.truncate(staff);
            push(name, out);
            return;
        }
        if name.chars().count() == 1 {
            held = name;
            continue;
        }
        push(name.trim_end_matches("文").trim_end_matches('/').to_string(), out);
    }
}

fn push(name: String, out: &mut Vec<String>) {
    let length = name.chars().count();
    let plausible = (2..=5).contains(&length) || name.contains('·');
    if plausible && name.chars().all(|c| crate::extract::recognise::is_han(c) || c == '·') && !out.contains(&name) {
        out.push(name);
    }
}
