//! A seed → fictional articles of city dailies with known truth: who is who, and what is said. Persons, companies and
//! projects are invented; divisions are real, so that bodies and places read as in a paper. The same seed gives the same
//! articles on every machine.

mod genres;
mod names;
mod world;

use crate::model::Document;
use serde::Serialize;
use world::World;

/// A small generator of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or(0)
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A person of the truth: the name is not enough, since others have it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Who {
    pub id: String,
    pub name: String,
    pub post: String,
    /// Code of the division whose post it is.
    pub place: String,
}

/// A fact of the truth: names of the fact contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    pub subject: String,
    pub predicate: &'static str,
    pub object: String,
}

/// What an article says, as its maker knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Truth {
    pub article: String,
    pub genre: &'static str,
    /// The article that this one reprints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reprint_of: Option<String>,
    pub persons: Vec<Who>,
    pub facts: Vec<Said>,
}

/// An endless archive; take as many articles as you want.
///
/// ```
/// let mut archive = guanmo::generate::Archive::new(7, 100);
/// let (article, truth) = archive.next().expect("there is always one more");
/// assert_eq!(article.id, truth.article);
/// assert_eq!(guanmo::generate::Archive::new(7, 100).next().map(|(a, _)| a), Some(article));
/// ```
pub struct Archive {
    dice: Dice,
    world: World,
    number: usize,
    expected: usize,
    recent: Vec<(Document, Truth)>,
}

/// Articles that may still be reprinted.
const RECENT: usize = 40;

/// One article in so many is a reprint.
const REPRINTS: usize = 20;

impl Archive {
    /// An archive for about `expected` articles: more articles come from more cities, over ten years.
    pub fn new(seed: u64, expected: usize) -> Self {
        let mut dice = Dice(seed);
        let world = World::new(&mut dice, expected);
        Self { dice, world, number: 0, expected: expected.max(1), recent: Vec::new() }
    }

    fn reprint(&mut self, id: &str) -> Option<(Document, Truth)> {
        let (first, known) = self.recent.get(self.dice.below(RECENT.min(self.recent.len()).max(1)))?.clone();
        let outlet = self.world.other_outlet(&mut self.dice, first.given.publisher.as_deref().unwrap_or_default());
        let own = first.given.publisher.clone().unwrap_or_default();
        let head = first.text.replacen(&own, &outlet, 1);
        let given = crate::model::Given { publisher: Some(outlet), ..first.given.clone() };
        let document = Document { text: head, given, ..Document::new(id, "") };
        Some((document, Truth { article: id.to_string(), reprint_of: Some(known.article.clone()), ..known }))
    }
}

impl Iterator for Archive {
    type Item = (Document, Truth);

    fn next(&mut self) -> Option<Self::Item> {
        let id = format!("g{:07}", self.number);
        self.number += 1;
        let copy = (self.dice.below(REPRINTS) == 0).then(|| self.reprint(&id)).flatten();
        if copy.is_some() {
            return copy;
        }
        let day = self.world.day_of(self.number - 1, self.expected);
        let made = genres::article(&mut self.dice, &mut self.world, &id, day);
        if self.recent.len() < RECENT {
            self.recent.push(made.clone());
        } else {
            self.recent[self.number % RECENT] = made.clone();
        }
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn seeds_tell_archives_apart_and_genres_all_come() {
        let texts = |seed| Archive::new(seed, 300).take(300).map(|(d, _)| d.text).collect::<Vec<_>>();
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
        let truths: Vec<Truth> = Archive::new(1, 300).take(300).map(|(_, truth)| truth).collect();
        let genres: BTreeSet<&str> = truths.iter().map(|t| t.genre).collect();
        assert_eq!(genres.into_iter().collect::<Vec<_>>(), ["appointment", "meeting", "project", "ranking", "signing", "tour"]);
        let reprints = truths.iter().filter(|t| t.reprint_of.is_some()).count();
        assert!((5..30).contains(&reprints), "{reprints} reprints of 300");
    }
}
