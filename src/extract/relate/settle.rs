//! Of facts that say the same or cannot stand together, one is kept.

use crate::extract::refer::Table;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Stage};
use rustc_hash::{FxHashMap, FxHashSet};

/// Words right before a stage that say it is so now.
const NOW: &[&str] = &["目前", "眼下", "现已", "正在", "正", "如今", "现", "已进入"];

/// Drops repeats, facts of impossible kinds, and all but the present stage of each project.
pub fn settle(facts: Vec<Fact>, table: &Table) -> Vec<Fact> {
    let mut seen = FxHashSet::default();
    let mut out = Kept::default();
    let kept = stages(&facts);
    for (i, fact) in facts.into_iter().enumerate() {
        if fact.predicate == Predicate::Stage && !kept.contains(&i) {
            continue;
        }
        if !fits(&fact, table) {
            continue;
        }
        let key = (fact.subject, fact.predicate, fact.object.clone(), fact.qualifiers.rank, fact.qualifiers.rank_max);
        better_role(&mut out, &fact);
        if seen.insert(key) && !is_weaker_repeat(&out, &fact) {
            out.push(super::modality::told(fact));
        }
    }
    narrowest(out.facts, table)
}

/// Facts that are kept, found by what they say.
#[derive(Default)]
struct Kept {
    facts: Vec<Fact>,
    by_statement: FxHashMap<(EntityId, Predicate, Object), Vec<usize>>,
    capacities: FxHashMap<EntityId, Vec<usize>>,
}

impl Kept {
    fn push(&mut self, fact: Fact) {
        let at = self.facts.len();
        self.by_statement.entry((fact.subject, fact.predicate, fact.object.clone())).or_default().push(at);
        if fact.predicate == Predicate::Capacity {
            self.capacities.entry(fact.subject).or_default().push(at);
        }
        self.facts.push(fact);
    }

    /// Places of the facts with this subject, predicate and object, in order.
    fn places(&self, subject: EntityId, predicate: Predicate, object: &Object) -> &[usize] {
        self.by_statement.get(&(subject, predicate, object.clone())).map_or(&[], Vec::as_slice)
    }
}

/// Whether subject and object are of the kinds that the contract allows.
fn fits(fact: &Fact, table: &Table) -> bool {
    use EntityKind as K;
    let subject = table.get(fact.subject).kind;
    let object = match &fact.object {
        Object::Entity(id) => Some(table.get(*id).kind),
        _ => None,
    };
    if let Object::Entity(id) = &fact.object
        && *id == fact.subject
    {
        return false;
    }
    match fact.predicate {
        Predicate::HoldsPost | Predicate::Said | Predicate::AppointedTo | Predicate::RemovedFrom => subject == K::Person,
        Predicate::Attended => matches!(subject, K::Person | K::Company | K::Organization) && object == Some(K::Event),
        Predicate::Visited => {
            matches!(subject, K::Person | K::Event) && matches!(object, Some(K::Place | K::Project | K::Company | K::Organization))
        }
        Predicate::LocatedIn => object == Some(K::Place) && subject != K::Person && subject != K::Assessment,
        Predicate::OccurredOn => subject == K::Event,
        Predicate::Ranked => object == Some(K::Assessment) && !matches!(subject, K::Event | K::Assessment),
        Predicate::Awarded => !matches!(subject, K::Event | K::Assessment),
        Predicate::Investment | Predicate::ExpectedRevenue | Predicate::Stage | Predicate::ExpectedCompletion => subject == K::Project,
        Predicate::Capacity => matches!(subject, K::Project | K::Company),
        Predicate::ParticipatesIn => matches!(subject, K::Company | K::Organization) && object == Some(K::Project),
        Predicate::PartOf => matches!((subject, object), (K::Project, Some(K::Project)) | (K::Event, Some(K::Event))),
        Predicate::SignedWith => {
            matches!(subject, K::Company | K::Organization | K::Place) && matches!(object, Some(K::Company | K::Organization | K::Place))
        }
    }
}

