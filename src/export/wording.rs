//! What a drawing says in words: names of kinds, relations, roles and stages, in Chinese and in English.

use super::LabelLanguage;
use crate::model::{EntityKind, Money, Predicate, Qualifiers, Stage, Statement, Target};

/// Chinese and English for one thing; the language chosen when it is shown.
pub(super) struct Words(pub &'static str, pub &'static str);

impl Words {
    pub fn show(&self, language: LabelLanguage) -> String {
        match language {
            LabelLanguage::Chinese => self.0.to_owned(),
            LabelLanguage::English => self.1.to_owned(),
            LabelLanguage::Both => format!("{} {}", self.0, self.1),
        }
    }
}

pub(super) fn kind(kind: EntityKind) -> Words {
    match kind {
        EntityKind::Person => Words("人物", "person"),
        EntityKind::Company => Words("企业", "company"),
        EntityKind::Organization => Words("机构", "organization"),
        EntityKind::Place => Words("地点", "place"),
        EntityKind::Project => Words("项目", "project"),
        EntityKind::Event => Words("活动", "event"),
        EntityKind::Assessment => Words("考核", "assessment"),
    }
}

pub(super) fn predicate(predicate: Predicate) -> Words {
    match predicate {
        Predicate::HoldsPost => Words("任", "holds post"),
        Predicate::Attended => Words("出席", "attended"),
        Predicate::Visited => Words("到访", "visited"),
        Predicate::LocatedIn => Words("位于", "located in"),
        Predicate::OccurredOn => Words("时间", "occurred on"),
        Predicate::PartOf => Words("属于", "part of"),
        Predicate::Ranked => Words("排名", "ranked"),
        Predicate::Awarded => Words("获评", "awarded"),
        Predicate::Investment => Words("总投资", "investment"),
        Predicate::ExpectedRevenue => Words("预期收入", "expected revenue"),
        Predicate::Capacity => Words("规模", "capacity"),
        Predicate::ParticipatesIn => Words("参与", "participates in"),
        Predicate::Stage => Words("进度", "stage"),
        Predicate::ExpectedCompletion => Words("预计完成", "expected completion"),
        Predicate::Said => Words("表示", "said"),
        Predicate::AppointedTo => Words("任命为", "appointed to"),
        Predicate::RemovedFrom => Words("免去", "removed from"),
        Predicate::SignedWith => Words("签约", "signed with"),
    }
}

pub(super) fn stage(stage: Stage) -> Words {
    match stage {
        Stage::Planned => Words("拟建", "planned"),
        Stage::Signed => Words("已签约", "signed"),
        Stage::Approved => Words("已获批", "approved"),
        Stage::Started => Words("已开工", "started"),
        Stage::Foundation => Words("基础施工", "foundation"),
        Stage::Structure => Words("主体施工", "structure"),
        Stage::ToppedOut => Words("已封顶", "topped out"),
        Stage::Installation => Words("设备安装", "installation"),
        Stage::Commissioning => Words("调试", "commissioning"),
        Stage::Completed => Words("已建成", "completed"),
        Stage::Operating => Words("已投产", "operating"),
        Stage::Suspended => Words("停工", "suspended"),
    }
}

/// The name of a kind in Chinese and in English.
pub fn kind_words(of: EntityKind) -> (&'static str, &'static str) {
    let Words(zh, en) = kind(of);
    (zh, en)
}

/// The name of a relation in Chinese and in English.
pub fn relation_words(of: Predicate) -> (&'static str, &'static str) {
    let Words(zh, en) = predicate(of);
    (zh, en)
}

/// The name of a stage in Chinese and in English.
pub fn stage_words(of: Stage) -> (&'static str, &'static str) {
    let Words(zh, en) = stage(of);
    (zh, en)
}

/// A role that the contract does not list is shown as it is.
fn role(name: &str, language: LabelLanguage) -> String {
    let chinese = match name {
        "chair" => "主持",
        "speaker" => "讲话",
        "reporter" => "通报",
        "inspector" => "观摩",
        "participant" => "参加",
        "investor" => "投资方",
        "builder" => "建设方",
        "operator" => "运营方",
        "owner" => "业主",
        "partner" => "合作方",
        "beneficiary" => "受益方",
        "designer" => "设计方",
        _ => return name.to_owned(),
    };
    match language {
        LabelLanguage::English => name.to_owned(),
        _ => chinese.to_owned(),
    }
}

/// A relation between two nodes in a few words: `出席`, `主持`, `全市第1`. Where a role or a rank says it
/// all, the name of the relation is left to the legend.
pub(super) fn relation(statement: &Statement, language: LabelLanguage) -> String {
    let q = &statement.qualifiers;
    let role = q.role.as_deref().filter(|name| *name != "participant").map(|name| role(name, language));
    let place = rank(q, language);
    let score = q.score.as_ref().map(|score| match language {
        LabelLanguage::English => format!("score {score}"),
        _ => format!("{score}分"),
    });
    let scope = q.scope.clone().unwrap_or_default();
    let parts: Vec<String> = match (role, place, score) {
        (None, None, None) => return predicate(statement.predicate).show(language) + &scope,
        (role, place, score) => [role, place.map(|place| join(&scope, place, language)), score].into_iter().flatten().collect(),
    };
    parts.join(" ")
}

