//! Edits of rules: the draft of a document, which SDKs are served before anybody writes FILE.

mod change;
mod difference;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod draft;
mod history;
mod lines;
mod source;

pub(crate) use change::refuse_nonsense;
pub(crate) use difference::difference;
pub(crate) use draft::{Draft, Edits};
pub(crate) use history::History;
pub(crate) use source::Source;
