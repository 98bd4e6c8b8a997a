//! The table of an article's entities, filled mention by mention.

use super::index::Index;
use super::names;
use crate::model::{Entity, EntityId, EntityKind, Level, Span};

/// Entities in order of first mention.
#[derive(Debug, Default)]
pub struct Table {
    entities: Vec<Entity>,
    index: Index,
}

/// A mention as the table takes it.
pub struct Naming<'a> {
    pub kind: EntityKind,
    /// As cleaned: simplified, half-width.
    pub clean: &'a str,
    /// As written: traditional where the text is, no layout spaces, NFKC.
    pub written: &'a str,
    pub span: Span,
    pub level: Option<Level>,
    pub code: Option<&'a str>,
    /// The full form that is known for it (石家庄市 for 我市, 石家庄市委 for 市委).
    pub full: Option<&'a str>,
    pub anchor: Option<&'a str>,
}

impl Table {
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    pub fn into_entities(self) -> Vec<Entity> {
        self.entities
    }

    pub fn get(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The entity that has this name or alias.
    pub fn find(&self, kind: EntityKind, name: &str) -> Option<EntityId> {
        self.index.named(kind, name).first().copied().map(EntityId)
    }

    /// Adds a mention to the entity it names, or a new one.
    pub fn add(&mut self, naming: &Naming) -> EntityId {
        match self.first_same(naming) {
            Some(i) => {
                self.add_names(EntityId(i), naming);
                merge(&mut self.entities[i], naming);
                EntityId(i)
            }
            None => {
                let id = self.add_unmentioned(naming);
                self.entities[id.0].mentions.push(naming.span);
                id
            }
        }
    }

    /// Puts another name on an entity.
    pub fn alias(&mut self, id: EntityId, name: &str) {
        let entity = &mut self.entities[id.0];
        if !name.is_empty() && self.index.add(id.0, entity.kind, name) {
            entity.aliases.push(name.to_string());
        }
    }

    fn add_names(&mut self, id: EntityId, naming: &Naming) {
        all_names(naming).for_each(|name| self.alias(id, name));
    }

    /// The first entity that a mention names.
    fn first_same(&self, naming: &Naming) -> Option<usize> {
        let exact = all_names(naming).flat_map(|name| self.index.named(naming.kind, name).iter().copied());
        if naming.kind != EntityKind::Place {
            return exact.chain(self.index.like(naming.kind, naming.clean)).min();
        }
        let zone = names::ZONES.iter().any(|z| naming.clean.ends_with(z));
        let zones = self.index.places().iter().copied().filter(|_| zone);
        exact.chain(zones).filter(|&i| same_place(&self.entities[i], naming)).min()
    }
}

/// The names that a mention brings.
fn all_names<'a>(naming: &Naming<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    [Some(naming.written), Some(naming.clean), naming.full].into_iter().flatten().filter(|n| !n.is_empty())
}

fn has_name(entity: &Entity, name: &str) -> bool {
    entity.name == name || entity.aliases.iter().any(|a| a == name)
}

fn new_entity(naming: &Naming) -> Entity {
    Entity {
        kind: naming.kind,
        name: naming.written.to_string(),
        aliases: Vec::new(),
        level: naming.level,
        code: naming.code.map(str::to_string),
        anchor: naming.anchor.map(str::to_string),
        mentions: Vec::new(),
    }
}

fn merge(entity: &mut Entity, naming: &Naming) {
    insert(&mut entity.mentions, naming.span);
    let longer = naming.written.chars().count() > entity.name.chars().count();
    let suits = !matches!(naming.kind, EntityKind::Place) || naming.full == Some(naming.clean);
    if longer && suits {
        let old = std::mem::replace(&mut entity.name, naming.written.to_string());
        entity.aliases.retain(|a| *a != naming.written);
        entity.aliases.push(old);
    }
    entity.level = entity.level.or(naming.level);
    if entity.code.is_none() {
        entity.code = naming.code.map(str::to_string);
    }
}

/// Adds a span to others that are in order, once.
fn insert(spans: &mut Vec<Span>, span: Span) {
    if let Err(at) = spans.binary_search(&span) {
        spans.insert(at, span);
    }
}

/// Whether a place's mention names a place that is there already.
fn same_place(entity: &Entity, naming: &Naming) -> bool {
    if all_names(naming).any(|name| has_name(entity, name)) {
        return same_code(entity, naming);
    }
    let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
    entity.level == Some(Level::Zone) && names.any(|n| names::zone_tail(n, naming.clean) || names::zone_tail(naming.clean, n))
}

