//! Posts: a title with the body in front of it.

use super::boundary::is_edge_mark;
use super::lexicon::Lexicon;
use super::{Mention, MentionKind, TitleClass, has_at};

/// What follows a title when it is part of another word: 主任会议, 书记办公会, 市长热线.
const NOT_AFTER: &[&str] = &[
    "小组",
    "台",
    "干部",
    "公司",
    "一职",
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
        if NOT_AFTER.iter().any(|w| has_at(text, end, w))
            || bodies.iter().any(|b| b.0 < end && end < b.1 && !is_titled_name(text, head, end, *b))
            || is_long(text, head, end, bodies)
            || is_name_and_verb(lexicon, text, end, class)
        {
            continue;
        }
        let floor = out.last().map_or(0, |m| m.end);
        // 某控股集团｜董事长: the longest title, 集团董事长, begins inside the company's name.
        let head = bodies.iter().find(|b| b.0 < head && head < b.1 && b.1 < end && has_at(text, head, "集团")).map_or(head, |b| b.1);
        let start = prefix_start(text, head, floor, bodies);
        let start = out.last().and_then(|m| stacked_body(text, m.end, start)).unwrap_or(start);
        let start = past_holding(text, start, head);
        out.push(Mention { start, end, kind: MentionKind::Post { head, class }, reason: "a title with the body before it" });
    }
    out
}

/// 历任｜乡党委书记: words of holding are no part of a post, even where a place might begin with them.
fn past_holding(text: &[char], start: usize, head: usize) -> usize {
    let told = HOLDING.iter().find(|w| has_at(text, start, w)).map_or(start, |w| start + w.chars().count());
    if told < head { told } else { start }
}

/// Words of holding in front of a post.
const HOLDING: &[&str] = &["历任", "曾任", "时任", "现任", "原任", "担任"];

/// 高新区长安…: what seems 区长 is the end of a zone and the beginning of 长安, 长江, 长期.
fn is_long(text: &[char], head: usize, end: usize, bodies: &[(usize, usize)]) -> bool {
    let zone = bodies.iter().any(|b| b.0 < head && b.1 == end - 1);
    zone && has_at(text, head, "区长") && text.get(end).is_some_and(|c| "安春江沙城期三治".contains(*c))
}

/// 代州长沙某某: of 长沙 the first character belongs to the title.
fn is_titled_name(text: &[char], head: usize, end: usize, place: (usize, usize)) -> bool {
    place.0 + 1 == end && place.1 == end + 1 && text[end - 1] == '长' && end - head >= 3
}

/// 包建业主持, 机电工程: what seems 业主 or 电工 is the end of a name and the beginning of a verb, or part of a word.
fn is_name_and_verb(lexicon: &Lexicon, text: &[char], end: usize, class: TitleClass) -> bool {
    class == TitleClass::Role
        && (lexicon.name_right.longest_at(text, end - 1) >= 2 || text[end - 1] == '工' && text.get(end) == Some(&'程'))
}

/// Bodies whose end runs into a title (某局党|组成员, 某集团董事|局主席) are cut where the title begins; what is left is
/// kept where it is a body by itself. The rest goes to the title, as ranges that it takes in.
pub fn part_bodies(lexicon: &Lexicon, text: &[char], joined: &str, bodies: &mut Vec<Mention>) -> Vec<(usize, usize)> {
    let offsets = char_offsets(joined);
    let mut taken = Vec::new();
    for (from, to, _) in lexicon.titles.find(joined) {
        let (head, end) = (offsets[from], offsets[to]);
        let Some(at) = bodies.iter().position(|b| b.start < head && head < b.end && b.end < end) else { continue };
        // 某港务集团｜董事长: 集团 closes the company's name, however long the title in the table.
        if has_at(text, head, "集团") && bodies[at].end == head + 2 {
            continue;
        }
        let company = lexicon.company_full.longest_before(text, head) > 0;
        let body = lexicon.body_suffix.longest_before(text, head) > 0
            || lexicon.body_fixed.iter().any(|f| super::ends_with(text, head, f) && head - f.chars().count() >= bodies[at].start);
        if company || body {
            bodies[at].end = head;
            bodies[at].kind = if company && !body { MentionKind::Company } else { bodies[at].kind.clone() };
        } else {
            let whole = bodies.remove(at);
            taken.push((past_holding(text, whole.start, head), head));
        }
    }
    taken
}

/// Longest body in front of a stacked title, in characters.
const MAX_STACKED_BODY: usize = 24;

/// 市委常委、重点项目推进领导小组副组长: what stands between a post's 、 and the next title is the body of that title.
fn stacked_body(text: &[char], before: usize, title: usize) -> Option<usize> {
    let begin = before + 1;
    if text.get(before) != Some(&'、') || begin >= title || title - begin > MAX_STACKED_BODY {
        return None;
    }
    let between = &text[begin..title];
    let closes = between.last().is_some_and(|c| "组会庭院室团处办局委部心司站所校厅科队团".contains(*c));
    (closes && between.iter().all(|c| super::is_han(*c))).then_some(begin)
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
