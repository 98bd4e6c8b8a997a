//! Named features: what a decision looks at → a number that a table of weights knows, and its words for readers.

/// A feature: a template and up to three values, packed. Written `template=value+value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature(u64);

/// One value of a feature: a character or a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value(u32);

/// Bits of a value; templates lie above the three of them.
const BITS: u32 = 18;
const MASK: u64 = (1 << BITS) - 1;
/// Values from here on are classes, below it characters of the basic plane.
const FIRST_CLASS: u32 = 0x1_0000;
/// Stands for characters beyond the basic plane.
const RARE: u32 = (1 << BITS) - 1;

impl Value {
    /// A Han character as itself.
    pub fn of(c: char) -> Self {
        Self(if u32::from(c) < FIRST_CLASS { u32::from(c) } else { RARE })
    }

    /// A count from 0 to 9; larger ones are 9.
    pub fn count(n: usize) -> Self {
        Self(u32::from(b'0') + u32::try_from(n.min(9)).unwrap_or(9))
    }

    /// A letter that is a class already, such as a word class of the dictionary.
    pub fn letter(byte: u8) -> Self {
        Self(u32::from(byte))
    }

    fn words(self) -> String {
        match self.0 {
            RARE => "rare".into(),
            n if n >= FIRST_CLASS => CLASSES.get((n - FIRST_CLASS) as usize).copied().unwrap_or("unknown").into(),
            n => char::from_u32(n).map_or_else(String::new, String::from),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Some(Self::of(c)),
            _ if text == "rare" => Some(Self(RARE)),
            _ => CLASSES.iter().position(|c| *c == text).and_then(|i| u32::try_from(i).ok()).map(|i| Self(FIRST_CLASS + i)),
        }
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $kind:ident $table:ident $($name:ident $text:literal,)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $kind { $($name),+ }
        const $table: &[&str] = &[$($text),+];
    };
}

named! {
    /// What a feature tells of.
    Template TEMPLATES
    Bias "bias",
    Left "left",
    Length "length",
    LeftLength "left+length",
    Surname "surname",
    SurnameChar "surname-char",
    Given "given",
    GivenSurname "given+surname",
    FirstChar "given-first",
    LastChar "given-last",
    Word "word",
    WordLeft "word+left",
    WordNext "word+next",
    Cut "cut",
    CutNext "cut+next",
    Opens "opens",
    Next "next",
    NextLeft "next+left",
    NextLength "next+length",
    NextClass "next-class",
    NextChar "next-char",
    SecondNext "next-but-one",
    Count "count",
    Grows "grows",
    Edge "edge",
    GivenNext "given+next",
    FirstWord "first-word",
    PlaceName "place-name",
}

named! {
    /// Classes that values name.
    Class CLASSES
    State "state",
    Company "company",
    Scholar "scholar",
    Role "role",
    Group "group",
    Listed "listed",
    Joined "joined",
    Clause "clause",
    Common "common",
    Known "known",
    Double "double",
    Minority "minority",
    Odd "odd",
    NoSurname "no-surname",
    NoWord "no-word",
    NameWord "name-word",
    PlaceWord "place-word",
    AnyWord "any-word",
    End "end",
    Comma "comma",
    Stop "stop",
    ListMark "list-mark",
    Bracket "bracket",
    Mark "mark",
    Gap "gap",
    Post "post",
    Taken "taken",
    Speaks "speaks",
    Acts "acts",
    Short "short",
    Particle "particle",
    Han "han",
    Whole "whole",
    Parts "parts",
    Crosses "crosses",
    Apart "apart",
    Inside "inside",
    Always "always",
    Mostly "mostly",
    Seldom "seldom",
    Once "once",
    Plain "plain",
    Listed2 "listed-word",
    Verb "verb",
}

impl From<Class> for Value {
    fn from(class: Class) -> Self {
        Self(FIRST_CLASS + class as u32)
    }
}

impl Feature {
    /// A feature of a template with at most three values; further ones are left out.
    pub fn new(template: Template, values: &[Value]) -> Self {
        let packed = values.iter().take(3).fold(0, |all, v| all << BITS | u64::from(v.0));
        Self(u64::from(template as u8) << (3 * BITS) | packed)
    }

    /// Reads `template=value+value`; a template alone has no values.
    pub fn parse(text: &str) -> Option<Self> {
        let (template, values) = text.split_once('=').map_or((text, None), |(t, v)| (t, Some(v)));
        let number = TEMPLATES.iter().position(|t| *t == template)?;
        let values = values.map_or_else(|| Some(Vec::new()), |v| v.split('+').map(Value::parse).collect())?;
        let packed = values.iter().take(3).fold(0, |all, v: &Value| all << BITS | u64::from(v.0));
        (values.len() <= 3).then_some(Self(u64::try_from(number).ok()? << (3 * BITS) | packed))
    }
}

impl std::fmt::Display for Feature {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str(TEMPLATES.get((self.0 >> (3 * BITS)) as usize).copied().unwrap_or("unknown"))?;
        let values = [2, 1, 0].map(|i| (self.0 >> (i * BITS)) & MASK).into_iter().filter(|v| *v != 0);
        for (i, value) in values.enumerate() {
            out.write_str(if i == 0 { "=" } else { "+" })?;
            out.write_str(&Value(u32::try_from(value).unwrap_or(RARE)).words())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_read_as_it_is_written() {
        let all = [
            Feature::new(Template::Bias, &[]),
            Feature::new(Template::NextChar, &[Value::of('强')]),
            Feature::new(Template::LeftLength, &[Class::State.into(), Value::count(3)]),
            Feature::new(Template::GivenNext, &[Value::letter(b'a'), Value::letter(b'e'), Class::Post.into()]),
            Feature::new(Template::LastChar, &[Value::of('\u{20000}')]),
        ];
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(words, ["bias", "next-char=强", "left+length=state+3", "given+next=a+e+post", "given-last=rare"]);
        assert!(all.iter().zip(&words).all(|(f, w)| Feature::parse(w) == Some(*f)));
        for wrong in ["", "biass", "next-char=强强", "left=stat", "left=a+b+c+a", "left="] {
            assert_eq!(Feature::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_two_names_are_one_and_no_class_is_a_character() {
        for table in [TEMPLATES, CLASSES] {
            assert!((1..table.len()).all(|i| !table[..i].contains(&table[i])));
        }
        assert!(CLASSES.iter().all(|c| c.chars().count() > 1 && !c.contains(['+', '='])));
    }
}