fn same_code(entity: &Entity, naming: &Naming) -> bool {
    match (&entity.code, naming.code) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

impl Table {
    /// Adds an entity that is known but not (yet) mentioned.
    pub fn add_unmentioned(&mut self, naming: &Naming) -> EntityId {
        self.entities.push(new_entity(naming));
        let id = self.entities.len() - 1;
        self.index.add(id, naming.kind, naming.written);
        self.add_names(EntityId(id), naming);
        EntityId(id)
    }

    /// Adds a mention to an entity.
    pub fn mention(&mut self, id: EntityId, span: Span) {
        insert(&mut self.entities[id.0].mentions, span);
    }
}

impl Table {
    /// Like [`Table::add`], for a name inside another name: an entity of its own only if a fact needs it.
    pub fn add_hidden(&mut self, naming: &Naming) -> EntityId {
        match self.first_same(naming) {
            Some(i) => EntityId(i),
            None => self.add_unmentioned(naming),
        }
    }
}

impl Table {
    /// The outlet of the article, which its byline or dateline names.
    pub fn add_outlet(&mut self, name: &str, span: Span) -> EntityId {
        let naming =
            Naming { kind: EntityKind::Organization, clean: name, written: name, span, level: None, code: None, full: None, anchor: None };
        self.add(&naming)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether two project names of one article name one project: one core closes the other.
    fn same_project(a: &str, b: &str) -> bool {
        let (a, b) = (names::project_core(a), names::project_core(b));
        let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
        short == long || short.chars().count() >= 4 && long.ends_with(short.as_str()) && !long.ends_with("期")
    }

    /// Whether `short` may stand for the company `full`: it leaves out the place in front and the closing words.
    fn is_company_short(short: &str, full: &str) -> bool {
        if short == full {
            return true;
        }
        let core: Vec<char> = full.chars().collect();
        let wanted: Vec<char> = names::company_short(short).chars().collect();
        let Some(at) = core.windows(wanted.len().min(core.len()).max(1)).position(|w| w == wanted.as_slice()) else { return false };
        at <= 4
    }

    /// What the index must find: the first entity of all that a comparison accepts.
    fn compared(table: &Table, naming: &Naming) -> Option<usize> {
        let alike = |name: &str, clean: &str| match naming.kind {
            EntityKind::Event | EntityKind::Assessment => names::same_core(&names::event_core(name), &names::event_core(clean)),
            EntityKind::Project => same_project(name, clean),
            EntityKind::Company => is_company_short(clean, name) || is_company_short(name, clean),
            EntityKind::Organization => names::body_tail(name, clean) || names::body_tail(clean, name),
            EntityKind::Person => names::dotted_tail(name, clean),
            EntityKind::Place => false,
        };
        let has = |e: &Entity| all_names(naming).any(|n| has_name(e, n));
        let like = |e: &Entity| std::iter::once(&e.name).chain(&e.aliases).any(|n| alike(n, naming.clean));
        table.entities.iter().position(|e| e.kind == naming.kind && (has(e) || like(e)))
    }

    /// Names of few parts, so that many are alike: a seed in, the same names out.
    fn name(seed: &mut u64, parts: &[&str]) -> String {
        let mut next = || {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(*seed >> 33).unwrap()
        };
        let count = 1 + next() % 4;
        (0..count).map(|_| parts[next() % parts.len()]).collect()
    }

    #[test]
    fn the_index_finds_what_a_comparison_of_all_finds() {
        const PARTS: [&str; 14] =
            ["云帆", "市", "县", "农业", "科技", "产业园", "项目", "二期", "公司", "集团", "·", "会议", "推进会", "第一次"];
        let mut seed = 7;
        for kind in EntityKind::ALL.into_iter().filter(|k| *k != EntityKind::Place) {
            let mut table = Table::default();
            for at in 0..600 {
                let (clean, span) = (name(&mut seed, &PARTS), Span::new(at, at + 1));
                let naming = Naming { kind, clean: &clean, written: &clean, span, level: None, code: None, full: None, anchor: None };
                assert_eq!(table.first_same(&naming), compared(&table, &naming), "{kind} {clean}");
                table.add(&naming);
            }
        }
    }
}
