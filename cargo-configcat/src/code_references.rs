//! Uses of flags for ConfigCat's dashboard: the form of its API for code references, and the upload.
//!
//! The form is documented at <https://configcat.com/docs/api/reference/upload-references>.

mod arguments;
mod git;
mod management_api;
mod report;
mod setting_ids;

pub(crate) use arguments::CodeReferenceArguments;
