//! The word tables that recognisers share, read from `data/lexicons` once.

use super::TitleClass;
use crate::extract::charset::{CharSet, Pairs};
use rustc_hash::{FxHashMap, FxHashSet};

/// All word tables. Built once per program.
pub struct Lexicon {
    pub titles: TitleTable,
    /// Verbs and adverbs that may follow a person's name.
    pub name_right: WordSet,
    /// Reporting verbs.
    pub speak: WordSet,
    pub stops_all: FxHashSet<String>,
    pub stops_company: FxHashSet<String>,
    pub stops_project: FxHashSet<String>,
    pub stops_event: FxHashSet<String>,
    /// Verbs that stand inside names of projects (改造, 加工, 回收).
    pub project_verbs: FxHashSet<String>,
    /// Words that say nothing about which project is meant.
    pub project_generic: FxHashSet<String>,
    /// Heads of works, which are projects only where building is told beside them.
    pub project_works: WordSet,
    pub body_fixed: Vec<String>,
    /// The same.
    pub fixed_bodies: WordSet,
    pub body_suffix: WordSet,
    pub media: WordSet,
    pub company_full: WordSet,
    pub company_trade: WordSet,
    pub project_heads: WordSet,
    pub project_bare: WordSet,
    pub event_heads: WordSet,
    pub assessment_heads: WordSet,
    pub surnames: WordSet,
}

/// Titles and the class of each.
#[derive(Default)]
pub struct TitleTable {
    words: WordSet,
    classes: FxHashMap<Box<[char]>, TitleClass>,
}

impl TitleTable {
    /// Leftmost-longest titles: start, end, class.
    pub fn find(&self, text: &[char]) -> Vec<(usize, usize, TitleClass)> {
        let (mut out, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let end = at + self.words.longest_at(text, at);
            if let Some(class) = self.classes.get(&text[at..end]) {
                out.push((at, end, *class));
            }
            at = end.max(at + 1);
        }
        out
    }

    /// Whether these characters are a title.
    pub fn has(&self, text: &[char]) -> bool {
        self.classes.contains_key(text)
    }
}

/// Words by their first and last characters, for questions such as "does a listed word begin here".
#[derive(Default)]
pub struct WordSet {
    heads: CharSet,
    tails: CharSet,
    /// Words of one character.
    single: CharSet,
    /// The first two characters of words, and the last two.
    opening: Pairs,
    closing: Pairs,
    /// The words that begin with a character, longest first.
    first: FxHashMap<char, Vec<Listed>>,
    /// The words that end with a character, longest first.
    last: FxHashMap<char, Vec<Listed>>,
}

/// A word under its first or last character.
struct Listed {
    /// The character beside that one inside the word, which turns most places away.
    beside: Option<char>,
    word: Box<[char]>,
}

impl WordSet {
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let words: Vec<Box<[char]>> = words.into_iter().filter(|w| known.insert(w)).map(|w| w.chars().collect()).collect();
        (out.opening, out.closing) = (Pairs::for_words(words.len()), Pairs::for_words(words.len()));
        out.single = CharSet::of(words.iter().filter(|w| w.len() == 1).map(|w| w[0]));
        for word in words {
            if let ([a, b, ..], [.., y, z]) = (&*word, &*word) {
                out.opening.add(*a, *b);
                out.closing.add(*y, *z);
            }
            let (beside_first, beside_last) = (word.get(1).copied(), word.len().checked_sub(2).map(|i| word[i]));
            if let (Some(&head), Some(&tail)) = (word.first(), word.last()) {
                out.first.entry(head).or_default().push(Listed { beside: beside_first, word: word.clone() });
                out.last.entry(tail).or_default().push(Listed { beside: beside_last, word });
            }
        }
        for list in out.first.values_mut().chain(out.last.values_mut()) {
            list.sort_by_key(|listed| std::cmp::Reverse(listed.word.len()));
        }
        (out.heads, out.tails) = (CharSet::of(out.first.keys().copied()), CharSet::of(out.last.keys().copied()));
        out
    }

    /// Length of the longest listed word that begins at `at`; 0 for none.
    #[inline]
    pub fn longest_at(&self, text: &[char], at: usize) -> usize {
        if text.get(at).is_some_and(|c| self.heads.has(*c)) { self.longest_from(text, at) } else { 0 }
    }

    fn longest_from(&self, text: &[char], at: usize) -> usize {
        if !text.get(at + 1).is_some_and(|next| self.opening.may_hold(text[at], *next)) {
            return usize::from(self.single.has(text[at]));
        }
        let (list, next) = (self.first.get(&text[at]).map_or(&[][..], Vec::as_slice), text.get(at + 1).copied());
        let stands = |l: &&Listed| (l.beside.is_none() || l.beside == next) && text[at..].starts_with(&l.word);
        list.iter().find(stands).map_or(0, |l| l.word.len())
    }

    /// Length of the longest listed word that ends at `end`; 0 for none.
    #[inline]
    pub fn longest_before(&self, text: &[char], end: usize) -> usize {
        if end > 0 && self.tails.has(text[end - 1]) { self.longest_to(text, end) } else { 0 }
    }

    fn longest_to(&self, text: &[char], end: usize) -> usize {
        if end < 2 || !self.closing.may_hold(text[end - 2], text[end - 1]) {
            return usize::from(self.single.has(text[end - 1]));
        }
        let (list, previous) = (self.last.get(&text[end - 1]).map_or(&[][..], Vec::as_slice), end.checked_sub(2).map(|i| text[i]));
        let stands = |l: &&Listed| (l.beside.is_none() || l.beside == previous) && text[..end].ends_with(&l.word);
        list.iter().find(stands).map_or(0, |l| l.word.len())
    }
}

