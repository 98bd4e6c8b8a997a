//! Rules and sentences in, facts out.

use super::context::Context;
use super::encode::Encoded;
use super::pattern::Pattern;
use super::resolve::Site;
use super::rule::{Rule, Template, Term};
use crate::extract::phrases::Phrases;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::{MentionKind, RankInfo};
use crate::model::{DateSpan, EntityId, Evidence, Fact, Modality, Object, PartialDate, Predicate, Qualifiers, Span, Stage};
use regex_automata::util::captures::Captures;

/// Words that take back what a clause says.
static NEGATIONS: Phrases = Phrases::of(&[
    "未",
    "没有",
    "没能",
    "尚未",
    "并未",
    "不再",
    "无法",
    "取消",
    "拒绝",
    "不予",
    "未能",
    "不得",
    "不会",
    "放弃",
    "终止",
    "不存在",
]);
/// Words that make a clause a case that may not be.
static HYPOTHESES: Phrases = Phrases::of(&["假定", "如果", "假如", "倘若", "要是", "一旦", "假设", "若能", "万一"]);

/// Words by which a sentence passes on what it does not hold itself.
static RUMOURS: Phrases = Phrases::of(&["网传", "所谓", "流传", "传言", "谣传", "据传", "不实消息", "传闻"]);

/// What every rule needs to know about the article.
pub struct Frame<'a> {
    pub given: &'a [char],
    pub home: Option<EntityId>,
    /// The article's date: what is told of a later day has not come about yet.
    pub date: Option<PartialDate>,
    /// Whether somebody is reported to tell what is known (介绍, 透露) in the sentence.
    pub reported: bool,
}

/// A value that a part of a fact resolved to.
#[derive(Clone, Debug)]
enum Value {
    Entity(EntityId),
    Object(Object),
}

/// Runs one rule over one sentence that has the words it demands. `speech` is the token from which somebody is reported to speak.
pub fn run(
    rule: &Rule,
    frame: &Frame,
    block: &ReadBlock,
    sentence: &Encoded,
    context: &Context,
    speech: std::ops::Range<usize>,
    out: &mut Vec<Fact>,
) {
    let encoded = rule.pattern.encode(&sentence.symbols);
    if !rule.pattern.matches(&encoded) {
        return;
    }
    for captures in rule.pattern.captures_iter(&encoded) {
        let whole = captures.get_match().expect("what is iterated over has matched");
        let (from, to) = (whole.start(), whole.end());
        let spoken = speech.contains(&from) || context.in_speech_block;
        let heard = rule.in_speech || rule.in_report && frame.reported && !context.in_speech_block;
        if from == to || spoken && !heard {
            continue;
        }
        let known = out.len();
        if refusal(rule, sentence, from, to).is_some() {
            continue;
        }
        let site = Site { block, sentence, from, to, context, home: frame.home };
        for template in &rule.templates {
            facts_of(rule, template, frame, &site, &captures, out);
        }
        for fact in out.iter_mut().skip(known).filter(|_| spoken) {
            fact.qualifiers.modality = fact.qualifiers.modality.or(Some(Modality::Said));
        }
    }
}

/// Why the words around a match of the tokens `from..to` forbid it, if they do.
pub fn refusal(rule: &Rule, sentence: &Encoded, from: usize, to: usize) -> Option<&'static str> {
    let symbols = &sentence.symbols;
    let (before, inside, after) = (&symbols[..from], &symbols[from..to], &symbols[to..]);
    let hit = |r: &Option<Pattern>, s: &[char]| r.as_ref().is_some_and(|r| r.is_match(s));
    let conditions = [
        (hit(&rule.unless_before, before), "unless_before"),
        (hit(&rule.unless_inside, inside), "unless_inside"),
        (hit(&rule.unless_after, after), "unless_after"),
        (rule.only_before.as_ref().is_some_and(|r| !r.is_match(before)), "only_before"),
    ];
    if let Some((_, name)) = conditions.into_iter().find(|(met, _)| *met) {
        return Some(name);
    }
    if rule.negation_ok {
        return None;
    }
    let ends_clause = |c: &char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？');
    let near = before.iter().rev().take(6).take_while(|c| !ends_clause(c)).count();
    if NEGATIONS.any(&before[from - near..]) || NEGATIONS.any(inside) {
        return Some("a negation");
    }
    if RUMOURS.any(before) {
        return Some("a rumour");
    }
    (HYPOTHESES.any(before) || HYPOTHESES.any(inside)).then_some("a hypothesis")
}

