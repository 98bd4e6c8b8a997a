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
                merge(&mut self.entities[i], naming);
                self.index_names(i, naming);
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
        if !has_name(entity, name) && !name.is_empty() {
            entity.aliases.push(name.to_string());
            self.index.add(id.0, entity.kind, name);
        }
    }

    fn index_names(&mut self, id: usize, naming: &Naming) {
        for name in all_names(naming) {
            self.index.add(id, naming.kind, name);
        }
    }

    /// The first entity that a mention names.
    fn first_same(&self, naming: &Naming) -> Option<usize> {
        let exact = all_names(naming).flat_map(|name| self.index.named(naming.kind, name).iter().copied());
        if naming.kind != EntityKind::Place {
            return exact.chain(self.index.like(naming.kind, naming.clean)).min();
        }
        let zone = names::ZONES.iter().any(|z| naming.clean.ends_with(z));
        let zones = self.index.places().iter().copied().filter(|_| zone);
        exact.chain(zones).filter(|&i| same(&self.entities[i], naming)).min()
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
    let mut entity = Entity {
        kind: naming.kind,
        name: naming.written.to_string(),
        aliases: Vec::new(),
        level: naming.level,
        code: naming.code.map(str::to_string),
        anchor: naming.anchor.map(str::to_string),
        mentions: Vec::new(),
    };
    add_names(&mut entity, naming);
    entity
}

fn add_names(entity: &mut Entity, naming: &Naming) {
    for name in all_names(naming) {
        if !has_name(entity, name) {
            entity.aliases.push(name.to_string());
        }
    }
}

fn merge(entity: &mut Entity, naming: &Naming) {
    if !entity.mentions.contains(&naming.span) {
        entity.mentions.push(naming.span);
        entity.mentions.sort();
    }
    add_names(entity, naming);
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

/// Whether a mention names an entity that is there already.
fn same(entity: &Entity, naming: &Naming) -> bool {
    if entity.kind != naming.kind {
        return false;
    }
    if has_name(entity, naming.clean) || has_name(entity, naming.written) {
        return same_code(entity, naming);
    }
    if naming.full.is_some_and(|f| has_name(entity, f)) {
        return same_code(entity, naming);
    }
    let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
    match naming.kind {
        EntityKind::Event | EntityKind::Assessment => names.any(|n| names::same_event(n, naming.clean)),
        EntityKind::Project => names.any(|n| names::same_project(n, naming.clean)),
        EntityKind::Company => names.any(|n| names::is_company_short(naming.clean, n) || names::is_company_short(n, naming.clean)),
        EntityKind::Organization => names.any(|n| names::body_tail(n, naming.clean) || names::body_tail(naming.clean, n)),
        EntityKind::Place => {
            entity.level == Some(Level::Zone) && names.any(|n| names::zone_tail(n, naming.clean) || names::zone_tail(naming.clean, n))
        }
        EntityKind::Person => names.any(|n| names::dotted_tail(n, naming.clean)),
    }
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
        self.index_names(id, naming);
        EntityId(id)
    }

    /// Adds a mention to an entity.
    pub fn mention(&mut self, id: EntityId, span: Span) {
        let mentions = &mut self.entities[id.0].mentions;
        if !mentions.contains(&span) {
            mentions.push(span);
            mentions.sort();
        }
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
