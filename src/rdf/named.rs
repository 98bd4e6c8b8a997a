//! Named questions: SPARQL files with parameters, which are put in as terms, never as text.

use super::error::QueryError;
use oxigraph::model::{Literal, Term};

/// The shipped questions; a test compares this list with the folder.
const SHIPPED: &[(&str, &str)] = &[
    ("agreements", include_str!("queries/agreements.rq")),
    ("appointments", include_str!("queries/appointments.rq")),
    ("articles-about", include_str!("queries/articles-about.rq")),
    ("attendees", include_str!("queries/attendees.rq")),
    ("awards", include_str!("queries/awards.rq")),
    ("entities-by-type", include_str!("queries/entities-by-type.rq")),
    ("events-between", include_str!("queries/events-between.rq")),
    ("events-of-person", include_str!("queries/events-of-person.rq")),
    ("evidence", include_str!("queries/evidence.rq")),
    ("facts-by-relation", include_str!("queries/facts-by-relation.rq")),
    ("held-on", include_str!("queries/held-on.rq")),
    ("investment-by-place", include_str!("queries/investment-by-place.rq")),
    ("largest-projects", include_str!("queries/largest-projects.rq")),
    ("met-with", include_str!("queries/met-with.rq")),
    ("officials-of", include_str!("queries/officials-of.rq")),
    ("parties-of-project", include_str!("queries/parties-of-project.rq")),
    ("posts-of", include_str!("queries/posts-of.rq")),
    ("project", include_str!("queries/project.rq")),
    ("projects-in", include_str!("queries/projects-in.rq")),
    ("projects-of-company", include_str!("queries/projects-of-company.rq")),
    ("ranking", include_str!("queries/ranking.rq")),
    ("rankings-of", include_str!("queries/rankings-of.rq")),
    ("removals", include_str!("queries/removals.rq")),
    ("sayings", include_str!("queries/sayings.rq")),
    ("sources", include_str!("queries/sources.rq")),
    ("stops", include_str!("queries/stops.rq")),
    ("to-be-completed", include_str!("queries/to-be-completed.rq")),
    ("who-holds", include_str!("queries/who-holds.rq")),
];

/// A parameter of a named question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    /// `name` (a label or alias of something), `text` (Chinese words), `office` (an office in any spelling, a unit with all
    /// its offices, or a post) or `date` (`2023-05-17`).
    pub kind: String,
    pub example: String,
}

/// A question that the program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    pub name: &'static str,
    pub question: String,
    pub question_zh: String,
    pub parameters: Vec<Parameter>,
    pub sparql: &'static str,
}

/// All shipped questions, by name.
pub fn named_queries() -> Vec<NamedQuery> {
    SHIPPED.iter().map(|(name, text)| parse(name, text)).collect()
}

/// The question of a name.
///
/// # Errors
/// When there is none; the message names the nearest.
pub fn named_query(name: &str) -> Result<NamedQuery, QueryError> {
    let all = named_queries();
    if let Some(found) = all.iter().find(|q| q.name == name) {
        return Ok(found.clone());
    }
    let nearest = all.iter().map(|q| (strsim::damerau_levenshtein(q.name, name), q.name)).min();
    let hint = nearest.filter(|(d, _)| *d <= 4).map_or(String::new(), |(_, n)| format!("; did you mean `{n}`?"));
    Err(QueryError::UnknownName { name: name.into(), hint })
}

fn parse(name: &'static str, text: &'static str) -> NamedQuery {
    let field = |key: &str| text.lines().find_map(|l| l.strip_prefix(key)).unwrap_or("").trim().to_string();
    let parameters = text.lines().filter_map(|l| l.strip_prefix("# param ")).filter_map(parameter).collect();
    NamedQuery { name, question: field("# question:"), question_zh: field("# 问题:"), parameters, sparql: text }
}

/// Reads `event: name, for example 推进会`.
fn parameter(line: &str) -> Option<Parameter> {
    let (name, rest) = line.split_once(':')?;
    let (kind, example) = rest.split_once(", for example ")?;
    Some(Parameter { name: name.trim().into(), kind: kind.trim().into(), example: example.trim().into() })
}

impl NamedQuery {
    /// Parameters as given, with what `look` makes of those that are names.
    ///
    /// # Errors
    /// As `look`.
    pub fn with_names<E>(
        &self,
        given: Vec<(String, String)>,
        mut look: impl FnMut(String) -> Result<String, E>,
    ) -> Result<Vec<(String, String)>, E> {
        let is_name = |key: &str| self.parameters.iter().any(|p| p.name == key && p.kind == "name");
        let one = |(key, value): (String, String)| {
            let value = if is_name(&key) { look(value)? } else { value };
            Ok((key, value))
        };
        given.into_iter().map(one).collect()
    }

    /// The values of the question's variables from `name=value` pairs.
    ///
    /// # Errors
    /// When a parameter is missing, unknown or of the wrong form.
    pub fn bind(&self, given: &[(String, String)]) -> Result<Vec<(String, Term)>, QueryError> {
        if let Some((name, _)) = given.iter().find(|(n, _)| !self.parameters.iter().any(|p| p.name == *n)) {
            let known: Vec<&str> = self.parameters.iter().map(|p| p.name.as_str()).collect();
            let known = if known.is_empty() { "none".to_string() } else { known.join(", ") };
            return Err(QueryError::UnknownParameter { query: self.name.into(), name: name.clone(), known });
        }
        self.parameters.iter().map(|p| self.value(p, given)).collect()
    }

    fn value(&self, parameter: &Parameter, given: &[(String, String)]) -> Result<(String, Term), QueryError> {
        let Some((_, value)) = given.iter().find(|(n, _)| *n == parameter.name) else {
            let what = format!("{}, for example {}", parameter.kind, parameter.example);
            return Err(QueryError::MissingParameter { query: self.name.into(), name: parameter.name.clone(), what });
        };
        let term: Term = if parameter.kind == "date" {
            let date = crate::model::PartialDate::parse(value).filter(|d| d.day.is_some());
            let date = date.ok_or_else(|| QueryError::BadParameter {
                name: parameter.name.clone(),
                expected: "a date such as 2023-05-17".into(),
                value: value.clone(),
            })?;
            Literal::new_typed_literal(date.to_string(), super::vocabulary::iri(super::vocabulary::XSD, "date")).into()
        } else {
            let words = if parameter.kind == "office" { crate::identity::office(value) } else { value.clone() };
            Literal::new_language_tagged_literal_unchecked(words, "zh").into()
        };
        Ok((parameter.name.clone(), term))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_and_documented() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rdf/queries");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder is part of the source")
            .map(|e| e.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
            .collect();
        files.sort();
        let listed: Vec<&str> = SHIPPED.iter().map(|(n, _)| *n).collect();
        assert_eq!(files, listed);
        for query in named_queries() {
            assert!(!query.question.is_empty() && !query.question_zh.is_empty(), "{}", query.name);
        }
    }
}
