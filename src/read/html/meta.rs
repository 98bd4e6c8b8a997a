//! What a page says about its article beside the text: title, outlet, day, address.

use super::super::days;
use super::text;
use super::tree::{Id, Tree};
use crate::model::{Given, PartialDate};
use regex::Regex;
use std::sync::LazyLock;

/// `name`s and `property`s in small letters, surest first. The first of each are those of the State Council's
/// guide to government sites.
const TITLES: &[&str] = &["articletitle", "og:title", "twitter:title"];
const OUTLETS: &[&str] = &["contentsource", "source", "article:source", "articlesource", "mediaid"];
const SITES: &[&str] = &["sitename", "og:site_name", "publisher", "application-name"];
const DAYS: &[&str] = &[
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publishtime",
    "publish_time",
    "article:published_time",
    "datepublished",
    "og:release_date",
    "firstpublishedtime",
    "weibo:article:create_at",
    "releasedate",
    "dc.date",
    "date",
];

/// Names of outlets that name nobody.
const NOBODY: &[&str] = &["本站", "本网", "本报", "原创", "网络", "互联网", "转载", "综合", "微信公众平台", "未知"];

/// Words by which the last part of a page's title is known as its site's name.
const SITE_WORDS: &[&str] = &[
    "网",
    "门户",
    "政府",
    "日报",
    "晚报",
    "时报",
    "新闻",
    "频道",
    "客户端",
    "公众号",
    "数字报",
    "电子报",
    "融媒",
    "在线",
    "发布",
    "平台",
    "公众信息",
];

/// Shortest and longest title, in characters.
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 4..=120;

/// Longest line that states a paper's day of issue, in characters.
const MASTHEAD_CHARS: usize = 40;

/// An element with more in it shows no title.
const MAX_TITLE_NODES: usize = 40;

