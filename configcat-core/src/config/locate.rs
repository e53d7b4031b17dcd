//! [`Locator`]: finds the positions of defects in a document.

use std::{cell::OnceCell, ops::Range};

use serde_json::value::RawValue;

use crate::{
    config::{
        defect::{BrokenSetting, Defect, Location, Position, log::DefectLog},
        wire::{At, Item, Lists, tolerant},
    },
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
        let places = Places::of(json);
        let defect = |(at, kind): (At, _)| {
            let offset = at.0 as usize;
            let position = self.position(json.get(offset..).unwrap_or(json));
            Defect { position, location: places.find(offset), kind }
        };
        BrokenSetting { key, defects: defects.in_document_order().map(defect).collect() }
    }
}

/// The byte ranges of the rules and options of a setting.
struct Places {
    rules: Vec<Range<usize>>,
    options: Vec<Range<usize>>,
}

impl Places {
    fn of(setting: &str) -> Self {
        let range = |Item { at, value }: &Item<&RawValue>| {
            let start = at.0 as usize;
            start..start + value.get().len()
        };
        let (lists, _) = tolerant::read::<Lists<'_>>(setting);
        let Lists { r, p } = lists.unwrap_or_default();
        let [rules, options] = [r, p].map(|list| list.items().iter().map(range).collect());
        Self { rules, options }
    }

    fn find(&self, offset: usize) -> Location {
        let number_in = |list: &[Range<usize>]| {
            let number = list.partition_point(|item| item.start <= offset);
            list.get(number.checked_sub(1)?)?.contains(&offset).then_some(number)
        };
        let rule = number_in(&self.rules).map(Location::Rule);
        rule.or_else(|| number_in(&self.options).map(Location::Option)).unwrap_or(Location::Setting)
    }
}
