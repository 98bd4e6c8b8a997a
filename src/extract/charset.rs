//! Sets of characters that answer at once: what begins no word of a table is passed over before the table is asked.

/// A set of characters of the basic plane; others are never in it.
pub struct CharSet(Box<[u64; WORDS]>);

/// 65,536 characters, one bit each.
const WORDS: usize = 1024;

impl Default for CharSet {
    fn default() -> Self {
        Self(Box::new([0; WORDS]))
    }
}

impl CharSet {
    /// The characters given; those beyond the basic plane are left out.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut out = Self::default();
        for c in chars {
            if let Some(word) = out.0.get_mut(c as usize >> 6) {
                *word |= 1 << (c as usize & 63);
            }
        }
        out
    }

    /// The first characters of words.
    pub fn firsts<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of(words.into_iter().filter_map(|w| w.chars().next()))
    }

    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.0.get(c as usize >> 6).is_some_and(|word| word >> (c as usize & 63) & 1 == 1)
    }

    /// Whether a text holds one of them.
    pub fn any_in(&self, text: &str) -> bool {
        text.chars().any(|c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_it_was_given() {
        let set = CharSet::of("第前a。".chars());
        assert!("第前a。".chars().all(|c| set.has(c)) && !"后b\u{20000}\0".chars().any(|c| set.has(c)));
        assert!(set.any_in("在前") && !set.any_in("在后"));
        assert!(CharSet::firsts(["前三", "倒数"]).has('倒') && !CharSet::of(['\u{20000}']).has('\u{20000}'));
    }
}