fn join(scope: &str, place: String, language: LabelLanguage) -> String {
    match language {
        LabelLanguage::English if !scope.is_empty() => format!("{place} {scope}"),
        _ => format!("{scope}{place}"),
    }
}

fn rank(q: &Qualifiers, language: LabelLanguage) -> Option<String> {
    let english = language == LabelLanguage::English;
    match (q.rank, q.rank_max) {
        (Some(rank), _) if rank < 0 && english => Some(format!("{} from last", rank.unsigned_abs())),
        (Some(rank), _) if rank < 0 => Some(format!("倒数第{}", rank.unsigned_abs())),
        (Some(rank), _) if english => Some(format!("no. {rank}")),
        (Some(rank), _) => Some(format!("第{rank}")),
        (None, Some(most)) if english => Some(format!("top {most}")),
        (None, Some(most)) => Some(format!("前{most}位")),
        (None, None) => None,
    }
}

/// A statement with a literal as one line of its node: `总投资 14.53亿元`. `None` for one with a node.
pub(super) fn literal(statement: &Statement, language: LabelLanguage) -> Option<String> {
    let value = match &statement.target {
        Target::Node(_) => return None,
        Target::Text(text) => text.clone(),
        Target::Money(money) => amount(money),
        Target::Date(date) => date.to_string(),
        Target::Stage(name) => stage(*name).show(language),
    };
    Some(match (&statement.predicate, &statement.qualifiers.verb) {
        (Predicate::HoldsPost, _) => post(&statement.qualifiers, &value, language),
        (Predicate::Capacity, _) => value,
        (Predicate::Said, Some(verb)) => format!("{verb}：{value}"),
        (Predicate::ExpectedRevenue, _) => format!("{} {value}", revenue(&statement.qualifiers).show(language)),
        (other, _) => format!("{} {value}", predicate(*other).show(language)),
    })
}

/// A post as it was written; a body that the post does not name already stands before it.
fn post(q: &Qualifiers, post: &str, language: LabelLanguage) -> String {
    let body = q.organization.as_deref().filter(|body| !post.contains(body)).unwrap_or_default();
    let former = match (q.former, language) {
        (false, _) => "",
        (true, LabelLanguage::English) => "former ",
        (true, _) => "曾任",
    };
    let space = if body.is_empty() { "" } else { " " };
    format!("{former}{body}{space}{post}")
}

fn revenue(q: &Qualifiers) -> Words {
    match q.measure.as_deref() {
        Some("sales") => Words("预期销售收入", "expected sales"),
        Some("output") => Words("预期产值", "expected output"),
        Some("tax") => Words("预期税收", "expected tax"),
        Some("profit") => Words("预期利润", "expected profit"),
        _ => predicate(Predicate::ExpectedRevenue),
    }
}

/// Amounts as papers write them: 14.53亿元, 800万元, 1.2亿 USD.
pub fn amount(money: &Money) -> String {
    let unit = if money.currency == "CNY" { "元".to_owned() } else { format!(" {}", money.currency) };
    for (size, name) in [(100_000_000_i64, "亿"), (10_000, "万")] {
        let scale = size * 100;
        // Shown in 亿 or 万 only where nothing is lost: at most four decimals.
        if money.hundredths.abs() >= scale && money.hundredths % (scale / 10_000) == 0 {
            let (whole, rest) = (money.hundredths / scale, (money.hundredths % scale).abs() / (scale / 10_000));
            let digits = format!("{whole}.{rest:04}");
            return format!("{}{name}{unit}", digits.trim_end_matches('0').trim_end_matches('.'));
        }
    }
    format!("{}{unit}", money.decimal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_in_a_paper_and_lose_nothing() {
        for (hundredths, currency, shown) in [
            (145_300_000_000, "CNY", "14.53亿元"),
            (300_000_000_000, "CNY", "30亿元"),
            (800_000_000, "CNY", "800万元"),
            (12_000_000_000, "USD", "1.2亿 USD"),
            (12_345_678_901, "CNY", "123456789.01元"),
            (99_900, "CNY", "999元"),
        ] {
            assert_eq!(amount(&Money { currency: currency.into(), hundredths }), shown);
        }
    }

    #[test]
    fn ranks_are_said_from_the_right_end() {
        let said = |rank, rank_max| rank_words(Qualifiers { rank, rank_max, ..Qualifiers::default() });
        assert_eq!(said(Some(1), None).as_deref(), Some("第1"));
        assert_eq!(said(Some(-2), None).as_deref(), Some("倒数第2"));
        assert_eq!(said(None, Some(3)).as_deref(), Some("前3位"));
        assert_eq!(said(None, None), None);
    }

    fn rank_words(q: Qualifiers) -> Option<String> {
        rank(&q, LabelLanguage::Chinese)
    }

    #[test]
    fn a_post_names_its_body_once() {
        let q = Qualifiers { organization: Some("市政协".into()), ..Qualifiers::default() };
        assert_eq!(post(&q, "主席", LabelLanguage::Chinese), "市政协 主席");
        assert_eq!(post(&q, "市政协主席", LabelLanguage::Chinese), "市政协主席");
        let former = Qualifiers { former: true, ..Qualifiers::default() };
        assert_eq!(post(&former, "县长", LabelLanguage::Chinese), "曾任县长");
    }
}
