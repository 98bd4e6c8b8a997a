//! Mentions: one file per kind. Cleaned blocks come in, spans with a kind and a value go out.
//!
//! Nothing here knows relations; what a mention refers to is decided in `refer`.

pub mod amount;
pub mod boundary;
pub mod company;
pub mod counter;
pub mod date;
pub mod event;
pub mod gazetteer;
pub mod lexicon;
pub mod number;
pub mod organisation;
pub mod person;
pub mod place_forms;
pub mod post;
pub mod project;
pub mod project_list;
pub mod quantity;
pub mod reference;
pub mod words;
pub mod works;

use crate::model::{DateSpan, EntityKind, Level, Money};

/// Something that a block names, with offsets into the block's cleaned characters, end exclusive.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub kind: MentionKind,
    /// Why it was taken for one: shown by `why`.
    pub reason: &'static str,
}

/// What a mention is.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionKind {
    Person,
    Company,
    Organization,
    Place(PlaceInfo),
    Project,
    Event,
    Assessment,
    /// A post with the body it belongs to in front of it (市人大常委会主任). `head` is where the bare title begins.
    Post {
        head: usize,
        class: TitleClass,
    },
    Date(DateInfo),
    Money(MoneyInfo),
    /// A count with its unit: 120亩, 60万套.
    Quantity,
    Rank(RankInfo),
    /// A score: 97.42分.
    Score(String),
    /// A word that stands for something named before: 该项目, 会上, 公司.
    Reference(EntityKind),
}

/// What a place mention is known to be.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceInfo {
    pub level: Level,
    pub code: Option<String>,
    pub full_name: Option<String>,
    /// An industrial park: a place to visit, but also the head of a project's name.
    pub park: bool,
}

/// The value of a date mention.
#[derive(Clone, Debug, PartialEq)]
pub struct DateInfo {
    pub value: DateSpan,
    /// Known to the day.
    pub day: bool,
    /// A deadline: 年底前, 9月底前.
    pub before: bool,
}

/// The value of a money mention.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyInfo {
    pub value: Money,
    pub approx: bool,
}

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankInfo {
    /// 1 is first, -1 last.
    At(i32),
    /// Among the first N.
    Top(i32),
    /// Among the last N.
    Bottom(i32),
}

/// What kind of title a post ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleClass {
    State,
    Company,
    Scholar,
    /// What somebody is rather than a post: 村民, 党员.
    Role,
    /// Several persons named after it: 市领导.
    Group,
}

impl MentionKind {
    /// The kind of entity that the mention names, if it names one.
    pub fn entity(&self) -> Option<EntityKind> {
        Some(match self {
            Self::Person => EntityKind::Person,
            Self::Company => EntityKind::Company,
            Self::Organization => EntityKind::Organization,
            Self::Place(_) => EntityKind::Place,
            Self::Project => EntityKind::Project,
            Self::Event => EntityKind::Event,
            Self::Assessment => EntityKind::Assessment,
            _ => return None,
        })
    }
}

/// Whether a character is a Han character.
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether `text` has `word` at `at`.
#[inline]
pub fn has_at(text: &[char], at: usize, word: &str) -> bool {
    for (position, c) in (at..).zip(word.chars()) {
        if text.get(position) != Some(&c) {
            return false;
        }
    }
    true
}

/// Whether `text[..end]` ends in `word`.
#[inline]
pub fn ends_with(text: &[char], end: usize, word: &str) -> bool {
    let mut at = end;
    for c in word.chars().rev() {
        if at == 0 || text.get(at - 1) != Some(&c) {
            return false;
        }
        at -= 1;
    }
    true
}
