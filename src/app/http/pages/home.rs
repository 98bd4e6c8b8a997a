//! The first page, and what a search finds.

use super::layout::{kind, link, page, search_form};
use super::{Language, shown};
use crate::app::ask::filter::Parameters;
use crate::app::ask::page::Window;
use crate::app::ask::{View, listing, search};
use crate::app::http::api::form;
use crate::app::http::service::Service;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use guanmo::rdf::named_queries;
use maud::{Markup, html};
use std::sync::Arc;

/// Articles on the first page.
const ARTICLES: usize = 20;

pub async fn home(State(service): State<Arc<Service>>, headers: HeaderMap, uri: Uri) -> Response {
    let language = Language::of(&uri, &headers);
    shown(&service, language, move |_, view| Ok(first(view, language))).await
}

fn first(view: &View, language: Language) -> Markup {
    let overview = listing::overview(view);
    let articles = listing::articles(view, Window { offset: 0, limit: ARTICLES });
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_string();
    let main = html! {
        h1 { (language.say("官方新闻中的事实，句句有据", "Facts of official news, each with its words")) }
        table {
            caption { (language.say("图谱中有", "The graph holds")) }
            @for of in overview["types"].as_array().into_iter().flatten() {
                tr { th scope="row" { (text(&of[language.code()])) } td { (of["count"].to_string()) } }
            }
            tr { th scope="row" { (language.say("事实", "facts")) } td { (overview["facts"].to_string()) } }
            tr { th scope="row" { (language.say("文章", "articles")) } td { (overview["articles"].to_string()) } }
        }
        h2 { (language.say("问题", "Questions")) }
        ul { @for query in named_queries() {
            li { a href={ "/plain/questions/" (query.name) "?lang=" (language.code()) } { (match language { Language::Chinese => &query.question_zh, Language::English => &query.question }) } }
        } }
        h2 { (language.say("最新文章", "Newest articles")) }
        ul { @for item in &articles.items {
            li { a href=(super::layout::address(&format!("article/{}", text(&item["id"])), language)) { (item["title"].as_str().unwrap_or("—")) }
                " " small { (text(&item["publisher"])) " " (text(&item["date"])) } }
        } }
    };
    page(language, language.say("首页", "Home"), &main)
}

pub async fn search(State(service): State<Arc<Service>>, headers: HeaderMap, uri: Uri) -> Response {
    let language = Language::of(&uri, &headers);
    let given = match form(uri.query().unwrap_or("").as_bytes()) {
        Ok(pairs) => Parameters(pairs),
        Err(refusal) => return refusal.into_response(),
    };
    let question = move |_: &Service, view: &View| {
        let (text, kinds, window) = (given.one("q").unwrap_or(""), given.kinds()?, given.window()?);
        let found = search::search(view, text, &kinds, window);
        let main = html! {
            h1 { (language.say("搜索", "Search")) "：" (text) }
            (search_form(language, text))
            p { (found.total) " " (language.say("个结果", "found")) }
            ul { @for hit in &found.items {
                li { (link(&hit.entity, language)) " " small { (kind(hit.entity.kind, language)) " · " (hit.pinyin)
                    @if !hit.aliases.is_empty() { " · " (hit.aliases.join("、")) } } }
            } }
            @if found.total > window.offset + window.limit {
                p { a href={ "/plain/search?" (next(text, window, language)) } { (language.say("下一页", "Next page")) } }
            }
        };
        Ok(page(language, text, &main))
    };
    shown(&service, language, question).await
}

fn next(text: &str, window: Window, language: Language) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.append_pair("q", text).append_pair("lang", language.code()).append_pair("limit", &window.limit.to_string());
    out.append_pair("offset", &(window.offset + window.limit).to_string()).finish()
}
