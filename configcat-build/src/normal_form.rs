//! The form in which the compiler compares identifiers, and texts that are the same in this form.
//!
//! The same text can be written with several sequences of code points: `é` is one, or `e` and an accent. The compiler
//! brings each identifier into the form NFC. Keys and values stay as they are: ConfigCat compares them byte for byte.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text in the form NFC.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether two texts look the same, although their code points differ.
pub(crate) fn are_twins(one: &str, other: &str) -> bool {
    one != other && nfc(one) == nfc(other)
}

/// A text as a literal of Rust. If it is not in the form NFC, it has escapes: editors and terminals would change it.
pub(crate) fn literal_text(text: &str) -> String {
    if nfc(text) == text { format!("{text:?}") } else { format!("\"{}\"", text.escape_default()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_the_same_have_one_form() {
        for (one, other) in [
            ("\u{d55c}\u{ae00}", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("é", "e\u{301}"),
            ("K", "\u{212a}"),
            ("Å", "\u{212b}"),
            ("ạ\u{302}", "a\u{302}\u{323}"),
        ] {
            assert!(are_twins(one, other) && !are_twins(one, one), "{one}");
        }
        assert!(!are_twins("k", "K") && !are_twins("ﬁ", "fi"), "these are not the same to the compiler");
    }

    #[test]
    fn literals_keep_their_code_points() {
        assert_eq!(literal_text("한글 \"é\""), r#""한글 \"é\"""#);
        assert_eq!(literal_text("e\u{301}\n"), r#""e\u{301}\n""#);
        assert_eq!(literal_text("\u{212a}"), r#""\u{212a}""#);
    }
}
