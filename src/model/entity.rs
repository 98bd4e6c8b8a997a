use super::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Position of an entity in its article's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityId(pub usize);

/// The seven kinds of the fact contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityKind {
    Person,
    Company,
    Organization,
    Place,
    Project,
    Event,
    Assessment,
}

impl EntityKind {
    pub const ALL: [Self; 7] = [Self::Person, Self::Company, Self::Organization, Self::Place, Self::Project, Self::Event, Self::Assessment];

    /// The class's local name, as in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Company => "Company",
            Self::Organization => "Organization",
            Self::Place => "Place",
            Self::Project => "Project",
            Self::Event => "Event",
            Self::Assessment => "Assessment",
        }
    }

    /// The inverse of [`EntityKind::name`], without regard to case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What size of place a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Country,
    Region,
    Province,
    Prefecture,
    County,
    Township,
    Zone,
    Area,
}

impl Level {
    pub const ALL: [Self; 8] =
        [Self::Country, Self::Region, Self::Province, Self::Prefecture, Self::County, Self::Township, Self::Zone, Self::Area];

    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
            Self::Zone => "zone",
            Self::Area => "area",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == text)
    }
}

/// Something an article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    pub kind: EntityKind,
    /// As the contract wants it: longest form in the article, no layout spaces, NFKC.
    pub name: String,
    /// Other names for it in this article, and its full or simplified form where that is known.
    pub aliases: Vec<String>,
    /// Only for places.
    pub level: Option<Level>,
    /// The six-digit division code (GB/T 2260), where one is certain.
    pub code: Option<String>,
    /// The full name of the division that it belongs to, where the article or its paper says so:
    /// what keeps two cities' 新华区, and two cities' mayors of one name, apart.
    pub anchor: Option<String>,
    /// Where the article names it, in order.
    pub mentions: Vec<Span>,
}
