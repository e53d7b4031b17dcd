//! [`Locator`]: finds the positions of defects in a document.

use std::cell::OnceCell;

use crate::{
    config::defect::{BrokenSetting, Defect, Position, log::DefectLog},
    values::Text,
};

/// Finds positions in a document. Counts lines on first use, because most documents have no defects.
pub(super) struct Locator<'a> {
    document: &'a str,
    newlines: OnceCell<Vec<usize>>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, newlines: OnceCell::new() }
    }

    /// The position of `part`, which is a slice of the document.
    pub(super) fn position(&self, part: &str) -> Position {
        let offset = part.as_ptr().addr().saturating_sub(self.document.as_ptr().addr());
        let newlines = self
            .newlines
            .get_or_init(|| self.document.match_indices('\n').map(|(newline, _)| newline).collect());
        let lines_before = newlines.partition_point(|newline| *newline < offset);
        let line_start =
            lines_before.checked_sub(1).and_then(|last| newlines.get(last)).map_or(0, |newline| newline + 1);
        Position { line: 1 + lines_before, column: 1 + offset - line_start }
    }

    /// A broken setting with the positions of its defects. `json` is the setting, a slice of the document.
    pub(super) fn broken_setting(&self, key: Text, json: &str, defects: DefectLog) -> BrokenSetting {
        let defect = |(offset, location, kind): (usize, _, _)| {
            let position = self.position(json.get(offset..).unwrap_or(json));
            Defect { position, location, kind }
        };
        BrokenSetting { key, defects: defects.in_document_order().map(defect).collect() }
    }
}
