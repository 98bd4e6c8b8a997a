//! When events took place, and which of an article's events is its main one.

use super::apply::quote;
use super::context::{Context, HELD};
use super::encode::Encoded;
use super::facts::Setting;
use crate::extract::phrases::Phrases;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, TitleClass, has_at};
use crate::extract::refer::Table;
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, EntityKind, Fact, Modality, Object, Predicate, Qualifiers};

/// Names of events that are tours.
const TOURS: &[&str] = &["观摩", "调研", "拉练", "考察", "督查", "巡查", "视察"];

/// Verbs in a lead that make the article a tour by its persons.
static TOURING: Phrases = Phrases::of(&[
    "调研", "考察", "观摩", "督导", "检查", "走访", "视察", "访问", "率团", "察看", "带队", "率队", "来到", "前往", "参观", "暗访", "看望",
]);

/// Paragraphs in which an article's main event is named, if it has one.
const LEAD_BLOCKS: usize = 4;

/// Words of a sentence about an event that is not held on the day it names.
const PUT_OFF: &[&str] = &["延期", "推迟", "改期", "取消举", "暂停举", "原定"];

/// The state before the first sentence: the main event, the tour, who tours.
pub fn prepare(blocks: &[ReadBlock], table: &Table) -> Context {
    let mut context = Context::default();
    for block in blocks.iter().filter(|b| b.is_prose()).take(LEAD_BLOCKS) {
        let holds = |&&(start, end): &&(usize, usize)| {
            let inside = block.mentions[block.mentions.partition_point(|m| m.start < start)..].iter().take_while(|m| m.end <= end);
            inside.into_iter().any(|m| m.kind == MentionKind::Event)
        };
        // Without a main event only a sentence that names an event says anything here.
        for &(start, end) in block.sentences.iter().filter(holds) {
            let sentence = Encoded::new(&block.text.chars, &block.mentions, start, end);
            if HELD.any(&sentence.symbols) {
                context.enter_sentence(block, &sentence);
            }
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
            let touring = |&at: &usize| TOURING.at(&block.text.chars[..end], at).is_some();
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
pub fn read(setting: &Setting, block: &ReadBlock, sentence: &Encoded, table: &Table, context: &mut Context, out: &mut Vec<Fact>) {
    if !sentence.text.contains('\u{E005}') || PUT_OFF.iter().any(|w| sentence.text.contains(w)) {
        return;
    }
    for (t, token) in sentence.tokens.iter().enumerate() {
        let Some(m) = token.mention else { continue };
        let (MentionKind::Event, Some(id)) = (&block.mentions[m].kind, block.entity_of[m]) else { continue };
        context.told.update(out);
        let known = context.told.dated.contains(&id);
        let dated = dated_behind(sentence, t) || dated_before(sentence, t);
        if known || table.get(id).kind != EntityKind::Event || !dated && !context.block_events.contains(&id) {
            continue;
        }
        out.extend(date_of(setting, block, sentence, t, id, context).map(|f| lasting(block, sentence, f)));
    }
}

/// 某会议已于12月14日接受…: a day right behind the event, and no word that it is still to come.
fn dated_behind(sentence: &Encoded, event: usize) -> bool {
    let after: String = sentence.text.chars().skip(event + 1).take(4).collect();
    let behind = after.strip_prefix('已').unwrap_or(&after);
    let held = after.starts_with('已') || ["召开", "举行", "开幕", "闭幕"].iter().any(|w| sentence.text.contains(w));
    behind.starts_with("于\u{E008}")
        && held
        && !["原定", "原计划", "将", "拟", "延期", "推迟", "取消"].iter().any(|w| sentence.text.contains(w))
}

/// 在5月20日的全县招商大会上: a day that the event's name carries in front.
fn dated_before(sentence: &Encoded, event: usize) -> bool {
    let before: String = sentence.text.chars().take(event).collect();
    let clause = before.rsplit(['，', '；', '。']).next().unwrap_or_default();
    clause.ends_with("\u{E008}的") && !["将", "拟", "定于", "原定", "即将", "备战", "迎接"].iter().any(|w| clause.contains(w))
}

/// 闭幕 on a day after 历时4天, 开幕 on a day and 为期三天: the span that follows.
fn lasting(block: &ReadBlock, sentence: &Encoded, mut fact: Fact) -> Fact {
    let Object::Date(span) = fact.object else { return fact };
    if span.end.is_some_and(|e| e != span.start) {
        return fact;
    }
    let first = sentence.tokens.first().map_or(0, |t| t.start);
    let next = block.sentences.iter().find(|s| s.0 > first).map(|s| block.text.slice(s.0, s.1)).unwrap_or_default();
    // 大会于23日闭幕。会议历时4天: the length may stand in the sentence that follows.
    let goes_on = ["会议", "大会", "全会", "活动", "本次", "本届", "展会"].iter().any(|w| next.starts_with(w));
    let text = &if goes_on { format!("{}{next}", sentence.text) } else { sentence.text.clone() };
    let days = ["为期", "历时", "会期"].iter().find_map(|w| text.split_once(w)).and_then(|(_, rest)| length_in_days(rest));
    let Some(days) = days.filter(|&d| (2..=31).contains(&d)) else { return fact };
    let closes = ["闭幕", "落幕", "落下帷幕", "收官", "结束"].iter().any(|w| sentence.text.contains(w));
    let other = span.start.days_after(if closes { 1 - days } else { days - 1 });
    if let Some(other) = other {
        let (start, end) = if closes { (other, span.start) } else { (span.start, other) };
        fact.object = Object::Date(crate::model::DateSpan { start, end: Some(end) });
    }
    fact
}

/// 三天, 4天, 5日, 两天半 as a number of days.
fn length_in_days(rest: &str) -> Option<i32> {
    let mut number = String::new();
    for c in rest.chars() {
        match c {
            '0'..='9' => number.push(c),
            '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' if number.is_empty() => {
                number = (["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].iter().position(|d| d.starts_with(c)).unwrap_or(1)
                    + 1)
                .to_string();
            }
            '天' | '日' if !number.is_empty() => return number.parse().ok(),
            _ => return None,
        }
    }
    None
}

fn date_of(setting: &Setting, block: &ReadBlock, sentence: &Encoded, event: usize, id: EntityId, context: &Context) -> Option<Fact> {
    let day_at = |t: usize| {
        sentence.tokens[t].mention.and_then(|m| match &block.mentions[m].kind {
            MentionKind::Date(d) if d.day && !d.before => Some(d.value),
            _ => None,
        })
    };
    if holds_another(sentence, event) || goes_on(sentence, event) || is_first_part(sentence, event) || is_done_everywhere(sentence, event) {
        return None;
    }
    let before = (0..event).rev().find_map(|t| day_at(t).map(|d| (t, d)));
    // 3月18日、19日，某会连续两天举行: days in a row.
    let symbols: Vec<char> = sentence.text.chars().collect();
    let before = before.map(|(t, d)| {
        let first = t.checked_sub(2).filter(|&f| matches!(symbols[f + 1], '、' | '和')).and_then(day_at);
        let row = first.filter(|f| f.end.is_none() && d.end.is_none() && f.start.days_after(1) == Some(d.start));
        (t, row.map_or(d, |f| crate::model::DateSpan { start: f.start, end: Some(d.start) }))
    });
    let loose = (0..event).rev().find_map(|t| match &block.mentions[sentence.tokens[t].mention?].kind {
        MentionKind::Date(d) if !d.day && !d.before => Some((t, d.value)),
        _ => None,
    });
    let before = before.filter(|&(t, _)| !is_of_another(&sentence.symbols[t + 1..event]));
    let loose = loose.filter(|&(t, _)| !is_of_another(&sentence.symbols[t + 1..event]));
    let after = (event + 1..sentence.tokens.len().min(event + 12)).find_map(|t| day_at(t).map(|d| (t, d)));
    let (from, to, value) = match (before, after) {
        (Some((t, d)), _) => (t, event, d),
        (None, Some((t, d))) => (event, t, shifted(sentence, event, t, d)),
        (None, None) if loose.is_some_and(|(t, _)| event - t <= 30) => loose.map(|(t, d)| (t, event, d))?,
        (None, None) => (event, event, context.block_date.or(context.date.filter(|_| same_day(block, sentence)))?),
    };
    let (a, b) = sentence.block_range(from, to + 1)?;
    // What the article tells of a later day has not taken place yet, whatever its words.
    let ahead = setting.date.is_some_and(|today| value.start.earliest() > today.latest());
    let modality = ahead.then_some(Modality::Planned);
    Some(Fact {
        subject: id,
        predicate: Predicate::OccurredOn,
        object: Object::Date(value),
        qualifiers: Qualifiers { modality, ..Qualifiers::default() },
        evidence: quote(setting.given, block.text.given(a, b)),
        rule: "occurred.date-in-sentence".into(),
        confidence: 0.93,
    })
}

/// 29日表示，…就举行某会议, 5日会见来华出席某论坛的…: between a day and the event stands what was said or done on that day.
fn is_of_another(between: &[char]) -> bool {
    const DONE: [&str; 30] = [
        "表示",
        "指出",
        "强调",
        "透露",
        "获悉",
        "未能",
        "没有",
        "来华",
        "会见",
        "会晤",
        "致信",
        "致电",
        "发布",
        "筹备",
        "看望",
        "离开",
        "出版",
        "题目",
        "决定",
        "商定",
        "提请",
        "提交",
        "审议",
        "听取",
        "汇报",
        "致贺",
        "迎接",
        "备战",
        "申办",
        "倒计时",
    ];
    let between: String = between.iter().collect();
    DONE.iter().any(|w| between.contains(w))
}

/// 某次会议8日举行第二次全体会议: the day is that of what it holds, not its own.
fn holds_another(sentence: &Encoded, event: usize) -> bool {
    let behind = sentence.symbols[event + 1..].iter().take_while(|c| !"，。；".contains(**c)).collect::<String>();
    let held = ["举行", "召开"].iter().find_map(|w| behind.split_once(w));
    let own = ["闭幕会", "开幕会", "记者会", "发布会", "全体会议", "分组审议"];
    held.is_some_and(|(_, rest)| rest.contains('\u{E005}') || own.iter().any(|w| rest.contains(w)))
}

/// 某运动会火炬传递活动今天举行: right behind the event's name stands what is held of it.
fn is_first_part(sentence: &Encoded, event: usize) -> bool {
    const PARTS: [&str; 12] =
        ["传递活动", "传递仪式", "倒计时", "抽签仪式", "测试赛", "新闻发布会", "发布会", "组委会", "筹备", "选拔赛", "资格赛", "宣传活动"];
    let behind: String = sentence.symbols[event + 1..].iter().filter(|c| **c != '”').take(12).collect();
    let part = PARTS.iter().filter_map(|w| behind.find(w).map(|at| &behind[..at])).next();
    part.is_some_and(|between| !between.contains(['，', '。', '在', '于', '举', '召', '将', '\u{E008}']))
}

/// 今天，各地开展爱国主义教育活动: many do so, and not on that day alone.
fn is_done_everywhere(sentence: &Encoded, event: usize) -> bool {
    let before: String = sentence.symbols[..event].iter().collect();
    let clause = before.rsplit(['。', '，']).next().unwrap_or_default();
    let many = ["各地", "各部队", "各级", "各单位", "各族", "各省", "各村", "各社区"].iter().any(|w| clause.contains(w));
    many && !before.contains('\u{E000}') && ["开展", "举办", "组织"].iter().any(|w| clause.contains(w))
}

/// 运动会8日进入第三个比赛日, 参加某会的代表12日继续审议: the day is one of many, or that of those who take part.
fn goes_on(sentence: &Encoded, event: usize) -> bool {
    let behind = sentence.symbols[event + 1..].iter().take_while(|c| !"；。".contains(**c)).take(30).collect::<String>();
    let others = behind.starts_with('的') && !behind.starts_with("的第");
    let first = behind.split('，').next().unwrap_or_default();
    others && !behind.contains("举行") && !behind.contains("召开")
        || ["继续", "进入第", "进入开", "进入倒计时", "进入了第", "倒计时"].iter().any(|w| first.contains(w))
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
