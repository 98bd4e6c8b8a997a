//! Parameters of a question, as names with values → checked values. An unknown name is refused, so that a slip is no
//! silent nothing.

use super::AskError;
use super::entity::Direction;
use super::page::{DEFAULT_ITEMS, Window};
use guanmo::graph::Filter;
use guanmo::model::{EntityKind, PartialDate, Predicate};

/// What was given, in order; a name may come more than once.
#[derive(Clone, Debug, Default)]
pub struct Parameters(pub Vec<(String, String)>);

/// Names that a walk may be narrowed by.
pub const FILTERS: [&str; 6] = ["relation", "type", "from", "to", "minArticles", "maxDegree"];
/// Names that a list is cut by.
pub const WINDOW: [&str; 2] = ["offset", "limit"];

impl Parameters {
    /// # Errors
    /// When a name is none of these.
    pub fn only(&self, known: &[&[&str]]) -> Result<(), AskError> {
        let listed = |name: &str| known.iter().any(|names| names.contains(&name));
        match self.0.iter().find(|(name, _)| !listed(name)) {
            None => Ok(()),
            Some((name, _)) => {
                let all = known.concat().join(", ");
                Err(AskError::wrong(format!("there is no parameter `{name}` here; known: {}", if all.is_empty() { "none" } else { &all })))
            }
        }
    }

    /// The first value of a name; an empty one is none.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, value)| value.as_str())
    }

    /// # Errors
    /// When there is none.
    pub fn needed(&self, name: &str) -> Result<&str, AskError> {
        self.one(name).ok_or_else(|| AskError::wrong(format!("the parameter `{name}` is missing")))
    }

    /// All values of a name; commas part them too.
    pub fn many<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(move |(n, _)| n == name);
        values.flat_map(|(_, value)| value.split(',')).map(str::trim).filter(|value| !value.is_empty())
    }

    /// # Errors
    /// When the value is no number.
    pub fn number(&self, name: &str) -> Result<Option<usize>, AskError> {
        let wrong = |value: &str| AskError::wrong(format!("{name}={value}: expected a whole number"));
        self.one(name).map(|value| value.parse().map_err(|_| wrong(value))).transpose()
    }

    /// A number with a default and a greatest value.
    ///
    /// # Errors
    /// When the value is no number, or above `most`.
    pub fn bounded(&self, name: &str, default: usize, most: usize) -> Result<usize, AskError> {
        match self.number(name)? {
            Some(value) if value > most => Err(AskError::wrong(format!("{name}={value}: at most {most}"))),
            given => Ok(given.unwrap_or(default)),
        }
    }

    /// # Errors
    /// When the part is wrongly named.
    pub fn window(&self) -> Result<Window, AskError> {
        Window::new(self.number("offset")?.unwrap_or(0), self.number("limit")?.unwrap_or(DEFAULT_ITEMS))
    }

    /// # Errors
    /// When a type is unknown.
    pub fn kinds(&self) -> Result<Vec<EntityKind>, AskError> {
        let all = || EntityKind::ALL.map(EntityKind::name).join(", ");
        let parse = |name| EntityKind::parse(name).ok_or_else(|| AskError::wrong(format!("no type is named `{name}`; types: {}", all())));
        self.many("type").map(parse).collect()
    }

    /// # Errors
    /// When a relation is unknown.
    pub fn relations(&self) -> Result<Vec<Predicate>, AskError> {
        self.many("relation").map(relation).collect()
    }

    /// How a thing takes part in the facts that are wanted.
    ///
    /// # Errors
    /// When the direction is none.
    pub fn direction(&self) -> Result<Option<Direction>, AskError> {
        let parse = |text| Direction::parse(text).ok_or_else(|| AskError::wrong(format!("direction={text}: expected out, in or via")));
        self.one("direction").map(parse).transpose()
    }

    /// What a walk may use.
    ///
    /// # Errors
    /// When a relation, type, date or number is none.
    pub fn filter(&self) -> Result<Filter, AskError> {
        let wrong = |value: &str| AskError::wrong(format!("`{value}` is no date; expected 2023-05-17, 2023-05 or 2023"));
        let day = |name| self.one(name).map(|value| PartialDate::parse(value).ok_or_else(|| wrong(value))).transpose();
        Ok(Filter {
            predicates: self.relations()?,
            kinds: self.kinds()?,
            from: day("from")?,
            to: day("to")?,
            min_supports: self.number("minArticles")?.unwrap_or(0),
            max_degree: self.number("maxDegree")?,
        })
    }
}

/// The relation of a name.
///
/// # Errors
/// When there is none; the message lists all.
pub fn relation(name: &str) -> Result<Predicate, AskError> {
    let all = || Predicate::ALL.map(Predicate::name).join(", ");
    Predicate::parse(name).ok_or_else(|| AskError::wrong(format!("no relation is named `{name}`; relations: {}", all())))
}
