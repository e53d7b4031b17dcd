//! [`Config`]: a config document, parsed and compiled.

use std::{collections::HashSet, fmt, sync::Arc};

use crate::{
    config::{
        defect::BrokenSetting, index::Index, redirect::Redirect, segment::Segment, setting::Setting,
        slot::SettingSlot,
    },
    values::{HashedKey, Text, Value},
};

/// A config document, compiled for evaluation.
///
/// A document is a `config_v5.json` or `config_v6.json` as ConfigCat serves it, or a simple document
/// `{"flags": {"key": value}}`. [`Config::parse`] detects the format. A setting with defects becomes a
/// [`BrokenSetting`]; the other settings work.
///
/// ```
/// use configcat_core::Config;
///
/// let config = Config::parse(r#"{"flags": {"darkMode": true, "seats": null}}"#)?;
/// assert_eq!(config.keys().collect::<Vec<_>>(), ["darkMode", "seats"]);
/// assert!(config.setting("darkMode").is_some());
/// assert!(config.broken_settings().next().is_some_and(|broken| broken.key() == "seats"));
/// # Ok::<(), configcat_core::ParseError>(())
/// ```
///
/// Two configs are equal if their documents have equal settings and segments in the same order, and prefer the same base
/// URL. The layout of the JSON does not matter.
#[derive(Clone, Default, PartialEq)]
pub struct Config {
    pub(super) slots: Vec<SettingSlot>,
    /// Whether the document has a list of settings, even if it is empty. Without one, it can be a mere redirect.
    pub(super) has_settings: bool,
    pub(super) by_key: Index,
    pub(super) repeated_keys: Vec<Text>,
    pub(super) preferred_origin: Option<(Text, Redirect)>,
    pub(super) segments: Vec<Arc<Segment>>,
    pub(super) has_salt: bool,
    /// The keys of the flags that are prerequisites of themselves.
    pub(super) cyclic: HashSet<Text>,
}

