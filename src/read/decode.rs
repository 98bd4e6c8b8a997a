//! Bytes → text: UTF-8, UTF-16, GB18030 (GBK), Big5.

use crate::model::Notice;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text and whether some bytes could not be read (they are U+FFFD).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    pub damaged: bool,
}

impl Decoded {
    /// What a reader should know about the decoding.
    pub(super) fn notices(&self) -> Vec<Notice> {
        if !self.damaged {
            return Vec::new();
        }
        let message = format!("some bytes are no {}: they stand as U+FFFD, and what they said is lost", self.encoding);
        vec![Notice { kind: "replacement-characters".into(), message, span: None }]
    }
}

/// How many bytes the detector looks at.
const SAMPLE_BYTES: usize = 1 << 16;

/// How many bytes of a page may stand before what declares its encoding.
const HEAD_BYTES: usize = 4096;

/// Decodes bytes; `None` where they are no text at all.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(with(encoding, &bytes[mark..]));
    }
    if let Some(encoding) = wide(bytes) {
        return Some(with(encoding, bytes));
    }
    if is_binary(bytes) {
        return None;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Some(with(UTF_8, bytes));
    }
    Some(with(detect(bytes), bytes))
}

/// Decodes a page of HTML: what its bytes are counts more than what it declares, since many declare wrongly.
pub(super) fn decode_page(bytes: &[u8]) -> Option<Decoded> {
    let sure = Encoding::for_bom(bytes).is_some() || wide(bytes).is_some() || is_binary(bytes) || std::str::from_utf8(bytes).is_ok();
    match declared(bytes).filter(|_| !sure) {
        Some(encoding) => Some(with(encoding, bytes)),
        None => decode(bytes),
    }
}

/// The Chinese encoding that `<meta charset>` or `<meta http-equiv>` declares; GB2312 and GBK are read as GB18030.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_ascii_lowercase();
    let labels = head.match_indices("charset").map(|(i, w)| head[i + w.len()..].trim_start_matches([' ', '=', '"', '\'']));
    let mut labels = labels.map(|l| l.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).next().unwrap_or_default());
    match labels.find_map(|l| Encoding::for_label(l.as_bytes()))? {
        e if e == GB18030 || e == encoding_rs::GBK => Some(GB18030),
        e if e == BIG5 => Some(BIG5),
        _ => None,
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}

/// UTF-16 without a mark: every second byte of the line ends and spaces is zero, or most units are Han characters.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES) & !1];
    if sample.len() < 8 {
        return None;
    }
    let units = sample.len() / 2;
    let han = |high: usize| {
        sample
            .chunks_exact(2)
            .filter(|p| (0x4e..=0x9f).contains(&p[high]) || p[high] == 0x30 || p[high] == 0xff || p[high] == 0 && p[1 - high] < 0x80)
            .count()
    };
    let zeros = sample.iter().filter(|&&b| b == 0).count();
    if zeros == 0 {
        return None;
    }
    [(UTF_16LE, han(1)), (UTF_16BE, han(0))].into_iter().find(|(_, n)| n * 10 > units * 9).map(|(e, _)| e)
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let control = sample.iter().filter(|&&b| b < 9 || (14..32).contains(&b) && b != 27).count();
    sample.contains(&0) || control * 50 > sample.len()
}

/// The detector's guess among the encodings of Chinese texts; what it takes for GBK is read as GB18030.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let invalid = String::from_utf8_lossy(&bytes[..bytes.len().min(SAMPLE_BYTES)]).chars().filter(|c| *c == '\u{fffd}').count();
    if invalid * 100 < bytes.len().min(SAMPLE_BYTES) {
        return UTF_8;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, bytes.len() <= SAMPLE_BYTES);
    if detector.guess(Some(b"cn"), Utf8Detection::Allow) == UTF_8 {
        return UTF_8;
    }
    // What the detector takes for GBK is read as GB18030; short Big5 texts deceive it, so both are tried.
    if oddness(GB18030, sample) <= oddness(BIG5, sample) { GB18030 } else { BIG5 }
}

/// How many characters of the decoded sample no Chinese text has.
fn oddness(encoding: &'static Encoding, sample: &[u8]) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let usual = |c: &char| {
        c.is_ascii()
            || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{3020}' | '\u{ff01}'..='\u{ff5e}' | '\u{2010}'..='\u{2030}' | '·' | '\u{2460}'..='\u{2473}')
    };
    text.chars().filter(|c| !usual(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "昨日，全市重点项目建设推进会在市会议中心召开，市委书记高远山出席会议并讲话。";
    const WIDE: &str = "昨日，全市重點項目建設推進會在會議中心召開，市委書記高遠山出席會議並講話。";

    #[test]
    fn reads_encodings() {
        assert_eq!(decode(TEXT.as_bytes()).map(|d| d.text).as_deref(), Some(TEXT));
        let gbk = GB18030.encode(TEXT).0.into_owned();
        assert_eq!(decode(&gbk).map(|d| d.text).as_deref(), Some(TEXT));
        let big5 = BIG5.encode(WIDE).0.into_owned();
        assert_eq!(decode(&big5).map(|d| d.text).as_deref(), Some(WIDE));
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&little).map(|d| d.text).as_deref(), Some(TEXT));
        let big: Vec<u8> = format!("{TEXT}\n{TEXT}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(decode(&big).is_some_and(|d| d.text.starts_with(TEXT)));
    }

    #[test]
    fn pages_declare_their_encoding_and_may_be_wrong() {
        let page = |label: &str, text: &str| format!("<meta http-equiv=\"Content-Type\" content=\"text/html; charset={label}\"><p>{text}");
        let read = |bytes: &[u8]| decode_page(bytes).map(|d| (d.encoding, d.text.contains(TEXT) || d.text.contains(WIDE)));
        assert_eq!(read(&GB18030.encode(&page("gb2312", TEXT)).0), Some(("gb18030", true)));
        assert_eq!(read(&BIG5.encode(&page("big5", WIDE)).0), Some(("Big5", true)));
        assert_eq!(read(&GB18030.encode(&page("utf-8", TEXT)).0), Some(("gb18030", true)));
        assert_eq!(read(page("gbk", TEXT).as_bytes()), Some(("UTF-8", true)));
        let short = GB18030.encode("<meta charset='gbk'><p>㈠①市长").0.into_owned();
        assert_eq!(decode_page(&short).map(|d| d.encoding), Some("gb18030"));
    }

    #[test]
    fn marks_damage_and_refuses_binaries() {
        let mut bytes = TEXT.repeat(20).into_bytes();
        bytes[40] = 0xff;
        assert!(decode(&bytes).is_some_and(|d| d.damaged));
        assert_eq!(decode(&[0x7f, b'E', b'L', b'F', 0, 0, 1, 2, 3, 0, 0, 0]), None);
    }
}
