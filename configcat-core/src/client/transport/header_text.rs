//! Which header values of an answer may be kept.

/// The longest header value that is kept, in bytes. ConfigCat's have less than 100.
const MAX_HEADER_TEXT: usize = 1 << 10;

/// Whether the value of a header can be sent back, cached and logged: it is short, and has no control characters. A
/// server that answers with a longer ETag may not accept it itself in a request.
pub(crate) fn is_header_text(text: &str) -> bool {
    text.len() <= MAX_HEADER_TEXT && !text.trim().is_empty() && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_short_and_printable() {
        let longest = "x".repeat(MAX_HEADER_TEXT);
        for text in ["\"1\"", "W/\"é\"", "862e5f5d0e6d3b0c-VIE", &longest] {
            assert!(is_header_text(text), "{text}");
        }
        for text in ["", " ", "a\nb", "a\r\nb", "\t", "a\0", "a\u{7f}", "a\u{85}", &format!("{longest}x")] {
            assert!(!is_header_text(text), "{text:?}");
        }
    }
}
