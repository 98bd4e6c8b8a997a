//! A literate case and what extraction gave for it → what is missing and what is false.

use super::cases::{ANY, Case, CaseFile, Demand, Expected, alternatives};
use super::matching::{Matcher, distinct, same_entity, same_rank};
use super::names::{dice, fold};
use super::record::{NamedEntity, Record, StatedFact, plain};
use crate::model::{Document, Given};
use crate::pipeline::Pipeline;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

/// Least overlap of two qualifiers that count as equal.
const QUALIFIER_OVERLAP: f64 = 0.75;

/// What a case did not get right; a case holds where both are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Expected lines that nothing met.
    pub missing: Vec<String>,
    /// What was given and is allowed by no line.
    #[serde(rename = "false")]
    pub wrong: Vec<String>,
}

impl Outcome {
    pub fn holds(&self) -> bool {
        self.missing.is_empty() && self.wrong.is_empty()
    }

    /// What went wrong, an item a line.
    pub fn lines(&self) -> Vec<String> {
        let missing = self.missing.iter().map(|m| format!("missing  {m}"));
        missing.chain(self.wrong.iter().map(|w| format!("false    {w}"))).collect()
    }
}

/// How the cases of one file came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    pub cases: usize,
    pub hold: usize,
    /// Marked `(open)`, and rightly.
    pub open: usize,
    /// Not marked, and fail.
    pub broken: usize,
    /// Marked, and hold.
    pub mended: usize,
}

impl Count {
    pub fn of(file: &CaseFile, outcomes: &[Outcome]) -> Self {
        let mut out = Self::default();
        for (case, outcome) in file.cases.iter().zip(outcomes) {
            out.cases += 1;
            out.hold += usize::from(outcome.holds());
            out.open += usize::from(case.open && !outcome.holds());
            out.broken += usize::from(!case.open && !outcome.holds());
            out.mended += usize::from(case.open && outcome.holds());
        }
        out
    }

    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.hold += other.hold;
        self.open += other.open;
        self.broken += other.broken;
        self.mended += other.mended;
    }
}

/// Runs all cases of a file, in parallel; the outcomes keep their order.
pub fn run(file: &CaseFile, pipeline: &Pipeline) -> Vec<Outcome> {
    file.cases.par_iter().map(|case| judge(case, &found(case, pipeline))).collect()
}

/// What extraction gives for a case: one record, also where the text was taken for several articles.
fn found(case: &Case, pipeline: &Pipeline) -> Record {
    let given = Given { date: case.date.clone(), publisher: case.publisher.clone(), ..Given::default() };
    let articles = pipeline.run(&Document { given, ..Document::new("case", case.text.as_str()) });
    let mut out = Record::default();
    for record in articles.iter().map(Record::from) {
        out.entities.extend(record.entities);
        out.facts.extend(record.facts);
    }
    out
}

/// Compares what was given with what the case expects. Facts of the article itself are not compared.
pub fn judge(case: &Case, found: &Record) -> Outcome {
    let listed = case.entities.as_deref().unwrap_or_default();
    let known: Vec<NamedEntity> = listed.iter().filter(|e| e.demand != Demand::MustNot).map(|e| e.item.clone()).collect();
    let matcher = Matcher::new(&known, &found.entities);
    let mut out = Outcome::default();
    weigh(&case.facts, &distinct(&found.facts), |e, f| meets(&matcher, e, f), with_rule, &mut out);
    if case.entities.is_some() {
        let found: Vec<&NamedEntity> = found.entities.iter().collect();
        weigh(listed, &found, same_entity, |e| format!("{} | {}", e.kind, e.name), &mut out);
    }
    out
}

fn with_rule(fact: &StatedFact) -> String {
    if fact.rule.is_empty() { fact.shown() } else { format!("{}  ← {}", fact.shown(), fact.rule) }
}

fn weigh<T>(expected: &[Expected<T>], found: &[&T], meets: impl Fn(&T, &T) -> bool, shown: impl Fn(&T) -> String, out: &mut Outcome) {
    let (never, wanted): (Vec<_>, Vec<_>) = expected.iter().partition(|e| e.demand == Demand::MustNot);
    for line in wanted.iter().filter(|e| e.demand == Demand::Must) {
        if !found.iter().any(|f| meets(&line.item, f)) {
            out.missing.push(format!("line {}: {}", line.line, line.written));
        }
    }
    for given in found.iter().filter(|f| !wanted.iter().any(|e| meets(&e.item, f))) {
        let forbidden = never.iter().find(|e| meets(&e.item, given));
        let note = forbidden.map_or_else(String::new, |e| format!("  (forbidden by line {})", e.line));
        out.wrong.push(format!("{}{note}", shown(given)));
    }
}

