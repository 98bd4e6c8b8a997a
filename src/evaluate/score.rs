//! Gold and predictions → verdicts: each annotated item is found or missed once, each found item that is no annotated one is false.

use super::gold::{GoldFile, Pair, pair};
use super::matching::{Matcher, article_facts, distinct, same_entity};
use super::quote::{Quote, Source};
use super::record::{Evidence, NamedEntity, Predictions, Record, StatedFact};
use serde::Serialize;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Found,
    Missed,
    False,
}

/// Whether an item is an entity or a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    Entity,
    Fact,
}

/// The judgement over one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub item: Item,
    /// The entity's type or the fact's predicate.
    pub name: String,
    pub status: Status,
    /// The text's name.
    pub article: String,
    /// Which of the evaluated articles, from 0.
    #[serde(skip)]
    pub unit: usize,
    /// The item in one line.
    pub text: String,
    /// What read a false fact.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The sentence that holds gold's evidence for a miss, the found evidence for a false item; empty for what was found.
    pub quote: Quote,
}

/// All verdicts over a set of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Evaluated articles.
    pub articles: usize,
    /// Found facts whose evidence is not exactly what the text has there.
    pub ungrounded: usize,
    /// In the order of gold; what is false follows the annotated items of its article.
    pub verdicts: Vec<Verdict>,
}

/// Scores predictions against gold.
pub fn evaluate(files: &[GoldFile], predictions: &Predictions) -> Evaluation {
    let mut out = Evaluation::default();
    for file in files {
        let source = Source::new(&file.document.text);
        let found = predictions.get(&file.stem).map_or(&[][..], Vec::as_slice);
        for pair in pair(&file.articles, found) {
            let mut sheet = Sheet { article: &file.stem, unit: out.articles, source: &source, verdicts: &mut out.verdicts };
            sheet.entities(&pair);
            sheet.facts(&pair);
            out.articles += 1;
            out.ungrounded += pair.found.facts.iter().filter(|f| !is_grounded(f, &source)).count();
        }
    }
    out
}

fn is_grounded(fact: &StatedFact, source: &Source) -> bool {
    matches!(&fact.evidence, Evidence::Found { start, end, text } if source.has(*start, *end, text))
}

/// Where the verdicts over one article are written.
struct Sheet<'a> {
    article: &'a str,
    unit: usize,
    source: &'a Source,
    verdicts: &'a mut Vec<Verdict>,
}

impl Sheet<'_> {
    fn entities(&mut self, pair: &Pair) {
        let found: Vec<&NamedEntity> = pair.found.entities.iter().collect();
        let golds: Vec<&NamedEntity> = pair.gold.entities.iter().collect();
        self.judge(Item::Entity, &golds, &found, same_entity, |e| e.optional);
    }

    fn facts(&mut self, pair: &Pair) {
        let matcher = Matcher::new(&pair.gold.entities, &pair.found.entities);
        let (gold_head, found_head) = (article_facts(&pair.gold), article_facts(&pair.found));
        let golds: Vec<&StatedFact> = gold_head.iter().chain(&pair.gold.facts).collect();
        let found: Vec<&StatedFact> = found_head.iter().chain(distinct(&pair.found.facts)).collect();
        self.judge(Item::Fact, &golds, &found, |a, b| matcher.same_fact(a, b), |f| f.optional);
    }

    /// Optional gold excuses what it matches and counts neither way.
    fn judge<T: Shown>(&mut self, item: Item, golds: &[&T], found: &[&T], same: impl Fn(&T, &T) -> bool, optional: impl Fn(&T) -> bool) {
        let mut excused = vec![false; found.len()];
        for gold in golds {
            let mut hit = false;
            for (found, excused) in found.iter().zip(&mut excused) {
                if same(gold, found) {
                    (hit, *excused) = (true, true);
                }
            }
            if !optional(gold) {
                self.note(item, *gold, if hit { Status::Found } else { Status::Missed });
            }
        }
        for (found, _) in found.iter().zip(&excused).filter(|(_, excused)| !**excused) {
            self.note(item, *found, Status::False);
        }
    }

    fn note<T: Shown>(&mut self, item: Item, of: &T, status: Status) {
        let quote = if status == Status::Found { Quote::default() } else { of.quote(self.source) };
        let (name, text, rule) = (of.name(), of.text(), if status == Status::False { of.rule() } else { String::new() });
        self.verdicts.push(Verdict { item, name, status, article: self.article.into(), unit: self.unit, text, rule, quote });
    }
}

