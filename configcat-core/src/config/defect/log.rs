//! [`DefectLog`]: how defects are collected.

use crate::config::{defect::kind::DefectKind, wire::At};

/// What is wrong with a part of a document, while it is compiled, and where.
///
/// Where a defect starts tells all about its place, so nothing else needs to keep track of places.
#[derive(Default)]
pub(in crate::config) struct DefectLog(Vec<(At, DefectKind)>);

impl DefectLog {
    /// A document of nothing but defects must not take more memory than one without any.
    const MOST: usize = 1000;

    pub(in crate::config) fn push(&mut self, at: At, kind: DefectKind) {
        if self.0.len() < Self::MOST {
            self.0.push((at, kind));
        }
    }

    pub(in crate::config) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong, in document order.
    pub(in crate::config) fn into_kinds(self) -> Vec<DefectKind> {
        self.in_document_order().map(|(_, kind)| kind).collect()
    }

    pub(in crate::config) fn in_document_order(mut self) -> impl Iterator<Item = (At, DefectKind)> {
        self.0.sort_by_key(|(at, _)| *at);
        self.0.into_iter()
    }
}
