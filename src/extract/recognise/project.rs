//! Projects: a head word (项目, 工程, 产业园 …) and the stretch before it; lists that are called projects as a whole.

use super::boundary::{EdgeKind, Walker};
use super::{Mention, MentionKind, has_at, is_han, project_list, works};

/// What may follow a head word when it still closes a name.
fn closes(walker: &Walker, end: usize) -> bool {
    let text = walker.text;
    let next = text.get(end).copied().unwrap_or('。');
    // 接线长18公里: how long it is.
    if next == '长' && text.get(end + 1).is_some_and(|c| c.is_ascii_digit() || *c == '约') {
        return true;
    }
    if ["经理", "总工", "负责人员", "部", "组", "区", "库", "制", "化", "师", "长", "量", "款", "书", "法", "局", "学", "院", "队", "类"]
        .iter()
        .any(|w| has_at(text, end, w))
        && is_han(next)
    {
        return has_at(text, end, "区") && !has_at(text, end, "区域") && walker.words.is_boundary(end);
    }
    for longer in [
        "有限公司",
        "股份",
        "集团",
        "公司",
        "管委会",
        "管理委员会",
        "党工委",
        "工程",
        "项目",
        "大学",
        "医院",
        "建设项目",
        "产业化",
        "建设工程",
    ] {
        if has_at(text, end, longer) {
            return false;
        }
    }
    true
}

/// Names that close with 项目 or 工程, with a phase in brackets, and bare heads such as 产业园.
pub fn find(walker: &Walker, parks: &[(usize, usize)]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut end = walker.text.len();
    while end > 3 {
        let full = walker.lexicon.project_heads.longest_before(walker.text, end);
        let bare = walker.lexicon.project_bare.longest_before(walker.text, end);
        let length = full.max(bare);
        if length == 0 || !closes(walker, end) {
            end -= 1;
            continue;
        }
        let honour =
            |s: usize| ["命名为", "评为", "认定为", "确认为", "获评", "荣获", "授予"].iter().any(|w| super::ends_with(walker.text, s, w));
        let found = named(walker, end, length).filter(|&s| !honour(s)).filter(|&s| full > 0 || bare_is_project(walker, s, end, parks));
        match found {
            Some(start) => {
                let stop = with_phase(walker.text, end);
                out.push(Mention { start, end: stop, kind: MentionKind::Project, reason: "a name that closes with a project's head" });
                end = start.max(3);
            }
            None => end -= 1,
        }
    }
    out.extend(works::find(walker, &out));
    out.extend(project_list::listed(walker, &out));
    out.extend(project_list::beside(walker, &out));
    out.sort_by_key(|m| (m.start, m.end));
    out
}

/// （一期）, 二期 after the head belongs to the name.
pub fn with_phase(text: &[char], end: usize) -> usize {
    for phase in [
        "（一期）",
        "（二期）",
        "（三期）",
        "（四期）",
        "（一期、二期）",
        "一期工程",
        "二期工程",
        "三期工程",
        "一期",
        "二期",
        "三期",
        "四期",
        "（首期）",
        "（扩建）",
    ] {
        if has_at(text, end, phase) {
            return end + phase.chars().count();
        }
    }
    end
}

fn named(walker: &Walker, end: usize, length: usize) -> Option<usize> {
    let head = end - length;
    let edge = walker.left_edge(head, EdgeKind::Project);
    let start = trim(walker, edge, head);
    let start = from_district(walker, from_there(walker, start, end));
    let phase = walker.text[end - 1] == '期';
    let sure = walker.begins.get(start).copied().unwrap_or(false) || has_unknown(walker, start, head) || walker.text[start] == '“';
    if phase && !sure {
        return None;
    }
    let honour = start > 0
        && matches!(walker.text[start - 1], '“')
        && walker.text.get(end) == Some(&'”')
        && ["评为", "评", "授予", "列为", "获", "称号", "入选", "定为"].iter().any(|w| super::ends_with(walker.text, start - 1, w));
    let in_quote =
        start > 0 && walker.text[start - 1] == '“' && walker.text.get(end) != Some(&'”') && !walker.text[start..end].contains(&'”');
    let cut = in_quote || head > start && matches!(walker.text[head - 1], '和' | '与' | '及' | '、');
    // 某某铁路控制性工程: which part of the work is meant, not its name.
    let part = ["控制性", "关键性", "标志性", "关键节点"].iter().any(|w| super::ends_with(walker.text, head, w));
    // 城中村改造项目1790个: many, and none by name.
    let digits = walker.text[end..].iter().take_while(|c| c.is_ascii_digit()).count();
    let many = digits > 0 && walker.text.get(end + digits).is_some_and(|c| "个条座项处家余多".contains(*c));
    let longer = head - start > 4 && (start + 1..head - 1).any(|i| has_at(walker.text, i, "项目"));
    (head > start && !longer && !honour && !cut && !part && !many && !is_generic(walker, start, head)).then_some(start)
}

