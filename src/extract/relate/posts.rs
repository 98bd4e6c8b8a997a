//! Who holds which post: stacked titles in front of a name, a post in brackets after it, a title behind it.

use super::apply::{quote, written_range};
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{Mention, MentionKind, TitleClass, ends_with, has_at};
use crate::extract::refer::Table;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Qualifiers};

/// Posts of journalists and other makers of the page are none of the article's facts.
const MAKERS: &[&str] = &[
    "记者",
    "本报记者",
    "首席记者",
    "特约记者",
    "见习记者",
    "实习记者",
    "全媒体记者",
    "融媒体记者",
    "通讯员",
    "特约通讯员",
    "摄影",
    "编辑",
    "责任编辑",
    "审核",
    "校对",
    "值班编辑",
    "监制",
    "编审",
    "摄影记者",
    "值班总监",
    "主持人",
    "讲解员",
];

/// Words in front of a post that say it is past.
const FORMER: &[&str] = &["原", "前", "曾任", "历任", "时任", "原任", "卸任", "前任", "上任", "首任", "先后任", "先后担任", "已退休的"];

/// Words in front of a post that say it is not yet held.
const NOT_YET: &[&str] =
    &["拟任", "拟提名", "提名", "拟", "候任", "当选", "任命", "免去", "辞去", "不再担任", "担任", "出任", "聘为", "聘任"];

/// The rule of posts told one by one.
const DISTRIBUTED: &str = "post.one-by-one";

/// Reads posts of a block.
pub fn find(given: &[char], block: &ReadBlock, table: &Table, company: Option<EntityId>, out: &mut Vec<Fact>) {
    for (i, mention) in block.mentions.iter().enumerate() {
        let (MentionKind::Person, Some(person)) = (&mention.kind, block.entity_of[i]) else { continue };
        for post in shared(block, i) {
            emit(given, block, table, company, person, mention, post, false, "post.title-of-a-list", out);
        }
        let gone = is_mourned(block, mention);
        let mut past = gone;
        for post in stacked(block, i) {
            // 原县委书记、县长张三: what is past is past for the posts behind it, up to 现任.
            past = gone || is_past(block, post) || past && !now_before(block, post) && !starts_anew(block, post);
            emit(given, block, table, company, person, mention, post, past, "post.title-before-name", out);
        }
        if let Some(post) = distributed(block, i) {
            emit(given, block, table, company, person, mention, post, false, DISTRIBUTED, out);
        }
        for post in bracketed(block, mention).into_iter().chain(behind(block, i)) {
            emit(given, block, table, company, person, mention, post, false, "post.after-name", out);
        }
    }
}

/// 张三同志的遗体, 李四同志因病逝世: the posts of the dead are past.
fn is_mourned(block: &ReadBlock, person: &Mention) -> bool {
    const MAX_CLAUSE: usize = 24;
    let behind = &block.text.chars[person.end..block.text.len().min(person.end + MAX_CLAUSE)];
    let behind: String = behind.iter().take_while(|c| !"，。；：".contains(**c)).collect();
    ["遗体", "逝世", "去世", "病逝"].iter().any(|w| behind.contains(w)) && behind.starts_with(['同', '的', '因', '逝', '遗', '病', '去'])
}

/// 甲、乙分别担任组长、副组长: the posts that fall to the person, one by one.
fn distributed(block: &ReadBlock, person: usize) -> Option<usize> {
    let chars = &block.text.chars;
    let run_on = |a: usize, b: usize| matches!(chars[block.mentions[a].end..block.mentions[b].start], ['、' | '和']);
    let is_person = |i: usize| block.mentions[i].kind == MentionKind::Person;
    let mut first = person;
    while first > 0 && is_person(first - 1) && run_on(first - 1, first) {
        first -= 1;
    }
    let mut last = person;
    while last + 1 < block.mentions.len() && is_person(last + 1) && run_on(last, last + 1) {
        last += 1;
    }
    let post = last + 1;
    let begin = block.mentions.get(post).filter(|m| is_post(m))?.start;
    let between: String = chars[block.mentions[last].end..begin].iter().collect();
    if first == last || !matches!(between.as_str(), "分别担任" | "分别任" | "分别出任" | "分别兼任") {
        return None;
    }
    let count = 1 + (post..block.mentions.len() - 1).take_while(|&i| is_post(&block.mentions[i + 1]) && run_on(i, i + 1)).count();
    (count == last - first + 1).then_some(post + person - first)
}

