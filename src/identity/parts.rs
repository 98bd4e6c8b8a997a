//! One entity of an archive that is too large for one machine: the ways in which articles name it → its node, the same
//! as [`merge`](super::merge) makes of all articles.

use super::{Draft, add_entity, node};
use crate::model::{Division, Entity, Node};

/// A way in which articles name an entity: equal but for the places of the mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    /// Name, aliases, level, code and anchor.
    pub entity: Entity,
    /// How many articles name it so.
    pub count: usize,
    /// Id of the first of these articles, and the place among its entities.
    pub first: (String, usize),
    /// Id of the last of these articles, and the place among its entities.
    pub last: (String, usize),
}

/// The node of a key from every way in which it is named; their order does not matter.
pub fn node_of(key: &str, namings: &[Naming]) -> Node {
    let mut ordered: Vec<&Naming> = namings.iter().collect();
    ordered.sort_by(|a, b| a.first.cmp(&b.first));
    let mut draft = Draft::default();
    for naming in &ordered {
        add_entity(&mut draft, &naming.entity);
        *draft.labels.entry(naming.entity.name.clone()).or_insert(0) += naming.count - 1;
    }
    // What is set anew by every article is what the last one says.
    draft.kind = ordered.iter().max_by(|a, b| a.last.cmp(&b.last)).map(|naming| naming.entity.kind);
    node(key, &draft)
}

/// The divisions that the nodes of a whole graph are or lie in, and every unit above them, by code. Only codes and
/// anchors of the nodes count.
pub fn divisions(nodes: &[Node]) -> Vec<Division> {
    super::divisions::around(nodes)
}

#[cfg(test)]
mod tests {
    use super::super::{key, merge};
    use super::*;
    use crate::model::{Article, ArticleMeta, EntityKind, Level, Span};
    use std::collections::BTreeMap;

    fn entity(name: &str, aliases: &[&str], level: Option<Level>, anchor: Option<&str>) -> Entity {
        Entity {
            kind: EntityKind::Organization,
            name: name.into(),
            aliases: aliases.iter().map(|alias| (*alias).to_string()).collect(),
            level,
            code: None,
            anchor: anchor.map(Into::into),
            mentions: vec![Span::new(0, 1)],
        }
    }

    fn article(id: &str, entities: Vec<Entity>) -> Article {
        let meta = ArticleMeta { home: Some("石家庄市".into()), ..ArticleMeta::default() };
        Article { id: id.into(), source: id.into(), meta, span: Span::new(0, 1), entities, facts: vec![], notices: vec![] }
    }

    #[test]
    fn namings_give_the_node_that_all_articles_give() {
        let city = Some("石家庄市");
        let articles = [
            article("c", vec![entity("市委", &["石家庄市委", "我市"], None, city)]),
            article("a", vec![entity("石家庄市委", &["市委"], None, city), entity("市委", &["石家庄市委"], Some(Level::Zone), city)]),
            article("b", vec![entity("市委", &["石家庄市委"], Some(Level::County), None)]),
            article("d", vec![entity("石家庄市委", &["市委"], None, city)]),
        ];
        let mut found: BTreeMap<String, Vec<Naming>> = BTreeMap::new();
        for article in articles.iter().rev() {
            for (place, entity) in article.entities.iter().enumerate() {
                let at = (article.id.clone(), place);
                let plain = Entity { mentions: vec![], ..entity.clone() };
                let same = found.entry(key(entity, article)).or_default();
                match same.iter_mut().find(|naming| naming.entity == plain) {
                    Some(naming) => {
                        naming.count += 1;
                        naming.first = naming.first.clone().min(at.clone());
                        naming.last = naming.last.clone().max(at);
                    }
                    None => same.push(Naming { entity: plain, count: 1, first: at.clone(), last: at }),
                }
            }
        }
        let nodes: Vec<Node> = found.iter().map(|(key, namings)| node_of(key, namings)).collect();
        assert_eq!(nodes, merge(&articles).nodes);
        assert_eq!(nodes[0].level, Some(Level::Zone), "the first article that knows decides");
    }
}
