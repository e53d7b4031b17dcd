//! Makes Rust identifiers of arbitrary text.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};
use proc_macro2::{Ident, Span};

use crate::normal_form::nfc;

/// The prefix of an identifier that would be a keyword.
const RAW: &str = "r#";

/// The keywords of all editions that can be raw identifiers, sorted.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// An identifier as a token.
pub(in super::super) fn ident(name: &str, span: Span) -> Ident {
    match name.strip_prefix(RAW) {
        Some(bare) => Ident::new_raw(bare, span),
        None => Ident::new(name, span),
    }
}

/// The words of a key in `snake_case`.
pub(super) fn snake_case(key: &str) -> Option<String> {
    prefixed("flag_", &words(key).to_snake_case())
}

/// An identifier in `SHOUTY_SNAKE_CASE`. Nearly all are in `snake_case` already; their words are known.
pub(super) fn shouty(identifier: &str) -> String {
    let is_char = |char: u8| char.is_ascii_lowercase() || char.is_ascii_digit() || char == b'_';
    let has_empty_word =
        identifier.starts_with('_') || identifier.ends_with('_') || identifier.contains("__");
    if identifier.bytes().all(is_char) && !has_empty_word {
        identifier.to_ascii_uppercase()
    } else {
        identifier.to_shouty_snake_case()
    }
}

/// A text with spaces instead of the characters that identifiers cannot have. Words depend on the form of the text, so
/// it comes first.
pub(super) fn words(text: &str) -> String {
    nfc(text).chars().map(|char| if unicode_ident::is_xid_continue(char) { char } else { ' ' }).collect()
}

/// An identifier of words. If a digit would come first, `word` is put before it.
pub(super) fn prefixed(word: &str, words: &str) -> Option<String> {
    let first = words.chars().next()?;
    if unicode_ident::is_xid_start(first) { identifier(words) } else { identifier(&format!("{word}{words}")) }
}

/// An identifier, in the form that the compiler gives it. A keyword becomes raw, or gets an underscore if it cannot be
/// raw.
pub(super) fn identifier(name: &str) -> Option<String> {
    let name = nfc(name.trim());
    let name = name.as_ref();
    let is_raw = name.starts_with(RAW);
    match bare(name) {
        "self" | "super" | "crate" | "Self" => (!is_raw).then(|| format!("{name}_")),
        "" | "_" => None,
        bare if !is_word(bare) => None,
        bare if is_raw || KEYWORDS.binary_search(&bare).is_ok() => Some(format!("{RAW}{bare}")),
        bare => Some(bare.to_owned()),
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first| first == '_' || unicode_ident::is_xid_start(first))
        && text.chars().all(unicode_ident::is_xid_continue)
}

/// An identifier without the raw prefix.
pub(in super::super) fn bare(identifier: &str) -> &str {
    identifier.strip_prefix(RAW).unwrap_or(identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_all_kinds_become_snake_case() {
        for (key, expected) in [
            ("isMyAwesomeFeatureEnabled", "is_my_awesome_feature_enabled"),
            ("PascalCase", "pascal_case"),
            ("kebab-case.with.dots", "kebab_case_with_dots"),
            ("UPPER_CASE", "upper_case"),
            ("HTTPServer v2", "http_server_v2"),
            ("2fa", "flag_2fa"),
            ("_hidden_", "hidden"),
            ("őŰ flag", "ő_ű_flag"),
            ("日本", "日本"),
            ("cafe\u{301}Ouvert", "café_ouvert"),
            ("\u{1112}\u{1161}\u{11ab}", "\u{d55c}"),
            ("temp\u{212a}", "temp_k"),
            ("price²", "price"),
            ("😀 smile", "smile"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("async", "r#async"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
        ] {
            assert_eq!(snake_case(key).as_deref(), Some(expected), "{key}");
        }
    }

    #[test]
    fn words_are_the_same_in_upper_case() {
        for name in ["a", "button_color", "flag_2fa", "a1b2_c3", "_a", "a_", "a__b", "aB", "ő_ű", ""] {
            assert_eq!(shouty(name), name.to_shouty_snake_case(), "{name}");
        }
    }

    /// Whether a text is an identifier, and whether it is a keyword, is as `syn` says.
    #[test]
    fn identifiers_are_those_of_rust() {
        let words =
            KEYWORDS.into_iter().chain(["self", "Self", "super", "crate", "union", "auto", "raw", "a"]);
        let others = [
            "", "_", "__", "_1", "1", "a-b", "a b", "ő", "²", "日本", "e\u{301}", "\u{200d}", "r#", "r#a",
            "r#_", "r#1",
        ];
        for word in words.chain(others) {
            let token =
                ["", RAW].iter().find_map(|raw| syn::parse_str::<Ident>(&format!("{raw}{word}")).ok());
            let token = token.map(|token| token.to_string());
            let expected = match word {
                "self" | "Self" | "super" | "crate" => Some(format!("{word}_")),
                "gen" => Some("r#gen".to_owned()),
                // `proc_macro2` does not normalize identifiers. The compiler does.
                "e\u{301}" => Some("é".to_owned()),
                _ => token,
            };
            assert_eq!(identifier(word), expected, "{word}");
        }
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn keys_without_letters_or_digits_have_no_name() {
        for key in ["", "_", "😀", "--"] {
            assert_eq!(snake_case(key), None, "{key}");
        }
    }
}
