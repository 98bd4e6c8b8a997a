//! Authors: reporters and correspondents of bylines, datelines and signatures.
//!
//! Works on text with blanks where the page had white space: they part names, and pad short ones (马 驰).

use super::{Block, BlockKind};
use regex::Regex;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Most names that one byline is read for; more are no byline.
const MAX_NAMES: usize = 12;

static SURNAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/lexicons/surnames.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

static ROLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:记者|通讯员|撰稿人?|采写|作者|撰文|文字|文 ?[/：丨|｜])").expect("the pattern is fixed"));

/// 张三 文/图, 张三/文
static WRITER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^（?([\\p{Han}· ]{2,24}?) ?[/ ] ?文(?:[/ ）]|图|$)").expect("the pattern is fixed"));

/// （张三 记者 李四）: names that stand in front of the first word of office.
static BEFORE_ROLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("（([\\p{Han}·]{2,4}(?:[ 、][\\p{Han}·]{2,4}){0,3})[ 、](?:本报)?(?:记者|通讯员)").expect("the pattern is fixed")
});

/// 本报某县讯 张三、记者李四报道：
static SENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^本报[\\p{Han}]{0,6}讯 ?([\\p{Han}·]{2,4})、(?:本报)?记者").expect("the pattern is fixed"));

/// Short names of divisions: where a report was sent from.
static TOWNS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/lexicons/divisions.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|l| l.rsplit('\t').next())
        .filter_map(|n| n.strip_suffix(['市', '省', '县']))
        .filter(|n| n.chars().count() > 1)
        .collect()
});

/// Words of office that stand between names; longest first.
const ROLES: &[&str] = &[
    "翻译整理",
    "特约通讯员",
    "全媒体记者",
    "融媒体记者",
    "首席记者",
    "见习记者",
    "实习记者",
    "特约记者",
    "全媒记者",
    "本报记者",
    "特约撰稿人",
    "撰稿人",
    "撰稿",
    "采写",
    "通讯员",
    "实习生",
    "记者",
    "作者",
    "撰文",
    "文字",
    "本报",
    "首席",
    "特约",
    "见习",
    "实习",
    "全媒体",
    "融媒体",
];

/// Words after which no author follows.
const STAFF: &[&str] = &[
    "责任编辑",
    "责编",
    "编辑",
    "审核",
    "校对",
    "摄影",
    "摄像",
    "播音",
    "主播",
    "剪辑",
    "编导",
    "图片",
    "监制",
    "主编",
    "统筹",
    "策划",
    "值班",
    "供图",
    "视频",
    "制图",
    "一审",
    "二审",
    "三审",
    "初审",
    "复审",
    "终审",
    "来源",
    "字号",
    "字体",
    "阅读",
    "浏览",
    "点击",
    "报道",
    "报导",
    "电话",
    "供稿",
    "发布",
    "时间",
    "日期",
    "分享",
    "扫描",
    "签发",
    "制作",
];

/// Names in order of appearance.
pub fn read(blocks: &[Block]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Meta) {
        let text = block.text.spaced();
        for name in named_by_role(&text).into_iter().chain(writer(&text)) {
            push(name, &mut out);
        }
    }
    if out.is_empty() {
        let signed = blocks.iter().rev().filter(|b| b.kind == BlockKind::Meta).find_map(|b| bare(&b.text.spaced()));
        out = signed.unwrap_or_default();
    }
    out
}

fn push(name: String, out: &mut Vec<String>) {
    if !out.contains(&name) {
        out.push(name);
    }
}

/// The names after each 记者, 通讯员, 作者 …
fn named_by_role(text: &str) -> Vec<String> {
    let mut out = before_role(text);
    let mut done = 0;
    for found in ROLE.find_iter(text) {
        if found.start() >= done {
            let (names, length) = names(&text[found.end()..]);
            out.extend(names);
            done = found.end() + length;
        }
    }
    out
}

fn before_role(text: &str) -> Vec<String> {
    let Some(captures) = BEFORE_ROLE.captures(text).or_else(|| SENT.captures(text)) else { return Vec::new() };
    let (names, length) = names(&captures[1]);
    let sure = length == captures[1].len() && names.iter().all(|n| begins_with_surname(n) && !TOWNS.contains(n.as_str()));
    if sure { names } else { Vec::new() }
}

fn writer(text: &str) -> Vec<String> {
    WRITER.captures(text).map(|c| names(&c[1]).0).filter(|n| n.iter().all(|n| begins_with_surname(n))).unwrap_or_default()
}

/// The names of a bracket that holds nothing else: （张三 李四）.
pub fn bare(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('（')?.strip_suffix('）')?;
    let is_list = inner.chars().all(|c| is_han(c) || matches!(c, ' ' | '、' | '·'));
    let (found, length) = names(inner);
    let sure = is_list
        && !found.is_empty()
        && length == inner.len()
        && found.iter().all(|n| (2..=4).contains(&n.chars().count()) && begins_with_surname(n));
    sure.then_some(found).filter(|_| !NOTES.contains(&inner))
}

