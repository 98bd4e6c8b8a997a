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

/// Says of characters side by side for certain that no word of a table has them, or that one may.
pub struct Pairs {
    bits: Vec<u64>,
    mask: usize,
}

impl Default for Pairs {
    fn default() -> Self {
        Self::for_words(0)
    }
}

/// Bits for each word: of pairs that no word has, one in sixteen at most is let through.
const BITS_A_WORD: usize = 16;

impl Pairs {
    /// A table with room for so many words, and none in it.
    pub fn for_words(words: usize) -> Self {
        let bits = (words * BITS_A_WORD).next_power_of_two().max(64);
        Self { bits: vec![0; bits / 64], mask: bits - 1 }
    }

    #[inline]
    fn bit(&self, a: u32, b: u32) -> usize {
        let mixed = u64::from(a).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(b).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        (mixed >> 40) as usize & self.mask
    }

    fn set(&mut self, a: u32, b: u32) {
        let bit = self.bit(a, b);
        self.bits[bit >> 6] |= 1 << (bit & 63);
    }

    #[inline]
    fn may(&self, a: u32, b: u32) -> bool {
        let bit = self.bit(a, b);
        self.bits[bit >> 6] >> (bit & 63) & 1 == 1
    }

    pub fn add(&mut self, a: char, b: char) {
        self.set(a as u32, b as u32);
    }

    /// Whether a word may have the one before the other.
    #[inline]
    pub fn may_hold(&self, a: char, b: char) -> bool {
        self.may(a as u32, b as u32)
    }

    /// Three characters in a row, or two and an end.
    pub fn add_three(&mut self, a: char, b: char, c: Option<char>) {
        self.set(two(a, b), c.map_or(0, u32::from));
    }

    /// Whether a word may have these three in a row, or these two and its end.
    #[inline]
    pub fn may_hold_three(&self, a: char, b: char, c: Option<char>) -> bool {
        self.may(two(a, b), c.map_or(0, u32::from))
    }
}

#[inline]
fn two(a: char, b: char) -> u32 {
    (a as u32).rotate_left(16) ^ b as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_were_put_in_are_let_through_and_few_others() {
        let (mut pairs, mut threes) = (Pairs::for_words(100), Pairs::for_words(100));
        let c = |i: u32| char::from_u32(0x4e00 + i * 7).unwrap_or('一');
        for i in 0..100 {
            pairs.add(c(i), c(i + 1));
            threes.add_three(c(i), c(i + 1), (i % 2 == 0).then_some(c(i + 2)));
        }
        assert!(
            (0..100).all(|i| pairs.may_hold(c(i), c(i + 1)) && threes.may_hold_three(c(i), c(i + 1), (i % 2 == 0).then_some(c(i + 2))))
        );
        assert!((0..1_000).filter(|&i| pairs.may_hold(c(i), c(i + 3))).count() < 150);
        assert!((0..1_000).filter(|&i| threes.may_hold_three(c(i), c(i + 1), Some(c(i + 5)))).count() < 150);
    }

    #[test]
    fn a_set_holds_what_it_was_given() {
        let set = CharSet::of("第前a。".chars());
        assert!("第前a。".chars().all(|c| set.has(c)) && !"后b\u{20000}\0".chars().any(|c| set.has(c)));
        assert!(set.any_in("在前") && !set.any_in("在后"));
        assert!(CharSet::firsts(["前三", "倒数"]).has('倒') && !CharSet::of(['\u{20000}']).has('\u{20000}'));
    }
}
