//! Config documents as their files have them, and their conversion into other formats.

mod convert;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod document;
mod members;
mod numbers;
mod plain;
mod to_v5;
mod to_v6;

pub(crate) use convert::{convert, setting_as, setting_as_v6};
pub(crate) use document::Document;
pub(crate) use plain::plain_setting;
