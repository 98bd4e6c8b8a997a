//! A sighting → what of it can decide who is who, as a line of text: a store keeps the lines of each base key with their
//! counts, so that deciding again reads lines and no articles.

use super::draft::kind_of_key;
use super::sighting::{Office, Sighting};
use crate::model::{EntityKind, PartialDate};
use serde::{Deserialize, Serialize};

/// The fields that `resolve` looks at; those that a kind has no use for are left out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    n: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    a: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    p: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    o: Vec<Office>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    w: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    m: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    l: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    b: bool,
}

impl Sighting {
    /// What of it can decide who is who; `None` for kinds that base keys alone tell apart.
    pub fn essence(&self) -> Option<String> {
        let kind = self.kind;
        if matches!(kind, EntityKind::Place | EntityKind::Assessment) {
            return None;
        }
        let (person, event) = (kind == EntityKind::Person, kind == EntityKind::Event);
        let mut line = Line {
            n: self.name.clone(),
            a: self.aliases.clone(),
            h: self.home.clone().filter(|_| kind != EntityKind::Organization),
            p: Vec::new(),
            o: if person { self.offices.clone() } else { Vec::new() },
            d: self.date.filter(|_| person || event),
            w: self.partners.iter().filter(|key| tells(kind, key)).cloned().collect(),
            m: Vec::new(),
            l: self.leads,
            b: self.bare,
        };
        if kind == EntityKind::Project {
            line.p.clone_from(&self.places);
            line.m.clone_from(&self.amounts);
        }
        line.a.sort();
        // Strings, days and truths can always be written.
        Some(serde_json::to_string(&line).unwrap_or_default())
    }

    /// A sighting of a base key of which no more is known than what decides; `None` where the text is no essence.
    pub fn of_essence(key: &str, text: &str) -> Option<Self> {
        let line: Line = serde_json::from_str(text).ok()?;
        Some(Self {
            name: line.n,
            aliases: line.a,
            home: line.h,
            places: line.p,
            offices: line.o,
            date: line.d,
            partners: line.w,
            amounts: line.m,
            leads: line.l,
            bare: line.b,
            ..Self::of_key(key)
        })
    }

    /// A sighting of which nothing is known but its base key: enough for a judgement to hold of it.
    pub fn of_key(key: &str) -> Self {
        Self {
            article: String::new(),
            entity: 0,
            key: key.into(),
            kind: kind_of_key(key),
            name: key.rsplit('|').next().unwrap_or_default().into(),
            aliases: Vec::new(),
            home: None,
            places: Vec::new(),
            offices: Vec::new(),
            date: None,
            partners: Vec::new(),
            amounts: Vec::new(),
            leads: false,
            bare: key.contains('~'),
        }
    }
}

/// Whether what something shares a fact with can decide who it is: see `compare`.
fn tells(kind: EntityKind, partner: &str) -> bool {
    let (of, local) = (kind_of_key(partner), partner.contains('~'));
    match kind {
        EntityKind::Person => !local && !matches!(of, EntityKind::Place | EntityKind::Assessment),
        EntityKind::Company => of == EntityKind::Project || of == EntityKind::Person && !local,
        EntityKind::Project => of == EntityKind::Company,
        _ => false,
    }
}
