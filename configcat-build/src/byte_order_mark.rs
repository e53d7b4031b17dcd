//! The byte order mark that some servers and editors put in front of a text.

/// A text without its byte order mark. Positions do not count it.
pub(crate) fn without_byte_order_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}
