//! What articles say of one entity, as counts → its node. Sightings are added and taken away one by one; the node is a
//! function of what is left, in whatever order they came.

use super::divisions;
use super::pinyin::pinyin;
use crate::model::{Division, Entity, EntityKind, Level, Node};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What means another place in another city's paper is no name of a place.
const DEICTIC: &str = "我国 我省 我市 我州 我盟 我县 我区 我旗 我镇 我乡 本国 本省 本市 本州 本县 本区 本旗 本镇 本乡 该省 \
    该市 该州 该盟 该县 该区 该旗 该镇 该乡";

/// A place without a code whose name is no longer than this (高新区, 经开区) is a part of the city it is anchored in;
/// a longer one (苏州工业园区) may lie anywhere.
const LONGEST_LOCAL_ZONE: usize = 4;

/// One thing that an article says of an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    Label(String),
    Alias(String),
    Level(Level),
    Anchor(String),
}

impl Feature {
    /// All that one sighting says.
    pub fn of(entity: &Entity) -> Vec<Self> {
        let aliases = entity.aliases.iter().filter(|alias| !DEICTIC.split(' ').any(|name| name == alias.as_str()));
        let mut out = vec![Self::Label(entity.name.clone())];
        out.extend(aliases.cloned().map(Self::Alias));
        out.extend(entity.level.map(Self::Level));
        out.extend(entity.anchor.clone().map(Self::Anchor));
        out
    }

    /// As `kind/value`, the inverse of [`Feature::parse`].
    pub fn text(&self) -> String {
        match self {
            Self::Label(name) => format!("label/{name}"),
            Self::Alias(name) => format!("alias/{name}"),
            Self::Level(level) => format!("level/{}", level.name()),
            Self::Anchor(name) => format!("anchor/{name}"),
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let (kind, value) = text.split_once('/')?;
        match kind {
            "label" => Some(Self::Label(value.into())),
            "alias" => Some(Self::Alias(value.into())),
            "level" => Level::parse(value).map(Self::Level),
            "anchor" => Some(Self::Anchor(value.into())),
            _ => None,
        }
    }
}

/// How often each thing is said of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    counts: BTreeMap<Feature, u64>,
}

impl FromIterator<(Feature, u64)> for Draft {
    fn from_iter<I: IntoIterator<Item = (Feature, u64)>>(features: I) -> Self {
        Self { counts: features.into_iter().filter(|(_, n)| *n > 0).collect() }
    }
}

impl Draft {
    pub fn add(&mut self, feature: Feature) {
        *self.counts.entry(feature).or_insert(0) += 1;
    }

    /// Whether any article names the entity.
    pub fn is_seen(&self) -> bool {
        self.counts.keys().any(|feature| matches!(feature, Feature::Label(_)))
    }

    fn labels(&self) -> impl Iterator<Item = (&str, u64)> {
        self.counts.iter().filter_map(|(feature, n)| match feature {
            Feature::Label(name) => Some((name.as_str(), *n)),
            _ => None,
        })
    }

    /// The level said most often; of equally frequent ones the largest unit.
    fn level(&self) -> Option<Level> {
        let levels = self.counts.iter().filter_map(|(feature, n)| match feature {
            Feature::Level(level) => Some((*level, *n)),
            _ => None,
        });
        levels.max_by_key(|(level, n)| (*n, Reverse(*level))).map(|(level, _)| level)
    }

    /// The anchor said most often; of equally frequent ones the first in code-point order.
    fn anchor(&self) -> Option<String> {
        let anchors = self.counts.iter().filter_map(|(feature, n)| match feature {
            Feature::Anchor(name) => Some((name, *n)),
            _ => None,
        });
        anchors.max_by_key(|(name, n)| (*n, Reverse((*name).clone()))).map(|(name, _)| name.clone())
    }

    fn names(&self) -> BTreeSet<&str> {
        let name = |feature| match feature {
            &Feature::Label(ref name) | &Feature::Alias(ref name) => Some(name.as_str()),
            _ => None,
        };
        self.counts.keys().filter_map(name).collect()
    }

