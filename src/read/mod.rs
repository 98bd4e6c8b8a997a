//! Bytes → documents: files, folders, standard input, JSON Lines; encodings. Knows nothing of what a text says.

mod decode;
mod error;
mod files;
mod jsonl;

pub use decode::{Decoded, decode};
pub use error::ReadError;
pub use files::{documents, input_files};

/// Largest file that is read as one document, in bytes; it bounds memory. JSON Lines files may be larger.
pub const MAX_DOCUMENT_BYTES: u64 = 32 << 20;

/// Longest line of a JSON Lines file, in bytes.
pub const MAX_LINE_BYTES: usize = 16 << 20;
