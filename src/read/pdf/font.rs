//! A font's dictionary → what its codes say and how wide they are.

use super::cmap::{Glyphs, ToUnicode};
use encoding_rs::{BIG5, Encoding as Charset, GB18030};
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Most bytes that a font's table of characters may unpack to.
const MAX_CMAP_BYTES: usize = 4 << 20;

/// Most entries of a font's widths that are read.
const MAX_WIDTHS: usize = 70_000;

/// What codes are where the font has no table of its own.
enum Codes<'a> {
    /// One byte, in one of the encodings of the format.
    One(Option<Encoding<'a>>),
    /// Two bytes that are UTF-16.
    Utf16,
    /// One or two bytes of a national encoding.
    National(&'static Charset),
    /// Two bytes that only the table explains.
    Two,
}

/// One character that a page shows.
pub struct Shown {
    /// Empty where nothing says which character it is.
    pub text: String,
    /// In units of the font size.
    pub width: f32,
    /// The one-byte code 32, which word spacing widens.
    pub space: bool,
}

/// A font as its page needs it.
pub struct Font<'a> {
    codes: Codes<'a>,
    table: ToUnicode,
    glyphs: Option<Glyphs>,
    widths: HashMap<u32, f32>,
    missing: f32,
}

impl<'a> Font<'a> {
    /// Reads the dictionary; what it lacks is unknown, never an error.
    pub fn read(font: &'a Dictionary, pdf: &'a Document) -> Self {
        let stream = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream).ok();
        let table = stream.and_then(|s| s.get_plain_content_with_limit(MAX_CMAP_BYTES).ok()).map(|c| ToUnicode::parse(&c));
        let table = table.unwrap_or_default();
        if font.get_deref(b"Subtype", pdf).and_then(Object::as_name).is_ok_and(|n| n == b"Type0") {
            let (widths, missing) = wide_widths(font, pdf);
            return Self { codes: wide_codes(font, pdf), table, glyphs: glyphs(font, pdf), widths, missing };
        }
        let encoding = if table.is_empty() { font.get_font_encoding_with_limit(pdf, MAX_CMAP_BYTES).ok() } else { None };
        let (widths, missing) = widths(font, pdf);
        Self { codes: Codes::One(encoding), table, glyphs: None, widths, missing }
    }

    /// What a string of a page shows.
    pub fn show(&self, bytes: &[u8]) -> Vec<Shown> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let length = self.length(&bytes[at..]).min(bytes.len() - at);
            let code = &bytes[at..at + length];
            let number = code.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b));
            let text = self.table.get(number).or_else(|| self.decode(code)).filter(|t| !t.is_empty());
            let text = text.map(|t| tidy(&t)).unwrap_or_default();
            out.push(Shown { width: self.width(number, &text), text, space: code == b" " });
            at += length;
        }
        out
    }

    /// Glyphs of the predefined encodings have numbers of their own: of them only the narrow ones are told apart.
    fn width(&self, code: u32, text: &str) -> f32 {
        if matches!(self.codes, Codes::Utf16 | Codes::National(_)) {
            return if text.is_ascii() { 0.5 } else { self.missing };
        }
        let glyph = self.glyphs.as_ref().and_then(|g| g.get(code)).unwrap_or(code);
        self.widths.get(&glyph).copied().unwrap_or(self.missing)
    }

    fn length(&self, bytes: &[u8]) -> usize {
        match self.codes {
            Codes::One(_) => 1,
            Codes::Two => 2,
            Codes::Utf16 if matches!(bytes[0], 0xd8..=0xdb) => 4,
            Codes::Utf16 => 2,
            Codes::National(_) if bytes[0] < 0x81 => 1,
            Codes::National(_) => 2,
        }
    }

    fn decode(&self, code: &[u8]) -> Option<String> {
        let charset = match &self.codes {
            Codes::One(encoding) => return encoding.as_ref()?.bytes_to_string(code).ok(),
            Codes::Two => return None,
            Codes::Utf16 => encoding_rs::UTF_16BE,
            Codes::National(charset) => charset,
        };
        charset.decode_without_bom_handling_and_without_replacement(code).map(|t| t.into_owned())
    }
}

/// The predefined encodings of East Asian fonts by name.
fn wide_codes(font: &Dictionary, pdf: &Document) -> Codes<'static> {
    let name = font.get_deref(b"Encoding", pdf).and_then(Object::as_name).unwrap_or_default();
    let begins = |starts: &[&str]| starts.iter().any(|s| name.starts_with(s.as_bytes()));
    if begins(&["Uni"]) && !begins(&["UniGB-UTF8", "UniGB-UTF32", "UniCNS-UTF32", "UniCNS-UTF8"]) {
        Codes::Utf16
    } else if begins(&["GBK", "GB-EUC", "GBpc"]) {
        Codes::National(GB18030)
    } else if begins(&["ETen-B5", "B5pc", "HKscs", "ETenms-B5"]) {
        Codes::National(BIG5)
    } else {
        Codes::Two
    }
}

