//! [`DocumentFormat`]: the format that a config document has.

use crate::config::{
    parse_error::ParseError,
    wire::{Document, Preferences, is_v6},
};

/// The format of a config document, as [`Config::parse`](crate::Config::parse) reads it.
///
/// ```
/// use configcat_core::config::DocumentFormat;
///
/// let document = r#"{"f": {"darkMode": {"t": 0, "v": {"b": true}}}}"#;
/// assert_eq!(DocumentFormat::of(document)?, DocumentFormat::V6);
/// # Ok::<(), configcat_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentFormat {
    /// `config_v5.json`
    V5,
    /// `config_v6.json`
    V6,
    /// `{"flags": {"key": value}}`
    Simple,
}

impl DocumentFormat {
    /// The format of a document. A document whose settings do not show it counts as config v5.
    ///
    /// # Errors
    ///
    /// If the text is not JSON or not a config document.
    pub fn of(document: &str) -> Result<Self, ParseError> {
        let document = document.trim_start_matches('\u{feff}');
        let Document { flags, f: settings, p: preferences, s: segments } =
            serde_json::from_str(document).map_err(|error| ParseError::of(&error, document))?;
        if flags.is_missing() && settings.is_missing() && preferences.is_missing() {
            return Err(ParseError::NotAConfig);
        }
        if !flags.is_missing() {
            return Ok(Self::Simple);
        }
        let settings = settings.value().map(|entries| &*entries.0).unwrap_or_default();
        let preferences = Preferences::read(preferences.value().copied());
        Ok(if is_v6(settings, &preferences, !segments.is_missing()) { Self::V6 } else { Self::V5 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_told_from_the_others() {
        for (document, expected) in [
            (r#"{"flags": {"a": 1}}"#, DocumentFormat::Simple),
            ("\u{feff}{\"f\": {}}", DocumentFormat::V5),
            (r#"{"f": {"a": {"t": 0, "v": true}}}"#, DocumentFormat::V5),
            (r#"{"f": {"a": {"t": 0, "v": {"b": true}}}}"#, DocumentFormat::V6),
            (r#"{"p": {"s": "salt"}, "f": {}}"#, DocumentFormat::V6),
            (r#"{"p": {"u": "https://example.com"}, "f": {}}"#, DocumentFormat::V5),
            (r#"{"s": [], "f": {}}"#, DocumentFormat::V6),
        ] {
            assert_eq!(DocumentFormat::of(document), Ok(expected), "{document}");
        }
        assert_eq!(DocumentFormat::of("{}"), Err(ParseError::NotAConfig));
        DocumentFormat::of("[").unwrap_err();
    }
}
