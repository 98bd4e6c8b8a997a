//! A sentence as a string in which every mention is one private character, so that rules are regular expressions.

use crate::extract::clean::string;
use crate::extract::recognise::{Mention, MentionKind, TitleClass};
use crate::model::EntityKind;

/// One private-use character per kind of mention.
pub fn symbol(kind: &MentionKind) -> char {
    match kind {
        MentionKind::Person => '\u{E000}',
        MentionKind::Place(_) => '\u{E001}',
        MentionKind::Organization => '\u{E002}',
        MentionKind::Company => '\u{E003}',
        MentionKind::Project => '\u{E004}',
        MentionKind::Event => '\u{E005}',
        MentionKind::Assessment => '\u{E006}',
        MentionKind::Post { class: TitleClass::Group, .. } => '\u{E00F}',
        MentionKind::Post { .. } => '\u{E007}',
        MentionKind::Date(_) => '\u{E008}',
        MentionKind::Money(_) => '\u{E009}',
        MentionKind::Quantity => '\u{E00A}',
        MentionKind::Rank(_) => '\u{E00B}',
        MentionKind::Score(_) => '\u{E00C}',
        MentionKind::Reference(EntityKind::Project) => '\u{E010}',
        MentionKind::Reference(EntityKind::Event) => '\u{E011}',
        MentionKind::Reference(EntityKind::Company) => '\u{E012}',
        MentionKind::Reference(EntityKind::Person) => '\u{E013}',
        MentionKind::Reference(_) => '\u{E014}',
    }
}

/// The symbols that a slot's type stands for, as the inside of a character class.
pub fn class_of(slot: &str) -> Option<&'static str> {
    Some(match slot {
        "Person" => "\u{E000}",
        "Place" => "\u{E001}",
        "Organization" => "\u{E002}",
        "Company" => "\u{E003}",
        "Project" => "\u{E004}",
        "Event" => "\u{E005}",
        "Assessment" => "\u{E006}",
        "Post" => "\u{E007}\u{E00F}",
        "Date" => "\u{E008}",
        "Money" => "\u{E009}",
        "Quantity" => "\u{E00A}",
        "Rank" => "\u{E00B}",
        "Score" => "\u{E00C}",
        "Group" => "\u{E00F}",
        "ProjectRef" => "\u{E010}",
        "EventRef" => "\u{E011}",
        "CompanyRef" => "\u{E012}",
        "PersonRef" => "\u{E013}",
        "HomeRef" => "\u{E014}",
        "Body" => "\u{E002}\u{E003}",
        "Site" => "\u{E001}\u{E002}\u{E003}\u{E004}",
        "Any" => "\u{E000}\u{E001}\u{E002}\u{E003}\u{E004}\u{E005}\u{E006}",
        _ => return None,
    })
}

/// The slot type that a mention's symbol is written as in rules; `None` for characters of the text.
pub fn type_of(symbol: char) -> Option<&'static str> {
    const SLOTS: [&str; 18] = [
        "Person",
        "Place",
        "Organization",
        "Company",
        "Project",
        "Event",
        "Assessment",
        "Group",
        "Post",
        "Date",
        "Money",
        "Quantity",
        "Rank",
        "Score",
        "ProjectRef",
        "EventRef",
        "CompanyRef",
        "PersonRef",
    ];
    let slot = SLOTS.into_iter().find(|s| class_of(s).is_some_and(|class| class.contains(symbol)));
    slot.or_else(|| class_of("HomeRef").filter(|c| c.contains(symbol)).map(|_| "HomeRef"))
}

/// A character of the encoded sentence and what it stands for in the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    /// Index into the block's mentions.
    pub mention: Option<usize>,
}

/// A sentence ready for rules.
#[derive(Clone, Debug)]
pub struct Encoded {
    pub text: String,
    /// The characters of `text`, one for each token.
    pub symbols: Vec<char>,
    pub tokens: Vec<Token>,
    /// Where each token begins in `text`, in bytes.
    bytes: Vec<u32>,
}

impl Encoded {
    /// Encodes `[start, end)` of a block. `mentions` are the block's, sorted and without overlaps.
    pub fn new(chars: &[char], mentions: &[Mention], start: usize, end: usize) -> Self {
        let length = end.saturating_sub(start);
        let (mut symbols, mut tokens) = (Vec::with_capacity(length), Vec::with_capacity(length));
        let (mut bytes, mut byte) = (Vec::with_capacity(length), 0);
        let mut next = mentions.partition_point(|m| m.start < start);
        let mut at = start;
        while at < end {
            let mention = mentions.get(next).filter(|m| m.start == at && m.end <= end);
            let (symbol, stop) = mention.map_or((chars[at], at + 1), |m| (symbol(&m.kind), m.end));
            bytes.push(number(byte));
            byte += symbol.len_utf8();
            symbols.push(symbol);
            tokens.push(Token { start: at, end: stop, mention: mention.map(|_| next) });
            at = stop;
            while mentions.get(next).is_some_and(|m| m.start < at) {
                next += 1;
            }
        }
        Self { text: string(&symbols), symbols, tokens, bytes }
    }

    /// Token index of a byte offset into `text`; the number of tokens for its end.
    pub fn token_at(&self, byte: usize) -> usize {
        if byte >= self.text.len() { self.tokens.len() } else { self.bytes.partition_point(|&b| b as usize <= byte) - 1 }
    }

    /// Block offsets of a range of tokens; empty ranges have none.
    pub fn block_range(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        (from < to).then(|| (self.tokens[from].start, self.tokens[to - 1].end))
    }
}

/// An offset; sentences are too short for more.
fn number(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
