//! Mentions of one article → its entities: which mentions name the same thing, and under which names.

pub mod full;
pub mod index;
pub mod names;
pub mod phases;
pub mod shorts;
pub mod table;

pub use table::Table;

use super::reading::ReadBlock;
use super::recognise::MentionKind;
use super::relate::apply::written_range;
use super::segment::ArticleText;
use super::surface::Home;
use crate::model::{Entity, EntityId, EntityKind, Fact, Level, Object};
use table::Naming;

/// Gives every mention its entity. Longer names come first, so that short forms find them.
pub fn resolve(given: &[char], blocks: &mut [ReadBlock], article: &ArticleText, home: Option<&Home>) -> (Table, Option<EntityId>) {
    let mut table = Table::default();
    let mut order: Vec<(usize, bool, usize)> = Vec::new();
    for (b, block) in blocks.iter().enumerate().filter(|(_, b)| b.is_read()) {
        order.extend((0..block.mentions.len()).map(|m| (b, false, m)));
        let in_event = |m: &super::recognise::Mention| {
            block.mentions.iter().any(|e| e.kind == MentionKind::Event && e.start <= m.start && m.end <= e.end)
        };
        let names = |m: &usize| match block.inner[*m].kind {
            MentionKind::Organization | MentionKind::Company | MentionKind::Place(_) | MentionKind::Assessment => true,
            MentionKind::Project => in_event(&block.inner[*m]),
            _ => false,
        };
        order.extend((0..block.inner.len()).filter(names).map(|m| (b, true, m)));
    }
    let length = |&(b, inner, m): &(usize, bool, usize)| {
        let x = if inner { &blocks[b].inner[m] } else { &blocks[b].mentions[m] };
        (std::cmp::Reverse(x.end - x.start), b, inner, m)
    };
    order.sort_by_key(length);
    for (b, inner, m) in order {
        if !inner && blocks[b].is_phase(m) {
            continue;
        }
        let id = name_one(given, &blocks[b], inner, m, home, &mut table);
        let slots = if inner { &mut blocks[b].inner_entity_of } else { &mut blocks[b].entity_of };
        slots[m] = id;
    }
    let home_id = home.map(|h| full::add_home(&mut table, blocks, given, h));
    chains(blocks, &mut table);
    full::references(blocks, home, home_id, &mut table);
    phases::resolve(blocks, &mut table);
    shorts::resolve(blocks, &mut table);
    full::publisher(&mut table, article);
    (table, home_id)
}

/// 南京市鼓楼区: a place right behind a wider one is also called by both names.
fn chains(blocks: &[ReadBlock], table: &mut Table) {
    for block in blocks.iter().filter(|b| b.is_read()) {
        for (i, pair) in block.mentions.windows(2).enumerate() {
            let places = pair.iter().all(|m| matches!(m.kind, MentionKind::Place(_))) && pair[0].end == pair[1].start;
            let Some(id) = block.entity_of[i + 1].filter(|_| places) else { continue };
            table.alias(id, &block.text.slice(pair[0].start, pair[1].end));
        }
    }
}

fn name_one(given: &[char], block: &ReadBlock, inner: bool, m: usize, home: Option<&Home>, table: &mut Table) -> Option<EntityId> {
    let mention = if inner { &block.inner[m] } else { &block.mentions[m] };
    let kind = mention.kind.entity()?;
    let clean = block.words_of(mention);
    let written = written_range(given, block, mention.start, mention.end);
    let (level, code, full) = match &mention.kind {
        MentionKind::Place(p) => (Some(p.level), p.code.as_deref(), p.full_name.clone()),
        MentionKind::Organization => (None, None, full::body(&clean, home)),
        _ => (None, None, None),
    };
    let hidden = inner && matches!(kind, EntityKind::Place | EntityKind::Project | EntityKind::Assessment);
    let naming = Naming {
        kind,
        clean: &clean,
        written: &written,
        span: block.text.given(mention.start, mention.end),
        level,
        code,
        full: full.as_deref(),
        anchor: home.map(|h| h.full_name.as_str()).filter(|_| kind != EntityKind::Company && kind != EntityKind::Project),
    };
    Some(if hidden { table.add_hidden(&naming) } else { table.add(&naming) })
}

/// Leaves out places that stand only inside other names and carry no fact, and renumbers.
pub fn prune(entities: Vec<Entity>, facts: Vec<Fact>) -> (Vec<Entity>, Vec<Fact>) {
    let mut keep: Vec<bool> = entities.iter().map(|e| !e.mentions.is_empty()).collect();
    for fact in &facts {
        keep[fact.subject.0] = true;
        if let Object::Entity(id) = fact.object {
            keep[id.0] = true;
        }
    }
    let mut order: Vec<usize> = (0..entities.len()).filter(|&i| keep[i]).collect();
    order.sort_by_key(|&i| (entities[i].mentions.first().copied(), i));
    let mut place = vec![usize::MAX; entities.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut slots: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    let kept = order.iter().filter_map(|&i| slots[i].take()).collect();
    let facts = facts.into_iter().map(|f| renumber(f, &place)).collect();
    (kept, facts)
}

fn renumber(mut fact: Fact, place: &[usize]) -> Fact {
    fact.subject = EntityId(place[fact.subject.0]);
    if let Object::Entity(id) = fact.object {
        fact.object = Object::Entity(EntityId(place[id.0]));
    }
    fact
}

/// Whether a level is one that 我市 can mean.
pub fn is_city(level: Level) -> bool {
    matches!(level, Level::Prefecture | Level::County | Level::Province)
}
