//! A stretch that may be a name → the features that tell for and against it.

use super::{Decision, Scales};
use crate::extract::recognise::boundary::is_edge_mark;
use crate::extract::recognise::is_han;
use crate::extract::recognise::person::{NOT_NAMES, View};
use crate::extract::weigh::feature::{Class, Feature, Template as T, Value};
use crate::extract::weigh::given::Place;

impl Scales<'_> {
    /// The features of the stretch from where a decision stands to `end`.
    pub fn describe(&self, decision: &Decision, end: usize) -> Vec<Feature> {
        let (view, at, left) = (self.view, decision.at, Value::from(decision.left));
        let length = Value::count(end - at);
        let mut out = Vec::with_capacity(32);
        let mut add = |template, values: &[Value]| out.push(Feature::new(template, values));
        add(T::Bias, &[]);
        add(T::Left, &[left]);
        add(T::Length, &[length]);
        add(T::LeftLength, &[left, length]);
        let word = Value::from(word_class(view, at, end));
        let next = Value::from(self.next(end));
        add(T::Word, &[word, length]);
        add(T::WordLeft, &[word, left, length]);
        add(T::WordNext, &[word, next, length]);
        add(T::Next, &[next]);
        add(T::NextLeft, &[next, left]);
        add(T::NextLength, &[next, length]);
        let cut = Value::from(cut(view, at, end));
        add(T::Cut, &[cut, length]);
        add(T::CutNext, &[cut, next, length]);
        add(T::Opens, &[opens(view, at).into(), length]);
        add(T::FirstWord, &[first_word(view, at, end), next, length]);
        if self.places.iter().any(|p| p.start == at && p.end >= end) {
            add(T::PlaceName, &[left]);
        }
        add(T::Edge, &[Value::count(edge(view, at, end)), length]);
        self.of_characters(at, end, next, &mut add);
        self.of_neighbours(end, length, &mut add);
        self.of_counts(at, end, length, &mut add);
        out
    }

    fn of_characters(&self, at: usize, end: usize, next: Value, add: &mut impl FnMut(T, &[Value])) {
        let text = self.view.text;
        let double = self.view.surname_at(at) == Some(2);
        let surname = if double { Class::Double } else { self.chars.surname(text[at]) };
        add(T::Surname, &[surname.into()]);
        add(T::SurnameChar, &[Value::of(text[at])]);
        let given = at + if double { 2 } else { 1 };
        if given >= end {
            return;
        }
        add(T::LastChar, &[Value::of(text[end - 1]), Value::count(end - given)]);
        if end == given + 1 {
            let class = self.chars.given(text[given], Place::Alone);
            add(T::Given, &[class]);
            add(T::GivenSurname, &[class, surname.into()]);
            add(T::GivenNext, &[class, next]);
        } else {
            let classes = [self.chars.given(text[given], Place::First), self.chars.given(text[end - 1], Place::Last)];
            add(T::FirstChar, &[Value::of(text[given])]);
            add(T::Given, &classes);
            add(T::GivenSurname, &[classes[0], classes[1], surname.into()]);
            add(T::GivenNext, &[classes[1], next, Value::count(2)]);
        }
    }

    fn of_neighbours(&self, end: usize, length: Value, add: &mut impl FnMut(T, &[Value])) {
        let view = self.view;
        let Some(&c) = view.text.get(end).filter(|c| is_han(**c) && !view.taken[end]) else { return };
        add(T::NextChar, &[Value::of(c)]);
        if view.words.is_boundary(end) {
            add(T::NextClass, &[Value::letter(view.words.class(end)), Value::count((view.words.after(end) - end).min(3)), length]);
        } else {
            add(T::NextClass, &[Class::Inside.into(), length]);
        }
        let second = view.text.get(end + 1).filter(|c| is_han(**c) && !view.taken[end + 1]);
        add(T::SecondNext, &[second.map_or(Class::End.into(), |c| Value::of(*c))]);
    }

    /// How often the stretch stands in the article, and whether it mostly goes on the same way.
    fn of_counts(&self, at: usize, end: usize, length: Value, add: &mut impl FnMut(T, &[Value])) {
        let text = self.view.text;
        let count = (self.counts)(&text[at..end]);
        add(T::Count, &[Value::count(count.min(4)), length]);
        let goes_on = text.get(end).is_some_and(|c| is_han(*c));
        let longer = if goes_on { (self.counts)(&text[at..=end]) } else { 0 };
        let grows = match (count, longer) {
            (_, 0) => Class::Seldom,
            (1, _) => Class::Once,
            (n, l) if l >= n => Class::Always,
            (n, l) if l * 2 >= n => Class::Mostly,
            _ => Class::Seldom,
        };
        add(T::Grows, &[grows.into(), length]);
    }

    /// What follows the stretch.
    fn next(&self, end: usize) -> Class {
        let view = self.view;
        let Some(&c) = view.text.get(end) else { return Class::End };
        let post = self.posts.get(self.posts.partition_point(|p| p.start < end)).is_some_and(|p| p.start == end);
        if post {
            return Class::Post;
        }
        match c {
            '，' => return Class::Comma,
            '。' | '；' | '！' | '？' | '：' => return Class::Stop,
            '、' => return Class::ListMark,
            '（' | '）' => return Class::Bracket,
            _ if view.taken[end] => return Class::Taken,
            _ if is_edge_mark(c) || !is_han(c) => return Class::Mark,
            _ if view.gap[end] => return Class::Gap,
            _ => {}
        }
        if view.lexicon.speak.longest_at(view.text, end) >= 2 {
            return Class::Speaks;
        }
        match view.lexicon.name_right.longest_at(view.text, end) {
            0 if NEVER_FOLLOWS.contains(c) => Class::Particle,
            0 => Class::Han,
            1 => Class::Short,
            _ => Class::Acts,
        }
    }
}

