//! [`SdkKey`]: the key of a config and environment. It is secret, and never shown as a whole.

use std::fmt;

/// An SDK key: it names a config and an environment. [`Debug`] and [`Display`](fmt::Display) show only its last six
/// characters.
///
/// ```
/// use configcat_core::SdkKey;
///
/// let key = SdkKey::from("configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012");
/// assert_eq!(key.to_string(), "…789012");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SdkKey(String);

impl SdkKey {
    const PROXY_PREFIX: &str = "configcat-proxy/";
    const V2_PREFIX: &str = "configcat-sdk-1/";

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Hides the key in a message that may contain it: a server may repeat the URL, for example. A long message ends
    /// with `…`, and the key may be cut there.
    pub(crate) fn hide_in(&self, message: &str) -> String {
        /// A part of the key that is no longer than this is not secret.
        const HARMLESS: usize = 5;

        let message = message.replace(&self.0, &self.to_string());
        let cut = message.strip_suffix('…').and_then(|beginning| {
            let parts = self.0.char_indices().rev().filter_map(|(end, _)| self.0.get(..end));
            let mut parts = parts.take_while(|part| part.len() > HARMLESS);
            parts.find_map(|part| beginning.strip_suffix(part))
        });
        cut.map(|beginning| format!("{beginning}{self}…")).unwrap_or(message)
    }

    /// White space in the key, which is easily overlooked: what it is, and where. Other invisible characters count as
    /// well.
    pub(crate) fn white_space(&self) -> Option<(&'static str, &'static str)> {
        let what = self.0.chars().find(|&char| is_invisible(char)).map(|char| match char {
            '\n' | '\r' => "a line break",
            '\t' => "a tab",
            ' ' => "a space",
            _ => "an invisible character",
        })?;
        let place = if self.0.starts_with(is_invisible) {
            "at its start"
        } else if self.0.trim_end_matches(is_invisible).contains(is_invisible) {
            "inside"
        } else {
            "at its end"
        };
        Some((what, place))
    }

    /// The form of the key; `None` if ConfigCat has no keys of this form.
    pub(crate) fn form(&self) -> Option<KeyForm> {
        if let Some(id) = self.0.strip_prefix(Self::PROXY_PREFIX) {
            return is_identifier(id).then_some(KeyForm::Proxy);
        }
        match self.0.strip_prefix(Self::V2_PREFIX) {
            Some(parts) => is_pair(parts).then_some(KeyForm::V2),
            None => is_pair(&self.0).then_some(KeyForm::V1),
        }
    }
}

/// The forms of SDK keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyForm {
    /// `22 characters/22 characters`: serves config v5 and v6.
    V1,
    /// `configcat-sdk-1/22 characters/22 characters`: serves config v6.
    V2,
    /// `configcat-proxy/SDK identifier`: serves config v6 from a ConfigCat Proxy.
    Proxy,
}

impl<T: Into<String>> From<T> for SdkKey {
    fn from(key: T) -> Self {
        Self(key.into())
    }
}

impl fmt::Display for SdkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 6;

        // A short key would be shown as a whole.
        let hidden = self.0.chars().count().saturating_sub(SHOWN).max(SHOWN);
        f.write_str("…")?;
        self.0.chars().skip(hidden).try_for_each(|char| write!(f, "{char}"))
    }
}

impl fmt::Debug for SdkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Whether a character cannot be seen in a terminal or an editor.
fn is_invisible(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a text can be the SDK identifier of a ConfigCat Proxy: one segment of a path.
fn is_identifier(id: &str) -> bool {
    const SPECIAL_IN_URLS: [char; 5] = ['/', '\\', '?', '#', '%'];

    !matches!(id, "" | "." | "..") && !id.contains(is_invisible) && !id.contains(SPECIAL_IN_URLS)
}

fn is_pair(parts: &str) -> bool {
    const PART: usize = 22;

    parts.split_once('/').is_some_and(|(one, other)| {
        [one, other].iter().all(|part| part.chars().count() == PART && !part.contains('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        let part = "a".repeat(22);
        for (key, form) in [
            (format!("{part}/{part}"), Some(KeyForm::V1)),
            (format!("configcat-sdk-1/{part}/{part}"), Some(KeyForm::V2)),
            ("configcat-proxy/my-proxy".to_owned(), Some(KeyForm::Proxy)),
            ("configcat-proxy/my_proxy.2".to_owned(), Some(KeyForm::Proxy)),
            ("configcat-proxy".to_owned(), None),
            ("configcat-proxy/".to_owned(), None),
            ("configcat-proxy//".to_owned(), None),
            ("configcat-proxy/../id".to_owned(), None),
            ("configcat-proxy/..".to_owned(), None),
            ("configcat-proxy/ ".to_owned(), None),
            ("configcat-proxy/my proxy".to_owned(), None),
            ("configcat-proxy/my/proxy".to_owned(), None),
            ("configcat-proxy/id?x".to_owned(), None),
            (format!("configcat-proxy/{part}/{part}"), None),
            (format!("{part}/{part}/{part}"), None),
            (format!("configcat-sdk-2/{part}/{part}"), None),
            (format!("{part}/short"), None),
            ("key".to_owned(), None),
        ] {
            assert_eq!(SdkKey::from(key.as_str()).form(), form, "{key}");
        }
    }

    #[test]
    fn white_space_is_found_wherever_it_is() {
        let part = "a".repeat(22);
        let key = format!("{part}/{part}");
        let of = |key: &str| SdkKey::from(key).white_space();
        assert_eq!(of(&key), None);
        for (space, what) in [
            (' ', "a space"),
            ('\t', "a tab"),
            ('\n', "a line break"),
            ('\r', "a line break"),
            ('\u{a0}', "an invisible character"),
            ('\u{feff}', "an invisible character"),
            ('\0', "an invisible character"),
        ] {
            assert_eq!(of(&format!("{space}{key}")), Some((what, "at its start")));
            assert_eq!(of(&format!("{space}{key}{space}")), Some((what, "at its start")));
            assert_eq!(of(&format!("{key}{space}")), Some((what, "at its end")));
            assert_eq!(of(&key.replace('/', &format!("{space}/"))), Some((what, "inside")));
        }
        assert_eq!(of(&format!("{key}\r\n")), Some(("a line break", "at its end")));
    }

    #[test]
    fn keys_are_hidden_in_messages() {
        let key = SdkKey::from("configcat-sdk-1/secret/abcdef");
        for (message, hidden) in [
            ("nothing", "nothing"),
            ("cut…", "cut…"),
            ("at /configcat-sdk-1/secret/abcdef/config.json", "at /…abcdef/config.json"),
            ("at configcat-sdk-1/secret/abcdef…", "at …abcdef…"),
            ("at configcat-sdk-1/secret/abcde…", "at …abcdef…"),
            ("at config…", "at …abcdef…"),
            ("at confi…", "at confi…"),
        ] {
            assert_eq!(key.hide_in(message), hidden);
        }
    }

    #[test]
    fn the_key_is_never_shown() {
        for key in ["", "secret", "0123456789", "a-much-longer-key-ends-in-abcdef"] {
            let shown = format!("{:?}", SdkKey::from(key));
            assert!(key.is_empty() || !shown.contains(key), "{shown}");
            assert!(shown.chars().count() <= 7, "{shown}");
        }
    }
}
