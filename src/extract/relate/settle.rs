//! Of facts that say the same or cannot stand together, one is kept.

use crate::extract::refer::Table;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Stage};
use rustc_hash::FxHashSet;

/// Words right before a stage that say it is so now.
const NOW: &[&str] = &["目前", "眼下", "现已", "正在", "正", "如今", "现", "已进入"];

/// Drops repeats, facts of impossible kinds, and all but the present stage of each project.
pub fn settle(facts: Vec<Fact>, table: &Table) -> Vec<Fact> {
    let mut seen = FxHashSet::default();
    let mut out: Vec<Fact> = Vec::new();
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
    narrowest(out, table)
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
fn is_weaker_repeat(out: &[Fact], fact: &Fact) -> bool {
    let same = |f: &&Fact| f.subject == fact.subject && f.predicate == fact.predicate && f.object == fact.object;
    match fact.predicate {
        Predicate::Ranked => out.iter().filter(same).any(|f| f.qualifiers.rank.is_some()) && fact.qualifiers.rank.is_none(),
        Predicate::SignedWith => out.iter().any(|f| {
            f.predicate == Predicate::SignedWith && f.object == Object::Entity(fact.subject) && Object::Entity(f.subject) == fact.object
        }),
        Predicate::Capacity => {
            let (Object::Text(new), end) = (&fact.object, fact.evidence.span.end) else { return false };
            let twice = |f: &&Fact| match &f.object {
                Object::Text(old) => f.evidence.span.end.abs_diff(end) <= 3 && (old.contains(new.as_str()) || new.contains(old.as_str())),
                _ => false,
            };
            out.iter().filter(|f| f.subject == fact.subject && f.predicate == Predicate::Capacity).any(|f| twice(&f))
        }
        _ => out.iter().find(same).is_some() && fact.predicate != Predicate::Said,
    }
}

/// 出席会议并讲话: who does more than take part is told by that.
fn better_role(out: &mut [Fact], fact: &Fact) {
    let same = |f: &&mut Fact| f.subject == fact.subject && f.predicate == Predicate::Attended && f.object == fact.object;
    let plain = |f: &Fact| f.qualifiers.role.as_deref() == Some("participant");
    if fact.predicate != Predicate::Attended || fact.qualifiers.role.is_none() || plain(fact) {
        return;
    }
    if let Some(known) = out.iter_mut().find(same).filter(|f| plain(f)) {
        known.qualifiers.role.clone_from(&fact.qualifiers.role);
        known.evidence = fact.evidence.clone();
        known.rule.clone_from(&fact.rule);
    }
}

/// The stage facts to keep: per project the one marked as present, else the furthest in a project's life.
fn stages(facts: &[Fact]) -> FxHashSet<usize> {
    let mut best: std::collections::BTreeMap<EntityId, (usize, (bool, bool, Stage))> = std::collections::BTreeMap::new();
    for (i, fact) in facts.iter().enumerate() {
        let Object::Stage(stage) = fact.object else { continue };
        let now = NOW.iter().any(|w| fact.evidence.text.contains(w));
        let rank = (
            now && stage != Stage::Planned,
            stage != Stage::Planned || !facts.iter().any(|f| f.subject == fact.subject && f.object == Object::Stage(Stage::Signed)),
            stage,
        );
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
    let located: Vec<(EntityId, EntityId)> = facts
        .iter()
        .filter(|f| f.predicate == Predicate::LocatedIn)
        .filter_map(|f| if let Object::Entity(o) = f.object { Some((f.subject, o)) } else { None })
        .collect();
    facts
        .into_iter()
        .filter(|f| match (&f.object, f.predicate) {
            (Object::Entity(place), Predicate::LocatedIn) => !located.iter().any(|(s, o)| *s == f.subject && width(*o) > width(*place)),
            _ => true,
        })
        .collect()
}