/// What joins the posts of a chain.
const LINKS: &[&str] = &["、", "，", "、现", "，现", "、现任", "，现任", "兼", "和", "、兼", "，兼", "兼任", "：", ":"];

/// Indices of the post mentions that stand in a chain before a name: 市委副书记、市长田一禾.
fn stacked(block: &ReadBlock, person: usize) -> Vec<usize> {
    let chars = &block.text.chars;
    let mut out = Vec::new();
    let mut at = block.mentions[person].start;
    let mut next = person;
    if let Some((open, posts)) = bracket_before(block, at) {
        at = open;
        next = block.mentions.partition_point(|m| m.start < open);
        out = posts;
        out.reverse();
    }
    while next > 0 {
        next -= 1;
        let post = &block.mentions[next];
        let gap: String = chars[post.end..at].iter().collect();
        let joined = match &post.kind {
            MentionKind::Post { .. } => gap.is_empty() || (!out.is_empty() || gap == "：") && LINKS.contains(&gap.as_str()),
            MentionKind::Place(_) | MentionKind::Organization | MentionKind::Company if out.is_empty() => break,
            _ => false,
        };
        if !joined {
            break;
        }
        // 聘请甲为名誉院长，某校副校长乙…: the post before the comma is somebody else's.
        if gap.starts_with('，') && is_given_to_another(block, post.start) {
            break;
        }
        if let MentionKind::Post { class: TitleClass::Group, .. } = post.kind {
            out.push(next);
            break;
        }
        out.push(next);
        at = post.start;
    }
    out.reverse();
    out
}

/// Whether the clause before a post says whose it is: 聘请甲为名誉院长, 乙任县长.
fn is_given_to_another(block: &ReadBlock, post: usize) -> bool {
    let chars = &block.text.chars;
    let begin = (0..post).rev().find(|&i| "，。；：".contains(chars[i])).map_or(0, |i| i + 1);
    let named = block.mentions.iter().any(|m| m.kind == MentionKind::Person && begin <= m.start && m.end <= post);
    named || ["为", "任", "当选", "是"].iter().any(|w| ends_with(chars, post, w))
}

/// 总经理（兼任某公司董事长）张三: the bracket right before `at` that holds posts: where it opens, its posts, and whether
/// they are held beside the others.
fn bracket_before(block: &ReadBlock, at: usize) -> Option<(usize, Vec<usize>)> {
    const MAX_BRACKET: usize = 50;
    let chars = &block.text.chars;
    let close = at.checked_sub(1).filter(|&i| chars[i] == '）')?;
    let open = (close.saturating_sub(MAX_BRACKET)..close).rev().find(|&i| chars[i] == '（')?;
    let inside = |m: &Mention| is_post(m) && m.start > open && m.end <= close;
    let posts = (0..block.mentions.len()).filter(|&i| inside(&block.mentions[i])).collect::<Vec<_>>();
    let also = ["兼", "现任", "同时"].iter().any(|w| has_at(chars, open + 1, w));
    (!posts.is_empty()).then(|| (open, if also { posts } else { Vec::new() }))
}

/// 现任 in front of a post.
fn now_before(block: &ReadBlock, post: usize) -> bool {
    let start = block.mentions[post].start;
    ["现任", "现", "现为"].iter().any(|w| ends_with(&block.text.chars, start, w))
}

/// Whether a post of a chain begins behind a comma: 原某局局长，某协会会长张三 leads the club today.
fn starts_anew(block: &ReadBlock, post: usize) -> bool {
    let MentionKind::Post { head, .. } = block.mentions[post].kind else { return false };
    let start = block.mentions[post].start;
    head > start && ends_with(&block.text.chars, start, "，")
}

