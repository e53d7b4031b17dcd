//! Values as a user would write them in Rust.

use std::{borrow::Cow, fmt};

use configcat_core::Value;

use crate::excerpt::excerpt;

/// A value as a user would write it in Rust, on one line. Long texts are cut.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Text(text) => shortened(&format_args!("{:?}", text.as_str())),
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(_) | Value::Int(_) => value.to_string(),
    }
}

/// A text on one line, cut at a length that is good to read.
pub(super) fn shortened(text: &impl fmt::Display) -> String {
    const LONGEST: usize = 160;

    // The standard library's `format` is optimised wherever it is called from; `to_string` is not.
    let text = format!("{text}");
    excerpt(&on_one_line(&text), LONGEST).into_owned()
}

/// A text with spaces in the place of its line breaks.
pub(super) fn on_one_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') || text.contains('\r') {
        text.replace(['\n', '\r'], " ").into()
    } else {
        text.into()
    }
}
