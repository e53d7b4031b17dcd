//! [`DefectLog`]: the defects found so far while a part of a document is compiled.

use std::ops::Range;

use crate::config::{
    defect::{Location, kind::DefectKind},
    wire::At,
};

/// The defects of a part of a document, each with the offset where it starts.
///
/// The offset is enough: line, column, rule and option follow from it.
#[derive(Default)]
pub(in crate::config) struct DefectLog {
    defects: Vec<(At, DefectKind)>,
    rules: Vec<Range<usize>>,
    options: Vec<Range<usize>>,
}

impl DefectLog {
    /// Limits the memory that a document full of defects takes.
    const MAX: usize = 1000;

    pub(in crate::config) fn push(&mut self, at: At, kind: DefectKind) {
        if self.defects.len() < Self::MAX {
            self.defects.push((at, kind));
        }
    }

    /// Notes where an item of a list of the part is. Only targeting rules and percentage options matter.
    pub(in crate::config) fn note_item(&mut self, list: &str, at: At, length: usize) {
        let start = at.0 as usize;
        match list {
            "r" => self.rules.push(start..start + length),
            "p" => self.options.push(start..start + length),
            _ => {}
        }
    }

    pub(in crate::config) fn is_empty(&self) -> bool {
        self.defects.is_empty()
    }

    /// The kinds of the defects, in document order.
    pub(in crate::config) fn into_kinds(self) -> Vec<DefectKind> {
        self.in_document_order().map(|(_, _, kind)| kind).collect()
    }

    /// The defects with their offsets and locations, in document order.
    pub(in crate::config) fn in_document_order(self) -> impl Iterator<Item = (usize, Location, DefectKind)> {
        let Self { mut defects, rules, options } = self;
        defects.sort_by_key(|(at, _)| *at);
        defects.into_iter().map(move |(at, kind)| {
            let offset = at.0 as usize;
            let rule = number_of(&rules, offset).map(Location::Rule);
            let location = rule.or_else(|| number_of(&options, offset).map(Location::Option));
            (offset, location.unwrap_or(Location::Setting), kind)
        })
    }
}

/// The number of the item at an offset, from 1.
fn number_of(items: &[Range<usize>], offset: usize) -> Option<usize> {
    let number = items.partition_point(|item| item.start <= offset);
    items.get(number.checked_sub(1)?)?.contains(&offset).then_some(number)
}
