//! Lists of honours in notices: a heading that names the honour, then the names that it goes to.

use super::apply::quote;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, RankInfo};
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, Fact, Object, Predicate, Qualifiers};
use regex::Regex;
use std::sync::LazyLock;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)(?P<title>[^，。；：（）]{2,24}?)(?:（(?P<note>[^）]*[0-9一二三四五六七八九十]+(?:个|名|家|项|户)?[^）]*|[^）]*(?:不分先后|排序|得分|名次)[^）]*)）|[0-9一二三四五六七八九十]+(?:个|名|家|项)|：)?：?$").expect("the pattern is fixed")
});

/// Closing words of honours.
const HONOURS: &[&str] = &[
    "单位",
    "个人",
    "集体",
    "奖",
    "企业",
    "项目",
    "县市区",
    "开发区",
    "县（市、区）",
    "工作者",
    "标兵",
    "能手",
    "乡镇",
    "街道",
    "园区",
    "模范",
    "家庭",
    "村",
    "社区",
    "团队",
    "称号",
    "县区",
    "部门",
    "区县",
    "银行",
    "企业家",
    "十强",
    "百强",
    "二十强",
    "五十强",
];

/// Honours by their closing word, where a list of honours is already open: 五、“金扫帚”服务单位.
const SURE: &[&str] = &["单位", "个人", "集体", "标兵", "能手", "模范", "家庭", "企业家", "称号"];

/// Words that show that an article gives honours.
const OCCASIONS: &[&str] = &["表彰", "评先", "先进", "通报表扬", "授予", "获奖", "评优", "名单", "表扬"];

/// An open list of honours.
struct List {
    title: String,
    /// Its heading neither counts nor says that it is an honour.
    bare: bool,
    ordered: bool,
    ranked: bool,
    position: i32,
}

/// Reads honours and, where a list says that it is in order, ranks.
pub fn find(given: &[char], blocks: &[ReadBlock], assessment: Option<EntityId>, out: &mut Vec<Fact>) {
    let all: String = blocks.iter().take(8).map(|b| b.joined.as_str()).collect();
    if !OCCASIONS.iter().any(|w| all.contains(w)) {
        return;
    }
    let (mut open, mut series): (Option<List>, bool) = (None, false);
    for block in blocks.iter().filter(|b| b.is_prose()) {
        let text = block.joined.as_str();
        if let Some((title, from)) = inline(text) {
            let mut list = List { title, bare: false, ordered: false, ranked: false, position: 0 };
            members(given, block, from, &mut list, None, out);
            continue;
        }
        if let Some(captures) = HEADING.captures(text) {
            let title = captures["title"].to_string();
            let note = captures.name("note").map_or("", |n| n.as_str());
            let sure = !note.is_empty() || title.contains("先进") || title.ends_with('奖') || title.contains("优秀");
            let next = series && SURE.iter().any(|w| title.ends_with(w));
            let named = HONOURS.iter().any(|w| title.ends_with(w)) && (sure || next);
            series |= named;
            let ordered = (note.contains("得分") || note.contains("排序") || note.contains("名次")) && !note.contains("不分先后");
            let places = ["县市区", "开发区", "县（市、区）", "县区", "区县", "乡镇", "园区"].iter().any(|w| title.ends_with(w));
            open = named.then_some(List { title, bare: !sure, ordered, ranked: places, position: 0 });
            continue;
        }
        // A list under a bare heading ends where sentences begin.
        if open.as_ref().is_some_and(|l| l.bare)
            && text.ends_with('。')
            && text.contains('，')
            && !text.starts_with(|c: char| c.is_ascii_digit())
        {
            open = None;
        }
        if let Some(list) = &mut open {
            members(given, block, 0, list, assessment, out);
        }
    }
}

static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?(?P<title>[^，。；：（）]{2,24}?)（[^）]*[0-9一二三四五六七八九十]+(?:个|名|家|项|户)[^）]*）：").expect("the pattern is fixed")
});

/// 2024年度先进乡镇（3个，排名不分先后）：甲镇、乙镇: the honour, and where the names begin.
fn inline(text: &str) -> Option<(String, usize)> {
    let captures = INLINE.captures(text)?;
    let title = &captures["title"];
    let honour =
        HONOURS.iter().any(|w| title.ends_with(w)) && (["先进", "优秀", "模范"].iter().any(|w| title.contains(w)) || title.ends_with('奖'));
    honour.then(|| (title.to_string(), captures[0].chars().count()))
}

static WINNERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<title>[^，。；：（）《》]{2,30}?(?:奖|称号|工作者|标兵|能手|模范|先进个人|先进集体|先进单位))(?:获奖者?|获得者|受表彰|授予)?(?:人员|个人|单位|项目|企业|集体|对象)?名单")
        .expect("the pattern is fixed")
});