/// What a verdict says of an item.
trait Shown {
    fn name(&self) -> String;
    fn text(&self) -> String;

    /// What read it, where that is known.
    fn rule(&self) -> String {
        String::new()
    }

    fn quote(&self, source: &Source) -> Quote;
}

impl Shown for NamedEntity {
    fn name(&self) -> String {
        self.kind.clone()
    }

    fn text(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }

    fn quote(&self, source: &Source) -> Quote {
        match self.mentions.first() {
            Some(span) => source.around(span.start, span.end),
            None => std::iter::once(&self.name).chain(&self.aliases).find_map(|n| source.find(n)).unwrap_or_default(),
        }
    }
}

impl Shown for StatedFact {
    fn name(&self) -> String {
        self.predicate.clone()
    }

    fn text(&self) -> String {
        self.shown()
    }

    fn rule(&self) -> String {
        self.rule.clone()
    }

    fn quote(&self, source: &Source) -> Quote {
        let quoted = match &self.evidence {
            Evidence::Found { start, end, .. } => return source.around(*start, *end),
            Evidence::Quoted(words) => source.find(words),
            _ => None,
        };
        quoted.or_else(|| self.objects().iter().chain(self.subjects()).find_map(|words| source.find(words))).unwrap_or_default()
    }
}

/// Scores one article without a text at hand: for tests and for callers that have only values.
pub fn verdicts(gold: &Record, found: &Record) -> Vec<Verdict> {
    let (source, mut out) = (Source::new(""), Vec::new());
    let pair = Pair { gold: gold.clone(), found: found.clone() };
    let mut sheet = Sheet { article: &gold.id, unit: 0, source: &source, verdicts: &mut out };
    sheet.entities(&pair);
    sheet.facts(&pair);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::record::Header;

    fn fact(subject: &str, predicate: &str, object: &str, optional: bool) -> StatedFact {
        StatedFact { subject: subject.into(), predicate: predicate.into(), object: object.into(), optional, ..StatedFact::default() }
    }

    fn counts(gold: Vec<StatedFact>, found: Vec<StatedFact>) -> [usize; 3] {
        let record = |facts| Record { facts, ..Record::default() };
        let all = verdicts(&record(gold), &record(found));
        [Status::Found, Status::Missed, Status::False].map(|s| all.iter().filter(|v| v.status == s).count())
    }

    #[test]
    fn optional_gold_excuses_and_does_not_count() {
        let gold = vec![fact("甲", "holdsPost", "市长", false), fact("甲", "attended", "会", true)];
        assert_eq!(counts(gold.clone(), vec![fact("甲", "attended", "会", false)]), [0, 1, 0]);
        assert_eq!(counts(gold, vec![fact("甲", "holdsPost", "市长", false), fact("乙", "attended", "会", false)]), [1, 0, 1]);
    }

    #[test]
    fn several_predictions_of_one_gold_fact_count_once() {
        let found = vec![fact("甲", "holdsPost", "市委副书记", false), fact("甲", "holdsPost", "市委副书记、", false)];
        assert_eq!(counts(vec![fact("甲", "holdsPost", "市委副书记", false)], found), [1, 0, 0]);
    }

    #[test]
    fn the_article_has_facts_of_its_own() {
        let head = |title: &str, date: &str| Record {
            article: Header { title: Some(title.into()), date: Some(date.into()), authors: vec!["甲".into()], ..Header::default() },
            ..Record::default()
        };
        let all = verdicts(&head("云帆项目开工", "2024-01-02"), &head("云帆项目开工了", "2024-01-03"));
        let shown: Vec<(&str, Status)> = all.iter().map(|v| (v.name.as_str(), v.status)).collect();
        assert_eq!(shown, [("title", Status::Found), ("date", Status::Missed), ("author", Status::Found), ("date", Status::False)]);
    }

    #[test]
    fn verdicts_show_their_sentence() {
        let source = Source::new("市长高远山出席。天晴。");
        let gold = StatedFact { evidence: Evidence::Quoted("高远山出席".into()), ..fact("高远山", "attended", "会", false) };
        assert_eq!(gold.quote(&source).sentence(), "市长高远山出席。");
        assert_eq!(fact("天", "stage", "晴", false).quote(&source).sentence(), "天晴。");
    }
}
