//! What SDKs are served.

mod body;
mod content;

pub(crate) use body::Body;
pub(crate) use content::{Content, ServedVersion};