/// 副市长张三、李四、王五: each name of a plain list has the title before the first, where several can hold it.
fn shared(block: &ReadBlock, person: usize) -> Vec<usize> {
    let mut first = person;
    while first > 0 {
        let (before, here) = (&block.mentions[first - 1], &block.mentions[first]);
        let gap = &block.text.chars[before.end..here.start];
        if before.kind != MentionKind::Person || !matches!(gap, ['、' | '和']) {
            break;
        }
        first -= 1;
    }
    if first == person {
        return Vec::new();
    }
    let of_many = |post: &usize| {
        let MentionKind::Post { head, class } = block.mentions[*post].kind else { return false };
        let title = block.text.slice(head, block.mentions[*post].end);
        class == TitleClass::State
            && (title.starts_with('副') || title.ends_with("委员") || title.ends_with("常委") || title.ends_with("成员"))
    };
    let posts = stacked(block, first);
    if posts.len() == 1 { posts.into_iter().filter(of_many).collect() } else { Vec::new() }
}

/// 丛笑（市投资促进局三级调研员）.
fn bracketed(block: &ReadBlock, person: &Mention) -> Vec<usize> {
    let chars = &block.text.chars;
    if chars.get(person.end) != Some(&'（') {
        return Vec::new();
    }
    let mut depth = 0;
    let closes = |&i: &usize| {
        depth += i32::from(chars[i] == '（') - i32::from(chars[i] == '）');
        depth == 0
    };
    let close = (person.end..chars.len().min(person.end + 50)).find(closes).unwrap_or(person.end);
    (0..block.mentions.len())
        .filter(|&i| is_post(&block.mentions[i]) && block.mentions[i].start > person.end && block.mentions[i].end <= close)
        .collect()
}

/// 高远山书记.
fn behind(block: &ReadBlock, person: usize) -> Vec<usize> {
    let end = block.mentions[person].end;
    let next = person + 1;
    let fits = block.mentions.get(next).is_some_and(|m| {
        let next_is_name = block.mentions.get(next + 1).is_some_and(|n| n.start == m.end && matches!(n.kind, MentionKind::Person));
        is_post(m) && m.start == end && !next_is_name
    });
    if fits { vec![next] } else { Vec::new() }
}

fn is_post(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Post { .. })
}

#[expect(clippy::too_many_arguments, reason = "one post of one person with all that decides about it")]
fn emit(
    given: &[char],
    block: &ReadBlock,
    table: &Table,
    company: Option<EntityId>,
    person: EntityId,
    name: &Mention,
    post: usize,
    past: bool,
    rule: &str,
    out: &mut Vec<Fact>,
) {
    let mention = &block.mentions[post];
    let MentionKind::Post { head, class } = mention.kind else { return };
    let title = block.text.slice(head, mention.end);
    let delegate = title == "政协委员" && head > mention.start;
    if matches!(class, TitleClass::Role | TitleClass::Group) && !delegate || MAKERS.contains(&title.as_str()) {
        return;
    }
    let chars = &block.text.chars;
    if rule != DISTRIBUTED && NOT_YET.iter().any(|w| ends_with(chars, mention.start, w)) {
        return;
    }
    let body = body_of(block, table, mention, head, class, company).or_else(|| body_of_run(block, table, post));
    let of_company = body.is_some_and(|b| table.get(b).kind == EntityKind::Company);
    let was = begins_with_former(block, mention, head);
    let start = if of_company { head } else { mention.start + usize::from(was) };
    let end = without_rank(chars, head, mention.end);
    let span = (mention.start.min(name.start), mention.end.max(name.end));
    out.push(Fact {
        subject: person,
        predicate: Predicate::HoldsPost,
        object: Object::Text(written_range(given, block, start, end)),
        qualifiers: Qualifiers {
            organization: body.map(|b| table.get(b).name.clone()),
            former: past || is_past(block, post),
            ..Qualifiers::default()
        },
        evidence: quote(given, block.text.given(span.0, span.1)),
        rule: rule.to_string(),
        confidence: 0.97,
    });
}

/// 原市水务局副局长; but not 原油储运公司经理.
fn begins_with_former(block: &ReadBlock, post: &Mention, head: usize) -> bool {
    let chars = &block.text.chars;
    chars[post.start] == '原' && head > post.start + 1 && block.words.after(post.start) == post.start + 1
}

