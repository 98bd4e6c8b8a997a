//! The page of a thing: names, posts, facts in groups with their sentences; and the page of one fact.

use super::Language;
use super::layout::{evidence, kind, link, object, page as layout, qualifiers, relation};
use crate::app::ask::View;
use crate::app::ask::entity::{Direction, GROUP_FACTS, Group, entity};
use crate::app::ask::facts::Fact;
use guanmo::model::NodeId;
use maud::{Markup, html};

fn page_title(label: &str, kind: &str) -> String {
    format!("{label} ({kind})")
}

pub fn page(view: &View, id: NodeId, language: Language) -> Markup {
    let thing = entity(view, id, GROUP_FACTS);
    let of = kind(thing.entity.kind, language);
    let main = html! {
        h1 { (thing.entity.label) " " small { (of) } }
        p {
            (thing.pinyin)
            @if !thing.aliases.is_empty() { " · " (language.say("又称", "also")) " " (thing.aliases.join("、")) }
            @if let Some(anchor) = &thing.entity.anchor { " · " (anchor) }
            @if let Some(code) = &thing.code { " · GB/T 2260 " (code) }
        }
        @if !thing.above.is_empty() {
            p { (language.say("属于", "lies in")) " "
                @for unit in &thing.above {
                    @match &unit.entity { Some(entity) => (link(entity, language)), None => (unit.name) } " "
                }
            }
        }
        @if !thing.posts.is_empty() {
            table {
                caption { (language.say("职务（首末日期为报道日期，并非任期）", "Posts (days are those of articles, not of the term)")) }
                tr { @for head in [language.say("职务", "post"), language.say("机构", "body"), language.say("首见", "first seen"), language.say("末见", "last seen")] { th scope="col" { (head) } } }
                @for post in &thing.posts {
                    tr {
                        td { @if post.former { (language.say("曾任", "former")) " " } (post.post) }
                        td { (post.organization.as_deref().unwrap_or("")) }
                        td { (post.first.as_deref().unwrap_or("")) } td { (post.last.as_deref().unwrap_or("")) }
                    }
                }
            }
        }
        @for group in &thing.groups { (section(group, language)) }
        p { a href={ "/api/entities/" (thing.entity.id) } { "JSON" } " · " code { (thing.iri) } }
    };
    layout(language, &page_title(&thing.entity.label, of), &main)
}

fn section(group: &Group, language: Language) -> Markup {
    let arrow = match group.direction {
        Direction::Out => "",
        Direction::In => "← ",
        Direction::Via => "↔ ",
    };
    html! {
        section {
            h2 { (arrow) (relation(group.relation, language)) " " small { (group.total) } }
            @for fact in &group.facts { (entry(fact, group.direction, language)) }
        }
    }
}

fn entry(fact: &Fact, direction: Direction, language: Language) -> Markup {
    html! {
        article {
            p {
                @if direction == Direction::Out { (object(&fact.object, language)) }
                @else { (link(&fact.subject, language)) @if direction == Direction::Via { " " (object(&fact.object, language)) } }
                " " (qualifiers(fact))
                a href=(super::layout::address(&fact.id, language)) { small { (fact.articles) " " (language.say("篇", "articles")) } }
            }
            @for one in &fact.evidence { (evidence(one, &fact.id, language)) }
        }
    }
}

/// One fact with everything that supports it.
pub fn fact(view: &View, place: usize, language: Language) -> Markup {
    let fact = Fact::of(view, place, usize::MAX);
    let title = format!("{} {} {}", fact.subject.label, relation(fact.relation, language), fact.object.label());
    let main = html! {
        h1 { (link(&fact.subject, language)) " " (relation(fact.relation, language)) " " (object(&fact.object, language)) }
        p { (qualifiers(&fact)) }
        @for one in &fact.evidence { (evidence(one, &fact.id, language)) }
        p { a href={ "/api/facts/" (fact.id) } { "JSON" } }
    };
    layout(language, &title, &main)
}
