//! `Accept` and what can be given → what is given.

use super::reply::Refusal;
use axum::http::{HeaderMap, StatusCode, header};
use guanmo::rdf::{GRAPH_MEDIA, Media, RESULT_MEDIA};

/// One entry of `Accept`.
struct Range<'h> {
    kind: &'h str,
    sub: &'h str,
    quality: f32,
}

/// HTML for readers in a browser.
pub const HTML: Media = Media { name: "html", types: &["text/html", "application/xhtml+xml"] };

/// What a client takes of one kind of answer.
pub fn results(headers: &HeaderMap) -> Option<&'static str> {
    best(&accepted(headers), RESULT_MEDIA).map(|(name, _)| name)
}

/// The format of triples that a client takes.
pub fn triples(headers: &HeaderMap) -> Option<&'static str> {
    best(&accepted(headers), GRAPH_MEDIA).map(|(name, _)| name)
}

/// The format of triples of an answer that is triples whatever happens.
///
/// # Errors
/// When the client takes none.
pub fn needed_triples(headers: &HeaderMap) -> Result<&'static str, Refusal> {
    let none = || Refusal::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", "the request accepts no format of triples that there is");
    triples(headers).ok_or_else(none)
}

/// Whether a client would rather read HTML than any of these: browsers say so, programs do not.
pub fn wants_html(headers: &HeaderMap, others: &[Media]) -> bool {
    let header = accepted(headers);
    if !header.to_ascii_lowercase().contains("html") {
        return false;
    }
    let html = best(&header, &[HTML]).map_or(0.0, |(_, quality)| quality);
    html > 0.0 && best(&header, others).is_none_or(|(_, quality)| quality <= html)
}

/// All of a header's lines as one; nothing said is everything taken.
fn accepted(headers: &HeaderMap) -> String {
    let lines: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    if lines.is_empty() { "*/*".into() } else { lines.join(",") }
}

/// The name of the format that is liked best, with how much; of equals the first of `media`.
fn best<'m>(header: &str, media: &'m [Media]) -> Option<(&'m str, f32)> {
    let ranges: Vec<Range<'_>> = header.split(',').filter_map(range).collect();
    let mut best: Option<(&str, f32)> = None;
    for format in media {
        // The other names of a format count only where they are said: what is sent bears the first.
        let others = format.types.iter().skip(1).filter_map(|media| said(&ranges, media).map(|range| range.quality));
        let liked = others.fold(quality(&ranges, format.types[0]), f32::max);
        if liked > 0.0 && best.is_none_or(|(_, most)| liked > most) {
            best = Some((format.name, liked));
        }
    }
    best
}

/// How much a media type is liked: the most exact range says it.
fn quality(ranges: &[Range<'_>], media: &str) -> f32 {
    let kind = media.split('/').next().unwrap_or(media);
    let of_kind = |range: &&Range<'_>| range.kind.eq_ignore_ascii_case(kind) && range.sub == "*";
    let any = |range: &&Range<'_>| range.kind == "*" && range.sub == "*";
    let found = said(ranges, media).or_else(|| ranges.iter().find(of_kind)).or_else(|| ranges.iter().find(any));
    found.map_or(0.0, |range| range.quality)
}

/// The range that names a media type itself.
fn said<'r, 'h>(ranges: &'r [Range<'h>], media: &str) -> Option<&'r Range<'h>> {
    let (kind, sub) = media.split_once('/').unwrap_or((media, ""));
    ranges.iter().find(|range| range.kind.eq_ignore_ascii_case(kind) && range.sub.eq_ignore_ascii_case(sub))
}

fn range(text: &str) -> Option<Range<'_>> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, sub) = parts.next()?.split_once('/')?;
    let q = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let quality = match q {
        Some(value) => value.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q))?,
        None => 1.0,
    };
    Some(Range { kind: kind.trim(), sub: sub.trim(), quality })
}

/// A media type for `Content-Type`: text says its encoding.
pub fn content_type(media: &str) -> String {
    if media.starts_with("text/") { format!("{media}; charset=utf-8") } else { media.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name<'m>(header: &str, media: &'m [Media]) -> Option<&'m str> {
        best(header, media).map(|(name, _)| name)
    }

    #[test]
    fn the_best_liked_format_is_given() {
        let cases = [
            ("*/*", Some("json")),
            ("text/csv", Some("csv")),
            ("TEXT/CSV", Some("csv")),
            ("application/sparql-results+xml;q=0.5, text/csv;q=0.8", Some("csv")),
            ("application/sparql-results+json;q=0, */*;q=0.1", Some("xml")),
            ("text/*;q=0.3, text/csv;q=0.2", Some("tsv")),
            ("application/sparql-results+json;q=0, application/json;q=0.5", Some("json")),
            ("text/turtle", None),
            ("text/csv;q=0", None),
            ("text/csv;q=7", None),
            ("nonsense", None),
            ("", None),
            ("application/json; charset=utf-8", Some("json")),
            ("application/sparql-results+json;charset=utf-8;q=0.2,text/tab-separated-values;q=0.3", Some("tsv")),
        ];
        for (header, expected) in cases {
            assert_eq!(name(header, RESULT_MEDIA), expected, "{header}");
        }
        assert_eq!(name("application/n-triples,text/turtle;q=0.9", GRAPH_MEDIA), Some("nt"));
    }

    #[test]
    fn browsers_get_html_and_programs_do_not() {
        let asks = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().expect("a header"));
            wants_html(&headers, GRAPH_MEDIA)
        };
        assert!(asks("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        assert!(!asks("*/*"));
        assert!(!asks("text/turtle, text/html;q=0.5"));
        assert!(!wants_html(&HeaderMap::new(), GRAPH_MEDIA));
    }
}
