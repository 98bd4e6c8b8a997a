//! A post held → `org:Membership` with the days on which the news shows it, and who is an official.

use super::mapping::Mapping;
use super::terms::{date, typed, zh};
use super::vocabulary::{ORG, RDF, RDFS, gm, iri, thing};
use crate::model::{EntityKind, KnowledgeGraph, Node, PartialDate, Statement, Target};
use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use std::collections::BTreeMap;

/// Closing words of posts in party and state bodies.
const STATE_TITLES: &str = "书记 常委 委员 主席 主任 秘书长 省长 市长 州长 盟长 县长 区长 旗长 镇长 乡长 部长 司长 厅长 局长 处长 \
    科长 署长 关长 总理 专员 巡视员 调研员 检察长 审判长 法官 庭长 总督察";

/// Closing words of bodies that are neither party nor state: a post there makes no official.
const OTHER_BODIES: &str = "公司 集团 银行 厂 店 大学 学院 学校 中学 小学 幼儿园 医院 卫生院 研究院 研究所 科学院 设计院 规划院 \
    协会 商会 学会 研究会 联盟 促进会 基金会 理事会 董事会 监事会 报社 电视台 出版社 合作社 居委会 村委会 \
    实验室 俱乐部";

/// Organisations by each of their names, to find the body of a post.
pub struct Bodies<'g> {
    by_name: BTreeMap<&'g str, &'g Node>,
}

impl<'g> Bodies<'g> {
    pub fn of(graph: &'g KnowledgeGraph) -> Self {
        let bodies = graph.nodes.iter().filter(|n| matches!(n.kind, EntityKind::Organization | EntityKind::Company));
        let mut by_name = BTreeMap::new();
        // Labels come before aliases, and of equal ones the first by key.
        for node in bodies.clone() {
            by_name.entry(node.label.as_str()).or_insert(node);
        }
        for node in bodies {
            node.aliases.iter().for_each(|alias| {
                by_name.entry(alias).or_insert(node);
            });
        }
        Self { by_name }
    }
}

/// The quads of one post held.
pub fn membership(
    mapping: &Mapping,
    graph: &KnowledgeGraph,
    bodies: &Bodies,
    statement: &Statement,
    (person, fact): (&NamedNode, &NamedNode),
    out: &mut Vec<Quad>,
) {
    let Target::Text(post) = &statement.target else { return };
    let node = NamedNode::new_unchecked(fact.as_str().replace("fact-holdsPost", "membership"));
    let role = thing(mapping.base, "post", post, post);
    let mut add = |s: &NamedNode, p: NamedNode, o: Term| out.push(Quad::new(s.clone(), p, o, GraphName::DefaultGraph));
    add(&node, iri(RDF, "type"), iri(ORG, "Membership").into());
    add(&node, iri(ORG, "member"), person.clone().into());
    add(&node, iri(ORG, "role"), role.clone().into());
    add(&node, gm("post"), zh(post));
    add(&role, iri(RDF, "type"), iri(ORG, "Role").into());
    add(&role, iri(RDFS, "label"), zh(post));
    let name = statement.qualifiers.organization.as_deref();
    let body = name.and_then(|name| bodies.by_name.get(name).copied());
    if let Some(body) = body {
        add(&node, iri(ORG, "organization"), mapping.node_iri(body).into());
    }
    if statement.qualifiers.former {
        // The news shows that the post is no longer held: that day attests nothing.
        add(&node, gm("former"), typed(true, "boolean"));
        return;
    }
    let days: Vec<PartialDate> = statement.supports.iter().filter_map(|s| graph.articles[s.article].date).collect();
    if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
        add(&node, gm("firstAttested"), date(*first));
        add(&node, gm("lastAttested"), date(*last));
    }
    if is_official(post, name, body) {
        add(person, iri(RDF, "type"), gm("Official").into());
    }
}

/// Whether a post is one in a party or state body, by its closing words and by those of the body.
fn is_official(post: &str, name: Option<&str>, body: Option<&Node>) -> bool {
    let of_company = body.is_some_and(|b| b.kind == EntityKind::Company);
    let other = name.is_some_and(|name| OTHER_BODIES.split(' ').any(|end| name.ends_with(end)));
    // One character may be a part of a name (驻马店).
    let inside = OTHER_BODIES.split(' ').any(|end| end.chars().count() > 1 && post.contains(end));
    let court =
        ["院长", "副院长"].iter().any(|t| post.ends_with(t)) && [Some(post), name].into_iter().flatten().any(|t| t.contains("法院"));
    !of_company && !other && !inside && (court || STATE_TITLES.split(' ').any(|t| post.ends_with(t)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officials_have_posts_in_party_and_state_bodies() {
        let official = |post: &str, body: Option<&str>| is_official(post, body, None);
        assert!(official("市委书记", Some("市委")) && official("常务副市长", None) && official("市人大常委会主任", None));
        assert!(official("驻马店市委书记", None));
        assert!(official("市中级人民法院院长", None) && official("院长", Some("市中级人民法院")));
        assert!(!official("院长", None) && !official("院长", Some("市人民医院")));
        assert!(
            !official("党委书记", Some("云帆重工集团")) && !official("云帆集团党委书记", None) && !official("主任", Some("云帆研究院"))
        );
        assert!(!official("董事长", None) && !official("教授", Some("某大学")));
    }
}
