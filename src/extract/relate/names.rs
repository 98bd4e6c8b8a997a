//! What a name itself says: the company or place in a project's name, the appraisal an article is about.

use super::apply::quote;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::reference::NUMBERED_PHASES;
use crate::extract::recognise::{Mention, MentionKind};
use crate::extract::refer::Table;
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, EntityKind, Fact, Level, Object, Predicate, Qualifiers};

/// The appraisal that lists without a name of their own belong to: the headline's, else the first one named.
pub fn main_assessment(blocks: &[ReadBlock]) -> Option<EntityId> {
    let all = || blocks.iter().filter(|b| b.is_read()).flat_map(|b| b.mentions.iter().zip(&b.entity_of).map(move |x| (b.kind, x)));
    let found = |headline: bool| {
        all()
            .filter(|(k, _)| (*k == BlockKind::Headline) == headline)
            .find(|(_, (m, _))| m.kind == MentionKind::Assessment)
            .and_then(|(_, (_, id))| *id)
    };
    found(true).or_else(|| found(false))
}

/// The exercise that ranks without a named one belong to: the main appraisal unless it is a mere figure, else what is
/// held in an event (观摩点评 in 观摩点评活动).
pub fn main_exercise(blocks: &[ReadBlock]) -> Option<EntityId> {
    let read = || blocks.iter().filter(|b| b.is_read());
    let outer = |b: &ReadBlock, m: &Mention| m.kind == MentionKind::Assessment && !super::link::is_measure(&b.words_of(m));
    let named = |headline: bool| {
        read()
            .filter(|b| (b.kind == BlockKind::Headline) == headline)
            .find_map(|b| b.mentions.iter().zip(&b.entity_of).find(|(m, _)| outer(b, m)).and_then(|(_, id)| *id))
    };
    let held = || {
        let found =
            |b: &ReadBlock| b.inner.iter().zip(&b.inner_entity_of).find(|(m, _)| m.kind == MentionKind::Assessment).and_then(|(_, id)| *id);
        read().find_map(found)
    };
    named(true).or_else(held).or_else(|| named(false))
}

/// 云帆科技总部基地项目 is of 云帆科技; 正定县…项目 is in 正定县.
pub fn inside_projects(given: &[char], blocks: &[ReadBlock], table: &Table, out: &mut Vec<Fact>) {
    for block in blocks.iter().filter(|b| b.is_prose() || b.kind == BlockKind::TableRow) {
        for (i, project) in block.mentions.iter().enumerate() {
            let (MentionKind::Project, Some(id)) = (&project.kind, block.entity_of[i]) else { continue };
            let held = block.held_by(project);
            for (inner, inner_id) in block.inner[held.clone()].iter().zip(&block.inner_entity_of[held.clone()]) {
                let at_head = project.start == inner.start
                    || (project.start < inner.start && inner.end < project.end && chain_to_head(block, project.start, inner.start));
                let in_company = block.inner[held.clone()].iter().any(|c| {
                    let holds = c.kind == MentionKind::Company && c.start <= inner.start && inner.end < c.end;
                    holds && !(is_works(block, c) && is_full_name(block, inner))
                });
                // 某县万头奶牛牧场项目: what is to be built, not who builds it.
                let built = inner.kind == MentionKind::Company && is_works(block, inner) && is_rest(block, inner.end, project.end);
                let part = inner.kind == MentionKind::Company && inner.start > project.start;
                let part = part && inner_id.is_some_and(|id| is_part(&block.words_of(inner), &table.get(id).name));
                if built || part {
                    continue;
                }
                let at_head = at_head && !in_company && is_own_place(block, project, inner) && !is_endpoint(block, project, inner);
                let Some(inner_id) = inner_id.filter(|_| at_head && inner.end < project.end) else { continue };
                let (predicate, subject, object, role) = match table.get(inner_id).kind {
                    EntityKind::Company => (Predicate::ParticipatesIn, inner_id, id, Some("owner".to_string())),
                    EntityKind::Place => (Predicate::LocatedIn, id, inner_id, None),
                    _ => continue,
                };
                out.push(Fact {
                    subject,
                    predicate,
                    object: Object::Entity(object),
                    qualifiers: Qualifiers { role, ..Qualifiers::default() },
                    evidence: quote(given, block.text.given(project.start, project.end)),
                    rule: "name.head-of-project".into(),
                    confidence: 0.9,
                });
            }
        }
    }
}

/// 甲市至乙市高铁, 甲市—乙市高速: a line is not in the place that it begins or ends at; （甲市） behind 中国 is narrower.
fn is_endpoint(block: &ReadBlock, project: &Mention, inner: &Mention) -> bool {
    let joins = |c: Option<&char>| c.is_some_and(|c| "至到—－-～–".contains(*c));
    let chars = &block.text.chars;
    // 四川巴塘至西藏某江线路工程: what leads from one province to another is in neither.
    let far = |m: &Mention| matches!(&m.kind, MentionKind::Place(p) if p.level == Level::Province) && m.start > project.start;
    let held = block.held_by(project);
    let leads_out = block.inner[held].iter().any(|m| far(m) && m.start != inner.start && chars.get(m.start - 1) == Some(&'至'));
    let runs =
        leads_out || joins(chars.get(inner.end)) || inner.start == project.start && joins(project.start.checked_sub(1).map(|i| &chars[i]));
    runs && matches!(inner.kind, MentionKind::Place(_)) || chars.get(inner.end) == Some(&'（')
}

