use super::Notice;
use serde::{Deserialize, Serialize};

/// One text as it was given: a file, a line of JSON, standard input. It may hold several articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What the user calls it: the `id` of a JSON line, else the file's name without its ending.
    pub id: String,
    /// Where it came from: the file's name, or the `id` of the JSON line.
    pub source: String,
    /// The decoded text, unchanged; of HTML, DOCX and PDF the text taken out of them. Every offset in the project
    /// points into this, in Unicode scalar values.
    pub text: String,
    /// What came beside the text and therefore need not be read out of it.
    pub given: Given,
    /// What was seen while the bytes were read (characters that could not be decoded).
    #[serde(default)]
    pub notices: Vec<Notice>,
}

/// Facts about an article that its carrier states (fields of a JSON line, markup of a page).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub title: Option<String>,
    /// ISO `2023-05-17`.
    pub date: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
}

impl Document {
    /// A document with nothing known beside its text.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let id = id.into();
        Self { source: id.clone(), id, text: text.into(), given: Given::default(), notices: Vec::new() }
    }
}
