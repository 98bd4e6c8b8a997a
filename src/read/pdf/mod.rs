//! A PDF file → the text that its pages hold, in the order in which they draw it. Scanned pages hold none.

mod cmap;
mod font;
mod layout;
mod matrix;
mod page;

use super::{ReadError, paragraphs};
use crate::model::Notice;
use lopdf::{Document, Error, LoadOptions};
use page::{Painter, Stop};

pub use page::{MAX_PDF_CHARS, MAX_PDF_CONTENT_BYTES};

/// Most pages of one file: an issue of a paper has some dozens.
pub const MAX_PDF_PAGES: usize = 500;

/// Most bytes that one stream of objects may unpack to.
const MAX_STREAM_BYTES: usize = 16 << 20;

/// A file of which more characters than this percentage are unknown is not read.
const MAX_UNKNOWN_PERCENT: usize = 20;

const REMEDY: &str = "open it and save its text as .txt";

/// Reads the text, and says how many characters nobody can name.
pub(super) fn read(bytes: &[u8], place: &str) -> Result<(String, Vec<Notice>), ReadError> {
    let pdf = load(bytes, place)?;
    let pages: Vec<_> = pdf.page_iter().take(MAX_PDF_PAGES + 1).collect();
    if pages.len() > MAX_PDF_PAGES {
        return Err(ReadError::too_much(place, "pages", MAX_PDF_PAGES, "cut it into parts"));
    }
    if pages.is_empty() {
        return Err(ReadError::unreadable(place, "PDF", "it has no pages", REMEDY));
    }
    let mut painter = Painter::new(&pdf);
    let mut lines = Vec::with_capacity(pages.len());
    for (number, page) in pages.into_iter().enumerate() {
        let glyphs = painter.page(page).map_err(|stop| stopped(&stop, place))?;
        lines.push(layout::lines(&glyphs, number));
    }
    let text = layout::paragraphs(&layout::without_margins(lines));
    let text = paragraphs::compose(text.iter().map(String::as_str));
    finish(text, painter.unknown, place)
}

fn load(bytes: &[u8], place: &str) -> Result<Document, ReadError> {
    let locked = || ReadError::Foreign {
        place: place.into(),
        what: "an encrypted PDF",
        remedy: "open it with its password and save it without one",
    };
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM_BYTES);
    match Document::load_mem_with_options(bytes, options) {
        Ok(pdf) if pdf.is_encrypted() => Err(locked()),
        Ok(pdf) => Ok(pdf),
        Err(Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_)) => Err(locked()),
        Err(error) => Err(ReadError::unreadable(place, "PDF", error.to_string(), REMEDY)),
    }
}

fn stopped(stop: &Stop, place: &str) -> ReadError {
    match stop {
        Stop::Bytes => {
            ReadError::TooLarge { place: place.into(), size: MAX_PDF_CONTENT_BYTES as u64 + 1, limit: MAX_PDF_CONTENT_BYTES as u64 }
        }
        Stop::Chars => ReadError::too_much(place, "characters", MAX_PDF_CHARS, "cut it into parts"),
    }
}

/// Refuses what has no text layer, or one that says nothing.
fn finish(text: String, unknown: usize, place: &str) -> Result<(String, Vec<Notice>), ReadError> {
    let known = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{fffd}').count();
    if known + unknown == 0 {
        return Err(ReadError::unreadable(
            place,
            "PDF",
            "it has no text layer: its pages are pictures, or empty",
            "recognise their text (OCR) first",
        ));
    }
    if unknown * 100 > (known + unknown) * MAX_UNKNOWN_PERCENT {
        let problem = format!("its fonts do not say which characters they show ({unknown} of {})", known + unknown);
        return Err(ReadError::unreadable(place, "PDF", problem, "recognise its text (OCR) first, or give the text as .txt"));
    }
    let notice = |unknown| {
        let message = format!("{unknown} characters of the PDF are not named by its fonts: they stand as U+FFFD");
        Notice { kind: "replacement-characters".into(), message, span: None }
    };
    Ok((text, (unknown > 0).then(|| notice(unknown)).into_iter().collect()))
}