/// Rows of a two-column table: class and words parted by spaces. Lines that begin with # are comments.
fn classes(table: &'static str) -> FxHashMap<&'static str, Vec<&'static str>> {
    let mut out: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        if let Some((class, words)) = line.split_once('\t') {
            out.entry(class).or_default().extend(words.split_whitespace());
        }
    }
    out
}

fn set(words: &[&str]) -> FxHashSet<String> {
    words.iter().map(|w| (*w).to_string()).collect()
}

fn titles() -> TitleTable {
    let table = classes(include_str!("../../../data/lexicons/titles.tsv"));
    let order = [
        ("state", TitleClass::State),
        ("company", TitleClass::Company),
        ("scholar", TitleClass::Scholar),
        ("role", TitleClass::Role),
        ("group", TitleClass::Group),
    ];
    let mut out = TitleTable::default();
    for (name, class) in order {
        for word in table.get(name).into_iter().flatten() {
            out.classes.entry(word.chars().collect()).or_insert(class);
        }
    }
    out.words = WordSet::new(order.iter().filter_map(|(name, _)| table.get(name)).flatten().copied());
    out
}

impl Lexicon {
    /// Reads the shipped tables.
    pub fn load() -> Self {
        let right = classes(include_str!("../../../data/lexicons/name_right.tsv"));
        let stops = classes(include_str!("../../../data/lexicons/stops.tsv"));
        let bodies = classes(include_str!("../../../data/lexicons/bodies.tsv"));
        let companies = classes(include_str!("../../../data/lexicons/companies.tsv"));
        let heads = classes(include_str!("../../../data/lexicons/heads.tsv"));
        let of = |t: &FxHashMap<&'static str, Vec<&'static str>>, k: &str| t.get(k).cloned().unwrap_or_default();
        Self {
            titles: titles(),
            name_right: WordSet::new(right.values().flatten().copied()),
            speak: WordSet::new(of(&right, "speak")),
            stops_all: set(&of(&stops, "a")),
            stops_company: set(&of(&stops, "c")),
            stops_project: set(&of(&stops, "p")),
            stops_event: set(&of(&stops, "e")),
            project_verbs: set(&of(&heads, "project-verb")),
            project_generic: set(&of(&heads, "project-generic")),
            project_works: WordSet::new(of(&heads, "project-works")),
            body_fixed: of(&bodies, "fixed").iter().map(|w| (*w).to_string()).collect(),
            fixed_bodies: WordSet::new(of(&bodies, "fixed")),
            body_suffix: WordSet::new(of(&bodies, "suffix")),
            media: WordSet::new(of(&bodies, "media")),
            company_full: WordSet::new(of(&companies, "full")),
            company_trade: WordSet::new(of(&companies, "trade")),
            project_heads: WordSet::new(of(&heads, "project")),
            project_bare: WordSet::new(of(&heads, "project-bare")),
            event_heads: WordSet::new(of(&heads, "event")),
            assessment_heads: WordSet::new(of(&heads, "assessment")),
            surnames: WordSet::new(
                include_str!("../../../data/lexicons/surnames.tsv")
                    .lines()
                    .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
                    .flat_map(str::split_whitespace),
            ),
        }
    }
}
