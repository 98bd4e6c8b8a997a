//! Phases told of by themselves: 一期 after X项目 is X项目（一期）, a project of its own with its own stage and figures.

use super::table::{Naming, Table};
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::reference::{NUMBERED_PHASES, phase_of};
use crate::model::{EntityId, EntityKind};

/// Gives every phase that stands alone its entity; one without a project before it stays without.
pub fn resolve(blocks: &mut [ReadBlock], table: &mut Table) {
    let mut last: Option<EntityId> = None;
    for block in blocks.iter_mut().filter(|b| b.is_read()) {
        for m in 0..block.mentions.len() {
            if block.mentions[m].kind.entity() != Some(EntityKind::Project) {
                continue;
            }
            if !block.is_phase(m) {
                last = block.entity_of[m].or(last);
                continue;
            }
            block.entity_of[m] = last.and_then(|whole| of(block, m, whole, table));
        }
    }
}

fn of(block: &ReadBlock, m: usize, whole: EntityId, table: &mut Table) -> Option<EntityId> {
    let mention = &block.mentions[m];
    let phase = phase_of(&block.words_of(mention))?;
    let span = block.text.given(mention.start, mention.end);
    let base = base(&table.get(whole).name);
    let name = format!("{base}{phase}");
    let bare = phase.trim_matches(['（', '）']);
    let known = table
        .entities()
        .iter()
        .position(|e| e.kind == EntityKind::Project && e.name.starts_with(&base) && e.name[base.len()..].contains(bare));
    let id = known.map(EntityId).or_else(|| table.find(EntityKind::Project, &name)).unwrap_or_else(|| {
        let naming =
            Naming { kind: EntityKind::Project, clean: &name, written: &name, span, level: None, code: None, full: None, anchor: None };
        table.add_unmentioned(&naming)
    });
    table.mention(id, span);
    Some(id)
}

/// A project's name without the phase that closes it.
fn base(name: &str) -> String {
    let bare = name.trim_end_matches("工程").trim_end_matches("项目");
    for phase in NUMBERED_PHASES {
        for form in [format!("（{phase}）"), format!("({phase})"), phase.to_string()] {
            if let Some(rest) = name.strip_suffix(&form).or_else(|| bare.strip_suffix(&form)) {
                return rest.to_string();
            }
        }
    }
    name.to_string()
}