    /// The node of a key.
    ///
    /// The label of a division with a code is its official name. Else it is the name used most; of equally frequent
    /// ones the longest, then the first in code-point order. A division that no article names is described all the same.
    pub fn node(&self, key: &str) -> Node {
        let code = code_of_key(key);
        let division = code.and_then(divisions::division);
        if let (false, Some(division)) = (self.is_seen(), &division) {
            return unit(key, division);
        }
        let used = self.labels().max_by_key(|(name, n)| (*n, name.chars().count(), Reverse((*name).to_string())));
        let official = division.as_ref().map(|d| d.name.as_str()).or_else(|| code.and_then(super::units::former_name));
        let label = official.or(used.map(|(name, _)| name)).unwrap_or_default().to_string();
        let above = division.as_ref().and_then(|d| d.above.as_deref());
        // What has a code lies in the unit above it, whatever paper names it; provinces lie in nothing that is named.
        let lies_in = code.and_then(divisions::above).and_then(divisions::name);
        let anchor = if official.is_some() { lies_in.map(str::to_string) } else { self.anchor() };
        let mut node = Node {
            key: key.to_string(),
            kind: kind_of_key(key),
            pinyin: String::new(),
            aliases: self.names().into_iter().filter(|name| *name != label).map(str::to_string).collect(),
            label,
            level: self.level(),
            code: code.map(str::to_string),
            within: above.map(str::to_string),
            anchor,
        };
        node.pinyin = pinyin(&node.label, node.kind == EntityKind::Person);
        if is_local_zone(&node) {
            node.within = node.anchor.as_deref().and_then(divisions::code_of).map(str::to_string);
        }
        node
    }
}

fn is_local_zone(node: &Node) -> bool {
    let level = matches!(node.level, Some(Level::Zone));
    node.kind == EntityKind::Place && level && node.code.is_none() && node.label.chars().count() <= LONGEST_LOCAL_ZONE
}

/// A unit that no article names, as a node.
fn unit(key: &str, division: &Division) -> Node {
    Node {
        key: key.to_string(),
        kind: EntityKind::Place,
        label: division.name.clone(),
        aliases: Vec::new(),
        pinyin: division.pinyin.clone(),
        level: Some(division.level),
        code: Some(division.code.clone()),
        within: division.above.clone(),
        anchor: division.above.as_deref().and_then(divisions::name).map(str::to_string),
    }
}

/// The code in the key of a division: `Place|130105`.
pub fn code_of_key(key: &str) -> Option<&str> {
    key.strip_prefix("Place|").filter(|rest| !rest.contains('|'))
}

/// The kind that a key begins with.
pub fn kind_of_key(key: &str) -> EntityKind {
    key.split('|').next().and_then(EntityKind::parse).unwrap_or(EntityKind::Organization)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(features: &[(&str, u64)]) -> Draft {
        features.iter().map(|(text, n)| (Feature::parse(text).expect("a feature"), *n)).collect()
    }

    #[test]
    fn the_name_used_most_is_the_label() {
        let seen = draft(&[("label/云帆集团", 2), ("label/云帆重工集团", 3), ("alias/云帆", 9)]);
        let node = seen.node("Company||云帆重工集团");
        assert_eq!((node.label.as_str(), node.aliases.join(" ").as_str()), ("云帆重工集团", "云帆 云帆集团"));
        let even = draft(&[("label/云帆集团", 2), ("label/云帆重工集团", 2)]);
        assert_eq!(even.node("Company||x").label, "云帆重工集团", "of equally frequent ones the longest");
    }

    #[test]
    fn a_division_that_nobody_names_is_described() {
        let node = Draft::default().node("Place|130105");
        assert_eq!((node.label.as_str(), node.within.as_deref(), node.level), ("新华区", Some("130100"), Some(Level::County)));
    }

    #[test]
    fn short_zones_lie_in_the_city_that_they_are_anchored_in() {
        let zone =
            |label: &str, anchor: &str| draft(&[(&format!("label/{label}"), 1), ("level/zone", 1), (&format!("anchor/{anchor}"), 1)]);
        assert_eq!(zone("高新区", "石家庄市").node("Place|石家庄市|高新区").within.as_deref(), Some("130100"));
        assert_eq!(zone("高新区", "新华区").node("Place|新华区|高新区").within, None, "several cities have a 新华区");
        assert_eq!(zone("苏州工业园区", "石家庄市").node("Place|石家庄市|苏州工业园区").within, None);
    }
}