fn facts_of(rule: &Rule, template: &Template, frame: &Frame, site: &Site, captures: &Captures, out: &mut Vec<Fact>) {
    let subjects = first_of(&template.subject, site, captures, frame);
    let objects = first_of(&template.object, site, captures, frame);
    let several = subjects.len() > 1;
    for (order, subject) in subjects.iter().enumerate() {
        let Value::Entity(subject) = subject else { continue };
        for (place, object) in objects.iter().enumerate() {
            let object = match object {
                Value::Entity(id) if id == subject => continue,
                Value::Entity(id) => Object::Entity(*id),
                Value::Object(o) => o.clone(),
            };
            let Some(evidence) = evidence(frame, site, *subject) else { continue };
            let mut qualifiers = qualifiers(template, site, captures, frame);
            if several || objects.len() > 1 {
                let position = if several { order } else { place };
                qualifiers.list_order = u32::try_from(position + 1).ok();
            }
            let (predicate, object) = not_yet(template.predicate, object, frame, site);
            if predicate == Predicate::ExpectedCompletion && is_past(&object, frame.date) {
                continue;
            }
            out.push(Fact {
                subject: *subject,
                predicate,
                object,
                qualifiers,
                evidence,
                rule: rule.name.clone(),
                confidence: rule.confidence,
            });
        }
    }
}

/// 2019年四季度投入运营 in an article of July 2019 is an expectation, and 明年3月开工 a plan.
fn not_yet(predicate: Predicate, object: Object, frame: &Frame, site: &Site) -> (Predicate, Object) {
    let (Object::Stage(stage), Some(today)) = (&object, frame.date) else { return (predicate, object) };
    let Some(day) = day_before(site).filter(|d| d.start > today) else { return (predicate, object) };
    match stage {
        Stage::Operating | Stage::Completed | Stage::Commissioning => (Predicate::ExpectedCompletion, Object::Date(day)),
        Stage::Suspended | Stage::Signed | Stage::Planned => (predicate, object),
        _ => (predicate, Object::Stage(Stage::Planned)),
    }
}

/// An expectation of a day before the article's own says nothing any more.
fn is_past(object: &Object, today: Option<PartialDate>) -> bool {
    let (Object::Date(day), Some(today)) = (object, today) else { return false };
    day.end.unwrap_or(day.start).latest() < today.earliest()
}

/// The date that stands before the match in its own clause, or inside the match.
fn day_before(site: &Site) -> Option<DateSpan> {
    let chars = &site.sentence.symbols;
    let inside = (site.from..site.to.min(chars.len())).rev();
    let before = (0..site.from).rev().take_while(|&t| !"，。；：、".contains(chars[t]));
    let clause: Vec<usize> = inside.chain(before).collect();
    let past = clause.iter().chain(&[site.from]).any(|&t| matches!(chars.get(t), Some('已' | '去')));
    let clause = clause.into_iter().filter(|_| !past);
    clause.filter_map(|t| site.sentence.tokens[t].mention).find_map(|m| match &site.block.mentions[m].kind {
        MentionKind::Date(d) => Some(d.value),
        _ => None,
    })
}

fn first_of(terms: &[Term], site: &Site, captures: &Captures, frame: &Frame) -> Vec<Value> {
    terms.iter().map(|t| values(t, site, captures, frame)).find(|v| !v.is_empty()).unwrap_or_default()
}

fn values(term: &Term, site: &Site, captures: &Captures, frame: &Frame) -> Vec<Value> {
    match term {
        Term::Literal(text) => vec![Value::Object(Object::Text(text.clone()))],
        Term::Stage(stage) => vec![Value::Object(Object::Stage(*stage))],
        Term::Context(name) if name == "date" => recent(site, frame).map(|d| Value::Object(Object::Date(d))).into_iter().collect(),
        Term::Context(name) => site.resolve(name).into_iter().map(Value::Entity).collect(),
        Term::Slot(name) => slot_values(name, site, captures, frame),
    }
}

