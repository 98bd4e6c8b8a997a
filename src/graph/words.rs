//! Words that a user typed → relations, types, days and nodes, or what to type instead.

use super::{Lookup, Network};
use crate::model::{EntityKind, NodeId, PartialDate, Predicate};

/// How many names are offered instead of one that means nothing or several things.
const OFFERED: usize = 8;

/// Why a word means nothing here; the message says what would.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    #[error("no relation is named `{word}`; relations: {}", Predicate::ALL.map(Predicate::name).join(", "))]
    Relation { word: String },
    #[error("no type is named `{word}`; types: {}", EntityKind::ALL.map(EntityKind::name).join(", "))]
    Kind { word: String },
    #[error("`{word}` is no date; expected 2023-05-17, 2023-05 or 2023")]
    Date { word: String },
    #[error("`{word}` means several: {}; name one of them", candidates.join(", "))]
    Ambiguous { word: String, candidates: Vec<String> },
    #[error("nothing here is named `{word}`{}", meant(candidates))]
    Unknown { word: String, candidates: Vec<String> },
}

fn meant(candidates: &[String]) -> String {
    if candidates.is_empty() { String::new() } else { format!("; did you mean {}?", candidates.join(", ")) }
}

/// The relation of a name, without regard to case.
///
/// # Errors
/// When there is none; the message lists all.
pub fn relation(word: &str) -> Result<Predicate, WordError> {
    Predicate::parse(word).ok_or_else(|| WordError::Relation { word: word.into() })
}

/// The type of a name, without regard to case.
///
/// # Errors
/// When there is none; the message lists all.
pub fn kind(word: &str) -> Result<EntityKind, WordError> {
    EntityKind::parse(word).ok_or_else(|| WordError::Kind { word: word.into() })
}

/// A day, month or year: `2023-05-17`, `2023-05`, `2023`.
///
/// # Errors
/// When it is none, or the calendar has none such.
pub fn day(word: &str) -> Result<PartialDate, WordError> {
    PartialDate::parse(word).ok_or_else(|| WordError::Date { word: word.into() })
}

impl Network<'_> {
    /// The one node of a name that a user typed.
    ///
    /// # Errors
    /// When the name means several nodes or none; the message offers names that mean one.
    pub fn one(&self, name: &str) -> Result<NodeId, WordError> {
        let list = |ids: &[NodeId]| ids.iter().take(OFFERED).map(|id| self.reference(*id)).collect();
        match self.find(name) {
            Lookup::Found(id, _) => Ok(id),
            Lookup::Ambiguous(ids, _) => Err(WordError::Ambiguous { word: name.into(), candidates: list(&ids) }),
            Lookup::Unknown(near) => Err(WordError::Unknown { word: name.into(), candidates: list(&near) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sketch::Sketch;

    #[test]
    fn what_is_unknown_is_answered_with_what_is_known() {
        assert_eq!(relation("ATTENDED"), Ok(Predicate::Attended));
        assert!(relation("attends").unwrap_err().to_string().ends_with("awarded, investment, expectedRevenue, capacity, participatesIn, stage, expectedCompletion, said, appointedTo, removedFrom, signedWith"));
        assert!(kind("City").unwrap_err().to_string().starts_with("no type is named `City`; types: Person, Company"));
        assert_eq!(day("2023-02-30").unwrap_err().to_string(), "`2023-02-30` is no date; expected 2023-05-17, 2023-05 or 2023");
    }

    #[test]
    fn names_of_several_nodes_are_told_apart_in_the_message() {
        let mut sketch = Sketch::default();
        sketch.anchored(EntityKind::Place, "新华区", "石家庄市");
        sketch.anchored(EntityKind::Place, "新华区", "沧州市");
        let graph = sketch.finish();
        let network = Network::new(&graph);
        let error = network.one("新华区").unwrap_err();
        assert!(matches!(&error, WordError::Ambiguous { candidates, .. } if candidates.len() == 2), "{error}");
        assert!(network.one("新华").unwrap_err().to_string().contains("means several"));
        assert_eq!(network.one("不相干的").unwrap_err().to_string(), "nothing here is named `不相干的`");
        let WordError::Ambiguous { candidates, .. } = error else { return };
        assert!(candidates.iter().all(|name| network.one(name).is_ok()));
    }
}
