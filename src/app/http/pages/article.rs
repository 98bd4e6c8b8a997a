//! The page of an article: the text as given, every mention a link, the words of every fact highlighted.

use super::Language;
use super::layout::{address, link, object, page as layout, qualifiers, relation};
use crate::app::ask::View;
use crate::app::ask::article::{Run, Shown, show};
use maud::{Markup, html};
use std::collections::BTreeSet;

pub fn page(view: &View, place: usize, language: Language) -> Markup {
    let shown = show(view, place);
    let source = &shown.source;
    let title = source.title.as_deref().unwrap_or(&source.id);
    let mut begun = BTreeSet::new();
    let main = html! {
        h1 { (title) }
        p { @for part in [&source.publisher, &source.date].into_iter().flatten() { (part) " " }
            @if let Some(url) = source.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
                a href=(url) rel="noreferrer nofollow" { (language.say("原文", "original")) }
            } }
        div.text { @for run in &shown.runs { (piece(&shown, run, &mut begun, language)) } }
        h2 { (language.say("事实", "Facts")) " " small { (shown.facts.len()) } }
        ol { @for fact in &shown.facts {
            li { (link(&fact.subject, language)) " " (relation(fact.relation, language)) " " (object(&fact.object, language)) " " (qualifiers(fact))
                a href={ "#" (fact.id) } { (language.say("原句", "words")) } }
        } }
        p { a href={ "/api/articles/" (source.id) } { "JSON" } }
    };
    layout(language, title, &main)
}

/// One run: the places where facts begin can be linked to.
fn piece(shown: &Shown, run: &Run, begun: &mut BTreeSet<String>, language: Language) -> Markup {
    let new: Vec<&str> = run.words.iter().map(|w| shown.words[*w].fact.as_str()).filter(|fact| begun.insert((*fact).to_string())).collect();
    let rules: BTreeSet<&str> = run.words.iter().map(|w| shown.words[*w].rule.as_str()).collect();
    // Of mentions inside each other the innermost is the link.
    let mention = run.mentions.iter().map(|m| &shown.mentions[*m]).min_by_key(|m| m.end - m.start);
    let words = html! {
        @match mention { Some(m) => a href=(address(&m.entity.id, language)) title=(m.entity.kind) { (run.text) }, None => (run.text) }
    };
    html! {
        @for fact in new { span id=(fact) {} }
        @if run.words.is_empty() { (words) } @else { mark title=(rules.into_iter().collect::<Vec<_>>().join(" ")) { (words) } }
    }
}
