//! Posts: a title with the body in front of it.

use super::boundary::is_edge_mark;
use super::lexicon::Lexicon;
use super::{Mention, MentionKind, TitleClass, has_at};

/// What follows a title when it is part of another word: 主任会议, 书记办公会, 市长热线.
const NOT_AFTER: &[&str] = &[
    "小组",
    "团",
    "性",
    "大会",
    "会",
    "会议",
    "办公会",
    "办公室",
    "信箱",
    "热线",
    "专题会",
    "例会",
    "负责制",
    "联席会",
    "制",
    "级",
    "单位",
    "会成员",
    "们",
    "助理",
    "培训",
    "队伍",
    "论坛",
    "接待日",
    "候选",
    "人选",
    "质量奖",
    "令",
    "工程",
    "台",
    "干部",
    "班子",
];

/// Words that join a body to its title: 市委组织部部长, 区委政法委书记.
const DEPARTMENTS: &[&str] = &[
    "管委会",
    "管理委员会",
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "办公室",
    "督查室",
    "政研室",
    "研究室",
    "党校",
    "秘书处",
    "机关",
    "党组",
    "党委",
    "党工委",
    "纪委监委",
    "纪委",
    "监委",
    "综合部",
    "社会工作部",
    "网信办",
    "编办",
    "巡察办",
    "中国区",
    "大中华区",
    "亚太区",
    "华东区",
    "华南区",
    "华北区",
    "全国",
    "全球",
    "项目部",
    "研究院",
    "博物馆",
    "医院",
    "学院",
    "学校",
    "销售",
    "市场",
    "生产",
    "技术",
    "研发",
    "运营",
    "人力资源",
    "采购",
    "品牌",
    "质量",
    "商务",
    "人大",
    "政协",
    "残联",
    "妇联",
    "工商联",
    "武装部",
    "派出所",
    "办",
    "部",
    "局",
    "委",
    "科",
    "处",
    "室",
    "工会",
    "团委",
];

/// 自治区工信厅党组｜成员, 某集团董事局｜主席: a body ends where the longest title that it runs into begins.
pub fn cut_bodies(lexicon: &Lexicon, text: &[char], joined: &str, bodies: &mut [Mention]) {
    const LEAST: usize = 3;
    let offsets = char_offsets(joined);
    for (from, to, _) in lexicon.titles.find(joined) {
        let (head, end) = (offsets[from], offsets[to]);
        let firm = ["集团", "公司", "银行", "厂"].iter().any(|w| super::ends_with(text, head, w));
        if !firm && !["党组", "分党组", "董事", "监事"].iter().any(|w| has_at(text, head, w)) {
            continue;
        }
        for body in bodies.iter_mut().filter(|b| b.start + LEAST <= head && head < b.end && b.end < end) {
            body.end = head;
            body.kind = if firm { MentionKind::Company } else { MentionKind::Organization };
        }
    }
}

/// Finds posts in a block. `bodies` are organisations, companies and places of the block as (start, end).
pub fn find(lexicon: &Lexicon, text: &[char], joined: &str, bodies: &[(usize, usize)]) -> Vec<Mention> {
    let offsets = char_offsets(joined);
    let mut out: Vec<Mention> = Vec::new();
    for (from, to, class) in lexicon.titles.find(joined) {
        let (head, end) = (offsets[from], offsets[to]);
        let end = take_rank(text, end);
        // 包建业主持会议: 业主 is no title there.
        let presides = text[end - 1] == '主' && has_at(text, end, "持");
        if presides || NOT_AFTER.iter().any(|w| has_at(text, end, w)) || bodies.iter().any(|b| b.0 < end && end < b.1) {
            continue;
        }
        let floor = out.last().map_or(0, |m| m.end);
        // 某控股集团｜董事长, 县委教育工委｜副书记: the longest title begins inside the body's name.
        let head = bodies.iter().find(|b| b.0 < head && head < b.1 && is_title(lexicon, &text[b.1.min(end)..end])).map_or(head, |b| b.1);
        let start = prefix_start(text, head, floor, bodies);
        let start =
            out.last().and_then(|m| stacked_body(text, m.end, title_of(start, head, bodies))).filter(|&s| s < start).unwrap_or(start);
        let start = office_of(text, start, floor, bodies).unwrap_or(start);
        let start = relieved_body(text, start, end).filter(|&s| s >= floor).unwrap_or(start);
        out.push(Mention { start, end, kind: MentionKind::Post { head, class }, reason: "a title with the body before it" });
    }
    out
}

/// Longest body in front of a stacked title, in characters.
const MAX_STACKED_BODY: usize = 24;

