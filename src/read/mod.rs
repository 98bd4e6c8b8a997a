//! Bytes → documents: text, HTML, DOCX, PDF and JSON Lines files, folders, standard input; encodings.
//! Knows nothing of what a text says.

mod decode;
mod docx;
mod error;
mod files;
mod html;
mod jsonl;
mod pdf;

pub use decode::{Decoded, decode};
pub use error::ReadError;
pub use files::{documents, input_files};

/// Largest file that is read as one document, in bytes; it bounds memory. JSON Lines files may be larger.
pub const MAX_DOCUMENT_BYTES: u64 = 32 << 20;

/// Longest line of a JSON Lines file, in bytes.
pub const MAX_LINE_BYTES: usize = 16 << 20;

/// Most characters taken out of one DOCX or PDF file: a small archive may unpack to very much.
pub const MAX_UNPACKED_BYTES: u64 = 64 << 20;
