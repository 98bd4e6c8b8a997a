//! A query that the parser refused → the line, the column and the word that is wrong, and what to do.
//!
//! The parser reports the farthest character that any of its keywords was compared with, which may lie behind the
//! wrong word (`OPTIONAL` reaches eight characters far). Parsed with its words set far apart, the query gives a
//! character that lies between the wrong word and the next.

use super::error::QueryError;
use super::vocabulary::PREFIXES;

/// Further apart than the longest keyword reaches.
const APART: usize = 24;

/// A run of characters without space.
#[derive(Debug, PartialEq)]
struct Word<'q> {
    text: &'q str,
    /// Both from 1, in characters.
    line: usize,
    column: usize,
}

/// Explains why a query is refused. `parse` gives the parser's message for a text.
pub fn explain(query: &str, head: &str, parse: impl Fn(&str) -> Option<String>) -> QueryError {
    let words = words(query);
    let stretched = stretch(head, &words);
    let message = parse(&stretched.text).or_else(|| parse(&format!("{head}{query}"))).unwrap_or_default();
    let index = place(&message).and_then(|(line, column)| stretched.word_at(line, column));
    let wrong = index.and_then(|index| words.get(index));
    let (line, column) = wrong.map_or_else(|| end(query), |word| (word.line, word.column));
    let text = query.lines().nth(line - 1).unwrap_or("").to_string();
    let marker = marker(&text, column);
    QueryError::Syntax { line, column, problem: problem(&message, wrong, query), text, marker }
}

/// Words, each with its place. Strings, IRIs and comments are kept whole.
fn words(query: &str) -> Vec<Word<'_>> {
    let (mut out, mut line, mut column) = (Vec::new(), 1, 1);
    let mut rest = query;
    while let Some(c) = rest.chars().next() {
        let length = if c.is_whitespace() { c.len_utf8() } else { word_length(rest) };
        let text = &rest[..length];
        if !c.is_whitespace() && c != '#' {
            out.push(Word { text, line, column });
        }
        for c in text.chars() {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        rest = &rest[length..];
    }
    out
}

/// How many bytes belong together from here.
fn word_length(text: &str) -> usize {
    if text.starts_with('#') {
        return text.find('\n').unwrap_or(text.len());
    }
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let after_word = at > 0;
        match c {
            _ if c.is_whitespace() => break,
            '"' | '\'' => at += string_length(&text[at..], c),
            '<' => at += iri_length(&text[at..]),
            '{' | '}' | '(' | ')' | ';' | ',' if after_word => break,
            '{' | '}' | '(' | ')' | ';' | ',' => return c.len_utf8(),
            _ => at += c.len_utf8(),
        }
    }
    at
}