/// 宜昌至五峰公路: a way begins with the place that stands before 至.
fn from_there(walker: &Walker, start: usize, end: usize) -> usize {
    let text = walker.text;
    let and = if text.get(start) == Some(&'至') { start } else { start.wrapping_sub(1) };
    // 某港区6号至10号码头工程
    let digits = text[..and.min(text.len())].iter().rev().skip(1).take_while(|c| c.is_ascii_digit()).count();
    if text.get(and) == Some(&'至') && and > digits && text[and - 1] == '号' && digits > 0 {
        let from = and - 1 - digits;
        return (from.saturating_sub(8)..from).find(|&at| walker.begins[at] && !walker.blocked[at]).unwrap_or(from);
    }
    // 某县招贤至球川公路: a place that no table has, right behind its county.
    let is = |cells: &[bool], at: usize| cells.get(at).copied().unwrap_or(false);
    let way = text[start..end].iter().any(|c| "路线道".contains(*c));
    let verb =
        (4..text.len()).contains(&and) && matches!(walker.words.class(and - 2), b'v' | b'd' | b'p') && walker.words.after(and - 2) == and;
    if text.get(and) == Some(&'至')
        && way
        && !verb
        && and >= 4
        && is(walker.after_place, and - 2)
        && text[and - 2..and].iter().all(|c| is_han(*c))
    {
        let county = (and.saturating_sub(8)..and - 2).find(|&at| is(walker.begins, at) && !walker.blocked[at]);
        return county.unwrap_or(and - 2);
    }
    if text.get(and) != Some(&'至') || !walker.after_place.get(and).copied().unwrap_or(false) {
        return start;
    }
    walker.words.before(and)
}

/// 沾益|区年产…项目: a district that no table has lends the name its last character.
fn from_district(walker: &Walker, start: usize) -> usize {
    let text = walker.text;
    let unit = matches!(text.get(start), Some('区' | '县' | '旗')) && walker.words.after(start) == start + 1;
    let edge = |at: usize| at == 0 || super::boundary::is_edge_mark(text[at - 1]);
    let fits = |n: &usize| start >= *n && edge(start - n) && text[start - n..start].iter().all(|c| is_han(*c));
    (2..=3).find(fits).filter(|n| unit && !walker.blocked[start - n]).map_or(start, |n| start - n)
}

/// Drops what is said about a project in front of its name.
pub fn trim(walker: &Walker, mut start: usize, head: usize) -> usize {
    let text = walker.text;
    loop {
        let before = start;
        for word in [
            "全市",
            "全省",
            "全县",
            "全区",
            "我市",
            "我县",
            "我区",
            "我省",
            "省重点",
            "市重点",
            "区重点",
            "县重点",
            "省级重点",
            "市级重点",
            "重点项目",
            "重点工程",
            "重大项目",
            "标志性工程",
            "民生工程",
            "一号工程",
            "等",
            "和",
            "及",
            "与",
            "暨",
            "以及",
            "大",
            "总部项目",
            "其",
            "新建的",
            "建设的",
            "合作建设",
            "共同建设",
            "投资建设",
            "建设",
            "推进",
        ] {
            let length = word.chars().count();
            let alone = length > 1 || !walker.words.is_boundary(start) || walker.words.after(start) == start + 1;
            if has_at(text, start, word) && start + length < head && alone {
                start += length;
            }
        }
        if let Some(verb_end) = built_there(walker, start, head).or_else(|| built_in(walker, start, head)) {
            start = verb_end;
        }
        while start < head && matches!(text[start], '）' | '”' | '·' | ',' | '.' | '，') {
            start += 1;
        }
        if start == before {
            return start;
        }
    }
}

/// 在X镇建设Y项目: place and verb are said about the project; the end of the verb.
fn built_there(walker: &Walker, start: usize, head: usize) -> Option<usize> {
    const BUILDING: [&str; 9] = ["建设", "新建", "兴建", "投建", "打造", "布局", "落地", "投资建设", "规划建设"];
    (start + 1..head).filter(|&at| walker.after_place[at]).find_map(|at| {
        let verb = BUILDING.iter().filter(|v| has_at(walker.text, at, v)).map(|v| at + v.chars().count()).max()?;
        (walker.words.is_boundary(verb) && verb + 4 <= head).then_some(verb)
    })
}

/// 在城川河谷建设Y项目: behind 在 the name begins after the verb of building, whatever stands between.
fn built_in(walker: &Walker, start: usize, head: usize) -> Option<usize> {
    if start == 0 || !matches!(walker.text[start - 1], '在' | '于') {
        return None;
    }
    (start + 2..head.saturating_sub(2)).find_map(|at| {
        let verb = ["建设", "新建", "兴建", "投建", "打造"].iter().find(|v| has_at(walker.text, at, v))?;
        let end = at + verb.chars().count();
        (walker.words.is_boundary(at) && end + 3 <= head).then_some(end)
    })
}

