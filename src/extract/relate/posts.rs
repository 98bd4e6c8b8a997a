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
const FORMER: &[&str] = &["原", "前", "前任", "曾任", "历任", "时任", "原任", "卸任", "先后任", "先后担任", "已退休的"];

/// Words in front of a post that say it is not yet held.
const NOT_YET: &[&str] =
    &["拟任", "拟提名", "提名", "拟", "候任", "当选", "任命", "免去", "辞去", "不再担任", "担任", "出任", "聘为", "聘任"];

/// Reads posts of a block.
pub fn find(given: &[char], block: &ReadBlock, table: &Table, company: Option<EntityId>, out: &mut Vec<Fact>) {
    for (i, mention) in block.mentions.iter().enumerate() {
        let (MentionKind::Person, Some(person)) = (&mention.kind, block.entity_of[i]) else { continue };
        for post in shared(block, i) {
            emit(given, block, table, company, person, mention, post, "post.title-of-a-list", out);
        }
        let posts = stacked(block, i);
        let mut former = false;
        for post in posts {
            let known = out.len();
            emit(given, block, table, company, person, mention, post, "post.title-before-name", out);
            // 原县委书记、县长张三: what is past is past for the posts behind it, up to 现任.
            former =
                !now_before(block, post) && (former && !starts_anew(block, post) || out.iter().skip(known).any(|f| f.qualifiers.former));
            out.iter_mut().skip(known).for_each(|f| f.qualifiers.former |= former);
        }
        for post in bracketed(block, mention).into_iter().chain(behind(block, i)).chain(of_several(block, i)) {
            emit(given, block, table, company, person, mention, post, "post.after-name", out);
        }
    }
}

/// Whether a post right before ） stands in a bracket that begins 兼任 or 现任.
fn in_bracket(chars: &[char], post: usize) -> bool {
    ["（兼任", "（兼", "（现任", "（同时担任"].iter().any(|w| ends_with(chars, post, w))
}

/// 时任副省长的张三, 总经理（兼任某公司董事长）张三: what may stand between the last title and the name.
fn is_held(chars: &[char], post: usize, gap: &str) -> bool {
    let bracket = gap.starts_with('（') && gap.ends_with('）');
    let before: String = chars[post.saturating_sub(50)..post].iter().collect();
    let clause = before.rsplit(['。', '；', '：']).next().unwrap_or_default();
    let held = ["曾任", "历任", "时任", "原任", "现任", "先后任", "先后担任", "担任", "任"].iter().any(|w| clause.contains(w));
    bracket || gap == "的" && held
}

