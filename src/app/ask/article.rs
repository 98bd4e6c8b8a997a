//! An article → its text cut into runs, each with the mentions and facts that lie over it.

use super::facts::{Fact, Ref, Source};
use super::view::View;
use guanmo::export::rounded;
use guanmo::model::{NodeId, Span};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Where the article names something.
#[derive(Clone, Debug, Serialize)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub entity: Ref,
}

/// Words that carry a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    pub start: usize,
    pub end: usize,
    pub fact: String,
    pub rule: String,
    pub confidence: f64,
}

/// A run of text over which the same mentions and facts lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    /// Positions in the lists of mentions and of words.
    pub mentions: Vec<usize>,
    pub words: Vec<usize>,
}

/// An article made ready for showing.
pub struct Shown {
    pub source: Source,
    pub mentions: Vec<Mention>,
    pub words: Vec<Words>,
    pub runs: Vec<Run>,
    pub facts: Vec<Fact>,
}

/// The article at a place in the graph's list.
pub fn show(view: &View, place: usize) -> Shown {
    let told = view.told(place);
    let mentions = mentions(view, place);
    let (words, facts) = words(view, place);
    let over_mentions: Vec<Span> = mentions.iter().map(|m| Span::new(m.start, m.end)).collect();
    let over_words: Vec<Span> = words.iter().map(|w| Span::new(w.start, w.end)).collect();
    let runs = runs(&told.text, told.article.span.start, &over_mentions, &over_words);
    Shown { source: Source::of(view, place), mentions, words, runs, facts }
}

/// The article as one object.
pub fn article(view: &View, place: usize) -> Value {
    let told = view.told(place);
    let shown = show(view, place);
    let meta = &told.article.meta;
    let mut out = json!(shown.source);
    let more = json!({
        "iri": format!("{}article/{}", view.loaded().base, told.id),
        "identifier": told.article.id,
        "source": told.article.source,
        "authors": meta.authors,
        "home": meta.home,
        "start": told.article.span.start,
        "end": told.article.span.end,
        "text": told.text.iter().collect::<String>(),
        "runs": shown.runs,
        "mentions": shown.mentions,
        "words": shown.words,
        "facts": shown.facts,
        "notices": told.article.notices.iter().map(|n| json!({"kind": n.kind, "message": n.message})).collect::<Vec<_>>(),
    });
    if let (Value::Object(out), Value::Object(more)) = (&mut out, more) {
        out.extend(more);
    }
    out
}

/// Mentions of what is in the merged graph: an entity of the article belongs to the node of its kind and name that
/// the article supports.
fn mentions(view: &View, place: usize) -> Vec<Mention> {
    let nodes = nodes_of(view, place);
    let article = &view.told(place).article;
    let mut out = Vec::new();
    for entity in &article.entities {
        let names: BTreeSet<&str> = entity.aliases.iter().chain([&entity.name]).map(String::as_str).collect();
        let of = |exact: bool| {
            nodes.iter().copied().find(|id| {
                let node = view.graph().node(*id);
                let bears = |name: &str| node.label == name || node.aliases.iter().any(|alias| alias == name);
                node.kind == entity.kind && if exact { bears(&entity.name) } else { names.iter().any(|name| bears(name)) }
            })
        };
        let Some(id) = of(true).or_else(|| of(false)) else { continue };
        let entity_ref = Ref::of(view, id);
        out.extend(entity.mentions.iter().map(|span| Mention { start: span.start, end: span.end, entity: entity_ref.clone() }));
    }
    out.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    out
}

/// Nodes that a statement of the article names.
fn nodes_of(view: &View, place: usize) -> BTreeSet<NodeId> {
    let mut out = BTreeSet::new();
    for &number in &view.loaded().by_article[place] {
        let statement = &view.graph().statements[number];
        out.insert(statement.subject);
        if let guanmo::model::Target::Node(id) = statement.target {
            out.insert(id);
        }
        let links = view.network().links(statement.subject).into_iter().filter(|link| link.statement == number);
        out.extend(links.map(|link| link.other(statement.subject)));
    }
    out
}

/// The article's facts, each with only this article's words, and where the words lie.
fn words(view: &View, place: usize) -> (Vec<Words>, Vec<Fact>) {
    let (mut words, mut facts) = (Vec::new(), Vec::new());
    for &number in &view.loaded().by_article[place] {
        let fact = &view.loaded().fact_ids[number];
        let supports = view.graph().statements[number].supports.iter().filter(|support| support.article == place);
        let first = supports.clone().map(|support| support.span.start).min();
        for support in supports {
            words.push(Words {
                start: support.span.start,
                end: support.span.end,
                fact: fact.clone(),
                rule: support.rule.clone(),
                confidence: rounded(support.confidence),
            });
        }
        facts.push((first, Fact::of(view, number, 0)));
    }
    words.sort_by(|a, b| (a.start, std::cmp::Reverse(a.end), &a.fact).cmp(&(b.start, std::cmp::Reverse(b.end), &b.fact)));
    facts.sort_by_key(|(start, _)| *start);
    (words, facts.into_iter().map(|(_, fact)| fact).collect())
}

/// Cuts a text wherever a span begins or ends.
fn runs(text: &[char], offset: usize, mentions: &[Span], words: &[Span]) -> Vec<Run> {
    let end = offset + text.len();
    let inside = |place: &usize| *place > offset && *place < end;
    let ends = mentions.iter().chain(words).flat_map(|span| [span.start, span.end]).filter(inside);
    let cuts: BTreeSet<usize> = ends.chain([offset, end]).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let over = |spans: &[Span], from: usize, to: usize| -> Vec<usize> {
        spans.iter().enumerate().filter(|(_, span)| span.start <= from && to <= span.end).map(|(place, _)| place).collect()
    };
    let run = |pair: &[usize]| Run {
        text: text[pair[0] - offset..pair[1] - offset].iter().collect(),
        mentions: over(mentions, pair[0], pair[1]),
        words: over(words, pair[0], pair[1]),
    };
    cuts.windows(2).map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_join_to_the_text_and_know_what_lies_over_them() {
        let text: Vec<char> = "云帆项目位于正定县。".chars().collect();
        let (mentions, words) = ([Span::new(10, 14), Span::new(16, 19)], [Span::new(10, 19)]);
        let runs = runs(&text, 10, &mentions, &words);
        assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), "云帆项目位于正定县。");
        let shapes: Vec<(&str, &[usize], &[usize])> = runs.iter().map(|r| (r.text.as_str(), &r.mentions[..], &r.words[..])).collect();
        assert_eq!(shapes, [("云帆项目", &[0][..], &[0][..]), ("位于", &[], &[0]), ("正定县", &[1], &[0]), ("。", &[], &[])]);
    }

    #[test]
    fn an_empty_text_has_no_runs() {
        assert!(runs(&[], 5, &[], &[]).is_empty());
    }
}
