//! A part of a long list: where it begins, how long it is, how long the whole.

use super::AskError;
use serde::Serialize;

/// Items of a page where nothing is said.
pub const DEFAULT_ITEMS: usize = 50;
/// Most items of a page.
pub const MAX_ITEMS: usize = 500;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub offset: usize,
    pub limit: usize,
}

impl Default for Window {
    fn default() -> Self {
        Self { offset: 0, limit: DEFAULT_ITEMS }
    }
}

impl Window {
    /// # Errors
    /// When more than [`MAX_ITEMS`] items are wanted, or none.
    pub fn new(offset: usize, limit: usize) -> Result<Self, AskError> {
        if limit == 0 || limit > MAX_ITEMS {
            return Err(AskError::wrong(format!("limit={limit}: expected a number from 1 to {MAX_ITEMS}")));
        }
        Ok(Self { offset, limit })
    }

    /// Cuts the part out of a list.
    pub fn of<T>(self, all: Vec<T>) -> Page<T> {
        let total = all.len();
        let items = all.into_iter().skip(self.offset).take(self.limit).collect();
        Page { total, offset: self.offset, limit: self.limit, items }
    }
}

/// A part of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// Items of the whole list.
    pub total: usize,
    pub offset: usize,
    pub limit: usize,
    pub items: Vec<T>,
}

impl<T> Page<T> {
    /// The same part with each item turned into something else: only what is shown is worked out.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { total: self.total, offset: self.offset, limit: self.limit, items: self.items.into_iter().map(turn).collect() }
    }
}