/// The token range of a slot.
fn range(name: &str, captures: &Captures) -> Option<(usize, usize)> {
    let group = captures.get_group_by_name(name)?;
    (group.start < group.end).then_some((group.start, group.end))
}

fn slot_values(name: &str, site: &Site, captures: &Captures, frame: &Frame) -> Vec<Value> {
    let Some((from, to)) = range(name, captures) else { return Vec::new() };
    let mut out = Vec::new();
    let tokens = &site.sentence.tokens[from..to];
    for (i, token) in tokens.iter().enumerate() {
        let Some(m) = token.mention else { continue };
        let chained = tokens.get(i + 1).is_some_and(|next| next.mention.is_some() && next.start == token.end);
        match &site.block.mentions[m].kind {
            // 浙江省宁波某公司: the place in front of a member only says where it is from.
            MentionKind::Place(_) if chained => {}
            MentionKind::Date(d) => out.push(Value::Object(Object::Date(d.value))),
            MentionKind::Money(m) => out.push(Value::Object(Object::Money(m.value.clone()))),
            MentionKind::Reference(kind) => {
                let id = site.block.entity_of[m].or_else(|| meant(*kind, site));
                out.extend(id.map(Value::Entity));
            }
            kind if kind.entity().is_some() => out.extend(site.block.entity_of[m].map(Value::Entity)),
            _ => {}
        }
    }
    let is_text = site.sentence.tokens[from..to].iter().any(|t| t.mention.is_none()) && !out.iter().any(|v| matches!(v, Value::Entity(_)));
    let is_text = is_text || name.starts_with("text");
    let posts: Vec<usize> = (from..to).filter(|&t| is_post(site, t)).collect();
    let only_posts = (from..to).all(|t| is_post(site, t) || site.sentence.tokens[t].mention.is_none());
    if is_text && posts.len() > 1 && only_posts {
        let one = |t: &usize| Value::Object(Object::Text(written(frame.given, site.block, site.sentence, *t, *t + 1)));
        return posts.iter().map(one).collect();
    }
    if is_text || out.is_empty() {
        let text = written(frame.given, site.block, site.sentence, from, to);
        return vec![Value::Object(Object::Text(text))];
    }
    out
}

/// Whether a token is a post: several in one slot are several facts.
fn is_post(site: &Site, token: usize) -> bool {
    site.sentence.tokens[token].mention.is_some_and(|m| matches!(site.block.mentions[m].kind, MentionKind::Post { .. }))
}

fn meant(kind: crate::model::EntityKind, site: &Site) -> Option<EntityId> {
    use crate::model::EntityKind as E;
    match kind {
        E::Project => site.resolve("project").first().copied().or(site.context.last_project),
        E::Company => site.context.company,
        E::Event => site.context.event.or(site.context.main_event),
        E::Person => he(site),
        E::Place => site.home,
        _ => None,
    }
}

/// The day of what a sentence tells: the last one that it names before the match, else the last one told.
fn day(site: &Site) -> Option<DateSpan> {
    let before = site.sentence.tokens[..site.from].iter().rev().filter_map(|t| t.mention);
    let mut days = before.filter_map(|m| match &site.block.mentions[m].kind {
        MentionKind::Date(d) if d.day && !d.before => Some(d.value),
        _ => None,
    });
    days.next().or(site.context.date)
}

/// Whom 他 or 她 means: the one person whom the sentence names before, else the subject of the last sentence; of several
/// in the sentence none.
fn he(site: &Site) -> Option<EntityId> {
    let before = site.sentence.tokens[..site.from].iter().filter_map(|t| t.mention);
    let mut named: Vec<EntityId> =
        before.filter(|&m| site.block.mentions[m].kind == MentionKind::Person).filter_map(|m| site.block.entity_of[m]).collect();
    named.dedup();
    match named[..] {
        [] => site.context.speaker,
        [one] => Some(one),
        _ => None,
    }
}

/// The given words of a token range, without layout spaces.
pub fn written(given: &[char], block: &ReadBlock, sentence: &Encoded, from: usize, to: usize) -> String {
    sentence.block_range(from, to).map_or(String::new(), |(a, b)| written_range(given, block, a, b))
}