/// Whether a post is past: 原 in it or before it.
fn is_past(block: &ReadBlock, post: usize) -> bool {
    let mention = &block.mentions[post];
    let MentionKind::Post { head, .. } = mention.kind else { return false };
    begins_with_former(block, mention, head)
        || FORMER.iter().any(|w| ends_with(&block.text.chars, mention.start, w))
        || ["原", "前"].iter().any(|w| ends_with(&block.text.chars, head, w))
}

fn without_rank(chars: &[char], head: usize, end: usize) -> usize {
    (head..end).find(|&i| chars[i] == '（').unwrap_or(end)
}

/// The body a post belongs to: the one inside its mention, for company posts else the company under discussion.
fn body_of(
    block: &ReadBlock,
    table: &Table,
    post: &Mention,
    head: usize,
    class: TitleClass,
    company: Option<EntityId>,
) -> Option<EntityId> {
    let limit = head.max(post.start + 1);
    let from = block.inner.partition_point(|m| m.start < post.start);
    let inner = block.inner[from..].iter().zip(&block.inner_entity_of[from..]);
    let body = inner
        .take_while(|(m, _)| m.start < limit)
        .filter(|(m, _)| m.end <= limit)
        .filter(|(m, _)| matches!(m.kind, MentionKind::Organization | MentionKind::Company))
        .max_by_key(|(m, _)| m.end)
        .and_then(|(_, id)| *id);
    let before = block.mentions.partition_point(|m| m.end < post.start);
    let beside = block.mentions.get(before).filter(|m| m.end == post.start);
    let beside = beside.filter(|m| matches!(m.kind, MentionKind::Organization | MentionKind::Company));
    let body = body.or_else(|| beside.and_then(|_| block.entity_of[before]));
    body.or_else(|| company.filter(|_| class == TitleClass::Company && starts_company(block, post, table)))
}

/// 省科技厅党组书记、厅长: of posts in a row a bare title goes on with the body of the one before it, where such a body has
/// such a head. A committee's secretary and a mayor serve two bodies.
fn body_of_run(block: &ReadBlock, table: &Table, post: usize) -> Option<EntityId> {
    let mention = &block.mentions[post];
    let MentionKind::Post { head, class } = mention.kind else { return None };
    let before = post.checked_sub(1).map(|i| &block.mentions[i])?;
    let MentionKind::Post { head: before_head, class: before_class } = before.kind else { return None };
    let chars = &block.text.chars;
    let joined = before.end + 1 == mention.start && chars[before.end] == '、' && head == mention.start;
    let body = body_of(block, table, before, before_head, before_class, None).filter(|_| joined)?;
    let (title, name) = (block.text.slice(head, mention.end), &table.get(body).name);
    let fits = match class {
        TitleClass::Company => table.get(body).kind == EntityKind::Company,
        _ if ["省委", "市委", "县委", "区委", "州委", "旗委", "盟委", "镇委", "乡委"].iter().any(|w| name.ends_with(w)) => {
            false
        }
        _ => HEADS_OF.iter().any(|(ends, titles)| name.ends_with(*ends) && titles.iter().any(|t| title.ends_with(t))),
    };
    fits.then_some(body)
}

/// What the heads of bodies are called, by the end of the body's name.
const HEADS_OF: [(&[char], &[&str]); 4] = [
    (&['厅'], &["厅长", "党组书记", "党组副书记", "党组成员", "总工程师", "巡视员", "总监"]),
    (&['局'], &["局长", "党组书记", "党组副书记", "党组成员", "党委书记", "总工程师", "巡视员", "政委"]),
    (&['院', '校', '学'], &["院长", "校长", "党委书记", "党组书记", "党组成员", "检察长"]),
    (&['委', '办', '会', '心'], &["主任", "党组书记", "党组副书记", "党组成员", "巡视员"]),
];

/// 公司总经理, 总经理 alone: the company under discussion.
fn starts_company(block: &ReadBlock, post: &Mention, _table: &Table) -> bool {
    let chars = &block.text.chars;
    has_at(chars, post.start, "公司")
        || post.start >= 2 && ends_with(chars, post.start, "公司")
        || post.start == 0
        || !crate::extract::recognise::is_han(chars[post.start - 1])
}