/// Bracketed notes that look like names.
const NOTES: &[&str] =
    &["完", "综合", "节选", "摘要", "全文", "连载", "转载", "时间", "石油", "经济", "农业", "通讯", "万元", "水利", "成都"];

/// Whether a whole line is a byline: office words and names, nothing else.
pub fn is_byline(text: &str) -> bool {
    let Some(found) = ROLE.find(text).filter(|f| text[..f.start()].chars().count() <= 18) else { return false };
    let before = &text[..found.start()];
    if before.contains(['，', '。', '；', '“', '、']) {
        return false;
    }
    let rest = text[found.end()..].trim_end_matches('）');
    let (names, length) = names(rest);
    let marked = rest.starts_with([' ', '：', '/', '丨', '|', '｜']) || found.as_str().ends_with(['/', '：', '丨', '|', '｜']);
    let closed = rest[length..].trim().is_empty() || STAFF.iter().any(|s| rest[length..].trim_start().starts_with(s));
    let sure = marked || names.iter().all(|n| begins_with_surname(n)) && rest.chars().count() <= 5;
    !names.is_empty() && closed && sure
}

/// The names that a text begins with, and how many bytes they take.
fn names(text: &str) -> (Vec<String>, usize) {
    let mut out: Vec<String> = Vec::new();
    let (mut held, mut padded) = (String::new(), false);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if out.len() == MAX_NAMES || STAFF.iter().any(|s| text[at..].starts_with(s)) && held.is_empty() {
            break;
        }
        if let Some(role) = ROLES.iter().find(|r| text[at..].starts_with(**r)) {
            at += role.len();
        } else if matches!(c, ' ' | '、' | '/' | '：' | '；' | ';' | '丨' | '|' | '｜') || c == '和' && !out.is_empty() {
            at += c.len_utf8();
        } else if is_han(c) {
            let token = first_of_pair(token(&text[at..]));
            // 鲁大川/图: who took the pictures is no author.
            if matches!(token, "图" | "摄") && drew(&text[..at]) {
                out.pop();
            }
            // 陈又新/台中报道: behind the stroke stands the place.
            let rest = &text[at + token.len()..];
            let sent = ["报道", "报导"].iter().any(|w| rest.starts_with(w));
            let wired = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('电');
            let place = text[..at].ends_with('/') && sent || (sent || wired) && !out.is_empty() && TOWNS.contains(token);
            // 西藏台记者, 作者：党群工作部 张三: whose reporter somebody is.
            if held.is_empty() && is_desk(token, rest) {
                at += token.len();
                continue;
            }
            if place || !take(token, &text[at + token.len()..], &mut held, &mut padded, &mut out) {
                break;
            }
            at += token.len();
        } else {
            break;
        }
    }
    (out, at)
}

/// Whether a credit for pictures alone, and not 文/图, stands behind this.
fn drew(before: &str) -> bool {
    let name = before.trim_end().strip_suffix('/').map(str::trim_end);
    name.is_some_and(|n| !n.ends_with(['文', '摄']))
}

/// A run of Han characters (and ·) up to a word of office or of staff.
fn token(text: &str) -> &str {
    let mut end = 0;
    for (i, c) in text.char_indices() {
        let office = i > 0 && (ROLES.iter().any(|r| text[i..].starts_with(r)) || STAFF.iter().any(|s| text[i..].starts_with(s)));
        if !(is_han(c) || c == '·') || office {
            break;
        }
        end = i + c.len_utf8();
    }
    &text[..end]
}

/// 张三和李四 without blanks: the first of the two.
fn first_of_pair(token: &str) -> &str {
    match token.split_once('和') {
        Some((a, b)) if [a, b].iter().all(|n| (2..=3).contains(&n.chars().count()) && begins_with_surname(n)) => a,
        _ => token,
    }
}

/// Adds a token as a name; lone characters wait for their other half. False where no name can follow.
fn take(token: &str, rest: &str, held: &mut String, padded: &mut bool, out: &mut Vec<String>) -> bool {
    let length = token.chars().count();
    let credit = matches!(token, "文" | "图" | "摄") && (held.is_empty() || rest.starts_with('/'));
    if credit {
        if token == "摄" {
            out.pop();
        }
        return true;
    }
    if length == 1 && held.is_empty() {
        // 邱 大 山: a third lone character goes with the two before it, unless a fourth follows.
        let last = |n: &&mut String| n.chars().count() == 2 && (SURNAMES.contains(n.as_str()) || *padded) && !lone_follows(rest);
        match out.last_mut().filter(last) {
            Some(name) => name.push_str(token),
            None => held.push_str(token),
        }
        return true;
    }
    *padded = !held.is_empty() && length == 1;
    let name = sent_from(&(std::mem::take(held) + token));
    let tail = ["文", "摄"].iter().find(|t| name.chars().count() > 3 && name.ends_with(**t));
    let name = tail.map_or(name.as_str(), |t| name.trim_end_matches(t)).to_string();
    let office = !begins_with_surname(&name) && name.ends_with(['科', '处', '室', '局', '部', '办']);
    let plausible = ((2..=5).contains(&name.chars().count()) || name.contains('·')) && !office;
    if plausible && tail != Some(&"摄") {
        out.push(name);
    }
    plausible
}

