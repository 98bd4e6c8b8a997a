//! A document in, every layer of the cascade out, sentence by sentence: what `why` and `why-not` show.

use super::Reading;
use super::reading::ReadBlock;
use super::recognise::{Mention, MentionKind};
use super::relate::encode::Encoded;
use super::relate::rule::Rule;
use super::relate::trace::{Reach, reach};
use super::resources::Resources;
use crate::extract::segment;
use crate::model::{Document, Object, Predicate, Span};

/// One sentence with everything that was read from it.
#[derive(Clone, Debug)]
pub struct SentenceView {
    /// Where it stands: body, headline, list item …
    pub block: String,
    /// The cleaned sentence.
    pub text: String,
    /// Where it stands in the given text.
    pub span: Span,
    /// Words of the general dictionary with their class (`v` verb, `n` noun, `x` unknown).
    pub words: Vec<(String, char)>,
    pub mentions: Vec<MentionView>,
    /// The sentence as rules see it, mentions as `⟨Type words⟩`.
    pub encoded: String,
    pub facts: Vec<FactView>,
    /// Every rule with how far it came.
    pub attempts: Vec<Attempt>,
}

/// A recognised mention.
#[derive(Clone, Debug)]
pub struct MentionView {
    pub kind: String,
    pub words: String,
    /// The entity's name, where one was decided.
    pub entity: Option<String>,
    pub reason: &'static str,
    /// Whether it lies inside another mention.
    pub inner: bool,
    /// Its range in the cleaned sentence, end exclusive.
    pub at: (usize, usize),
}

/// A fact whose evidence lies in the sentence.
#[derive(Clone, Debug)]
pub struct FactView {
    pub subject: String,
    pub predicate: Predicate,
    pub object: String,
    pub rule: String,
    pub evidence: String,
    /// Where the evidence stands in the given text.
    pub span: Span,
}

/// A rule's try.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub rule: String,
    pub predicates: Vec<Predicate>,
    pub reach: Reach,
    /// For [`Reach::Stopped`]: the words before the token at which it stopped, and those from it on.
    pub place: (String, String),
}

/// Reads a document and keeps every layer.
pub fn inspect(document: &Document, resources: &Resources) -> Vec<SentenceView> {
    articles(document, resources, &resources.rules).into_iter().flatten().collect()
}

/// The sentences of each article, without the rules' tries: for many documents.
pub fn sentences(document: &Document, resources: &Resources) -> Vec<Vec<SentenceView>> {
    articles(document, resources, &[])
}

fn articles(document: &Document, resources: &Resources, rules: &[Rule]) -> Vec<Vec<SentenceView>> {
    let given: Vec<char> = document.text.chars().collect();
    let views = |text: &segment::ArticleText| {
        let reading = super::read(&given, text, resources);
        let blocks = reading.blocks.iter().filter(|b| b.is_read());
        blocks.flat_map(|block| block.sentences.iter().map(|&(start, end)| sentence(&reading, block, start, end, rules))).collect()
    };
    segment::articles(document, &given, &resources.folder).iter().map(views).collect()
}

fn sentence(reading: &Reading, block: &ReadBlock, start: usize, end: usize, rules: &[Rule]) -> SentenceView {
    let encoded = Encoded::new(&block.text.chars, &block.mentions, start, end);
    let inside = |m: &&Mention| m.start >= start && m.end <= end;
    let name = |id: &Option<crate::model::EntityId>| id.map(|id| reading.table.get(id).name.clone());
    let view = |m: &Mention, id, inner| MentionView {
        kind: kind_name(&m.kind),
        words: block.words_of(m),
        entity: name(id),
        reason: m.reason,
        inner,
        at: (m.start - start, m.end - start),
    };
    let outer = block.mentions.iter().zip(&block.entity_of).filter(|(m, _)| inside(m)).map(|(m, e)| view(m, e, false));
    let inner = block.inner.iter().zip(&block.inner_entity_of).filter(|(m, _)| inside(m)).map(|(m, e)| view(m, e, true));
    SentenceView {
        block: format!("{:?}", block.kind),
        text: block.text.slice(start, end),
        span: block.text.given(start, end),
        words: words(block, start, end),
        mentions: outer.chain(inner).collect(),
        encoded: readable(block, &encoded, 0, encoded.tokens.len()),
        facts: facts(reading, block, start, end),
        attempts: rules.iter().map(|r| attempt(r, block, &encoded)).collect(),
    }
}

fn words(block: &ReadBlock, start: usize, end: usize) -> Vec<(String, char)> {
    let mut out = Vec::new();
    let mut at = start;
    while at < end {
        let next = block.words.after(at).min(end);
        out.push((block.text.slice(at, next), char::from(block.words.class(at))));
        at = next;
    }
    out
}

/// The type of a mention in words.
fn kind_name(kind: &MentionKind) -> String {
    kind.entity().map_or_else(
        || match kind {
            MentionKind::Post { .. } => "Post".into(),
            MentionKind::Date(d) => format!("Date {}", d.value),
            MentionKind::Money(m) => format!("Money {}", m.value),
            MentionKind::Quantity => "Quantity".into(),
            MentionKind::Rank(_) => "Rank".into(),
            MentionKind::Score(_) => "Score".into(),
            MentionKind::Reference(kind) => format!("{kind:?}Ref"),
            other => format!("{other:?}"),
        },
        |e| format!("{e:?}"),
    )
}

/// Tokens `from..to` with mentions as `⟨Type words⟩`.
fn readable(block: &ReadBlock, sentence: &Encoded, from: usize, to: usize) -> String {
    let word = |t: &super::relate::encode::Token| match t.mention {
        Some(m) => format!("⟨{} {}⟩", kind_name(&block.mentions[m].kind), block.words_of(&block.mentions[m])),
        None => block.text.slice(t.start, t.end),
    };
    sentence.tokens[from..to].iter().map(word).collect()
}

fn facts(reading: &Reading, block: &ReadBlock, start: usize, end: usize) -> Vec<FactView> {
    let span = block.text.given(start, end);
    let here = reading.facts.iter().filter(|f| f.evidence.span.start >= span.start && f.evidence.span.start < span.end);
    here.map(|f| FactView {
        subject: reading.table.get(f.subject).name.clone(),
        predicate: f.predicate,
        object: match &f.object {
            Object::Entity(id) => reading.table.get(*id).name.clone(),
            other => other.to_string(),
        },
        rule: f.rule.to_string(),
        evidence: f.evidence.text.clone(),
        span: f.evidence.span,
    })
    .collect()
}

fn attempt(rule: &super::relate::rule::Rule, block: &ReadBlock, sentence: &Encoded) -> Attempt {
    let reach = reach(rule, sentence);
    let place = match reach {
        Reach::Stopped { token, .. } => (
            readable(block, sentence, token.saturating_sub(12), token),
            readable(block, sentence, token, sentence.tokens.len().min(token + 12)),
        ),
        Reach::Matched { from, to } => (readable(block, sentence, from, to), String::new()),
        _ => (String::new(), String::new()),
    };
    Attempt { rule: rule.name.clone(), predicates: rule.templates.iter().map(|t| t.predicate).collect(), reach, place }
}