/// Whether every word of the stretch says only what kind of project it is.
pub fn is_generic(walker: &Walker, start: usize, head: usize) -> bool {
    if head - start < 2 {
        return true;
    }
    let core: String = walker.text[start..head].iter().collect();
    if walker.lexicon.project_generic.contains(&core) {
        return true;
    }
    if ["所有", "一批", "各条", "多地", "各地"].iter().any(|w| core.contains(w)) || core.contains('近') && core.contains('成') {
        return true;
    }
    // 海拔最高的风电场, 首条高速公路: what it is the first or the greatest of, not what it is called.
    let praised = ["最高", "最大", "最长", "最深", "最快", "最先进", "规模最", "首条", "首个", "首座", "第一条", "第一座"];
    if praised.iter().any(|w| core.contains(w)) && !core.contains('”') {
        return true;
    }
    let kinds = ["重点", "重大", "招商引资", "意向", "在建", "签约", "会场", "民生", "开工", "技改", "拉练", "观摩"];
    if kinds.iter().any(|k| super::ends_with(walker.text, head, k)) && !walker.text[start..head].contains(&'”') {
        return true;
    }
    let quoted = walker.text[start] == '“';
    let mut at = start;
    let mut own = 0;
    while at < head {
        let next = walker.words.after(at).min(head);
        let word: String = walker.text[at..next].iter().collect();
        let digits = word.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百千万亿两双多余.个批大“”‘’".contains(c));
        if !digits && !walker.lexicon.project_generic.contains(&word) {
            own += next - at;
        }
        at = next;
    }
    let telling = walker.lexicon.project_heads.longest_at(walker.text, head) >= 4;
    own < if quoted { 1 } else { 3 } && !(own == 2 && (telling || has_unknown(walker, start, head)))
        || (start..head).any(|at| walker.words.is_boundary(at) && counts(walker, at))
}

/// 九个茶旅, 多条公路: a count in front tells that no single one is meant.
fn counts(walker: &Walker, start: usize) -> bool {
    let text = walker.text;
    let digits = text[start..].iter().take_while(|c| "0123456789一二三四五六七八九十百两多数几余".contains(**c)).count();
    digits > 0
        && walker.words.is_boundary(start + digits + 1)
        && matches!(text.get(start + digits), Some('个' | '条' | '批' | '座' | '大' | '类' | '项' | '家' | '处'))
        && text.get(start + digits + 1) != Some(&'一')
}

/// A stretch that the dictionary does not know as words is a name (云帆, 锰川).
pub fn has_unknown(walker: &Walker, start: usize, head: usize) -> bool {
    (start..head.saturating_sub(1)).any(|i| {
        walker.words.is_boundary(i)
            && walker.words.is_boundary(i + 1)
            && walker.words.is_boundary(i + 2)
            && is_han(walker.text[i])
            && is_han(walker.text[i + 1])
    })
}

/// A bare head makes a project where the name is long enough, or is not just a place to visit.
fn bare_is_project(walker: &Walker, start: usize, end: usize, parks: &[(usize, usize)]) -> bool {
    let is_park = parks.iter().any(|p| p.1 == end && p.0 <= start + 1);
    let length = end - start;
    let followed = ["（一期）", "（二期）", "项目", "二期", "一期"].iter().any(|w| has_at(walker.text, end, w));
    let quoted = start > 0 && walker.text[start - 1] == '“' && walker.text.get(end) == Some(&'”');
    let aim = ["打造", "建成", "成为", "形成", "建设", "争创", "作为", "一个", "个", "全国", "国家级", "省级"]
        .iter()
        .any(|w| super::ends_with(walker.text, start, w));
    // 主要建设定制家具生产线及物流中心: what a project consists of.
    let clause: String = walker.text[start.saturating_sub(20)..start].iter().collect();
    let clause = clause.rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
    let part = ["主要建设", "主要包括", "主要生产", "建设内容"].iter().any(|w| clause.contains(w));
    // 将在某产业园投资5亿元，建设…: where something is built.
    let site = super::ends_with(walker.text, start, "在") && has_at(walker.text, end, "投资");
    if quoted || aim || part || site || walker.text[start] == '某' || walker.text[start].is_ascii_digit() {
        return false;
    }
    let told: String = walker.text[start..end].iter().collect();
    let behind_first: String = walker.text[start..end].iter().skip(1).collect();
    if ["建设", "新建", "建有", "打造"].iter().any(|w| behind_first.contains(w)) && !told.ends_with("建设基地") {
        return false;
    }
    let noun_goes_on = end < walker.text.len() && is_han(walker.text[end]) && !walker.words.is_boundary(end);
    !noun_goes_on && (followed || length >= 6 && !is_park)
}