impl Config {
    /// A config of plain values, without targeting rules and percentage options. The last value for a key counts.
    #[doc(alias = "SimplifiedConfig")]
    #[must_use]
    pub fn from_values<K: Into<Text>, V: Into<Value>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let plain = |(key, value): (K, V)| Setting::plain(key.into(), value.into());
        let mut config = Self { has_settings: true, ..Self::default() };
        for pair in values {
            config.insert(SettingSlot::Valid(Arc::new(plain(pair))));
        }
        config
    }

    /// The keys of all settings in document order, broken settings included.
    pub fn keys(&self) -> impl Iterator<Item = &Text> {
        self.slots.iter().map(SettingSlot::key)
    }

    /// The settings that can be evaluated, in document order.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.slots.iter().filter_map(|slot| match slot {
            SettingSlot::Valid(setting) => Some(&**setting),
            SettingSlot::Broken(_) => None,
        })
    }

    /// The settings that cannot be evaluated, in document order.
    pub fn broken_settings(&self) -> impl Iterator<Item = &BrokenSetting> {
        self.slots.iter().filter_map(|slot| match slot {
            SettingSlot::Valid(_) => None,
            SettingSlot::Broken(broken) => Some(&**broken),
        })
    }

    /// The setting with this key. `None` if there is none or if it is broken.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        match self.slot(key)? {
            SettingSlot::Valid(setting) => Some(setting),
            SettingSlot::Broken(_) => None,
        }
    }

    /// The keys that occur more than once in the document. The last setting with such a key counts.
    #[must_use]
    pub fn repeated_keys(&self) -> &[Text] {
        &self.repeated_keys
    }

    /// The segments without defects, in document order. Only config v6 has segments.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().map(|segment| &**segment)
    }

    /// Whether the document has a salt. Config v6 needs it for hashed comparison values.
    #[must_use]
    pub fn has_salt(&self) -> bool {
        self.has_salt
    }

    /// The number of settings, broken settings included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether the config has no settings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether the document has a member for settings, even an empty one. ConfigCat sends documents without it to redirect.
    #[cfg(feature = "http")]
    pub(crate) fn has_settings(&self) -> bool {
        self.has_settings
    }

    pub(crate) fn slot(&self, key: &str) -> Option<&SettingSlot> {
        self.find(&HashedKey::new(key))
    }

    /// Same as [`slot`](Self::slot), for a key whose hash is known.
    ///
    /// Alone, it needs few registers: so it is not inlined.
    #[inline(never)]
    pub(crate) fn find(&self, key: &HashedKey<'_>) -> Option<&SettingSlot> {
        let first = self.by_key.positions(key.hash()).next().and_then(|position| self.slots.get(position))?;
        if first.key() == key.text() { Some(first) } else { self.find_other(key) }
    }

    /// The same, if the first key with this hash is another one.
    #[cold]
    #[inline(never)]
    fn find_other(&self, key: &HashedKey<'_>) -> Option<&SettingSlot> {
        self.slots.get(self.position(key)?)
    }

    pub(crate) fn slots(&self) -> &[SettingSlot] {
        &self.slots
    }

    /// The base URL that the document names for itself, and what a client must do about it.
    #[cfg(feature = "http")]
    pub(crate) fn preferred_origin(&self) -> Option<(&str, Redirect)> {
        self.preferred_origin.as_ref().map(|(url, redirect)| (url.as_str(), *redirect))
    }

    /// Whether it takes milliseconds to compare or free the config: too long for the thread that all clients share.
    #[cfg(feature = "http")]
    pub(crate) fn is_large(&self) -> bool {
        const LARGE: usize = 5_000;

        self.len() > LARGE
    }

    /// The keys of the flags that were added, removed or changed between two configs.
    #[cfg(feature = "http")]
    pub(crate) fn changed_keys(old: Option<&Self>, new: Option<&Self>) -> Vec<Text> {
        let slot_of = |config: Option<&Self>, key: &Text| config.and_then(|config| config.slot(key)).cloned();
        let removed = old.into_iter().flat_map(Self::keys).filter(|key| slot_of(new, key).is_none());
        let changed =
            new.into_iter().flat_map(Self::keys).filter(|key| slot_of(old, key) != slot_of(new, key));
        removed.chain(changed).cloned().collect()
    }

    /// Adds a slot of a document. Records its key as repeated if there was one before.
    pub(super) fn add(&mut self, slot: SettingSlot) {
        let key = slot.key().clone();
        if self.insert(slot) {
            self.repeated_keys.push(key);
        }
    }

    /// Adds a slot, or replaces the slot with the same key. Returns whether there was one.
    pub(super) fn insert(&mut self, slot: SettingSlot) -> bool {
        let key = HashedKey::new(slot.key());
        if let Some(earlier) = self.position(&key).and_then(|position| self.slots.get_mut(position)) {
            *earlier = slot;
            return true;
        }
        self.by_key.insert(key, self.slots.len());
        self.slots.push(slot);
        false
    }

    pub(super) fn position(&self, key: &HashedKey<'_>) -> Option<usize> {
        let is_there =
            |position: &usize| self.slots.get(*position).is_some_and(|slot| slot.key() == key.text());
        self.by_key.positions(key.hash()).find(is_there)
    }
}

/// Shows the number of settings, not their contents.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("settings", &self.settings().count())
            .field("broken_settings", &self.broken_settings().count())
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "http"))]
mod tests {
    use super::*;

    #[test]
    fn documents_without_a_member_for_settings_are_told_from_empty_ones() {
        for (document, has_settings) in [
            (r#"{"f": {"a": {"t": 0, "v": true}}}"#, true),
            (r#"{"p": {"s": "salt"}, "f": {"a": {"t": 0, "v": {"b": true}}}}"#, true),
            (r#"{"flags": {"a": 1}}"#, true),
            (r#"{"f": {"a": null}}"#, true),
            (r#"{"f": {}}"#, true),
            (r#"{"p": {"u": "https://example.com", "r": 0}, "f": {}}"#, true),
            (r#"{"flags": {}}"#, true),
            (r#"{"p": {"u": "https://example.com", "r": 2}}"#, false),
            (r#"{"p": {}, "f": null}"#, false),
        ] {
            let config = Config::parse(document).expect("a config");
            assert_eq!(config.has_settings(), has_settings, "{document}");
        }
    }
}
