//! Colours and shapes of drawings. Kinds differ in shape as well as in colour.

use crate::model::{EntityKind, Predicate};

pub(super) const FONTS: &str = "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif";
pub(super) const BACKGROUND: &str = "#fdfcf9";
pub(super) const INK: &str = "#22262b";
pub(super) const FAINT: &str = "#6b7280";

/// Fill and border.
pub(super) fn colours(kind: EntityKind) -> (&'static str, &'static str) {
    match kind {
        EntityKind::Person => ("#fff0d9", "#c77716"),
        EntityKind::Company => ("#e0f4e4", "#2b8a3e"),
        EntityKind::Organization => ("#e3ebff", "#3b5bdb"),
        EntityKind::Place => ("#eceff2", "#5c6770"),
        EntityKind::Project => ("#fff7c9", "#a68100"),
        EntityKind::Event => ("#ffe3ea", "#c2255c"),
        EntityKind::Assessment => ("#eee6ff", "#6741d9"),
    }
}

/// Colour of an arrow.
pub(super) fn line(predicate: Predicate) -> &'static str {
    match predicate {
        Predicate::Attended => "#b9603a",
        Predicate::Visited => "#c2255c",
        Predicate::LocatedIn => "#7b8794",
        Predicate::PartOf => "#495057",
        Predicate::Ranked => "#6741d9",
        Predicate::ParticipatesIn => "#2b8a3e",
        Predicate::SignedWith => "#1971c2",
        _ => "#495057",
    }
}
