//! A rule and an encoded sentence in, how far the rule came out: for asking why a fact is missing.

use super::apply::refusal;
use super::encode::Encoded;
use super::rule::Rule;
use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

/// How far a rule came in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// None of these words, of which the pattern needs one, stands in the sentence.
    Lacks(Vec<String>),
    /// The beginning of the pattern matched up to this token; the part that failed there.
    Stopped { token: usize, wanted: String },
    /// The whole pattern matched, but a condition around the match forbade it.
    Refused(&'static str),
    /// The whole pattern matched the tokens `from..to`.
    Matched { from: usize, to: usize },
}

/// Tries one rule on one sentence.
pub fn reach(rule: &Rule, sentence: &Encoded) -> Reach {
    if let Some(set) = rule.needs.first_unmet(&sentence.text) {
        return Reach::Lacks(set.to_vec());
    }
    let mut refused = None;
    for (from, to) in rule.pattern.find_all(&sentence.symbols) {
        match refusal(rule, sentence, from, to) {
            None => return Reach::Matched { from, to },
            Some(reason) => refused = refused.or(Some(reason)),
        }
    }
    refused.map_or_else(|| stopped(rule, sentence), Reach::Refused)
}

/// The longest run of leading parts of the pattern that matches, and the part behind it.
fn stopped(rule: &Rule, sentence: &Encoded) -> Reach {
    let parts = regex_syntax::parse(rule.pattern.source()).map_or_else(|_| Vec::new(), parts);
    let (mut token, mut wanted) = (0, parts.first().map(ToString::to_string).unwrap_or_default());
    for length in 1..=parts.len() {
        let head: String = parts[..length].iter().map(|p| format!("(?:{p})")).collect();
        let Some(found) = Regex::new(&head).ok().and_then(|r| r.find_iter(&sentence.text).last().map(|m| m.end())) else { break };
        token = sentence.token_at(found);
        wanted = parts.get(length).map(ToString::to_string).unwrap_or_default();
    }
    Reach::Stopped { token, wanted }
}

fn parts(hir: Hir) -> Vec<Hir> {
    match hir.kind() {
        HirKind::Concat(parts) => parts.clone(),
        _ => vec![hir],
    }
}
