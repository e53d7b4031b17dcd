//! [`Document`]: the outline of a document, with its settings unread.

use serde_json::value::RawValue;

use crate::config::wire::{
    entries::{DocumentKey, Entries},
    object::object,
    preferences::Preferences,
    v6,
};

object! {
    /// The outline of a document of any format. Its members tell the format.
    Document<'de>: "a config document (a JSON object)" {
        /// Simple override document: key → plain value.
        flags: Entries<'de>,
        /// Config v5 and v6: key → setting.
        f: Entries<'de>,
        /// Config v5 and v6: preferences.
        p: &'de RawValue,
        /// Config v6: segments.
        s: &'de RawValue,
    }
}

/// Whether a document is config v6: it has a salt or segments, or its values are objects such as `{"b": true}`.
pub(in crate::config) fn is_v6(
    settings: &[(DocumentKey<'_>, &RawValue)],
    preferences: &Preferences<'_>,
    has_segments: bool,
) -> bool {
    // Settings can be broken, so the first one that shows its format decides.
    has_segments
        || !preferences.s.is_missing()
        || settings.iter().find_map(|(_, json)| is_typed(json)).unwrap_or_default()
}

object! {
    /// The value of a setting, in any config version.
    Valued<'de>: "a setting" {
        /// Value.
        v: &'de RawValue,
    }
}

/// Whether the value of a setting has the form of config v6 (`true`) or config v5 (`false`); `None` if neither.
fn is_typed(setting: &RawValue) -> Option<bool> {
    let value = serde_json::from_str::<Valued<'_>>(setting.get()).ok()?.v.value()?.get();
    match value.as_bytes().first()? {
        b'{' => {
            let v6::Value { b, s, i, d } = serde_json::from_str(value).ok()?;
            [b, s, i, d].iter().any(|member| !member.is_missing()).then_some(true)
        }
        b'[' => None,
        _ => Some(false),
    }
}
