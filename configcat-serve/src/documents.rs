//! The documents that are served, with their overrides and drafts.

mod editing;
mod override_file;
mod overriding;
mod published;
mod served_document;
mod typed_value;

pub(crate) use published::Published;
pub(crate) use served_document::{Place, ServedDocument, beside};
