use super::{NodeId, PartialDate, Span};
use serde::{Deserialize, Serialize};

/// When something began or ended, as far as the news tells: not before, not after. Both days are inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bound {
    pub earliest: Option<PartialDate>,
    pub latest: Option<PartialDate>,
}

impl Bound {
    pub fn on(day: PartialDate) -> Self {
        Self { earliest: Some(day.earliest()), latest: Some(day.latest()) }
    }
}

/// How somebody has an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tenure {
    /// In full.
    Held,
    /// 代, 代理: in place of a holder.
    Acting,
    /// Known only as past: 原.
    Former,
}

impl Tenure {
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Acting => "acting",
            Self::Former => "former",
        }
    }
}

/// One time of one person in one office. Two times in one office are two terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub person: NodeId,
    /// The office in full, equal for all ways to write it: 石家庄市长.
    pub office: String,
    /// The post as written most: 市长.
    pub post: String,
    /// The unit or body whose office it is, in full: 石家庄市, 石家庄市公安局.
    pub seat: String,
    /// Whether one person at a time holds it.
    pub single: bool,
    pub tenure: Tenure,
    pub start: Bound,
    pub end: Bound,
    /// First and last day on which the news shows the person in office.
    pub attested: Option<(PartialDate, PartialDate)>,
    /// Everything that tells of it, by day.
    pub signs: Vec<Sign>,
}

/// What a sign of a term shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SignKind {
    Appointed,
    Attested,
    Removed,
    /// Called former.
    Past,
}

impl SignKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Appointed => "appointed",
            Self::Attested => "in office",
            Self::Removed => "removed",
            Self::Past => "former",
        }
    }
}

/// Where one article shows a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sign {
    /// The day of what is told where the article tells it, else the article's own.
    pub day: PartialDate,
    /// Whether the article tells the day: else what happened had happened by then.
    pub told: bool,
    pub kind: SignKind,
    /// Position in the graph's articles.
    pub article: usize,
    pub span: Span,
    pub quote: String,
    /// The post as this article writes it.
    pub post: String,
}

/// What a term says of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OnDay {
    /// The day lies between two that show the person in office.
    Certain,
    /// Shown in office before, and no end and no successor by then.
    Likely,
    /// Shown in office only after it; the one before had gone by then, or may have.
    Possible,
    Not,
}

impl Term {
    /// Whether the person was in office on a day.
    pub fn on(&self, day: PartialDate) -> OnDay {
        let begun = self.start.latest.is_some_and(|latest| latest <= day);
        let goes_on = self.end.earliest.is_some_and(|earliest| day <= earliest);
        let too_early = self.start.earliest.is_some_and(|earliest| day < earliest);
        let over = self.end.latest.is_some_and(|latest| latest <= day && !(begun && goes_on));
        match (begun, goes_on) {
            _ if too_early || over => OnDay::Not,
            (true, true) => OnDay::Certain,
            (true, false) => OnDay::Likely,
            (false, true) if self.start.earliest.is_some() => OnDay::Possible,
            _ => OnDay::Not,
        }
    }
}
