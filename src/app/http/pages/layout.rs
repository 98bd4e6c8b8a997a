//! The frame of every page, and the parts that several share.

use super::Language;
use crate::app::ask::facts::{Evidence, Fact, Object, Ref};
use maud::{DOCTYPE, Markup, html};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What an address may not hold as it is.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// The address of a thing's, an article's or a fact's page.
pub fn address(id: &str, language: Language) -> String {
    format!("/id/{}?lang={}", utf8_percent_encode(id, UNSAFE), language.code())
}

/// A page: its title and its main part.
pub fn page(language: Language, title: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.say("zh-CN", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (language.say("观摩", "guanmo")) }
                link rel="stylesheet" href="/plain/style.css";
            }
            body {
                a.skip href="#main" { (language.say("跳到正文", "Skip to content")) }
                header {
                    nav aria-label=(language.say("导航", "Navigation")) {
                        a href={ "/plain/?lang=" (language.code()) } { strong { (language.say("观摩", "guanmo")) } }
                        a href={ "/sparql?lang=" (language.code()) } { "SPARQL" }
                        @for (code, name) in [("zh", "中文"), ("en", "English")] {
                            @if code != language.code() { a href={ "/plain/?lang=" (code) } lang=(code) { (name) } }
                        }
                    }
                    (search_form(language, ""))
                }
                main #main { (main) }
            }
        }
    }
}

/// The form that searches.
pub fn search_form(language: Language, text: &str) -> Markup {
    html! {
        form.search action="/plain/search" role="search" {
            input type="hidden" name="lang" value=(language.code());
            label { span.hidden { (language.say("搜索", "Search")) }
                input type="search" name="q" value=(text) required placeholder=(language.say("姓名、地名、项目、拼音…", "name, place, project, pinyin …")); }
            button { (language.say("搜索", "Search")) }
        }
    }
}

/// A refusal with the things that may have been meant.
pub fn refusal(language: Language, message: &str, near: &[Ref]) -> Markup {
    let main = html! {
        h1 { (language.say("没有结果", "No answer")) }
        p { (message) }
        @if !near.is_empty() {
            p { (language.say("是否指：", "Did you mean:")) }
            ul { @for thing in near { li { (link(thing, language)) " " small { (kind(thing.kind, language)) } } } }
        }
    };
    page(language, language.say("没有结果", "No answer"), &main)
}

/// A thing as a link to its page.
pub fn link(thing: &Ref, language: Language) -> Markup {
    html! {
        a href=(address(&thing.id, language)) { (thing.label) }
        @if let Some(anchor) = &thing.anchor { small { " (" (anchor) ")" } }
    }
}

/// The name of a type.
pub fn kind(name: &str, language: Language) -> &'static str {
    guanmo::model::EntityKind::parse(name).map_or("", |kind| {
        let (zh, en) = guanmo::export::kind_words(kind);
        language.say(zh, en)
    })
}

/// The name of a relation.
pub fn relation(name: &str, language: Language) -> &'static str {
    guanmo::model::Predicate::parse(name).map_or("", |predicate| {
        let (zh, en) = guanmo::export::relation_words(predicate);
        language.say(zh, en)
    })
}

/// What a fact points to.
pub fn object(object: &Object, language: Language) -> Markup {
    match object {
        Object::Entity { entity } => link(entity, language),
        Object::Stage { value } => {
            let words = guanmo::model::Stage::parse(value).map(guanmo::export::stage_words);
            html! { (words.map_or(value.as_str(), |(zh, en)| language.say(zh, en))) }
        }
        other => html! { (other.label()) },
    }
}

/// Qualifiers in one line.
pub fn qualifiers(fact: &Fact) -> Markup {
    let pairs = fact.qualifiers.as_object().into_iter().flatten().filter(|(name, value)| *name != "listOrder" && **value != "done");
    html! {
        @for (name, value) in pairs {
            span.qualifier { (name) "=" (value.as_str().map_or_else(|| value.to_string(), str::to_string)) } " "
        }
    }
}

/// The sentence of a piece of evidence, its words highlighted, with article, rule and place.
pub fn evidence(evidence: &Evidence, fact: &str, language: Language) -> Markup {
    let source = &evidence.article;
    let place = format!("{}#{}", address(&format!("article/{}", source.id), language), utf8_percent_encode(fact, UNSAFE));
    html! {
        blockquote {
            p { (evidence.before) mark { (evidence.quote) } (evidence.after) }
            footer {
                a href=(place) { (source.title.as_deref().unwrap_or(&source.id)) }
                @for part in [&source.publisher, &source.date].into_iter().flatten() { " · " (part) }
                " · " code { (evidence.rule) } " · " (format!("{:.2}", evidence.confidence))
            }
        }
    }
}
