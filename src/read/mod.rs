//! Bytes → documents: text, HTML, DOCX, PDF and JSON Lines files, folders, standard input; encodings.
//! Knows nothing of what a text says.

mod days;
mod decode;
mod docx;
mod error;
mod files;
mod format;
mod html;
mod jsonl;
mod paragraphs;
mod pdf;
mod rows;

pub use decode::{Decoded, decode};
pub use docx::{MAX_UNPACKED_BYTES, MAX_XML_DEPTH};
pub use error::ReadError;
pub use files::{documents, input_files};
pub use html::{MAX_HTML_DEPTH, MAX_HTML_NODES};
pub use pdf::{MAX_PDF_CHARS, MAX_PDF_CONTENT_BYTES, MAX_PDF_PAGES};

/// Largest file that is read as one document, in bytes; it bounds memory. JSON Lines files may be larger.
pub const MAX_DOCUMENT_BYTES: u64 = 32 << 20;

/// Longest line of a JSON Lines file, in bytes.
pub const MAX_LINE_BYTES: usize = 16 << 20;
