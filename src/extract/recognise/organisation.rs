//! Party and state bodies, institutes, associations, media: place or level word + name + a closing body word.

use super::boundary::{EdgeKind, Walker, is_edge_mark};
use super::{Mention, MentionKind, has_at};
use crate::extract::clean::string;
use crate::extract::phrases::Chars;

/// Level words that stand for the home division in front of a body: 市委, 省商务厅.
const LEVELS: &[&str] = &["自治区", "自治州", "自治县", "市", "省", "县", "区", "州", "盟", "旗", "镇", "乡"];

/// What they begin with.
static LEVEL_HEADS: Chars = Chars::of(&["自市省县区州盟旗镇乡"]);

/// Body words of one character close a name only after a full stretch of text: 局 in 商务局, not in 布局.
const SHORT_SUFFIX_OK: &str = "局厅委办部院";

/// Words that end in a body word and name no body.
const NOT_BODIES: &[&str] = &[
    "布局",
    "格局",
    "结局",
    "开局",
    "全局",
    "大局",
    "新局",
    "破局",
    "变局",
    "当局",
    "邮局",
    "书局",
    "各部",
    "全部",
    "总部",
    "内部",
    "外部",
    "东部",
    "西部",
    "南部",
    "北部",
    "中部",
    "局部",
    "干部",
    "学院",
    "医院",
    "法院",
    "剧院",
    "影院",
    "主办",
    "承办",
    "协办",
    "举办",
    "督办",
    "筹办",
    "开办",
    "创办",
    "兴办",
    "停办",
    "党委",
    "政委",
    "常委",
    "编委",
    "省委",
    "同学会",
    "委员会",
    "大学",
    "中学",
    "小学",
    "学校",
    "社会",
    "机会",
    "大会",
    "协会",
    "商会",
    "学会",
    "基层党委",
    "项目部",
    "俱乐部",
    "有关部",
    "相关部",
    "一部",
    "各级党委",
    "分局",
    "东西部",
    "住院部",
    "门诊部",
    "代办",
    "专班办",
    "县区办",
];

/// Phrases that are no one body.
const GENERIC_PARTS: &[&str] = &[
    "各", "有关", "相关", "所有", "部分", "全体", "其他", "多个", "职能", "主要", "驻", "行业", "上级", "下级", "同级", "成员", "责任",
    "涉及", "企业", "专业",
];

/// Finds bodies in a block. `places` are the place mentions of the block as (start, end).
pub fn find(walker: &Walker, places: &[(usize, usize)]) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < walker.text.len() {
        match fixed_at(walker, at, places) {
            Some((start, end)) => {
                out.push(mention(start, end, "a body of its level"));
                at = end;
            }
            None => at += 1,
        }
    }
    suffixed(walker, places, &mut out);
    numbered_institutes(walker, &mut out);
    out
}

/// 中核某集团54所, 中核集团第七研究院: an institute with a number.
fn numbered_institutes(walker: &Walker, out: &mut Vec<Mention>) {
    let text = walker.text;
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    for at in (2..text.len()).filter(|&at| matches!(text[at], '所' | '院' | '厂')) {
        if !digit(text[at - 1]) {
            continue;
        }
        let first = (0..at).rev().take_while(|&i| digit(text[i]) || text[i] == '第').last().unwrap_or(at);
        let start = walker.left_edge(first, EdgeKind::Company);
        let name: String = text[start..first].iter().collect();
        if (name.starts_with("中") || name.ends_with("集团")) && name.chars().count() >= 3 {
            out.push(mention(start, at + 1, "an institute with a number"));
        }
    }
}

fn mention(start: usize, end: usize, reason: &'static str) -> Mention {
    Mention { start, end, kind: MentionKind::Organization, reason }
}

/// The places, in order, that begin before `at` and near enough to reach it or a name's length in front of it.
fn reaching(places: &[(usize, usize)], at: usize) -> &[(usize, usize)] {
    const REACH: usize = 120;
    &places[places.partition_point(|p| p.0 + REACH < at)..places.partition_point(|p| p.0 < at)]
}

