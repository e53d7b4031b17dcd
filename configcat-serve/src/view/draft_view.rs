//! [`DraftView`]: the state of a draft.

use configcat_core::config::DocumentFormat;
use serde::Serialize;

use crate::documents::Published;

/// The state of a draft.
#[derive(Debug, Serialize)]
pub(crate) struct DraftView<'a> {
    edited: bool,
    can_undo: bool,
    can_redo: bool,
    format: &'static str,
    flags: Vec<&'a str>,
}

impl<'a> DraftView<'a> {
    pub(crate) fn of(published: &'a Published) -> Self {
        Self {
            edited: !published.edits.is_empty(),
            can_undo: published.can_undo,
            can_redo: published.can_redo,
            format: format_name(published.draft.document.format),
            flags: published.edits.keys().map(String::as_str).collect(),
        }
    }
}

/// The name of a format in the API.
pub(crate) fn format_name(format: DocumentFormat) -> &'static str {
    match format {
        DocumentFormat::V5 => "v5",
        DocumentFormat::V6 => "v6",
        _ => "simple",
    }
}