/// The given words of a range of a block, without layout spaces, in compatible characters (NFKC).
pub fn written_range(given: &[char], block: &ReadBlock, start: usize, end: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let chars = block.text.origin[start..end].iter().map(|&i| given[i]);
    if let Some(plain) = chars.clone().map(plain_form).collect() {
        return plain;
    }
    let text: String = chars.collect();
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The compatible form of a common character; none of them joins with its neighbours.
fn plain_form(c: char) -> Option<char> {
    match c {
        '\u{4e00}'..='\u{9fff}' | '!'..='~' | '“' | '”' | '·' | '、' | '。' | '《' | '》' | '—' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        _ => None,
    }
}

/// The exact given characters of the match, from its subject where that stands before it in the sentence.
fn evidence(frame: &Frame, site: &Site, subject: EntityId) -> Option<Evidence> {
    let named = (0..site.from).rev().find(|&t| site.sentence.tokens[t].mention.is_some_and(|m| site.block.entity_of[m] == Some(subject)));
    let after = (site.to..site.sentence.tokens.len().min(site.to + 14))
        .find(|&t| site.sentence.tokens[t].mention.is_some_and(|m| site.block.entity_of[m] == Some(subject)));
    let to = if named.is_none() { after.map_or(site.to, |a| a + 1) } else { site.to };
    let (start, end) = site.sentence.block_range(named.unwrap_or(site.from), to)?;
    Some(quote(frame.given, site.block.text.given(start, end)))
}

/// Cuts evidence out of the given text.
pub fn quote(given: &[char], span: Span) -> Evidence {
    Evidence { span, text: given[span.start..span.end].iter().collect() }
}

fn qualifiers(template: &Template, site: &Site, captures: &Captures, frame: &Frame) -> Qualifiers {
    let mut out = Qualifiers::default();
    for (key, term) in &template.qualifiers {
        let text = match term {
            Term::Literal(text) => Some(text.clone()),
            Term::Slot(name) => range(name, captures).map(|(a, b)| written(frame.given, site.block, site.sentence, a, b)),
            _ => None,
        };
        let date = match term {
            Term::Slot(name) => range(name, captures).and_then(|(a, b)| date_in(site, a, b)),
            Term::Context(_) => recent(site, frame),
            _ => None,
        };
        match key.as_str() {
            "rank" => set_rank(&mut out, term, site, captures),
            "score" => out.score = text.map(|t| t.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect()),
            "date" => out.date = date,
            "former" => out.former = true,
            "role" => out.role = text,
            "scope" => out.scope = text,
            "verb" => out.verb = text,
            "measure" => out.measure = text,
            "organization" => out.organization = text,
            "project" => out.project = text,
            "modality" => out.modality = text.and_then(|t| Modality::parse(&t)),
            _ => {}
        }
    }
    out
}

/// The day told last, unless it is one of earlier years: what the article reports did not come about then.
fn recent(site: &Site, frame: &Frame) -> Option<DateSpan> {
    day(site).filter(|d| frame.date.is_none_or(|today| d.start.year + 1 >= today.year))
}

fn date_in(site: &Site, from: usize, to: usize) -> Option<DateSpan> {
    site.sentence.tokens[from..to].iter().filter_map(|t| t.mention).find_map(|m| match &site.block.mentions[m].kind {
        MentionKind::Date(d) => Some(d.value),
        _ => None,
    })
}

fn set_rank(out: &mut Qualifiers, term: &Term, site: &Site, captures: &Captures) {
    if let Term::Literal(text) = term {
        out.rank = text.parse().ok();
        return;
    }
    let Term::Slot(name) = term else { return };
    let Some((from, to)) = range(name, captures) else { return };
    for token in &site.sentence.tokens[from..to] {
        if let Some(MentionKind::Rank(rank)) = token.mention.map(|m| &site.block.mentions[m].kind) {
            match rank {
                RankInfo::At(n) => out.rank = Some(*n),
                RankInfo::Top(n) => out.rank_max = Some(*n),
                RankInfo::Bottom(n) => out.rank_max = Some(-*n),
            }
        }
    }
}
