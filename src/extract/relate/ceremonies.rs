//! What a ceremony says of its project: where an event such as X奠基仪式 is held, X has been begun.

use super::apply::quote;
use super::context::Context;
use super::encode::Encoded;
use crate::extract::phrases::Phrases;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::model::{EntityId, Fact, Object, Predicate, Qualifiers, Stage};

/// What a ceremony's word makes of its project, the first that fits.
const STAGES: &[(&str, Stage)] = &[
    ("奠基", Stage::Started),
    ("开工", Stage::Started),
    ("动工", Stage::Started),
    ("封顶", Stage::ToppedOut),
    ("合龙", Stage::Structure),
    ("竣工", Stage::Completed),
    ("落成", Stage::Completed),
    ("移交", Stage::Completed),
    ("投产", Stage::Operating),
    ("投运", Stage::Operating),
    ("启用", Stage::Operating),
    ("通车", Stage::Operating),
    ("开园", Stage::Operating),
    ("开业", Stage::Operating),
    ("签约", Stage::Signed),
];

/// Words by which a ceremony of the sentence is not held as told.
static NOT_HELD: Phrases = Phrases::of(&["延期", "推迟", "取消", "改期", "没有举行", "未能举行", "将于", "将在", "即将", "拟于", "原定"]);

/// Stages of projects whose ceremonies a sentence tells of.
pub fn find(given: &[char], block: &ReadBlock, sentence: &Encoded, context: &Context, out: &mut Vec<Fact>) {
    if !sentence.symbols.contains(&'\u{E005}') || NOT_HELD.any(&sentence.symbols) {
        return;
    }
    for m in sentence.tokens.iter().filter_map(|t| t.mention) {
        let held = block.entity_of[m].is_some_and(|id| context.block_events.contains(&id));
        let Some((project, end)) = inner_project(block, m).filter(|_| held) else { continue };
        let event = &block.mentions[m];
        let ceremony = block.text.slice(end, event.end);
        let Some((_, stage)) = STAGES.iter().find(|(word, _)| ceremony.contains(word)) else { continue };
        out.push(Fact {
            subject: project,
            predicate: Predicate::Stage,
            object: Object::Stage(*stage),
            qualifiers: Qualifiers::default(),
            evidence: quote(given, block.text.given(event.start, event.end)),
            rule: "stage.ceremony-of-project".into(),
            confidence: 0.92,
        });
    }
}

/// The project that an event's name begins with, and where its name ends in the block.
pub fn inner_project(block: &ReadBlock, mention: usize) -> Option<(EntityId, usize)> {
    let event = block.mentions.get(mention).filter(|m| m.kind == MentionKind::Event)?;
    let held = block.held_by(event);
    let inner = block.inner[held.clone()].iter().zip(&block.inner_entity_of[held]);
    let mut projects = inner.filter(|(m, _)| m.kind == MentionKind::Project && m.start <= event.start + 6);
    let (inner, id) = projects.next()?;
    // 某市2023年重点项目集中开工活动 is of many projects, none of which it names.
    let rest = block.text.slice(inner.end, event.end);
    let rest = rest.strip_prefix("项目").or_else(|| rest.strip_prefix("工程")).unwrap_or(&rest);
    let name = block.words_of(inner);
    let many = ["季度", "年度", "重点", "重大", "集中", "首批", "系列"].iter().any(|w| name.contains(w));
    let told = STAGES.iter().any(|(word, _)| rest.starts_with(word)) && !many;
    id.filter(|_| told).map(|id| (id, inner.end))
}
