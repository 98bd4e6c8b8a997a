//! Which entity a name means, found by its parts instead of by a comparison with every entity.
//!
//! In: every name of every entity as the table takes it. Out: the first entity that a comparison of all would find.

use super::names::{self, Face};
use crate::model::EntityKind;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Shortest tail of a project's name that may stand for it, and of a body's, in characters.
const MIN_PROJECT_TAIL: usize = 4;
const MIN_BODY_TAIL: usize = 3;

/// Names of events that a name is compared with at most: those that came last, which are of its length.
const MAX_EVENTS: usize = 512;

/// Positions in a company's name at which its short form may begin.
const COMPANY_STARTS: usize = 5;

/// What is kept of a name, by kind.
type ByName<T> = FxHashMap<EntityKind, FxHashMap<String, T>>;

fn look_up<'a, T>(table: &'a ByName<T>, kind: EntityKind, name: &str) -> Option<&'a T> {
    table.get(&kind)?.get(name)
}

/// The names of a table, by kind. Entities are positions in the table; names are only ever added.
#[derive(Debug, Default)]
pub struct Index {
    /// Exact names, with every entity that has them.
    names: ByName<Vec<usize>>,
    /// What is compared of a name (a project's core), with the first entity that has it.
    cores: ByName<usize>,
    /// Closing parts by which a longer name may be called, with the first entity that has one.
    tails: ByName<usize>,
    /// Companies' names from each position at which a short form may begin.
    company_parts: BTreeMap<String, usize>,
    /// Names of companies as short forms.
    company_shorts: FxHashMap<String, usize>,
    events: Vec<(usize, EntityKind, Face)>,
    places: Vec<usize>,
}

impl Index {
    /// Takes in a name of an entity; `false` where it has the name already.
    pub fn add(&mut self, id: usize, kind: EntityKind, name: &str) -> bool {
        let known = self.names.entry(kind).or_default();
        match known.get_mut(name) {
            Some(all) => {
                let Err(at) = all.binary_search(&id) else { return false };
                all.insert(at, id);
            }
            None => {
                known.insert(name.to_string(), vec![id]);
            }
        }
        match kind {
            EntityKind::Event | EntityKind::Assessment => self.events.push((id, kind, Face::new(name))),
            EntityKind::Company => self.add_company(id, name),
            EntityKind::Place if self.places.last() != Some(&id) => self.places.push(id),
            EntityKind::Place => {}
            EntityKind::Person | EntityKind::Organization | EntityKind::Project => {
                let core = core(kind, name);
                let known = self.tails.entry(kind).or_default();
                for tail in tails(kind, &core) {
                    first(known.entry(tail.to_string()).or_insert(id), id);
                }
                first(self.cores.entry(kind).or_default().entry(core).or_insert(id), id);
            }
        }
        true
    }

    fn add_company(&mut self, id: usize, name: &str) {
        for (at, _) in name.char_indices().take(COMPANY_STARTS) {
            first(self.company_parts.entry(name[at..].to_string()).or_insert(id), id);
        }
        first(self.company_shorts.entry(names::company_short(name).to_string()).or_insert(id), id);
    }

    /// Every entity of a kind that has exactly this name, in order.
    pub fn named(&self, kind: EntityKind, name: &str) -> &[usize] {
        look_up(&self.names, kind, name).map_or(&[], Vec::as_slice)
    }

    /// Every place, in order of its first name.
    pub fn places(&self) -> &[usize] {
        &self.places
    }

    /// The first entity of a kind other than place that a name is like.
    pub fn like(&self, kind: EntityKind, name: &str) -> Option<usize> {
        match kind {
            EntityKind::Event | EntityKind::Assessment => self.event(kind, name),
            EntityKind::Company => self.company(name),
            EntityKind::Place => None,
            EntityKind::Person | EntityKind::Organization | EntityKind::Project => {
                let core = core(kind, name);
                let own: Vec<&str> = if kind == EntityKind::Person { Vec::new() } else { tails(kind, &core) };
                let shorter = own.into_iter().filter_map(|tail| look_up(&self.cores, kind, tail));
                shorter.chain(look_up(&self.cores, kind, &core)).chain(look_up(&self.tails, kind, &core)).min().copied()
            }
        }
    }

    fn event(&self, kind: EntityKind, name: &str) -> Option<usize> {
        let face = Face::new(name);
        let late = &self.events[self.events.len().saturating_sub(MAX_EVENTS)..];
        let alike = late.iter().filter(|(_, k, other)| *k == kind && other.may_be(&face) && other.is_like(&face));
        alike.map(|(id, ..)| *id).min()
    }

    fn company(&self, name: &str) -> Option<usize> {
        let short = names::company_short(name);
        let longer = self.company_parts.range(short.to_string()..).take_while(|(part, _)| part.starts_with(short)).map(|(_, id)| id);
        let ends: Vec<usize> = name.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let starts = name.char_indices().take(COMPANY_STARTS).map(|(at, _)| at);
        let parts = starts.flat_map(|from| ends.iter().filter(move |to| **to > from).map(move |to| &name[from..*to]));
        let shorter = parts.filter_map(|part| self.company_shorts.get(part));
        longer.chain(shorter).min().copied()
    }
}

fn first(slot: &mut usize, id: usize) {
    *slot = (*slot).min(id);
}

fn core(kind: EntityKind, name: &str) -> String {
    if kind == EntityKind::Project { names::project_core(name) } else { name.to_string() }
}

/// The closing parts of a name by which its bearer may be called.
fn tails(kind: EntityKind, core: &str) -> Vec<&str> {
    match kind {
        EntityKind::Project if core.ends_with('期') => Vec::new(),
        EntityKind::Project => closing(core, MIN_PROJECT_TAIL).collect(),
        EntityKind::Organization => {
            closing(core, MIN_BODY_TAIL).take(names::MAX_BODY_HEAD).filter(|tail| names::body_tail(core, tail)).collect()
        }
        EntityKind::Person => {
            core.rsplit_once('·').map(|(_, last)| last).filter(|last| names::dotted_tail(core, last)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Proper closing parts of at least `least` characters.
fn closing(text: &str, least: usize) -> impl Iterator<Item = &str> {
    let proper = text.chars().count().saturating_sub(least);
    text.char_indices().skip(1).take(proper).map(|(at, _)| &text[at..])
}
