//! [`UnknownKey`]: a key that is read, though no flag has it.

use syn::LitStr;

/// A key that one file reads, though no flag has it.
#[derive(Debug)]
pub(super) struct UnknownKey {
    pub(super) key: String,
    /// The method that reads it.
    pub(super) method: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A place of the code that reads a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyRead {
    pub(crate) key: String,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// In characters, from 1 on.
    pub(crate) column: usize,
}

impl UnknownKey {
    pub(super) fn new(key: &LitStr, method: &str) -> Self {
        let start = key.span().start();
        let (line, column) = (start.line, start.column + 1);
        Self { key: key.value(), method: method.to_owned(), line, column }
    }

    pub(super) fn in_file(&self, file: &str) -> KeyRead {
        let Self { key, line, column, .. } = self;
        KeyRead { key: key.clone(), file: file.to_owned(), line: *line, column: *column }
    }
}