static WECHAT_DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?:createTime|publish_time|create_time)\s*[=:]\s*['"]([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"#).ok());
static WECHAT_SECONDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\bct\s*=\s*['"]([0-9]{10})['"]"#).ok());

/// The facts of a page's head, and where its title is shown.
pub struct Facts {
    pub given: Given,
    /// The site's name: the outlet, where nothing else names one.
    pub site: Option<String>,
    /// The element that shows the title.
    pub heading: Option<Id>,
}

/// Reads them. `content` is the element of the article.
pub fn read(tree: &Tree, content: Id) -> Facts {
    let head = head(tree);
    let of = |names: &[&str]| names.iter().find_map(|n| head.iter().find(|(k, _)| k == n).map(|(_, v)| v.clone()));
    let page_title = tree.all().find(|&id| tree.name(id) == "title").map(|id| one_line(&tree.text(id))).unwrap_or_default();
    let stated = of(TITLES).filter(|t| TITLE_CHARS.contains(&t.chars().count()));
    let heading = heading(tree, content, stated.as_deref().unwrap_or(&page_title));
    let shown = heading.map(|id| one_line(&tree.text(id)));
    let cleaned = |t: String| Some(without_site(&t)).filter(|t| TITLE_CHARS.contains(&t.chars().count()));
    let title = shown.or_else(|| stated.and_then(cleaned)).or_else(|| cleaned(page_title.clone()));
    let named = |n: &String| !NOBODY.contains(&n.as_str()) && n.chars().count() <= 30;
    let publisher = of(OUTLETS).filter(named).or_else(|| by_id(tree, "js_name"));
    let date = of(DAYS)
        .as_deref()
        .and_then(days::day)
        .or_else(|| time(tree))
        .or_else(|| wechat(tree))
        .or_else(|| issue(tree, content, &page_title))
        .map(|d| d.to_string());
    let site = of(SITES).filter(named).or_else(|| site_of(&page_title));
    Facts { given: Given { title, date, publisher, url: url(tree, &head) }, site, heading }
}

/// `<meta>` elements as names in small letters and values.
fn head(tree: &Tree) -> Vec<(String, String)> {
    let metas = tree.all().filter(|&id| tree.name(id) == "meta");
    let named = metas.filter_map(|id| {
        let key = ["name", "property", "itemprop"].iter().find_map(|k| tree.attribute(id, k))?;
        let value = one_line(tree.attribute(id, "content")?);
        (!value.is_empty()).then(|| (key.trim().to_lowercase(), value))
    });
    named.collect()
}

fn url(tree: &Tree, head: &[(String, String)]) -> Option<String> {
    let canonical = tree.all().find(|&id| tree.name(id) == "link" && tree.attribute(id, "rel") == Some("canonical"));
    let stated = canonical.and_then(|id| tree.attribute(id, "href")).map(str::to_string);
    let stated = stated.or_else(|| head.iter().find(|(k, _)| k == "og:url" || k == "url").map(|(_, v)| v.clone()));
    stated.filter(|u| u.starts_with("http://") || u.starts_with("https://"))
}

/// The element that shows the title: the `h1` (or what is named as the title) nearest before the article or at its
/// top, if the page's own title has it; else an `h1` that is long enough to be one.
fn heading(tree: &Tree, content: Id, stated: &str) -> Option<Id> {
    let own = plain(&without_site(stated));
    let stated = plain(stated);
    let text_of = |id: Id| plain(&tree.text(id));
    let length = |id: Id| text_of(id).chars().count();
    let marked = |id: &Id| matches!(tree.name(*id), "h1" | "founder-title") || tree.attribute(*id, "id") == Some("activity-name");
    let other = |id: &Id| matches!(tree.name(*id), "h2" | "h3" | "div" | "p" | "td" | "span" | "strong");
    let agrees = |id: &Id| stated.starts_with(&text_of(*id)) && length(*id) * 2 >= own.chars().count();
    let shown = (0..tree.inside(content).end).filter(|id| (marked(id) || other(id)) && tree.inside(*id).len() <= MAX_TITLE_NODES);
    let shown: Vec<Id> = shown.filter(|&id| TITLE_CHARS.contains(&length(id))).collect();
    let agreed = |wanted: &dyn Fn(&Id) -> bool| {
        let found: Vec<Id> = shown.iter().copied().filter(|id| wanted(id) && agrees(id)).collect();
        let before = found.iter().copied().filter(|&id| id < content).max_by_key(|&id| (length(id), id));
        before.or(found.first().copied())
    };
    let site = |id: &Id| SITE_WORDS.iter().any(|w| text_of(*id).ends_with(w));
    agreed(&marked).or_else(|| agreed(&|_| true)).or_else(|| shown.iter().rev().find(|id| marked(id) && !site(id)).copied())
}

/// A title without the name of its site behind it: 甲市开工_某市新闻网.
pub fn without_site(title: &str) -> String {
    let mut rest = title.trim();
    while let Some((at, mark)) = rest.char_indices().rev().find(|(_, c)| matches!(c, '_' | '|' | '｜' | '-' | '—' | '–')) {
        let (before, tail) = (rest[..at].trim_end_matches(['-', '—', '_', '–', ' ']), rest[at + mark.len_utf8()..].trim());
        let sure = matches!(mark, '_' | '|' | '｜') && tail.chars().count() <= 20;
        let site = SITE_WORDS.iter().any(|w| tail.contains(w)) && tail.chars().count() <= 30;
        if before.trim().is_empty() || !(sure || site) {
            break;
        }
        rest = before.trim();
    }
    rest.to_string()
}

/// The site that a page's title names behind the article's: 甲市开工-某市日报-数字报.
fn site_of(title: &str) -> Option<String> {
    let outlet = ["日报", "晚报", "时报", "晨报", "商报", "新闻网", "政府网", "政府网站", "人民政府", "融媒体中心", "政府门户网站"];
    let parts = title.split(['_', '|', '｜', '-', '—']).skip(1).map(str::trim);
    let named = parts.filter(|p| p.chars().count() <= 20 && outlet.iter().any(|w| p.ends_with(w)));
    named.last().map(str::to_string)
}

/// The day of issue above an article of a paper's digital edition. Other pages show there the day of the visit.
fn issue(tree: &Tree, content: Id, page_title: &str) -> Option<PartialDate> {
    let edition = ["数字报", "电子报", "电子版"].iter().any(|w| page_title.contains(w))
        || tree.all().any(|id| tree.name(id) == "founder-content" || tree.attribute(id, "id") == Some("ozoom"));
    let lines = text::lines(tree, 0..content, false, |_| false).into_iter().map(|l| l.text);
    lines.filter(|l| edition && l.chars().count() <= MASTHEAD_CHARS && !l.contains("今天")).find_map(|l| days::day(&l))
}

fn by_id(tree: &Tree, id: &str) -> Option<String> {
    let found = tree.all().find(|&at| tree.attribute(at, "id") == Some(id))?;
    Some(one_line(&tree.text(found))).filter(|t| !t.is_empty() && t.chars().count() <= 30)
}

/// `<time datetime>`, or an element marked as the day of publication.
fn time(tree: &Tree) -> Option<PartialDate> {
    let marked = |id: &Id| {
        tree.name(*id) == "time"
            || tree.attribute(*id, "itemprop") == Some("datePublished")
            || tree.attribute(*id, "id") == Some("publish_time")
    };
    let value = |id: Id| tree.attribute(id, "datetime").map_or_else(|| tree.text(id), str::to_string);
    tree.all().filter(marked).find_map(|id| days::day(&value(id)))
}

/// The day that a WeChat page's script writes.
fn wechat(tree: &Tree) -> Option<PartialDate> {
    let scripts = || tree.all().filter(|&id| tree.name(id) == "script").map(|id| tree.text(id));
    let day = |s: String| WECHAT_DAY.as_ref()?.captures(&s).and_then(|c| days::day(&c[1]));
    let seconds = |s: String| WECHAT_SECONDS.as_ref()?.captures(&s).and_then(|c| days::day_of_seconds(c[1].parse().ok()?));
    tree.all()
        .any(|id| tree.attribute(id, "id") == Some("js_content"))
        .then(|| scripts().find_map(day).or_else(|| scripts().find_map(seconds)))?
}

/// White space as one blank.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    text::append(text, &mut out);
    out.trim().to_string()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_sites_and_nothing_else() {
        for (title, cleaned) in [
            ("甲市开工_某市新闻网", "甲市开工"),
            ("甲市开工-要闻-某市人民政府门户网站", "甲市开工-要闻"),
            ("甲市开工 | 某市日报", "甲市开工"),
            ("奋进——甲市项目开工", "奋进——甲市项目开工"),
            ("甲市召开2023-2024年度会议", "甲市召开2023-2024年度会议"),
            ("甲市开工 — 某市发布", "甲市开工"),
        ] {
            assert_eq!(without_site(title), cleaned);
        }
        assert_eq!(site_of("甲市开工_某市新闻网").as_deref(), Some("某市新闻网"));
        assert_eq!(site_of("甲市开工"), None);
    }
}
