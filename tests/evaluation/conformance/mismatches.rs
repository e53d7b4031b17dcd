//! [`Mismatches`]: all differences of a run, reported together.

use std::fmt;

/// Compares actual values with expected ones and collects where they differ.
#[derive(Debug, Default)]
pub(crate) struct Mismatches {
    compared: usize,
    found: Vec<String>,
}

impl Mismatches {
    const SHOWN: usize = 20;

    /// Counts a comparison; if it failed, `place`, `expected` and `actual` say what to report.
    pub(crate) fn compare(
        &mut self,
        is_match: bool,
        place: fmt::Arguments<'_>,
        expected: impl fmt::Display,
        actual: impl fmt::Debug,
    ) {
        self.compared += 1;
        if !is_match {
            self.found.push(format!("{place}: expected `{expected}`, got `{actual:?}`"));
        }
    }

    /// Panics with the first mismatches if there are any, and returns how many comparisons there were.
    pub(crate) fn assert_none(self) -> usize {
        let Self { compared, found } = self;
        assert!(
            found.is_empty(),
            "{} of {compared} do not match; the first of them:\n{}",
            found.len(),
            found.iter().take(Self::SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n"),
        );
        compared
    }
}
