//! When events took place, and which of an article's events is its main one.

use super::apply::quote;
use super::context::{Context, HELD};
use super::encode::Encoded;
use super::facts::Setting;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, TitleClass, has_at};
use crate::extract::refer::Table;
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Qualifiers};

/// Names of events that are tours.
const TOURS: &[&str] = &["观摩", "调研", "拉练", "考察", "督查", "巡查", "视察"];

/// Verbs in a lead that make the article a tour by its persons.
const TOURING: &[&str] = &[
    "调研", "考察", "观摩", "督导", "检查", "走访", "视察", "访问", "率团", "察看", "带队", "率队", "来到", "前往", "参观", "暗访", "看望",
];

/// Paragraphs in which an article's main event is named, if it has one.
const LEAD_BLOCKS: usize = 4;

/// Words of a sentence about an event that is not held on the day it names.
const PUT_OFF: &[&str] = &["延期", "推迟", "改期", "取消举", "暂停举", "原定"];

/// The state before the first sentence: the main event, the tour, who tours.
pub fn prepare(blocks: &[ReadBlock], table: &Table) -> Context {
    let mut context = Context::default();
    for block in blocks.iter().filter(|b| b.is_prose()).take(LEAD_BLOCKS) {
        for &(start, end) in &block.sentences {
            let sentence = Encoded::new(&block.text.chars, &block.mentions, start, end);
            context.enter_sentence(block, &sentence);
        }
        context.main_event = context.main_event.or(context.block_events.first().copied());
        if context.main_event.is_some() {
            break;
        }
    }
    context.main_event = context.main_event.or_else(|| headline_event(blocks));
    context.event = context.main_event;
    context.tour = context.main_event.filter(|&e| TOURS.iter().any(|t| table.get(e).name.contains(t)));
    context.leaders = leaders(blocks);
    context
}

fn headline_event(blocks: &[ReadBlock]) -> Option<EntityId> {
    let headline = blocks.iter().filter(|b| b.kind == BlockKind::Headline);
    headline.flat_map(|b| b.mentions.iter().zip(&b.entity_of)).find(|(m, _)| m.kind == MentionKind::Event).and_then(|(_, id)| *id)
}

/// The persons of the first sentence that tours: officials before its first touring verb.
fn leaders(blocks: &[ReadBlock]) -> Vec<EntityId> {
    for block in blocks.iter().filter(|b| b.is_prose()).take(4) {
        let (mut sentence, mut last) = (0, None);
        for (i, m) in block.mentions.iter().enumerate() {
            let (MentionKind::Person, Some(id)) = (&m.kind, block.entity_of[i]) else { continue };
            let title = i.checked_sub(1).map(|p| &block.mentions[p].kind);
            let official = !matches!(title, Some(MentionKind::Post { class: TitleClass::Company | TitleClass::Role, .. }));
            while block.sentences.get(sentence).is_some_and(|s| s.1 <= m.start) {
                sentence += 1;
                last = None;
            }
            let end = block.sentences.get(sentence).map_or(0, |s| s.1);
            let touring = |&at: &usize| TOURING.iter().any(|v| has_at(&block.text.chars[..end], at, v));
            let begin = block.sentences.get(sentence).map_or(0, |s| s.0);
            let last = *last.get_or_insert_with(|| (begin..end).rev().find(touring));
            let spouse = has_at(&block.text.chars, m.end, "夫人");
            let charged = m.start > 0 && block.text.chars[m.start - 1] == '受';
            if official && !spouse && !charged && last.is_some_and(|at| m.end <= at) {
                return vec![id];
            }
        }
    }
    Vec::new()
}

/// Dates of the events of a sentence.
pub fn read(setting: &Setting, block: &ReadBlock, sentence: &Encoded, table: &Table, context: &Context, out: &mut Vec<Fact>) {
    if !sentence.text.contains('\u{E005}') || PUT_OFF.iter().any(|w| sentence.text.contains(w)) {
        return;
    }
    if !HELD.iter().any(|w| sentence.text.contains(w)) && !sentence.text.contains("第二天") {
        return;
    }
    for (t, token) in sentence.tokens.iter().enumerate() {
        let Some(m) = token.mention else { continue };
        let (MentionKind::Event, Some(id)) = (&block.mentions[m].kind, block.entity_of[m]) else { continue };
        let known = out.iter().any(|f| f.subject == id && f.predicate == Predicate::OccurredOn);
        if known || !context.block_events.contains(&id) || table.get(id).kind != EntityKind::Event {
            continue;
        }
        out.extend(date_of(setting, block, sentence, t, id, context));
    }
}

fn date_of(setting: &Setting, block: &ReadBlock, sentence: &Encoded, event: usize, id: EntityId, context: &Context) -> Option<Fact> {
    let day_at = |t: usize| {
        sentence.tokens[t].mention.and_then(|m| match &block.mentions[m].kind {
            MentionKind::Date(d) if d.day && !d.before => Some(d.value),
            _ => None,
        })
    };
    if holds_another(sentence, event) {
        return None;
    }
    let before = (0..event).rev().find_map(|t| day_at(t).map(|d| (t, d)));
    let after = (event + 1..sentence.tokens.len().min(event + 12)).find_map(|t| day_at(t).map(|d| (t, d)));
    let (from, to, value) = match (before, after) {
        (Some((t, d)), _) => (t, event, d),
        (None, Some((t, d))) => (event, t, shifted(sentence, event, t, d)),
        (None, None) => (event, event, context.date.filter(|_| same_day(block, sentence))?),
    };
    let (a, b) = sentence.block_range(from, to + 1)?;
    Some(Fact {
        subject: id,
        predicate: Predicate::OccurredOn,
        object: Object::Date(value),
        qualifiers: Qualifiers::default(),
        evidence: quote(setting.given, block.text.given(a, b)),
        rule: "occurred.date-in-sentence".into(),
        confidence: 0.93,
    })
}

/// 某次会议8日举行第二次全体会议: the day is that of what it holds, not its own.
fn holds_another(sentence: &Encoded, event: usize) -> bool {
    let behind = sentence.symbols[event + 1..].iter().take_while(|c| !"，。；".contains(**c)).collect::<String>();
    let held = ["举行", "召开"].iter().find_map(|w| behind.split_once(w));
    let own = ["闭幕会", "开幕会", "记者会", "发布会", "全体会议", "分组审议"];
    held.is_some_and(|(_, rest)| rest.contains('\u{E005}') || own.iter().any(|w| rest.contains(w)))
}

/// Whether a date told before is still meant: by this paragraph's own day, or by 当天 and the like.
fn same_day(block: &ReadBlock, sentence: &Encoded) -> bool {
    let start = sentence.tokens.first().map_or(0, |t| t.start);
    let dated = |m: &crate::extract::recognise::Mention| m.start < start && matches!(&m.kind, MentionKind::Date(d) if d.day && !d.before);
    ["当天", "当日", "同日", "随后", "当晚", "会上"].iter().any(|w| sentence.text.contains(w)) || block.mentions.iter().any(dated)
}

/// 在…活动的第二天，5月17日: the event was the day before.
fn shifted(sentence: &Encoded, event: usize, date_token: usize, date: crate::model::DateSpan) -> crate::model::DateSpan {
    let between: String = sentence.text.chars().skip(event + 1).take(date_token.saturating_sub(event + 1)).collect();
    if ["第二天", "次日", "翌日"].iter().any(|w| between.contains(w)) {
        return date.start.days_after(-1).map_or(date, crate::model::DateSpan::on);
    }
    date
}
