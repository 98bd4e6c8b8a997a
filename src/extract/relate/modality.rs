//! A fact in, the same fact with how it is meant: done, ongoing, planned, urged or only said.

use crate::model::{Fact, Modality, Object, Predicate, Stage};

/// Words that put a figure or a deed into the future.
const AHEAD: &[&str] = &[
    "计划",
    "拟",
    "预计",
    "力争",
    "有望",
    "将",
    "建成后",
    "投产后",
    "达产后",
    "投用后",
    "规划",
    "可望",
    "目标",
    "争取",
    "可实现",
    "可带动",
];

/// Words that put attendance and visits into the future.
const GOING: &[&str] = &[
    "将出席",
    "将应邀",
    "将参加",
    "将赴",
    "将访问",
    "将前往",
    "将率",
    "将对",
    "将主持",
    "将致辞",
    "拟出席",
    "拟参加",
    "拟赴",
    "计划出席",
    "计划赴",
];

/// Words by which somebody demands what is not yet so.
const URGING: &[&str] = &["要求", "确保", "务必", "督促", "责成", "必须"];

/// Sets the modality of a fact that no rule has set.
pub fn told(mut fact: Fact) -> Fact {
    if fact.qualifiers.modality.is_none() {
        fact.qualifiers.modality = modality(&fact);
    }
    fact
}

fn modality(fact: &Fact) -> Option<Modality> {
    let has = |words: &[&str]| words.iter().any(|w| fact.evidence.text.contains(w));
    match (fact.predicate, &fact.object) {
        (Predicate::Stage, Object::Stage(stage)) => Some(match stage {
            Stage::Planned => Modality::Planned,
            Stage::Signed | Stage::Approved | Stage::ToppedOut | Stage::Completed | Stage::Operating => Modality::Done,
            _ => Modality::Ongoing,
        }),
        (Predicate::ExpectedCompletion, _) if has(URGING) => Some(Modality::Urged),
        (Predicate::ExpectedCompletion | Predicate::ExpectedRevenue, _) => Some(Modality::Planned),
        (Predicate::Attended | Predicate::Visited, _) if has(GOING) => Some(Modality::Planned),
        (Predicate::OccurredOn, _) if has(&["将于", "定于", "拟于"]) => Some(Modality::Planned),
        (Predicate::Investment | Predicate::Capacity, _) => has(AHEAD).then_some(Modality::Planned),
        (Predicate::Said | Predicate::LocatedIn | Predicate::PartOf | Predicate::ParticipatesIn, _) => None,
        _ => Some(Modality::Done),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Modality, Predicate};

    #[test]
    fn what_is_planned_urged_and_said_is_kept_apart() {
        let text = "市委书记高远山调研项目建设\n4月12日，云帆轴承产业园项目计划总投资8亿元，目前正在进行主体施工，预计2025年6月建成投产。\n项目经理丁一凡介绍，云帆轴承产业园项目占地200亩。\n";
        let mut document = Document::new("t", text);
        document.given.date = Some("2024-04-13".into());
        let articles = extract(&document, &Resources::load().unwrap());
        let of = |p: Predicate| articles[0].facts.iter().find(|f| f.predicate == p).unwrap_or_else(|| panic!("{p:?}")).qualifiers.modality;
        assert_eq!(of(Predicate::Investment), Some(Modality::Planned));
        assert_eq!(of(Predicate::Stage), Some(Modality::Ongoing));
        assert_eq!(of(Predicate::ExpectedCompletion), Some(Modality::Planned));
        assert_eq!(of(Predicate::Capacity), Some(Modality::Said));
    }
}
