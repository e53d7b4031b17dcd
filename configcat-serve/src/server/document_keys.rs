//! Ids and SDK keys of documents.

use std::path::Path;

/// The id of a document in URLs: its name in lower case, with a number if another document has the same.
pub(super) fn id_of(name: &str, taken: &[String]) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let in_url = |char: char| {
        if char.is_ascii_alphanumeric() || char == '_' { char.to_ascii_lowercase() } else { '-' }
    };
    let id: String = stem.chars().map(in_url).collect();
    let id = match id.trim_matches('-') {
        "" => "document",
        id => id,
    };
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut candidates = std::iter::once(id.to_owned()).chain(numbered);
    candidates.find(|candidate| !taken.contains(candidate)).unwrap_or_default()
}

/// The SDK key of a document that is given none. All SDKs accept keys of this form together with a base URL.
pub(super) fn default_sdk_key(id: &str) -> String {
    format!("configcat-proxy/{id}")
}

/// Whether a text can be an SDK key in a URL.
pub(super) fn is_sdk_key(key: &str) -> bool {
    let is_part = |part: &str| {
        !matches!(part, "" | "." | "..")
            && part.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'))
    };
    key.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_different() {
        let mut taken = Vec::new();
        for (name, expected) in [
            ("config.json", "config"),
            ("Config.json", "config-2"),
            ("config.lock.json", "config-lock"),
            ("\u{fc}.json", "document"),
            ("config.json", "config-3"),
        ] {
            let id = id_of(name, &taken);
            assert_eq!(id, expected, "{name}");
            taken.push(id);
        }
    }

    #[test]
    fn sdk_keys_fit_into_urls() {
        for (key, expected) in [
            ("configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012", true),
            ("a", true),
            ("", false),
            ("a//b", false),
            ("../a", false),
            ("a b", false),
            ("a?b", false),
        ] {
            assert_eq!(is_sdk_key(key), expected, "{key}");
        }
    }
}