/// 市委, 省政府, 石家庄市人大常委会, 虎丘区委: a level word (with its division's name before it) and a fixed body.
fn fixed_at(walker: &Walker, at: usize, places: &[(usize, usize)]) -> Option<(usize, usize)> {
    let text = walker.text;
    if !LEVEL_HEADS.has(text[at]) {
        return None;
    }
    let level = LEVELS.iter().find(|l| has_at(text, at, l))?;
    let after = at + level.chars().count();
    let end = after + Some(walker.lexicon.fixed_bodies.longest_at(text, after)).filter(|&n| n > 0)?;
    if !fixed_ends_well(text, end, &string(&text[after..end])) {
        return None;
    }
    let start = reaching(places, after).iter().find(|p| p.1 == after).map_or(at, |p| chain_start(places, p.0));
    if start == at && !starts_bare(walker, at) {
        return None;
    }
    Some((with_party_prefix(text, start), end))
}

/// 市委 is no body in 市委员会 or 市委托; 县政府 is one in 县政府办公室 only as part of it.
fn fixed_ends_well(text: &[char], end: usize, body: &str) -> bool {
    let next: String = text[end..text.len().min(end + 2)].iter().collect();
    match body {
        "委" => {
            ![
                "员", "托", "派", "任", "会", "培", "屈", "宣", "组", "统", "政", "办", "网", "编", "党", "改", "督", "巡", "军", "外",
                "老", "农", "财", "国",
            ]
            .iter()
            .any(|c| next.starts_with(c))
                || [
                    "宣传", "组织", "统战", "政法", "办公", "网信", "编办", "党校", "改革", "督查", "巡察", "军民", "外办", "老干", "农办",
                    "财经", "国安",
                ]
                .contains(&next.as_str())
        }
        "团委" => !next.starts_with('员'),
        _ => true,
    }
}

/// A bare level word begins a body only where no other word runs into it: not in 城市委, 上市政府.
fn starts_bare(walker: &Walker, at: usize) -> bool {
    at == 0 || walker.words.is_boundary(at) || is_edge_mark(walker.text[at - 1])
}

/// Start of the chain of place mentions that touch each other and end at `start`.
fn chain_start(places: &[(usize, usize)], mut start: usize) -> usize {
    while let Some(previous) = reaching(places, start).iter().find(|p| p.1 == start) {
        start = previous.0;
    }
    start
}

fn with_party_prefix(text: &[char], start: usize) -> usize {
    for prefix in ["中共", "中国共产党", "共青团", "民革", "民盟", "民建", "民进"] {
        let length = prefix.chars().count();
        if start >= length && has_at(text, start - length, prefix) {
            return start - length;
        }
    }
    start
}

fn suffixed(walker: &Walker, places: &[(usize, usize)], out: &mut Vec<Mention>) {
    let text = walker.text;
    let mut found: Vec<Mention> = Vec::new();
    let mut end = text.len();
    while end > 1 {
        let length = walker.lexicon.body_suffix.longest_before(text, end).max(walker.lexicon.media.longest_before(text, end));
        if length == 0 {
            end -= 1;
            continue;
        }
        match suffixed_at(walker, places, end, length) {
            Some(start) => {
                found.push(mention(start, end, "a name that closes with a body word"));
                end = start.max(1);
            }
            None => end -= 1,
        }
    }
    found.reverse();
    let holds = |m: &Mention| found.get(found.partition_point(|f| f.end < m.end)).is_some_and(|f| f.start <= m.start);
    out.retain(|m| !holds(m));
    out.extend(found);
    out.sort_by_key(|m| (m.start, m.end));
}

fn suffixed_at(walker: &Walker, places: &[(usize, usize)], end: usize, length: usize) -> Option<usize> {
    let text = walker.text;
    let head = end - length;
    if head == 0 || !ends_here(walker, head, end, length) {
        return None;
    }
    let mut start = with_and(walker, walker.left_edge(head, EdgeKind::Company));
    if let Some(place) = reaching(places, start).iter().filter(|p| p.0 < head && p.1 > start && p.0 < start).min_by_key(|p| p.0) {
        start = place.0;
    }
    start = anchor_start(walker, places, behind_and(text, start, head), head)?;
    // 非盟, 欧盟: no banner of a region.
    if text[start] == '盟' && start > 0 && "非欧东".contains(text[start - 1]) {
        start -= 1;
    }
    let name: String = text[start..end].iter().collect();
    let core: String = text[start..head].iter().collect();
    let well = head > start && end - start >= 3 && !NOT_BODIES.contains(&name.as_str());
    let generic = GENERIC_PARTS.iter().any(|g| name.starts_with(g))
        || ["县市区", "县（市", "县区", "市县", "区县", "乡镇", "镇街", "市直", "开发区", "（", "一"].contains(&core.as_str())
        || core.starts_with("县（市")
        || core.starts_with("县市区");
    let torn = name.contains('）') && !name.contains('（') || name.contains('（') && !name.contains('）');
    let numbered = text[start].is_ascii_digit() && length == 1;
    let staff = numbered || name.ends_with("干部") || name.ends_with("级甲等医院");
    (well && !generic && !torn && !staff).then_some(start)
}