/// Small words that follow names as they follow others.
const NEVER_FOLLOWS: &str = "的在与及是和将把对被从到等也就都并";

fn word_class(view: &View, at: usize, end: usize) -> Class {
    let word: String = view.text[at..end].iter().collect();
    match (view.is_word)(&word) {
        true => Class::AnyWord,
        false if (view.is_place)(&word) => Class::PlaceWord,
        false if view.words.is_boundary(at) && view.words.after(at) == end => Class::NameWord,
        false => Class::NoWord,
    }
}

/// How the dictionary's words lie to the stretch.
fn cut(view: &View, at: usize, end: usize) -> Class {
    match (view.words.is_boundary(at), view.words.is_boundary(end), view.words.after(at)) {
        (true, true, first) if first == end => Class::Whole,
        (true, true, first) if first == at + 1 => Class::Apart,
        (true, true, _) => Class::Parts,
        (true, false, first) if first > end => Class::Inside,
        _ => Class::Crosses,
    }
}

/// The class of the dictionary's word that the stretch begins with, where it is longer than a character.
fn first_word(view: &View, at: usize, end: usize) -> Value {
    let first = view.words.after(at);
    if view.words.is_boundary(at) && first >= at + 2 && first < end { Value::letter(view.words.class(at)) } else { Class::Plain.into() }
}

/// What kind of word the stretch begins with.
fn opens(view: &View, at: usize) -> Class {
    if NOT_NAMES.iter().any(|w| crate::extract::recognise::has_at(view.text, at, w)) {
        Class::Listed2
    } else if view.lexicon.name_right.longest_at(view.text, at) >= 2 {
        Class::Verb
    } else if view.is_particle(at, (at + 2).min(view.text.len())) {
        Class::Particle
    } else {
        Class::Plain
    }
}

/// How surely the rules see a name end there.
fn edge(view: &View, at: usize, end: usize) -> usize {
    usize::from(view.right_edge(end, view.hard_end(at)))
}
