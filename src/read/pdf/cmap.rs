//! A stream of character codes → what each code of a font says (`ToUnicode`), or which glyph it shows (`Encoding`).
//! Ranges stay ranges: a range of all codes costs nothing.

use std::collections::HashMap;

/// What codes say.
#[derive(Default, Debug)]
pub struct ToUnicode {
    single: HashMap<u32, String>,
    /// First code, last code and what the first says; by first code.
    ranges: Vec<(u32, u32, String)>,
}

#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Number(u32),
    Word(&'a [u8]),
}

impl ToUnicode {
    /// What a code says.
    pub fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let at = self.ranges.partition_point(|r| r.0 <= code);
        let (first, last, text) = self.ranges.get(at.checked_sub(1)?)?;
        (code <= *last).then(|| shifted(text, code - first))?
    }

    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty()
    }

    /// Reads what can be read; the rest is left out.
    pub fn parse(stream: &[u8]) -> Self {
        let mut out = Self::default();
        let mut tokens = Tokens { bytes: stream };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => out.chars(&mut tokens),
                Token::Word(b"beginbfrange") => out.ranges(&mut tokens),
                _ => {}
            }
        }
        out.ranges.sort_by_key(|r| (r.0, r.1));
        out
    }

    fn chars(&mut self, tokens: &mut Tokens) {
        while let Some(Token::Hex(code)) = tokens.next()
            && let Some(Token::Hex(text)) = tokens.next()
        {
            self.single.insert(number(&code), utf16(&text));
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens) {
        while let Some(Token::Hex(first)) = tokens.next()
            && let Some(Token::Hex(last)) = tokens.next()
        {
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Hex(text)) if first <= last => self.ranges.push((first, last, utf16(&text))),
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Hex(text)) = tokens.next() {
                        self.single.insert(code, utf16(&text));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }
}

/// Which glyph a code shows, and by that how wide it is.
#[derive(Default, Debug)]
pub struct Glyphs {
    /// First code, last code and the glyph of the first; by first code.
    ranges: Vec<(u32, u32, u32)>,
}

impl Glyphs {
    pub fn get(&self, code: u32) -> Option<u32> {
        let at = self.ranges.partition_point(|r| r.0 <= code);
        let (first, last, glyph) = self.ranges.get(at.checked_sub(1)?)?;
        (code <= *last).then(|| glyph.saturating_add(code - first))
    }

    pub fn parse(stream: &[u8]) -> Self {
        let mut out = Self::default();
        let mut tokens = Tokens { bytes: stream };
        while let Some(token) = tokens.next() {
            let ranges = token == Token::Word(b"begincidrange");
            if !ranges && token != Token::Word(b"begincidchar") {
                continue;
            }
            while let Some(Token::Hex(first)) = tokens.next() {
                let last = if ranges { tokens.next() } else { Some(Token::Hex(first.clone())) };
                let (Some(Token::Hex(last)), Some(Token::Number(glyph))) = (last, tokens.next()) else { break };
                out.ranges.push((number(&first), number(&last), glyph));
            }
        }
        out.ranges.sort_unstable();
        out
    }
}

/// The text with its last character moved by so many.
fn shifted(text: &str, by: u32) -> Option<String> {
    let last = text.chars().last()?;
    let moved = char::from_u32(u32::from(last).checked_add(by)?)?;
    Some(format!("{}{moved}", &text[..text.len() - last.len_utf8()]))
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

struct Tokens<'a> {
    bytes: &'a [u8],
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = *self.bytes.first()?;
            if first.is_ascii_alphabetic() {
                return Some(Token::Word(self.take(|b| b.is_ascii_alphanumeric())));
            }
            if first.is_ascii_digit() {
                let digits = self.take(|b| b.is_ascii_digit());
                return Some(Token::Number(digits.iter().fold(0, |n: u32, d| n.saturating_mul(10).saturating_add(u32::from(d - b'0')))));
            }
            self.bytes = &self.bytes[1..];
            match first {
                b'%' => drop(self.take(|b| !matches!(b, b'\n' | b'\r'))),
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'<' if self.bytes.first() != Some(&b'<') => return Some(self.hex()),
                b'<' => self.bytes = &self.bytes[1..],
                _ => {}
            }
        }
    }

    fn take(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.bytes.iter().position(|&b| !wanted(b)).unwrap_or(self.bytes.len());
        let (taken, rest) = self.bytes.split_at(end);
        self.bytes = rest;
        taken
    }

    fn hex(&mut self) -> Token<'a> {
        let digits: Vec<u8> = self.take(|b| b != b'>').iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
        Token::Hex(digits.chunks(2).map(|p| p[0] << 4 | p.get(1).copied().unwrap_or(0)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists() {
        let map = ToUnicode::parse(
            b"/CIDInit /ProcSet findresource begin << /Registry (Adobe) >> def 1 begincodespacerange <0000> <FFFF> endcodespacerange % <00> \n\
            1 beginbfchar <0001> <5E02> endbfchar beginbfchar <0002> <66F9D842DFB7> endbfchar 3 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<7532> <4E59>] \
            <00000100> <FFFFFFFF> <0041> endbfrange endcmap",
        );
        assert_eq!([1, 2, 0x12, 0x21, 0x122].map(|c| map.get(c)), ["市", "曹𠮷", "丂", "乙", "c"].map(|t| Some(t.to_string())));
    }

    #[test]
    fn glyphs_of_codes() {
        let map = Glyphs::parse(b"2 begincidchar <0001> 1396 <0002> 7 endcidchar 1 begincidrange <0010> <0013> 20 endcidrange");
        assert_eq!([1, 2, 3, 0x12, 0x14].map(|c| map.get(c)), [Some(1396), Some(7), None, Some(22), None]);
    }

    #[test]
    fn broken_maps_say_what_they_can() {
        for source in [&b"beginbfchar <00"[..], b"beginbfrange <01> <00> <41>", b"beginbfrange <01> [", b"<<<<>>[[]]", b""] {
            assert!(ToUnicode::parse(source).get(7).is_none());
        }
        assert_eq!(ToUnicode::parse(b"beginbfchar <01> <41>").get(1).as_deref(), Some("A"));
    }
}
