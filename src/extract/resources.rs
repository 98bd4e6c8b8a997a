//! What extraction needs besides the text: word tables, the gazetteer, the rules. Loaded once, shared by threads.

use super::clean::Folder;
use super::recognise::gazetteer::Gazetteer;
use super::recognise::lexicon::Lexicon;
use super::relate::rule::{self, Rule, RuleError};
use super::relate::triggers::Triggers;
use jieba_rs::Jieba;
use std::path::Path;

/// The rules that come with the program: file name and text.
const SHIPPED: [(&str, &str); 11] = [
    ("appointments.toml", include_str!("../../data/rules/appointments.toml")),
    ("attended.toml", include_str!("../../data/rules/attended.toml")),
    ("capacity.toml", include_str!("../../data/rules/capacity.toml")),
    ("completion.toml", include_str!("../../data/rules/completion.toml")),
    ("honours.toml", include_str!("../../data/rules/honours.toml")),
    ("money.toml", include_str!("../../data/rules/money.toml")),
    ("parties.toml", include_str!("../../data/rules/parties.toml")),
    ("parts.toml", include_str!("../../data/rules/parts.toml")),
    ("places.toml", include_str!("../../data/rules/places.toml")),
    ("stage.toml", include_str!("../../data/rules/stage.toml")),
    ("visits.toml", include_str!("../../data/rules/visits.toml")),
];

/// Everything that is the same for all documents.
pub struct Resources {
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
    pub jieba: Jieba,
    pub folder: Folder,
    pub rules: Vec<Rule>,
    /// Which of `rules` may match a sentence.
    pub triggers: Triggers,
}

/// Why resources could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ResourceError {
    #[error(transparent)]
    Rule(#[from] RuleError),
    #[error("{path}: {source}; expected a folder of rule files ending in .toml")]
    Folder { path: String, source: std::io::Error },
}

impl Resources {
    /// Loads what the program ships.
    ///
    /// # Errors
    /// When a shipped rule or table is broken, which a test of the project excludes.
    pub fn load() -> Result<Self, ResourceError> {
        let mut rules = Vec::new();
        for (file, text) in SHIPPED {
            rules.extend(rule::compile(file, text)?);
        }
        let triggers = Triggers::of(&rules);
        Ok(Self { lexicon: Lexicon::load(), gazetteer: Gazetteer::load(), jieba: Jieba::new(), folder: Folder::load(), rules, triggers })
    }

    /// Adds the rules of a folder (`*.toml`, by name) to the shipped ones.
    ///
    /// # Errors
    /// When the folder cannot be read or a rule in it is broken (file, rule and what was expected are named).
    pub fn add_rules(&mut self, folder: &Path) -> Result<(), ResourceError> {
        let fail = |source| ResourceError::Folder { path: folder.display().to_string(), source };
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .map_err(fail)?
            .collect::<Result<Vec<_>, _>>()
            .map_err(fail)?
            .into_iter()
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|x| x == "toml"))
            .collect();
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file).map_err(fail)?;
            self.rules.extend(rule::compile(&file.display().to_string(), &text)?);
        }
        self.triggers = Triggers::of(&self.rules);
        Ok(())
    }

    /// Whether the general dictionary has this as the name of a place or a body.
    pub fn is_place_word(&self, word: &str) -> bool {
        self.jieba.has_word(word) && self.jieba.tag(word, false).first().is_some_and(|t| t.tag.starts_with("ns") || t.tag.starts_with("nt"))
    }

    /// Whether the general dictionary has this as a word that is no proper name.
    pub fn is_common_word(&self, word: &str) -> bool {
        self.jieba.has_word(word)
            && !self.jieba.tag(word, false).first().is_some_and(|t| ["nr", "ns", "nz", "nt", "x"].iter().any(|p| t.tag.starts_with(p)))
    }
}