/// Whether a token names an outlet in front of its reporter, or the department that wrote.
fn is_desk(token: &str, rest: &str) -> bool {
    let long = token.chars().count() >= 4;
    let outlet = ["日报", "晚报", "电视台", "新闻网", "融媒体中心"].iter().any(|w| token.ends_with(w))
        || token.ends_with('台') && rest.starts_with("记者");
    let office = ["工作部", "宣传部", "办公室", "组织部", "综合科", "综合部"].iter().any(|w| token.ends_with(w));
    long && (outlet || office) || token.ends_with('台') && rest.starts_with("记者") && !begins_with_surname(token)
}

/// Whether another lone character comes next.
fn lone_follows(rest: &str) -> bool {
    let mut chars = rest.trim_start_matches([' ', '、']).chars();
    rest.starts_with([' ', '、']) && chars.next().is_some_and(is_han) && chars.next().is_none_or(|c| !is_han(c))
}

/// 欧阳某某横琴专电: the name without the place that it was sent from.
fn sent_from(token: &str) -> String {
    let Some(rest) = ["专电", "专讯"].iter().find_map(|w| token.strip_suffix(w)) else { return token.to_string() };
    let count = rest.chars().count();
    let name: String = rest.chars().take(count.saturating_sub(2)).collect();
    if (2..=4).contains(&name.chars().count()) && begins_with_surname(&name) { name } else { token.to_string() }
}

fn begins_with_surname(name: &str) -> bool {
    let prefix = |n: usize| name.char_indices().nth(n).map_or(name, |(i, _)| &name[..i]);
    SURNAMES.contains(prefix(1)) || SURNAMES.contains(prefix(2))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(text: &str) -> Vec<String> {
        named_by_role(text).into_iter().chain(writer(text)).collect()
    }

    #[test]
    fn names_of_all_groups() {
        assert_eq!(read_one("本报讯 （记者 蓝 天 实习记者 邱小北 通讯员 任 重）"), ["蓝天", "邱小北", "任重"]);
        assert_eq!(read_one("作者：本报记者 丁一 见习记者 王 一凡 编辑：孙平"), ["丁一", "王一凡"]);
        assert_eq!(read_one("新华社某地10月12日电 （记者王文静、李 明）"), ["王文静", "李明"]);
        assert_eq!(read_one("□本报首席记者 阿木尔布 文/图"), ["阿木尔布"]);
        assert_eq!(read_one("【记者陈又新/台中报导】"), ["陈又新"]);
        assert_eq!(read_one("记者丨费 凡 沈听雨 摄影丨陆山"), ["费凡", "沈听雨"]);
        assert_eq!(read_one("何夕瑶 文/图"), ["何夕瑶"]);
        assert_eq!(read_one("记者 陈平和李大江"), ["陈平", "李大江"]);
    }

    #[test]
    fn staff_and_photographers_are_no_authors() {
        assert!(read_one("编辑：臧平 审核：李大江").is_empty());
        assert!(read_one("本报记者 陆山 摄").is_empty());
        assert!(read_one("作者： 阅读：4521次").is_empty());
    }

    #[test]
    fn padded_names_pictures_and_places_of_dispatch() {
        assert_eq!(read_one("（记者 邱 大 山 通讯员 匡 定）"), ["邱大山", "匡定"]);
        assert_eq!(named_by_role("（记者 贺小满 / 文 鲁大川 / 图）"), ["贺小满"]);
        assert_eq!(read_one("【本报记者欧阳小川海州专电】"), ["欧阳小川"]);
        assert_eq!(read_one("记者：蓝大天 ；通讯员：任小重"), ["蓝大天", "任小重"]);
        assert!(read_one("作者：大气科").is_empty());
        assert_eq!(read_one("（苏小雨 记者 关大松）"), ["苏小雨", "关大松"]);
        assert_eq!(read_one("本报远山讯 徐大旺、记者周小新报道："), ["徐大旺", "周小新"]);
        assert_eq!(read_one("记者 邓小诗 惠州报道"), ["邓小诗"]);
        assert_eq!(read_one("记者 陈平 南山子 报道"), ["陈平", "南山子"]);
        assert_eq!(read_one("作者：党群工作部 覃小雨 点击量：862"), ["覃小雨"]);
    }

    #[test]
    fn brackets_with_names_only() {
        assert_eq!(bare("（苏 北 舒怀山）"), Some(vec!["苏北".to_string(), "舒怀山".to_string()]));
        for note in ["（完）", "（此件公开发布）", "（正处级）", "（综合）", "（下转02版）"] {
            assert_eq!(bare(note), None, "{note}");
        }
    }

    #[test]
    fn bylines_are_not_sentences_about_reporters() {
        assert!(is_byline("本报记者 汪 洋 通讯员 任 重"));
        assert!(is_byline("□某市日报首席记者 吴大温"));
        for heading in ["记者走进生产车间", "记者 探访重点项目建设现场", "记者手记", "作者们的春天"] {
            assert!(!is_byline(heading), "{heading}");
        }
    }
}
