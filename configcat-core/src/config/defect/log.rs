//! [`DefectLog`]: the defects found so far while a part of a document is compiled.

use crate::config::{defect::kind::DefectKind, wire::At};

/// The defects of a part of a document, each with the offset where it starts.
///
/// The offset is enough: `Locator` derives line, column, rule and option from it.
#[derive(Default)]
pub(in crate::config) struct DefectLog(Vec<(At, DefectKind)>);

impl DefectLog {
    /// Limits the memory that a document full of defects takes.
    const MAX: usize = 1000;

    pub(in crate::config) fn push(&mut self, at: At, kind: DefectKind) {
        if self.0.len() < Self::MAX {
            self.0.push((at, kind));
        }
    }

    pub(in crate::config) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The kinds of the defects, in document order.
    pub(in crate::config) fn into_kinds(self) -> Vec<DefectKind> {
        self.in_document_order().map(|(_, kind)| kind).collect()
    }

    pub(in crate::config) fn in_document_order(mut self) -> impl Iterator<Item = (At, DefectKind)> {
        self.0.sort_by_key(|(at, _)| *at);
        self.0.into_iter()
    }
}