/// The encoding that a file brings along.
fn glyphs(font: &Dictionary, pdf: &Document) -> Option<Glyphs> {
    let stream = font.get_deref(b"Encoding", pdf).and_then(Object::as_stream).ok()?;
    stream.get_plain_content_with_limit(MAX_CMAP_BYTES).ok().map(|c| Glyphs::parse(&c))
}

/// `W` and `DW` of the font that a composite font stands for.
fn wide_widths(font: &Dictionary, pdf: &Document) -> (HashMap<u32, f32>, f32) {
    let list = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array).ok();
    let below = list.and_then(|l| l.first()).and_then(|o| pdf.dereference(o).ok()).and_then(|(_, o)| o.as_dict().ok());
    let Some(below) = below else { return (HashMap::new(), 1.0) };
    let number = |o: &Object| pdf.dereference(o).ok().and_then(|(_, o)| o.as_float().ok()).filter(|n| n.is_finite());
    let missing = below.get(b"DW").ok().and_then(number).unwrap_or(1000.0) / 1000.0;
    let mut out = HashMap::new();
    let entries = below.get_deref(b"W", pdf).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut at = 0;
    while let Some(first) = entries.get(at).and_then(number) {
        let Some((_, second)) = entries.get(at + 1).and_then(|o| pdf.dereference(o).ok()) else { break };
        if let Ok(list) = second.as_array() {
            let widths = list.iter().filter_map(number).take(MAX_WIDTHS - out.len().min(MAX_WIDTHS));
            out.extend(widths.enumerate().map(|(i, w)| ((first as u32).saturating_add(i as u32), w / 1000.0)));
            at += 2;
        } else if let (Some(last), Some(width)) = (number(second), entries.get(at + 2).and_then(number)) {
            let codes = (first as u32..=last as u32).take(MAX_WIDTHS - out.len().min(MAX_WIDTHS));
            out.extend(codes.map(|c| (c, width / 1000.0)));
            at += 3;
        } else {
            break;
        }
    }
    (out, missing)
}

/// `FirstChar` and `Widths` of a simple font.
fn widths(font: &Dictionary, pdf: &Document) -> (HashMap<u32, f32>, f32) {
    let number = |o: &Object| pdf.dereference(o).ok().and_then(|(_, o)| o.as_float().ok()).filter(|n| n.is_finite());
    let matrix = font.get_deref(b"FontMatrix", pdf).and_then(Object::as_array).ok().and_then(|m| m.first()).and_then(number);
    let unit = matrix.map_or(0.001, f32::abs);
    let first = font.get(b"FirstChar").ok().and_then(number).unwrap_or(0.0) as u32;
    let list = font.get_deref(b"Widths", pdf).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let widths = list.iter().take(256).enumerate().filter_map(|(i, w)| Some((first.saturating_add(i as u32), number(w)? * unit)));
    (widths.collect(), 0.5)
}

/// Radicals that fonts give for ordinary characters, as the characters; what shows nothing is a blank.
fn tidy(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => out.extend(c.nfkc()),
            '\u{2e80}'..='\u{2eff}' => out.push(RADICALS.iter().find(|(r, _)| *r == c).map_or(c, |(_, c)| *c)),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffd}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    if out.is_empty() { " ".into() } else { out }
}

/// Radicals of the supplement whose characters Unicode does not name as their kin.
const RADICALS: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        assert_eq!(tidy("⾼⻓⼭\u{200b}\u{0}市"), "高长山市");
    }

    #[test]
    fn national_codes_without_a_table() {
        let pdf = Document::new();
        let mut font = Dictionary::new();
        font.set("Subtype", Object::Name(b"Type0".to_vec()));
        font.set("Encoding", Object::Name(b"GBK-EUC-H".to_vec()));
        let (bytes, _, _) = GB18030.encode("市A长");
        let shown: String = Font::read(&font, &pdf).show(&bytes).into_iter().map(|s| s.text).collect();
        assert_eq!(shown, "市A长");
        font.set("Encoding", Object::Name(b"UniGB-UTF16-H".to_vec()));
        let utf16: Vec<u8> = "𠮷市".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let shown: String = Font::read(&font, &pdf).show(&utf16).into_iter().map(|s| s.text).collect();
        assert_eq!(shown, "𠮷市");
        font.set("Encoding", Object::Name(b"Identity-H".to_vec()));
        assert!(Font::read(&font, &pdf).show(&utf16).iter().all(|s| s.text.is_empty()));
    }
}