/// Indices of the post mentions that stand in a chain before a name: 市委副书记、市长田一禾.
fn stacked(block: &ReadBlock, person: usize) -> Vec<usize> {
    let chars = &block.text.chars;
    let mut out = Vec::new();
    let mut at = block.mentions[person].start;
    let mut next = person;
    while next > 0 {
        next -= 1;
        let post = &block.mentions[next];
        let gap: String = chars[post.end..at].iter().collect();
        let joined = match &post.kind {
            MentionKind::Post { .. } => {
                gap.is_empty()
                    || out.is_empty() && (gap == "）" && in_bracket(chars, post.start) || is_held(chars, post.start, &gap))
                    || (!out.is_empty() || gap == "：")
                        && matches!(
                            gap.as_str(),
                            "、" | "，"
                                | "、现"
                                | "，现"
                                | "、现任"
                                | "，现任"
                                | "兼"
                                | "和"
                                | "、兼"
                                | "，兼"
                                | "兼任"
                                | ":"
                                | "（兼任"
                                | "（兼"
                                | "（现任"
                                | "（同时担任"
                        )
            }
            MentionKind::Place(_) | MentionKind::Organization | MentionKind::Company if out.is_empty() => break,
            _ => false,
        };
        let clause: String = chars[..post.start].iter().rev().take_while(|c| !"，。；：".contains(**c)).collect();
        let given = clause.chars().any(|c| c == '为' || c == '任');
        let held = FORMER.iter().chain(&["现任"]).any(|w| clause.contains(&w.chars().rev().collect::<String>()));
        // 聘请甲为名誉院长，副校长乙…: a post that somebody else is given.
        if !joined || gap == "，" && given && !held {
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

/// 张三、李四两位副县长: a title behind a list of names that counts its members.
fn of_several(block: &ReadBlock, person: usize) -> Vec<usize> {
    let chars = &block.text.chars;
    let mut last = person;
    while let (Some(a), Some(b)) = (block.mentions.get(last), block.mentions.get(last + 1)) {
        if b.kind != MentionKind::Person || !matches!(chars[a.end..b.start], ['、' | '和']) {
            break;
        }
        last += 1;
    }
    let Some(post) = block.mentions.get(last + 1).filter(|m| is_post(m)) else { return Vec::new() };
    let between: String = chars[block.mentions[last].end..post.start].iter().collect();
    let counted = ["两位", "三位", "四位", "几位", "两名", "三名", "等几位", "等三位", "等四位"].contains(&between.as_str());
    if counted { vec![last + 1] } else { Vec::new() }
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
    let close = (person.end..chars.len().min(person.end + 50)).find(|&i| chars[i] == '）').unwrap_or(person.end);
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
    rule: &str,
    out: &mut Vec<Fact>,
) {
    let mention = &block.mentions[post];
    let MentionKind::Post { head, class } = mention.kind else { return };
    let title = block.text.slice(head, mention.end);
    if matches!(class, TitleClass::Role | TitleClass::Group) || MAKERS.contains(&title.as_str()) {
        return;
    }
    let chars = &block.text.chars;
    if NOT_YET.iter().any(|w| ends_with(chars, mention.start, w)) {
        return;
    }
    let body = body_of(block, table, mention, head, class, company);
    let of_company = body.is_some_and(|b| table.get(b).kind == EntityKind::Company);
    let was = chars[mention.start] == '原'
        && head > mention.start + 1
        && chars.get(mention.start + 1).is_some_and(|c| !"州油料材平阳子煤创粮木声".contains(*c));
    let inside = head > mention.start && matches!(chars[head - 1], '原' | '前') && head - 1 > mention.start;
    let start = if of_company { head } else { mention.start + usize::from(was) };
    let end = without_rank(chars, head, mention.end);
    let span = (mention.start.min(name.start), mention.end.max(name.end));
    out.push(Fact {
        subject: person,
        predicate: Predicate::HoldsPost,
        object: Object::Text(written_range(given, block, start, end)),
        qualifiers: Qualifiers {
            organization: body.map(|b| table.get(b).name.clone()),
            former: was || inside || FORMER.iter().any(|w| ends_with(chars, mention.start, w)),
            ..Qualifiers::default()
        },
        evidence: quote(given, block.text.given(span.0, span.1)),
        rule: rule.to_string(),
        confidence: 0.97,
    });
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
    let inside = block.inner.iter().zip(&block.inner_entity_of).filter(|(m, _)| post.start <= m.start && m.end <= head.max(post.start + 1));
    let body = inside
        .filter(|(m, _)| matches!(m.kind, MentionKind::Organization | MentionKind::Company))
        .max_by_key(|(m, _)| m.end)
        .and_then(|(_, id)| *id);
    let beside = block
        .mentions
        .iter()
        .zip(&block.entity_of)
        .find(|(m, _)| m.end == post.start && matches!(m.kind, MentionKind::Organization | MentionKind::Company));
    let body = body.or_else(|| beside.and_then(|(_, id)| *id));
    body.or_else(|| company.filter(|_| class == TitleClass::Company && starts_company(block, post, table)))
}

/// 公司总经理, 总经理 alone: the company under discussion.
fn starts_company(block: &ReadBlock, post: &Mention, _table: &Table) -> bool {
    let chars = &block.text.chars;
    has_at(chars, post.start, "公司")
        || post.start >= 2 && ends_with(chars, post.start, "公司")
        || post.start == 0
        || !crate::extract::recognise::is_han(chars[post.start - 1])
}
