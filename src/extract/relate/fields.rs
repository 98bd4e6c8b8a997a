//! Items written as lines of fields: 项目名称：…, 甲方：…, 乙方：…. What one line alone does not say, the lines of an
//! item say together: who signed with whom, and for what.

use super::apply::quote;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::extract::refer::Table;
use crate::model::{EntityId, EntityKind, Fact, Object, Predicate, Qualifiers, Span, Stage};

/// Labels of a line that names the item's project.
pub const PROJECT_LABELS: &[&str] = &["项目名称", "工程名称", "签约项目", "建设项目", "合作项目", "项目"];
/// Labels of the two sides of a contract.
const SIDES: [&[&str]; 2] = [
    &["甲方", "签约方", "政府方", "承接方", "引进单位", "签约单位"],
    &["乙方", "投资方", "投资主体", "企业方", "签约企业", "投资商", "客商"],
];
/// Longest line of fields, in characters.
const MAX_FIELD_LINE: usize = 60;
/// Longest label, in characters.
const MAX_LABEL: usize = 6;

/// What the lines of the item under reading have named so far.
#[derive(Default)]
struct Item {
    project: Option<EntityId>,
    sides: [Option<(EntityId, Span)>; 2],
}

/// Reads items of several lines.
pub fn find(given: &[char], blocks: &[ReadBlock], table: &Table, out: &mut Vec<Fact>) {
    let mut item = Item::default();
    for block in blocks.iter().filter(|b| b.is_read()) {
        let Some(label) = label(block) else {
            item = Item::default();
            continue;
        };
        if PROJECT_LABELS.contains(&label.as_str()) {
            item = Item { project: first(block, &[EntityKind::Project]).map(|f| f.0), ..Item::default() };
        }
        let Some(side) = SIDES.iter().position(|s| s.contains(&label.as_str())) else { continue };
        item.sides[side] = first(block, &[EntityKind::Company, EntityKind::Organization, EntityKind::Place]);
        if let [Some(a), Some(b)] = item.sides {
            signed(given, table, item.project, a, b, out);
            item.sides = [None, None];
        }
    }
}

/// The words before the colon of a line of fields.
pub fn label(block: &ReadBlock) -> Option<String> {
    let colon = block.text.chars.iter().take(MAX_LABEL + 1).position(|c| *c == '：')?;
    (colon >= 2 && block.text.len() <= MAX_FIELD_LINE).then(|| block.text.slice(0, colon))
}

/// The last of the first run of adjacent mentions of these kinds (某市某区人民政府 is the narrowest).
fn first(block: &ReadBlock, kinds: &[EntityKind]) -> Option<(EntityId, Span)> {
    let fits = |k: &MentionKind| k.entity().is_some_and(|e| kinds.contains(&e));
    let mut at = block.mentions.iter().position(|m| fits(&m.kind))?;
    while block.mentions.get(at + 1).is_some_and(|n| fits(&n.kind) && n.start == block.mentions[at].end) {
        at += 1;
    }
    let m = &block.mentions[at];
    block.entity_of[at].map(|id| (id, block.text.given(m.start, m.end)))
}

fn signed(given: &[char], table: &Table, project: Option<EntityId>, a: (EntityId, Span), b: (EntityId, Span), out: &mut Vec<Fact>) {
    let span = Span { start: a.1.start.min(b.1.start), end: a.1.end.max(b.1.end) };
    let mut push = |subject: EntityId, predicate, object, qualifiers| {
        let rule = "signed.field-lines".to_string();
        out.push(Fact { subject, predicate, object, qualifiers, evidence: quote(given, span), rule, confidence: 0.93 });
    };
    let name = project.map(|p| table.get(p).name.clone());
    push(a.0, Predicate::SignedWith, Object::Entity(b.0), Qualifiers { project: name, ..Qualifiers::default() });
    let Some(project) = project else { return };
    push(project, Predicate::Stage, Object::Stage(Stage::Signed), Qualifiers::default());
    for side in [a.0, b.0].into_iter().filter(|s| table.get(*s).kind == EntityKind::Company) {
        let role = Qualifiers { role: Some("investor".into()), ..Qualifiers::default() };
        push(side, Predicate::ParticipatesIn, Object::Entity(project), role);
    }
}
