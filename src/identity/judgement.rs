//! What people have decided about pairs: an append-only ledger, one JSON object a line, later lines over earlier ones.
//!
//! Text in, text out: who keeps the file, and what time it is, is not known here.

use super::atom::Verdict;
use crate::model::PartialDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Keys of the two, as the graph shows them: `Person|石家庄市|高远山`. The smaller comes first.
    pub one: String,
    pub other: String,
    /// `None` takes the last judgement about the pair back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Who judged.
    pub by: String,
    /// The day of the judgement.
    pub when: String,
    pub why: String,
}

/// Why a ledger cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {detail}; expected one judgement a line, as `guanmo judge` writes them")]
pub struct LedgerError {
    /// From 1.
    line: usize,
    detail: String,
}

impl LedgerError {
    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

/// What holds of each pair: the last word about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// By pair, in the order of the lines.
    history: BTreeMap<(String, String), Vec<Judgement>>,
}

impl Judgement {
    /// # Errors
    /// When the pair is no pair, or the day is no day.
    pub fn new(pair: (&str, &str), verdict: Option<Verdict>, by: &str, when: &str, why: &str) -> Result<Self, String> {
        let (one, other) = if pair.0 <= pair.1 { pair } else { (pair.1, pair.0) };
        let out = Self { one: one.into(), other: other.into(), verdict, by: by.into(), when: when.into(), why: why.into() };
        out.check().map(|()| out)
    }

    fn check(&self) -> Result<(), String> {
        if self.one >= self.other {
            return Err("the two of a judgement are different, the smaller first".into());
        }
        if PartialDate::parse(&self.when).is_none_or(|day| day.day.is_none()) {
            return Err(format!("`{}` is no day; expected one such as 2023-05-17", self.when));
        }
        if self.by.trim().is_empty() || self.why.trim().is_empty() {
            return Err("a judgement says by whom it is and why".into());
        }
        Ok(())
    }

    /// The line of the ledger, with its end.
    pub fn line(&self) -> String {
        // A struct of strings can always be written.
        format!("{}\n", serde_json::to_string(self).unwrap_or_default())
    }
}

impl Judgements {
    /// Reads a ledger. Empty lines are let pass.
    ///
    /// # Errors
    /// When a line is no judgement; the first such line.
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        let mut out = Self::default();
        for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let error = |detail: String| LedgerError { line: place + 1, detail };
            let judgement: Judgement = serde_json::from_str(line).map_err(|e| error(e.to_string()))?;
            judgement.check().map_err(error)?;
            out.add(judgement);
        }
        Ok(out)
    }

    /// Takes a further line.
    pub fn add(&mut self, judgement: Judgement) {
        let lines = self.history.entry((judgement.one.clone(), judgement.other.clone())).or_default();
        match judgement.verdict {
            Some(_) => lines.push(judgement),
            None => drop(lines.pop()),
        }
    }

    /// The judgements that hold, by pair.
    pub fn standing(&self) -> impl Iterator<Item = &Judgement> {
        self.history.values().filter_map(|lines| lines.last())
    }

    /// What holds of a pair.
    pub fn of(&self, one: &str, other: &str) -> Option<&Judgement> {
        let pair = if one <= other { (one, other) } else { (other, one) };
        self.history.get(&(pair.0.to_string(), pair.1.to_string())).and_then(|lines| lines.last())
    }

    /// Keys that a judgement names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.standing().flat_map(|j| [j.one.as_str(), j.other.as_str()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgement(verdict: Option<Verdict>) -> Judgement {
        Judgement::new(("Person|甲|高远山", "Person|乙|高远山"), verdict, "陈", "2024-05-01", "the same portrait").expect("a judgement")
    }

    #[test]
    fn the_last_word_holds_and_can_be_taken_back() {
        let text: String = [Some(Verdict::Same), Some(Verdict::Different)].map(|v| judgement(v).line()).concat();
        let ledger = Judgements::parse(&text).expect("a ledger");
        let verdict = |ledger: &Judgements| ledger.of("Person|甲|高远山", "Person|乙|高远山").and_then(|j| j.verdict);
        assert_eq!(verdict(&ledger), Some(Verdict::Different));
        let undone = Judgements::parse(&format!("{text}{}", judgement(None).line())).expect("a ledger");
        assert_eq!(verdict(&undone), Some(Verdict::Same), "what held before holds again");
        assert_eq!(undone.standing().count(), 1);
    }

    #[test]
    fn broken_lines_are_refused_with_their_place() {
        let text = format!("{}\nnot json\n", judgement(Some(Verdict::Same)).line());
        assert_eq!(Judgements::parse(&text).expect_err("broken").line(), 3);
        assert!(Judgement::new(("a", "a"), None, "x", "2024-05-01", "y").is_err());
        assert!(Judgement::new(("a", "b"), None, "x", "May", "y").is_err_and(|e| e.contains("2023-05-17")));
        assert!(Judgement::new(("a", "b"), None, " ", "2024-05-01", "y").is_err());
    }
}
