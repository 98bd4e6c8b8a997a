//! A PDF file → the text of its pages in order. Scanned pages have none and are refused.

use super::ReadError;
use lopdf::Document as Pdf;

/// Most pages that are read: a paper has some dozens.
const MAX_PAGES: usize = 500;

/// Reads the text that the file itself holds.
pub(super) fn read(bytes: &[u8], place: &str) -> Result<String, ReadError> {
    let failed = |problem: String| ReadError::Unpack { place: place.into(), problem };
    let pdf = Pdf::load_mem(bytes).map_err(|e| failed(e.to_string()))?;
    let pages: Vec<u32> = pdf.get_pages().keys().copied().take(MAX_PAGES).collect();
    let text = pdf.extract_text(&pages).map_err(|e| failed(e.to_string()))?;
    let unread = text.matches("Unimplemented?").count() * "?Identity-H Unimplemented?".len();
    if text.trim().is_empty() || unread * 4 > text.len() {
        return Err(failed("its pages are pictures, or its fonts do not say which characters they show".into()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_files_are_refused() {
        assert!(matches!(read(b"%PDF-1.7\ntrailer", "a.pdf"), Err(ReadError::Unpack { .. })));
    }
}
