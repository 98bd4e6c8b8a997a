//! Text as a format or a drawing needs it: escaping, width, lines.

/// For XML text and attribute values. Characters that XML 1.0 cannot carry become U+FFFD; line breaks in
/// attributes are kept as references.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\r' | '\t' => out.push_str(&format!("&#{};", c as u32)),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// For a DOT string between quotation marks. Graphviz reads entities in labels, therefore `&` is one too.
pub(super) fn dot(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// One field of RFC 4180 CSV, in quotation marks where it needs them.
pub(super) fn csv(field: &str) -> String {
    let clean = field.replace('\0', "\u{fffd}");
    let plain = !clean.contains(['"', ',', ';', '\n', '\r']) && clean.trim() == clean;
    if plain { clean } else { format!("\"{}\"", clean.replace('"', "\"\"")) }
}

/// Width in half-width units: a full-width character has two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2025}'..='\u{2026}' => 2,
        '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' => 2,
        '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Lines of at most `most` units, broken anywhere in Chinese but not within a run of digits or letters, nor
/// before a mark that closes.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for piece in pieces(text) {
        let units = width(piece);
        let closes = piece.starts_with(['，', '。', '、', '；', '：', '）', '》', '”', '！', '？']);
        if used > 0 && used + units > most && !closes {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        if used == 0 && piece.trim().is_empty() {
            continue;
        }
        line.push_str(piece);
        used += units;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// As few lines as [`wrap`] needs, made about equally long: no single character is left for the last.
pub(super) fn wrap_evenly(text: &str, most: usize) -> Vec<String> {
    let lines = wrap(text, most);
    let least = width(text).div_ceil(lines.len());
    (least..most).map(|limit| wrap(text, limit)).find(|even| even.len() == lines.len()).unwrap_or(lines)
}

/// Runs of ASCII letters and digits, and single other characters. Line breaks count as spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '%');
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| !(word(b) && word(c))) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// At most `most` units, with … where something was cut.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if width(&flat) <= most {
        return flat;
    }
    let mut used = 2;
    let kept: String = flat
        .chars()
        .take_while(|c| {
            used += char_width(*c);
            used <= most
        })
        .collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_full_width_character_has_two_units() {
        assert_eq!(width("项目A1（一期）"), 2 * 2 + 2 + 4 * 2);
        assert_eq!(width("“强”"), 6);
    }

    #[test]
    fn lines_break_in_chinese_but_not_in_numbers() {
        assert_eq!(wrap("年产11800吨电解质", 8), vec!["年产", "11800吨", "电解质"]);
        assert_eq!(wrap("甲乙丙，丁", 6), vec!["甲乙丙，", "丁"]);
        assert_eq!(wrap("", 6), vec![""]);
        assert_eq!(wrap_evenly("甲乙丙丁戊己", 10), vec!["甲乙丙", "丁戊己"]);
    }

    #[test]
    fn long_text_is_cut_with_a_mark() {
        assert_eq!(shorten("要抓住重点精准发力", 8), "要抓住…");
        assert_eq!(shorten("要抓住", 8), "要抓住");
        assert_eq!(shorten("甲\n乙", 8), "甲 乙");
    }

    proptest! {
        #[test]
        fn escaped_xml_reads_back(text in "[^\u{0}-\u{1f}\u{fffe}\u{ffff}]*") {
            let document = format!("<a b=\"{}\">{}</a>", xml(&text), xml(&text));
            let mut reader = quick_xml::Reader::from_str(&document);
            let mut read = String::new();
            loop {
                match reader.read_event().expect("well-formed") {
                    quick_xml::events::Event::Text(t) => read.push_str(&t),
                    quick_xml::events::Event::GeneralRef(r) => {
                        let raw = format!("&{};", &*r);
                        read.push_str(&quick_xml::escape::unescape(&raw).expect("a known entity"));
                    }
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
            }
            prop_assert_eq!(read, text);
        }

        #[test]
        fn dot_strings_stay_closed(text in "\\PC*|.*\n.*") {
            let escaped = dot(&text);
            let mut open = false;
            for c in escaped.chars() {
                prop_assert!(open || c != '"', "a bare quotation mark");
                open = c == '\\' && !open;
            }
            prop_assert!(!open, "a bare backslash at the end");
            prop_assert!(!escaped.contains('\n'));
        }

        #[test]
        fn wrapping_keeps_every_character(text in "[甲乙丙丁A-Z0-9，。]{0,40}", most in 2usize..20) {
            prop_assert_eq!(wrap(&text, most).concat(), text);
        }
    }
}