/// 市委常委、重点项目推进领导小组副组长: what stands between a post's 、 and the next title is the body of that title.
fn stacked_body(text: &[char], before: usize, title: usize) -> Option<usize> {
    let begin = before + 1;
    if !matches!(text.get(before), Some('、' | '兼')) || begin >= title || title - begin > MAX_STACKED_BODY {
        return None;
    }
    let between = &text[begin..title];
    let closes = between.last().is_some_and(|c| "组会庭院室团处办局委部心司站所校厅科队团".contains(*c));
    (closes && between.iter().all(|c| super::is_han(*c))).then_some(begin)
}

/// Whether a text is a title and nothing else.
fn is_title(lexicon: &Lexicon, text: &[char]) -> bool {
    let text: String = text.iter().collect();
    lexicon.titles.find(&text).first().is_some_and(|t| t.0 == 0 && t.1 == text.len())
}

/// Where the part of a post begins before which its body is looked for: at the body found, else at the title.
fn title_of(start: usize, head: usize, bodies: &[(usize, usize)]) -> usize {
    if bodies.iter().any(|b| b.0 == start) { start } else { head }
}

/// 市教育局基教科｜科长, 市委第三巡察组｜组长: an office inside the body that stands a few characters before the title.
fn office_of(text: &[char], start: usize, floor: usize, bodies: &[(usize, usize)]) -> Option<usize> {
    const MAX_OFFICE: usize = 7;
    let body = bodies.iter().filter(|b| b.0 >= floor && b.1 < start && start - b.1 <= MAX_OFFICE).max_by_key(|b| b.1)?;
    let between = &text[body.1..start];
    let plain = between.iter().all(|&c| super::is_han(c) && !"各的和与及对向在由要请听是为了任把被有多".contains(c));
    let closes = between.len() >= 2 && between.last().is_some_and(|c| "科处室组队站所".contains(*c));
    (plain && closes).then_some(body.0)
}

/// 丁某的某市农业与农村工作委员会主任职务: between 的 and 职务 stands nothing but the post and its body.
fn relieved_body(text: &[char], start: usize, end: usize) -> Option<usize> {
    if !has_at(text, end, "职务") {
        return None;
    }
    let of = (start.saturating_sub(MAX_STACKED_BODY)..start).rev().find(|&i| !super::is_han(text[i]) || text[i] == '的')?;
    (text[of] == '的' && start > of + 1).then_some(of + 1)
}

/// Byte offset → character offset, for every character boundary.
pub fn char_offsets(text: &str) -> Vec<usize> {
    let mut map = vec![0; text.len() + 1];
    let mut count = 0;
    for (byte, c) in text.char_indices() {
        map[byte] = count;
        for slot in map.iter_mut().take(byte + c.len_utf8()).skip(byte + 1) {
            *slot = count;
        }
        count += 1;
    }
    map[text.len()] = count;
    map
}

/// 局长（正县级）, 主任（兼）: a rank in brackets belongs to the post only for reading on.
fn take_rank(text: &[char], end: usize) -> usize {
    for rank in [
        "（兼）",
        "（正县级）",
        "（副县级）",
        "（正处级）",
        "（副处级）",
        "（正厅级）",
        "（副厅级）",
        "（正科级）",
        "（挂职）",
        "（正局级）",
        "（副局级）",
        "（代）",
    ] {
        if has_at(text, end, rank) {
            return end + rank.chars().count();
        }
    }
    end
}

/// Walks left over bodies, departments and level words that touch the title.
fn prefix_start(text: &[char], head: usize, floor: usize, bodies: &[(usize, usize)]) -> usize {
    let mut start = head;
    loop {
        let body = bodies.iter().filter(|b| b.1 == start && b.0 >= floor && b.0 < b.1).map(|b| b.0).min();
        if let Some(begin) = body {
            start = begin;
            continue;
        }
        let department = DEPARTMENTS
            .iter()
            .filter(|d| super::ends_with(text, start, d) && start - d.chars().count() >= floor)
            .max_by_key(|d| d.chars().count());
        if let Some(word) = department {
            let begin = start - word.chars().count();
            let joined = begin > 0 && !is_edge_mark(text[begin - 1]);
            if word.chars().count() > 1 || joined && bodies.iter().any(|b| b.1 == begin) {
                start = begin;
                continue;
            }
        }
        // 西班牙驻广州总领事: the seat, then the state that sends.
        if start > floor && start < head && text[start - 1] == '驻' {
            start -= 1;
            continue;
        }
        if start > floor && "市省县区州盟旗镇乡村".contains(text[start - 1]) && start == head && starts_level(text, start - 1) {
            start -= 1;
            continue;
        }
        return start;
    }
}

/// A bare level word in front of a title (县委 is a body already; this is 县工信局 without one) begins at an edge.
fn starts_level(text: &[char], at: usize) -> bool {
    at == 0 || is_edge_mark(text[at - 1]) || matches!(text[at - 1], '为' | '任')
}

/// The class's weight as evidence that a name follows.
pub fn is_strong(class: TitleClass) -> bool {
    !matches!(class, TitleClass::Role)
}
