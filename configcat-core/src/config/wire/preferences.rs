//! [`Preferences`]: the base URL, redirect mode and salt of a document.

use serde_json::value::RawValue;

use crate::{
    config::{
        redirect::Redirect,
        wire::{member::Str, object::object},
    },
    values::Text,
};

object! {
    /// The preferences of a document.
    Preferences<'de>: "preferences (a JSON object)" {
        /// The base URL to download the document from.
        u: Str<'de>,
        /// Redirect mode.
        r: i64,
        /// Config v6: salt.
        s: Str<'de>,
    }
}

impl<'a> Preferences<'a> {
    /// Parses preferences. Missing or invalid ones are empty.
    pub(in crate::config) fn read(json: Option<&'a RawValue>) -> Self {
        json.and_then(|json| serde_json::from_str(json.get()).ok()).unwrap_or_default()
    }

    /// The base URL with its redirect mode, and the salt.
    pub(in crate::config) fn origin_and_salt(self) -> (Option<(Text, Redirect)>, Option<Text>) {
        let redirect = match self.r.value() {
            Some(1) => Redirect::Should,
            Some(2) => Redirect::Force,
            _ => Redirect::No,
        };
        let text = |text: &Str<'_>| Text::from(&**text);
        (self.u.value().map(|url| (text(url), redirect)), self.s.value().map(text))
    }
}