fn string_length(text: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let mark = if text.starts_with(&long) { long } else { quote.to_string() };
    let mut at = mark.len();
    while at < text.len() {
        if text[at..].starts_with(&mark) {
            return at + mark.len();
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c == '\n' && mark.len() == 1 {
            break;
        }
        let escaped = if c == '\\' { text[at + 1..].chars().next().map_or(0, char::len_utf8) } else { 0 };
        at += c.len_utf8() + escaped;
    }
    at.min(text.len())
}

/// `<` opens an IRI where a `>` follows without space; else it compares.
fn iri_length(text: &str) -> usize {
    let end = text.find(|c: char| c == '>' || c.is_whitespace() || "\"{}|^`\\".contains(c));
    end.filter(|end| text[*end..].starts_with('>')).map_or(1, |end| end + 1)
}

/// A query with its words far apart.
struct Stretched {
    text: String,
    /// Place of each word: line and column, both from 1.
    starts: Vec<(usize, usize)>,
}

fn stretch(head: &str, words: &[Word]) -> Stretched {
    let mut text = head.to_string();
    let mut starts = Vec::new();
    for word in words {
        let line = text.matches('\n').count() + 1;
        let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        starts.push((line, column));
        text.push_str(word.text);
        text.push_str(&" ".repeat(APART));
    }
    Stretched { text, starts }
}

impl Stretched {
    /// The word that a place lies in or shortly behind; none behind the last word.
    fn word_at(&self, line: usize, column: usize) -> Option<usize> {
        let total = self.text.rsplit('\n').next().map_or(0, |last| last.chars().count());
        let last_line = self.text.matches('\n').count() + 1;
        if (line, column) > (last_line, total) {
            return None;
        }
        self.starts.iter().rposition(|start| *start <= (line, column))
    }
}

/// `error at 3:14: …` → (3, 14).
fn place(message: &str) -> Option<(usize, usize)> {
    let numbers = message.split_once("error at ")?.1.split_once(": ")?.0;
    let (line, column) = numbers.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

fn problem(message: &str, wrong: Option<&Word>, query: &str) -> String {
    if let Some(prefix) = wrong.and_then(|word| unknown_prefix(word.text, query)) {
        let known: Vec<&str> = PREFIXES.iter().map(|(p, _)| *p).collect();
        return format!("the prefix `{prefix}:` is not declared; known without declaration: {}", known.join(", "));
    }
    match (sentence(message), wrong) {
        (Some(sentence), Some(word)) => format!("near `{}`: {sentence}", word.text),
        (Some(sentence), None) => sentence.to_string(),
        (None, Some(word)) => unexpected(word.text),
        (None, None) => too_short(query),
    }
}

/// What the parser says in words; it stands among the names of tokens.
fn sentence(message: &str) -> Option<&str> {
    let expected = message.split_once("expected ")?.1.trim_start_matches("one of ");
    expected.split(", ").find(|part| part.contains(' ') && !part.contains(['[', '\'', '"']) && *part != "Prefix not found")
}

fn unexpected(word: &str) -> String {
    if ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE"].contains(&word.to_uppercase().as_str()) {
        return format!("`{word}` would change the store; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered");
    }
    let bare = word.chars().all(|c| c.is_alphanumeric() || c == '_') && word.chars().any(char::is_alphabetic);
    let hint = "; a variable begins with ?, a name with a prefix (gm:attended), a text stands in quotes (\"…\"@zh)";
    format!("`{word}` is not expected here{}", if bare { hint } else { "" })
}

fn too_short(query: &str) -> String {
    match query.matches('{').count().saturating_sub(query.matches('}').count()) {
        0 => "the query ends too early".into(),
        1 => "the query ends, but one `{` is not closed".into(),
        open => format!("the query ends, but {open} `{{` are not closed"),
    }
}

/// The prefix of a name that is neither known nor declared.
fn unknown_prefix<'w>(word: &'w str, query: &str) -> Option<&'w str> {
    let (prefix, _) = word.trim_start_matches(['^', '!', '(']).split_once(':')?;
    let is_name = prefix.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') && !prefix.starts_with('_');
    let known =
        PREFIXES.iter().any(|(p, _)| *p == prefix) || query.contains(&format!("{prefix}: <")) || query.contains(&format!("{prefix}:<"));
    (is_name && !known).then_some(prefix)
}

fn end(query: &str) -> (usize, usize) {
    let text = query.trim_end();
    (text.matches('\n').count() + 1, text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1)
}

/// A caret below a column: Chinese characters are two cells wide.
fn marker(line: &str, column: usize) -> String {
    let before = line.chars().take(column - 1);
    let cells: usize = before.map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{}^", " ".repeat(cells))
}

#[cfg(test)]
mod tests {
    use super::super::{QueryError, QueryLimits, Store};

    /// Line, column and problem of a query.
    fn refused(query: &str) -> (usize, usize, String) {
        let store = Store::in_memory(None).expect("a store in memory");
        match store.query(query, QueryLimits::default()) {
            Err(QueryError::Syntax { line, column, problem, .. }) => (line, column, problem),
            other => panic!("{query}: {other:?}"),
        }
    }

    #[test]
    fn the_wrong_word_is_named_with_its_place() {
        let cases = [
            ("SELECT ?x WHERE { ?x foo }", (1, 22), "`foo`"),
            ("SELECT ?x WHERE {\n  ?x rdfs:label \"甲\"@zh .\n  ?x foo }", (3, 6), "`foo`"),
            ("SELECT ?x WHERE { ?x rdfs:label ?n", (1, 35), "not closed"),
            ("SELEC ?x { ?x ?y ?z }", (1, 1), "`SELEC`"),
            ("SELECT ?x WHERE { ?x nope:label \"a\" }", (1, 22), "prefix `nope:`"),
            ("SELECT ?x { ?x rdfs:label \"新华区\"@zh } ORDR BY ?x", (1, 38), "`ORDR`"),
            ("INSERT DATA { gm:a gm:b gm:c }", (1, 1), "would change"),
            ("SELECT ?x { ?x gm:rank ?r FILTER(?r > ) }", (1, 39), "`)`"),
            ("", (1, 1), "too early"),
        ];
        for (query, place, problem) in cases {
            let (line, column, said) = refused(query);
            assert_eq!((line, column), place, "{query}: {said}");
            assert!(said.contains(problem), "{query}: {said}");
        }
    }

    #[test]
    fn what_the_parser_says_in_words_is_kept() {
        let (_, _, said) = refused("SELECT ?x ?y { ?x gm:rank ?r } GROUP BY ?x");
        assert!(said.contains("variable"), "{said}");
        let (_, _, said) = refused("SELECT * { ?x gm:rank ?r } GROUP BY ?x");
        assert!(said.contains("GROUP BY"), "{said}");
    }
}
