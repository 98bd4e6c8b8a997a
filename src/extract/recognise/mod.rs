//! Mentions: one file per kind.
