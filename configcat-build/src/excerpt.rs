//! The beginning of a long text.

use std::borrow::Cow;

/// The first characters of a text, if it has more than these.
#[must_use]
pub fn beginning(text: &str, longest: usize) -> Option<&str> {
    // No text has more characters than bytes, and most have as many.
    let end = match text.len() {
        length if length <= longest => return None,
        _ if text.is_ascii() => longest,
        _ => text.char_indices().nth(longest)?.0,
    };
    text.get(..end)
}

/// A text, or its first characters and an ellipsis.
pub(crate) fn excerpt(text: &str, longest: usize) -> Cow<'_, str> {
    match beginning(text, longest) {
        Some(beginning) => format!("{beginning}…").into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_texts_are_cut() {
        for (text, expected) in [("", ""), ("abc", "abc"), ("abcd", "abc…"), ("őŰé", "őŰé"), ("őŰéá", "őŰé…")]
        {
            assert_eq!(excerpt(text, 3), expected);
        }
    }
}