/// Whether a given fact is the expected one; `*` stands for anything.
fn meets(matcher: &Matcher, expected: &StatedFact, found: &StatedFact) -> bool {
    let any = |ends: &[String]| ends.iter().any(|e| e == ANY);
    let (free_subject, free_object) = (any(&expected.subject_any), any(&expected.object_any));
    let same = if !free_subject && !free_object {
        matcher.same_fact(expected, found)
    } else {
        // Signing has no direction: a named party may stand on either side.
        let either = expected.predicate == "signedWith" && free_object && matcher.same_end(expected.subjects(), &found.object);
        expected.predicate == found.predicate
            && (free_subject || either || matcher.same_end(expected.subjects(), &found.subject))
            && (free_object || matcher.same_object(expected, &found.object))
    };
    same && expected.qualifiers.iter().all(|(key, value)| same_qualifier(matcher, key, value, &found.qualifiers))
}

/// Whether a qualifier that the case states was given so.
fn same_qualifier(matcher: &Matcher, key: &str, expected: &Value, found: &Map<String, Value>) -> bool {
    if ["rank", "rankMax", "score"].contains(&key) {
        return same_rank(&Map::from_iter([(key.to_string(), expected.clone())]), found);
    }
    let Some(found) = found.get(key).map(plain) else { return key == "former" && plain(expected) == "false" };
    let names = alternatives(&plain(expected));
    if ["organization", "project", "scope"].contains(&key) {
        return matcher.same_end(&names, &found) || names.iter().any(|n| same_body(n, &found));
    }
    names.iter().any(|n| fold(n) == fold(&found))
}

/// 市政府 is 清河市人民政府: the case may leave out whose body it is.
fn same_body(a: &str, b: &str) -> bool {
    let short = |name: &str| fold(name).replace("人民政府", "政府");
    let (a, b) = (short(a), short(b));
    a.ends_with(&b) || b.ends_with(&a) || dice(&a, &b) >= QUALIFIER_OVERLAP
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::cases::parse;

    /// Subject, predicate, object, qualifiers.
    type Plain<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str)]);

    fn outcome(expected: &str, found: &[Plain]) -> Outcome {
        let text = format!("## A\n```text\n甲。\n```\n```facts\n{expected}\n```\n");
        let case = parse("a.md", &text).expect("well-formed").remove(0);
        let fact = |&(s, p, o, q): &Plain| StatedFact {
            subject: s.into(),
            predicate: p.into(),
            object: o.into(),
            qualifiers: q.iter().map(|(k, v)| ((*k).into(), Value::from(*v))).collect(),
            ..StatedFact::default()
        };
        judge(&case, &Record { facts: found.iter().map(fact).collect(), ..Record::default() })
    }

    #[test]
    fn what_stands_in_no_line_is_false() {
        let held =
            outcome("甲 | holdsPost | 市长\n? 甲 | attended | 会", &[("甲", "holdsPost", "市长", &[]), ("甲", "attended", "会", &[])]);
        assert!(held.holds());
        let failed = outcome("甲 | holdsPost | 市长", &[("乙", "holdsPost", "县长", &[])]);
        assert_eq!((failed.missing, failed.wrong), (vec!["line 6: 甲 | holdsPost | 市长".into()], vec!["乙 holdsPost 县长".into()]));
    }

    #[test]
    fn stars_and_short_lines_forbid_any() {
        for line in ["! * | signedWith", "! 甲 | signedWith", "! 乙 | signedWith"] {
            let failed = outcome(line, &[("甲", "signedWith", "乙", &[])]);
            assert!(failed.wrong[0].ends_with("(forbidden by line 6)"), "{failed:?}");
        }
        assert!(outcome("! * | said", &[]).holds());
    }

    #[test]
    fn only_stated_qualifiers_are_compared() {
        let given: &[(&str, &str)] = &[("organization", "清河市人民政府"), ("role", "chair")];
        let found: &[Plain] = &[("甲", "holdsPost", "市长", given)];
        for line in ["甲 | holdsPost | 市长", "甲 | holdsPost | 市长 | organization=市政府 | role=speaker / chair"] {
            assert!(outcome(line, found).holds(), "{line}");
        }
        for line in
            ["甲 | holdsPost | 市长 | organization=市委", "甲 | holdsPost | 市长 | role=speaker", "甲 | holdsPost | 市长 | former=true"]
        {
            assert!(!outcome(line, found).holds(), "{line}");
        }
    }

    #[test]
    fn listed_entities_allow_no_others() {
        let text = "## A\n```text\n甲。\n```\n```entities\nPerson | 甲\n? Place | 乙\n```\n";
        let case = parse("a.md", text).expect("well-formed").remove(0);
        let entity = |kind: &str, name: &str| NamedEntity { kind: kind.into(), name: name.into(), ..NamedEntity::default() };
        let record = |entities| Record { entities, ..Record::default() };
        assert!(judge(&case, &record(vec![entity("Person", "甲"), entity("Place", "乙")])).holds());
        let failed = judge(&case, &record(vec![entity("Event", "会")]));
        assert_eq!((failed.missing.len(), failed.wrong), (1, vec!["Event | 会".into()]));
    }
}
