//! A post held → `org:Membership` with the days on which the news shows it, and who is an official.

use super::claim::{Claim, Held, Object};
use super::mapping::Mapping;
use super::terms::{date, typed, zh};
use super::vocabulary::{ORG, RDF, RDFS, gm, iri, thing};
use crate::identity::kind_of_key;
use crate::model::{EntityKind, Predicate};
use oxigraph::model::{GraphName, NamedNode, Quad, Term};

/// Closing words of posts in party and state bodies.
const STATE_TITLES: &str = "书记 常委 委员 主席 主任 秘书长 省长 市长 州长 盟长 县长 区长 旗长 镇长 乡长 部长 司长 厅长 局长 处长 \
    科长 署长 关长 总理 专员 巡视员 调研员 检察长 审判长 法官 庭长 总督察";

/// Closing words of bodies that are neither party nor state: a post there makes no official.
const OTHER_BODIES: &str = "公司 集团 银行 厂 店 大学 学院 学校 中学 小学 幼儿园 医院 卫生院 研究院 研究所 科学院 设计院 规划院 \
    协会 商会 学会 研究会 联盟 促进会 基金会 理事会 董事会 监事会 报社 电视台 出版社 合作社 居委会 村委会 \
    实验室 俱乐部";

/// The post, where a claim says that somebody holds one.
fn post(claim: &Claim) -> Option<&str> {
    match &claim.object {
        Object::Text(post) if claim.predicate == Predicate::HoldsPost => Some(post),
        _ => None,
    }
}

/// The quads of the membership of one post held.
pub fn own(claim: &Claim, mapping: &Mapping, fact: &NamedNode, held: &Held) -> Vec<Quad> {
    let Some(post) = post(claim) else { return Vec::new() };
    let node = NamedNode::new_unchecked(fact.as_str().replace("fact-holdsPost", "membership"));
    let mut out = Vec::new();
    let mut add = |p: NamedNode, o: Term| out.push(Quad::new(node.clone(), p, o, GraphName::DefaultGraph));
    add(iri(RDF, "type"), iri(ORG, "Membership").into());
    add(iri(ORG, "member"), mapping.entity_iri(&claim.subject).into());
    add(iri(ORG, "role"), role(mapping, post).into());
    add(gm("post"), zh(post));
    if let Some(body) = &held.body {
        add(iri(ORG, "organization"), mapping.entity_iri(body).into());
    }
    if claim.qualifiers.former {
        // The news shows that the post is no longer held: that day attests nothing.
        add(gm("former"), typed(true, "boolean"));
    } else if let Some((first, last)) = held.days {
        add(gm("firstAttested"), date(first));
        add(gm("lastAttested"), date(last));
    }
    out
}

fn role(mapping: &Mapping, post: &str) -> NamedNode {
    thing(mapping.base, "post", post, post)
}

/// The description of the post, which others may hold too.
pub fn shared(claim: &Claim, mapping: &Mapping) -> Vec<Quad> {
    let Some(post) = post(claim) else { return Vec::new() };
    let role = role(mapping, post);
    let quad = |p: NamedNode, o: Term| Quad::new(role.clone(), p, o, GraphName::DefaultGraph);
    vec![quad(iri(RDF, "type"), iri(ORG, "Role").into()), quad(iri(RDFS, "label"), zh(post))]
}

/// Whether a claim makes its subject an official.
pub fn makes_official(claim: &Claim, held: &Held) -> bool {
    let company = held.body.as_deref().is_some_and(|key| kind_of_key(key) == EntityKind::Company);
    let official = |post| is_official(post, claim.qualifiers.organization.as_deref(), company);
    !claim.qualifiers.former && post(claim).is_some_and(official)
}

/// Whether a post is one in a party or state body, by its closing words and by those of the body.
fn is_official(post: &str, name: Option<&str>, of_company: bool) -> bool {
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
        let official = |post: &str, body: Option<&str>| is_official(post, body, false);
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
