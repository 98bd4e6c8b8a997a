use super::{DateSpan, EntityId, Money, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The relations of the fact contract, in the order in which they are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Predicate {
    HoldsPost,
    Attended,
    Visited,
    LocatedIn,
    OccurredOn,
    PartOf,
    Ranked,
    Awarded,
    Investment,
    ExpectedRevenue,
    Capacity,
    ParticipatesIn,
    Stage,
    ExpectedCompletion,
    Said,
    AppointedTo,
    RemovedFrom,
    SignedWith,
}

impl Predicate {
    pub const ALL: [Self; 18] = [
        Self::HoldsPost,
        Self::Attended,
        Self::Visited,
        Self::LocatedIn,
        Self::OccurredOn,
        Self::PartOf,
        Self::Ranked,
        Self::Awarded,
        Self::Investment,
        Self::ExpectedRevenue,
        Self::Capacity,
        Self::ParticipatesIn,
        Self::Stage,
        Self::ExpectedCompletion,
        Self::Said,
        Self::AppointedTo,
        Self::RemovedFrom,
        Self::SignedWith,
    ];

    /// The property's local name, as in the contract and the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::HoldsPost => "holdsPost",
            Self::Attended => "attended",
            Self::Visited => "visited",
            Self::LocatedIn => "locatedIn",
            Self::OccurredOn => "occurredOn",
            Self::PartOf => "partOf",
            Self::Ranked => "ranked",
            Self::Awarded => "awarded",
            Self::Investment => "investment",
            Self::ExpectedRevenue => "expectedRevenue",
            Self::Capacity => "capacity",
            Self::ParticipatesIn => "participatesIn",
            Self::Stage => "stage",
            Self::ExpectedCompletion => "expectedCompletion",
            Self::Said => "said",
            Self::AppointedTo => "appointedTo",
            Self::RemovedFrom => "removedFrom",
            Self::SignedWith => "signedWith",
        }
    }

    /// The inverse of [`Predicate::name`], without regard to case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|predicate| predicate.name().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The state of a project that an article reports, in the order of a project's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    Planned,
    Signed,
    Approved,
    Started,
    Foundation,
    Structure,
    ToppedOut,
    Installation,
    Commissioning,
    Completed,
    Operating,
    Suspended,
}

impl Stage {
    pub const ALL: [Self; 12] = [
        Self::Planned,
        Self::Signed,
        Self::Approved,
        Self::Started,
        Self::Foundation,
        Self::Structure,
        Self::ToppedOut,
        Self::Installation,
        Self::Commissioning,
        Self::Completed,
        Self::Operating,
        Self::Suspended,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Signed => "signed",
            Self::Approved => "approved",
            Self::Started => "started",
            Self::Foundation => "foundation",
            Self::Structure => "structure",
            Self::ToppedOut => "toppedOut",
            Self::Installation => "installation",
            Self::Commissioning => "commissioning",
            Self::Completed => "completed",
            Self::Operating => "operating",
            Self::Suspended => "suspended",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name().eq_ignore_ascii_case(text))
    }
}

/// What a fact points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Object {
    Entity(EntityId),
    Text(String),
    Money(Money),
    Date(DateSpan),
    Stage(Stage),
}

impl std::fmt::Display for Object {
    /// Values as the contract writes them; an entity as its number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Entity(id) => write!(f, "#{}", id.0),
            Self::Text(text) => f.write_str(text),
            Self::Money(money) => money.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Stage(stage) => f.write_str(stage.name()),
        }
    }
}

/// How a statement is meant: what happened is kept apart from what is hoped for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    Done,
    Ongoing,
    Planned,
    Urged,
    Said,
}

impl Modality {
    pub const ALL: [Self; 5] = [Self::Done, Self::Ongoing, Self::Planned, Self::Urged, Self::Said];

    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Urged => "urged",
            Self::Said => "said",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modality| modality.name() == text)
    }
}

/// What narrows a fact. Absent fields were not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Qualifiers {
    /// The body that a post belongs to, by its name in this article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// A post that the person no longer holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// Part played in an event (`chair`, `speaker` …) or in a project (`investor`, `builder` …).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// 1 is first; -1 is last, -2 last but one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<i32>,
    /// Among the first N, in no stated order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank_max: Option<i32>,
    /// The score as written, digits only: `97.42`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// Among whom: 全市, 全省, 市属开发区.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The reporting verb, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// When the fact became true, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateSpan>,
    /// What an expected revenue counts: `sales`, `output`, `tax`, `profit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The project that an agreement is about, by its name in this article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// Place in the list that named it, from 1: protocol order carries meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_order: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
}

/// The exact characters that carry a fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    pub span: Span,
    /// Cut from the given text, unchanged.
    pub text: String,
}

/// One statement of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    pub subject: EntityId,
    pub predicate: Predicate,
    pub object: Object,
    pub qualifiers: Qualifiers,
    pub evidence: Evidence,
    /// The rule that read it.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f32,
}