/// A rank known exactly makes “among the first N” of the same list needless; attendance is told once.
fn is_weaker_repeat(out: &Kept, fact: &Fact) -> bool {
    let same = || out.places(fact.subject, fact.predicate, &fact.object);
    match (fact.predicate, &fact.object) {
        (Predicate::Ranked, _) => fact.qualifiers.rank.is_none() && same().iter().any(|&i| out.facts[i].qualifiers.rank.is_some()),
        (Predicate::SignedWith, Object::Entity(other)) => {
            !out.places(*other, Predicate::SignedWith, &Object::Entity(fact.subject)).is_empty()
        }
        (Predicate::SignedWith, _) => false,
        (Predicate::Capacity, Object::Text(new)) => {
            let end = fact.evidence.span.end;
            let twice = |f: &Fact| match &f.object {
                Object::Text(old) => f.evidence.span.end.abs_diff(end) <= 3 && (old.contains(new.as_str()) || new.contains(old.as_str())),
                _ => false,
            };
            out.capacities.get(&fact.subject).is_some_and(|known| known.iter().any(|&i| twice(&out.facts[i])))
        }
        (Predicate::Capacity, _) => false,
        (Predicate::Said, _) => false,
        _ => !same().is_empty(),
    }
}

/// 出席会议并讲话: who does more than take part is told by that.
fn better_role(out: &mut Kept, fact: &Fact) {
    let plain = |f: &Fact| f.qualifiers.role.as_deref() == Some("participant");
    if fact.predicate != Predicate::Attended || fact.qualifiers.role.is_none() || plain(fact) {
        return;
    }
    let known = out.places(fact.subject, Predicate::Attended, &fact.object).first().copied();
    if let Some(known) = known.map(|i| &mut out.facts[i]).filter(|f| plain(f)) {
        known.qualifiers.role.clone_from(&fact.qualifiers.role);
        known.evidence = fact.evidence.clone();
        known.rule.clone_from(&fact.rule);
    }
}

/// The stage facts to keep: per project the one marked as present, else the furthest in a project's life.
fn stages(facts: &[Fact]) -> FxHashSet<usize> {
    let signed: FxHashSet<EntityId> = facts.iter().filter(|f| f.object == Object::Stage(Stage::Signed)).map(|f| f.subject).collect();
    let mut best: std::collections::BTreeMap<EntityId, (usize, (bool, bool, Stage))> = std::collections::BTreeMap::new();
    for (i, fact) in facts.iter().enumerate() {
        let Object::Stage(stage) = fact.object else { continue };
        let now = NOW.iter().any(|w| fact.evidence.text.contains(w));
        let rank = (now && stage != Stage::Planned, stage != Stage::Planned || !signed.contains(&fact.subject), stage);
        if best.get(&fact.subject).is_none_or(|(_, b)| *b < rank) {
            best.insert(fact.subject, (i, rank));
        }
    }
    best.values().map(|(i, _)| *i).collect()
}

/// Of several places of one thing only the narrowest is its place, where one lies in the other's chain.
fn narrowest(facts: Vec<Fact>, table: &Table) -> Vec<Fact> {
    use crate::model::Level as L;
    let width = |id: EntityId| match table.get(id).level {
        Some(L::Country) => 0,
        Some(L::Region | L::Province) => 1,
        Some(L::Prefecture) => 2,
        Some(L::County) => 3,
        _ => 4,
    };
    let mut narrow: FxHashMap<EntityId, i32> = FxHashMap::default();
    for fact in facts.iter().filter(|f| f.predicate == Predicate::LocatedIn) {
        if let Object::Entity(place) = fact.object {
            let known = narrow.entry(fact.subject).or_insert(0);
            *known = (*known).max(width(place));
        }
    }
    facts
        .into_iter()
        .filter(|f| match (&f.object, f.predicate) {
            (Object::Entity(place), Predicate::LocatedIn) => narrow.get(&f.subject).is_none_or(|&w| w <= width(*place)),
            _ => true,
        })
        .collect()
}
