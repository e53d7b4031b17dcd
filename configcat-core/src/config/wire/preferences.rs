//! [`Preferences`]: what a document says about itself.

use serde_json::value::RawValue;

use crate::{
    config::{
        redirect::Redirect,
        wire::{member::Str, object::object},
    },
    values::Text,
};

object! {
    /// What a document says about itself.
    Preferences<'de>: "preferences (a JSON object)" {
        /// Base URL that the document is to be found at.
        u: Str<'de>,
        /// Redirect mode.
        r: i64,
        /// Config v6: salt.
        s: Str<'de>,
    }
}

impl<'a> Preferences<'a> {
    /// Reads preferences. Those that cannot be read are none.
    pub(in crate::config) fn read(json: Option<&'a RawValue>) -> Self {
        json.and_then(|json| serde_json::from_str(json.get()).ok()).unwrap_or_default()
    }

    /// The base URL that the document says it is to be found at, and what that means; and the salt.
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