/// 某县热贡博物馆项目 where a company is called 热贡水电公司: two characters of a longer name are too little behind a place.
fn is_part(short: &str, name: &str) -> bool {
    let whole = ["集团", "公司", "股份", "有限"].iter().any(|w| name.contains(&format!("{short}{w}")));
    short.chars().count() < 3 && !whole
}

/// A plant or farm: where it stands is in its name.
fn is_works(block: &ReadBlock, company: &Mention) -> bool {
    block.text.chars.get(company.end - 1).is_some_and(|c| "厂场矿庄".contains(*c))
}

/// Whether a place's name says what it is: 丰镇市, but not 丰镇.
fn is_full_name(block: &ReadBlock, place: &Mention) -> bool {
    block.text.chars.get(place.end - 1).is_some_and(|c| "市县区镇乡旗".contains(*c))
}

/// Whether nothing of a name's own follows.
fn is_rest(block: &ReadBlock, from: usize, to: usize) -> bool {
    let rest = block.text.slice(from, to);
    matches!(rest.as_str(), "项目" | "工程" | "建设项目" | "建设工程" | "新建项目" | "扩建项目")
}

/// 海口市桂林洋…项目 is not in 桂林, and 某县制鞋产业园二期项目 is the park: behind the head only a full name of a place
/// counts, and only where something of the project's own follows.
fn is_own_place(block: &ReadBlock, project: &Mention, inner: &Mention) -> bool {
    let rest = block.text.slice(inner.end, project.end);
    let bare = rest.trim_end_matches("项目").trim_end_matches("工程").trim_matches(['（', '）', '(', ')']);
    let whole = bare.is_empty() || NUMBERED_PHASES.contains(&bare) || ["扩建", "建设"].contains(&bare);
    let full = block.text.chars.get(inner.end - 1).is_some_and(|c| "省市县区镇乡道旗盟州村园岛港".contains(*c));
    let place = matches!(inner.kind, MentionKind::Place(_));
    // 俄罗斯樟子松集散中心项目, 德国某某气体项目: where the timber or the maker is from.
    if matches!(&inner.kind, MentionKind::Place(p) if p.level == Level::Country) {
        return false;
    }
    !place || (inner.start == project.start || full) && !(whole && inner.start > project.start)
}

/// Endings of names that belong to a larger thing of the same name without them.
const PARTS: [&str; 16] = [
    "（一期）",
    "（二期）",
    "（三期）",
    "（四期）",
    "一期",
    "二期",
    "三期",
    "四期",
    "一期工程",
    "二期工程",
    "一期项目",
    "二期项目",
    "开幕式",
    "闭幕式",
    "签约仪式",
    "分会场",
];

/// X项目二期 is part of X项目, 某博览会开幕式 of 某博览会, where the article names both.
pub fn phases(given: &[char], blocks: &[ReadBlock], table: &Table, out: &mut Vec<Fact>) {
    let of = |name: &str, kind| {
        let base = PARTS.iter().find_map(|p| name.strip_suffix(p)).filter(|b| b.chars().count() >= 4)?;
        table.find(kind, base).or_else(|| table.find(kind, &format!("{base}项目")))
    };
    for block in blocks.iter().filter(|b| b.is_read()) {
        for (mention, id) in block.mentions.iter().zip(&block.entity_of) {
            let (Some(kind), Some(id)) = (mention.kind.entity(), *id) else { continue };
            if !matches!(kind, EntityKind::Project | EntityKind::Event) {
                continue;
            }
            let Some(whole) = of(&block.words_of(mention), kind).filter(|w| *w != id) else { continue };
            out.push(Fact {
                subject: id,
                predicate: Predicate::PartOf,
                object: Object::Entity(whole),
                qualifiers: Qualifiers::default(),
                evidence: quote(given, block.text.given(mention.start, mention.end)),
                rule: "part.name-of-whole".into(),
                confidence: 0.9,
            });
        }
    }
}

/// A ceremony's list of projects: 集中签约 makes them signed, 集中开工 started. Read only where nothing else tells.
pub fn by_ceremony(given: &[char], blocks: &[ReadBlock], table: &Table, event: Option<EntityId>, out: &mut Vec<Fact>) {
    use crate::model::Stage;
    let Some(event) = event else { return };
    let name = &table.get(event).name;
    let stage = match name {
        n if n.contains("签约") => Stage::Signed,
        n if n.contains("开工") || n.contains("奠基") => Stage::Started,
        _ => return,
    };
    for block in blocks.iter().filter(|b| b.kind == BlockKind::ListItem) {
        let Some(i) = block.mentions.iter().position(|m| m.kind == MentionKind::Project && m.start <= 6) else { continue };
        let Some(id) = block.entity_of[i] else { continue };
        let negated = ["未", "取消", "推迟", "暂缓"].iter().any(|w| block.joined.contains(w));
        if negated || out.iter().any(|f| f.subject == id && f.predicate == Predicate::Stage) {
            continue;
        }
        let m = &block.mentions[i];
        out.push(Fact {
            subject: id,
            predicate: Predicate::Stage,
            object: Object::Stage(stage),
            qualifiers: Qualifiers::default(),
            evidence: quote(given, block.text.given(m.start, m.end)),
            rule: "stage.listed-at-ceremony".into(),
            confidence: 0.85,
        });
    }
}

/// Whether only places stand between the beginning of a name and `at`.
fn chain_to_head(block: &ReadBlock, start: usize, at: usize) -> bool {
    block.inner.iter().any(|m| m.start == start && m.end == at && matches!(m.kind, MentionKind::Place(_)))
}