/// Tables of winners: a heading that names the prize and a column of persons, companies or bodies.
pub fn table(given: &[char], blocks: &[ReadBlock], out: &mut Vec<Fact>) {
    let (mut title, mut column) = (None, None);
    for block in blocks {
        let text = block.joined.as_str();
        if block.kind != BlockKind::TableRow {
            column = None;
            if !text.contains("名单") {
                title = title.filter(|_| block.kind == BlockKind::Furniture);
                continue;
            }
            let wished = ["拟", "候选", "推荐", "公示", "提名", "建议", "入围"].iter().any(|w| text.contains(w));
            let found = WINNERS.captures(text).filter(|_| !wished).map(|c| c["title"].trim_start_matches("附件").to_string());
            title = found.or(title.filter(|_| block.kind == BlockKind::Furniture));
            continue;
        }
        let Some(title) = &title else { continue };
        let cell = |i: usize| block.cells.get(i).map(|&(a, b)| block.text.slice(a, b)).unwrap_or_default();
        let label =
            |i: &usize| matches!(cell(*i).as_str(), "姓名" | "单位" | "企业名称" | "单位名称" | "项目名称" | "获奖单位" | "集体名称");
        if let Some(i) = (0..block.cells.len()).find(label) {
            column = Some(i);
        } else if let Some(&(a, b)) = column.and_then(|i: usize| block.cells.get(i)) {
            let whole = block.mentions.iter().position(|m| m.start == a && m.end == b).and_then(|m| block.entity_of[m]);
            let Some(subject) = whole else { continue };
            out.push(Fact {
                subject,
                predicate: Predicate::Awarded,
                object: Object::Text(title.clone()),
                qualifiers: Qualifiers::default(),
                evidence: quote(given, block.text.given(a, b)),
                rule: "awarded.table-row".into(),
                confidence: 0.9,
            });
        }
    }
}

/// The names that a block of the list begins with: 丛笑（…）; A、B; 1.某市 97分.
fn members(given: &[char], block: &ReadBlock, from: usize, list: &mut List, assessment: Option<EntityId>, out: &mut Vec<Fact>) {
    let chars = &block.text.chars;
    let mut at = from;
    for (i, mention) in block.mentions.iter().enumerate().filter(|(_, m)| m.start >= from) {
        let gap: String = chars[at.min(mention.start)..mention.start].iter().collect();
        let begins = at == from && mention.start <= from + if from == 0 { 5 } else { 0 };
        let follows = at > from && matches!(gap.as_str(), "、" | "，" | "；") || at > from && gap.ends_with('、') && gap.starts_with('（');
        let is_member = matches!(
            mention.kind,
            MentionKind::Person | MentionKind::Place(_) | MentionKind::Organization | MentionKind::Company | MentionKind::Project
        );
        // 区税务局第一税务所: a body inside a longer name.
        let inside = matches!(mention.kind, MentionKind::Organization | MentionKind::Place(_))
            && chars.get(mention.end).is_some_and(|c| matches!(c, '第' | '所' | '校' | '分'));
        if !is_member || inside || !(begins || follows) {
            continue;
        }
        let Some(id) = block.entity_of[i] else { continue };
        let end = past_bracket(chars, mention.end);
        push(given, block, list, id, (mention.start, end), assessment, out);
        at = end;
    }
}

fn past_bracket(chars: &[char], end: usize) -> usize {
    if chars.get(end) != Some(&'（') {
        return end;
    }
    (end..chars.len().min(end + 60)).find(|&i| chars[i] == '）').map_or(end, |i| i + 1)
}

fn push(
    given: &[char],
    block: &ReadBlock,
    list: &mut List,
    id: EntityId,
    range: (usize, usize),
    assessment: Option<EntityId>,
    out: &mut Vec<Fact>,
) {
    list.position += 1;
    let evidence = quote(given, block.text.given(range.0, range.1));
    let fact = |predicate, object, qualifiers, rule: &str| Fact {
        subject: id,
        predicate,
        object,
        qualifiers,
        evidence: evidence.clone(),
        rule: rule.into(),
        confidence: 0.93,
    };
    out.push(fact(Predicate::Awarded, Object::Text(list.title.clone()), Qualifiers::default(), "awarded.list-under-heading"));
    let Some(assessment) = assessment else { return };
    let near = |m: &&crate::extract::recognise::Mention| m.start >= range.0 && m.start <= range.1 + 6;
    let score = block.mentions.iter().filter(near).find_map(|m| if let MentionKind::Score(s) = &m.kind { Some(s.clone()) } else { None });
    let risen = block.text.slice(range.0, range.1);
    let own = ["升至", "上升至", "跃升至", "前移至"].iter().any(|w| risen.contains(w)).then(|| {
        block
            .mentions
            .iter()
            .filter(|m| m.start > range.0 && m.end <= range.1)
            .filter_map(|m| if let MentionKind::Rank(RankInfo::At(n)) = m.kind { Some(n) } else { None })
            .next_back()
    });
    let rank = own.flatten().or((list.ordered && list.ranked).then_some(list.position));
    if let Some(rank) = rank {
        let qualifiers = Qualifiers { rank: Some(rank), score, ..Qualifiers::default() };
        out.push(fact(Predicate::Ranked, Object::Entity(assessment), qualifiers, "ranked.list-under-heading"));
    }
}
