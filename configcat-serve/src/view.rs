//! What the API shows, as `openapi.json` describes it.

mod attribute_view;
mod base_urls;
mod document_view;
mod draft_view;
mod evaluation;
mod flag_view;
mod lints;
mod parts;

pub(crate) use attribute_view::attributes;
pub use base_urls::BaseUrl;
pub(crate) use base_urls::base_urls;
pub(crate) use document_view::DocumentView;
pub(crate) use draft_view::DraftView;
pub(crate) use draft_view::format_name;
pub(crate) use evaluation::{Matrix, Question, evaluate};
pub(crate) use flag_view::FlagViews;
