//! A statement and its evidence → the words in which a reader is shown them: one line, one sentence, one source.

use crate::model::{ArticleRecord, KnowledgeGraph, Modality, Qualifiers, Support, Target};

/// Characters shown before and after the words of a fact, at most.
const AROUND: usize = 60;

/// What a statement points to, as a reader wants it.
pub fn target_line(graph: &KnowledgeGraph, target: &Target) -> String {
    match target {
        Target::Node(id) => graph.node(*id).label.clone(),
        Target::Text(text) => text.clone(),
        Target::Money(money) if money.currency == "CNY" => format!("{} yuan", money.decimal()),
        Target::Money(money) => money.to_string(),
        Target::Date(date) => date.to_string(),
        Target::Stage(stage) => stage.name().to_string(),
    }
}

/// Qualifiers as `key=value` in one line.
pub fn qualifiers_line(q: &Qualifiers) -> String {
    let mut out = Vec::new();
    let mut add = |k: &str, v: Option<String>| out.extend(v.map(|v| format!("{k}={v}")));
    add("role", q.role.clone());
    add("organization", q.organization.clone());
    add("former", q.former.then(|| "yes".to_string()));
    add("rank", q.rank.map(|r| r.to_string()));
    add("among first", q.rank_max.map(|r| r.to_string()));
    add("score", q.score.clone());
    add("scope", q.scope.clone());
    add("verb", q.verb.clone());
    add("date", q.date.map(|d| d.to_string()));
    add("measure", q.measure.clone());
    add("project", q.project.clone());
    // What happened needs no word; what is planned or urged does.
    add("modality", q.modality.filter(|m| *m != Modality::Done).map(|m| m.name().to_string()));
    out.join(" ")
}

/// An article by its title, outlet and date, as a reader would cite it.
pub fn source_line(article: &ArticleRecord) -> String {
    let title = article.title.as_deref().unwrap_or(&article.id);
    let parts = [Some(title.to_string()), article.publisher.clone(), article.date.map(|d| d.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The words of a fact in their sentence, without line breaks and layout spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    /// What stands before the words; begins with `…` where the sentence is cut.
    pub before: String,
    /// The words that carry the fact.
    pub words: String,
    /// What stands behind the words; ends in `…` where the sentence is cut.
    pub after: String,
}

/// The words of a fact in their sentence. Without the article's text, which is given as characters since offsets
/// count them, the words alone.
pub fn quotation(text: Option<&[char]>, support: &Support) -> Quotation {
    let (start, end) = (support.span.start, support.span.end);
    let Some(text) = text.filter(|text| end <= text.len()) else {
        return Quotation { words: plain(support.quote.chars()), ..Quotation::default() };
    };
    let stop = |c: &char| matches!(c, '。' | '！' | '？' | '\n');
    let from = text[..start].iter().rposition(stop).map_or(0, |i| i + 1);
    let closed = end > start && stop(&text[end - 1]);
    let to = if closed { end } else { text[end..].iter().position(stop).map_or(text.len(), |i| end + i + 1) };
    let (cut_left, cut_right) = (from + AROUND < start, end + AROUND < to);
    let (from, to) = (from.max(start.saturating_sub(AROUND)), to.min(end + AROUND));
    let dots = |cut: bool| if cut { "…" } else { "" };
    let part = |a: usize, b: usize| plain(text[a..b].iter().copied());
    Quotation {
        before: format!("{}{}", dots(cut_left), part(from, start)),
        words: part(start, end),
        after: format!("{}{}", part(end, to), dots(cut_right)),
    }
}

fn plain(text: impl Iterator<Item = char>) -> String {
    text.filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn support(start: usize, end: usize, quote: &str) -> Support {
        Support { article: 0, span: Span::new(start, end), quote: quote.into(), rule: "test".into(), confidence: 0.9, inferred: false }
    }

    #[test]
    fn words_stand_in_their_sentence() {
        let text: Vec<char> = "前一句。\n　　云帆项目位于\n正定县，总投资3亿元。后一句。".chars().collect();
        let start = text.iter().position(|c| *c == '云').expect("it is there");
        let shown = quotation(Some(&text), &support(start, start + 10, ""));
        assert_eq!((shown.before.as_str(), shown.words.as_str()), ("", "云帆项目位于正定县"));
        assert_eq!(shown.after, "，总投资3亿元。");
    }

    #[test]
    fn long_sentences_are_cut_and_lost_texts_leave_the_quotation() {
        let text: Vec<char> = format!("{}云帆{}", "甲".repeat(90), "乙".repeat(90)).chars().collect();
        let shown = quotation(Some(&text), &support(90, 92, "云帆"));
        assert!(shown.before.starts_with("…甲") && shown.after.ends_with("乙…"));
        assert_eq!(shown.before.chars().count(), AROUND + 1);
        for text in [None, Some(&text[..91])] {
            let alone = Quotation { words: "云帆".into(), ..Quotation::default() };
            assert_eq!(quotation(text, &support(90, 92, "云 帆")), alone);
        }
    }
}