/// 某博物馆和中国某研究院: behind an “and” another body of the whole land begins.
fn behind_and(text: &[char], start: usize, head: usize) -> usize {
    let lands = ["中国", "国家", "全国", "中央", "中华"];
    let joins = |&i: &usize| matches!(text[i], '和' | '与') && lands.iter().any(|w| has_at(&text[..head], i + 1, w));
    (start + 2..head).rev().find(joins).map_or(start, |i| i + 1)
}

/// 发展和改革, 自然资源和规划: an “and” inside a department's name.
fn with_and(walker: &Walker, start: usize) -> usize {
    const AFTER_AND: [&str; 25] = [
        "环境资源",
        "环境与资源",
        "环境保护",
        "外事",
        "民族",
        "法律",
        "司法",
        "改革",
        "规划",
        "城乡",
        "社会保障",
        "信息化",
        "旅游",
        "计划生育",
        "自然资源",
        "水务",
        "园林",
        "体育",
        "商务",
        "大数据",
        "农村",
        "技术",
        "法制",
        "科学技术",
        "科技",
    ];
    let text = walker.text;
    if start > 2 && matches!(text[start - 1], '和' | '与') && AFTER_AND.iter().any(|w| has_at(text, start, w)) {
        return walker.left_edge(start - 1, EdgeKind::Company);
    }
    start
}

/// Whether the closing word is really one: 局 in 商务局 and in 商务局局长, not in 布局, 副局长, 局面, 常委.
fn ends_here(walker: &Walker, head: usize, end: usize, length: usize) -> bool {
    let text = walker.text;
    let next = text.get(end).copied().unwrap_or('。');
    let before = text[head - 1];
    let last: String = text[walker.words.before(end)..end].iter().collect();
    if length == 1 {
        let suffix = text[head];
        if !SHORT_SUFFIX_OK.contains(suffix)
            || before == '副'
            || before == suffix && next == '长'
            || suffix == '委' && "常政编候执工".contains(before)
            || suffix == '办' && "交督查承主协举开兴筹创包经停补".contains(before)
        {
            return false;
        }
        if NOT_BODIES.contains(&last.as_str()) || !(walker.words.is_boundary(end) || next == '长' || next == '党' || next == suffix) {
            return false;
        }
    }
    let runs_on = !walker.words.is_boundary(end)
        && crate::extract::recognise::is_han(next)
        && next != '长'
        && next != '党'
        && !(length == 1 && next == text[head]);
    !(runs_on || ["总部", "内部", "干部", "全部", "客厅", "举办", "主办"].contains(&last.as_str()) || next == '员' || next == '化')
}

/// A body's name begins with a place, a level word, 国家, 中国 …, or at a left edge with a long enough core.
fn anchor_start(walker: &Walker, places: &[(usize, usize)], edge: usize, head: usize) -> Option<usize> {
    let text = walker.text;
    if let Some(place) = reaching(places, head).iter().filter(|p| p.0 >= edge && p.1 <= head).min_by_key(|p| p.0) {
        let first_level = (edge..place.0).find(|&i| LEVELS.iter().any(|l| has_at(text, i, l)) && walker.words.is_boundary(i));
        return Some(first_level.unwrap_or(chain_start(places, place.0)).min(with_party_prefix(text, place.0)));
    }
    let national = ["国家", "中国", "中华", "全国", "中央", "共青团", "中共", "国网", "自治区", "水利部", "教育部"];
    let levels = (edge..head).find(|&i| {
        walker.words.is_boundary(i)
            && (national.iter().any(|l| has_at(text, i, l)) || LEVELS.iter().any(|l| has_at(text, i, l)))
            && (i == edge || i + 8 >= head)
    });
    match levels {
        Some(start) => Some(start),
        None if head - edge >= 2 && head - edge <= 16 => Some(edge),
        None => None,
    }
}
