//! [`Config`]: a config document, parsed and compiled.

use std::{collections::HashSet, fmt, sync::Arc};

use serde_json::value::RawValue;

use crate::{
    ParseError, Text, Value,
    index::{Index, Key},
};

mod at_once;
mod compile;
mod cycles;
mod defect;
mod model;
pub(crate) mod operand;
mod wire;

pub use defect::{BrokenSetting, Defect, Position};
pub use model::{
    Condition, PercentageOption, PrerequisiteCondition, Segment, SegmentCondition, ServedValue, Setting,
    TargetingRule, UserCondition,
};
pub(crate) use model::{PercentageOptions, Then};

/// A config document, compiled for evaluation.
///
/// The formats are `config_v5.json` and `config_v6.json` as ConfigCat serves them, and the simple override document
/// `{"flags": {"key": value}}`; which one it is, is found out from the document. A setting with something wrong in
/// it is kept as a [`BrokenSetting`] and does not harm the others.
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
#[derive(Clone, Default)]
pub struct Config {
    entries: Vec<Entry>,
    by_key: Index,
    repeated_keys: Vec<Text>,
    preferred_origin: Option<(Text, Redirect)>,
    /// The flags that are prerequisites of themselves.
    cyclic: HashSet<Text>,
}

/// What to do if a config is to be found at another base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redirect {
    /// Use this config, and ask there the next time.
    No,
    /// Ask there at once: the client's data governance is not that of the config.
    Should,
    /// Ask there at once, whatever the client was told.
    Force,
}

/// A setting, or what became of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    Valid(Arc<Setting>),
    Broken(Arc<BrokenSetting>),
}

impl Entry {
    pub(crate) fn key(&self) -> &Text {
        match self {
            Self::Valid(setting) => setting.key(),
            Self::Broken(broken) => broken.key(),
        }
    }
}

impl Config {
    /// Parses and compiles a document.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or no config document at all. What is wrong in a single setting is not an error
    /// here; see [`broken_settings`](Self::broken_settings).
    pub fn parse(document: &str) -> Result<Self, ParseError> {
        // Some editors put a byte order mark in front of what they save.
        let document = document.trim_start_matches('\u{feff}');
        if let Some(config) = at_once::parse(document) {
            return Ok(config);
        }
        let wire::Document { flags, f: settings, p: preferences, s: segments } =
            serde_json::from_str(document)?;
        if flags.is_missing() && settings.is_missing() && preferences.is_missing() {
            return Err(ParseError::NotAConfig);
        }
        let locator = defect::Locator::new(document);
        let preferences = wire::Preferences::read(preferences.value().copied());
        let settings = settings.value().map(|entries| &*entries.0).unwrap_or_default();
        let is_v6 = wire::is_v6(settings, &preferences, !segments.is_missing());
        let (preferred_origin, salt) = preferences.origin_and_salt();
        let mut config = Self { preferred_origin, ..Self::default() };
        if let Some(flags) = flags.value() {
            config.compile(&flags.0, |key, json| compile::simple_setting(key, json, &locator));
        } else if is_v6 {
            let context = compile::v6::Context::new(salt, segments.value().copied());
            config.compile(settings, |key, json| context.setting(key, json, &locator));
        } else {
            config.compile(settings, |key, json| compile::v5::setting(key, json, &locator));
        }
        config.find_cycles();
        Ok(config)
    }

    /// Makes a config of plain values, without rules or options.
    #[must_use]
    pub fn from_values<K: Into<Text>, V: Into<Value>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let plain = |(key, value): (K, V)| Setting::plain(key.into(), value.into());
        let mut config = Self::default();
        for pair in values {
            config.insert(Entry::Valid(Arc::new(plain(pair))));
        }
        config
    }

    /// All keys in document order, those of broken settings included.
    pub fn keys(&self) -> impl Iterator<Item = &Text> {
        self.entries.iter().map(Entry::key)
    }

    /// The settings that can be evaluated, in document order.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Valid(setting) => Some(&**setting),
            Entry::Broken(_) => None,
        })
    }

    /// The settings that cannot be evaluated, in document order.
    pub fn broken_settings(&self) -> impl Iterator<Item = &BrokenSetting> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Valid(_) => None,
            Entry::Broken(broken) => Some(&**broken),
        })
    }

    /// The setting with this key, unless there is none or it is broken.
    #[must_use]
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        match self.entry(key)? {
            Entry::Valid(setting) => Some(setting),
            Entry::Broken(_) => None,
        }
    }

    /// The keys that the document has more than once. The last of each counts.
    #[must_use]
    pub fn repeated_keys(&self) -> &[Text] {
        &self.repeated_keys
    }

    /// How many settings there are, broken ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no settings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.find(Key::new(key))
    }

    /// The same, with a key whose hash is known.
    #[inline]
    pub(crate) fn find(&self, key: Key<'_>) -> Option<&Entry> {
        self.entries.get(self.position(key)?)
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The base URL that the document says it is to be found at, and what that means.
    #[cfg(feature = "http")]
    pub(crate) fn preferred_origin(&self) -> Option<(&str, Redirect)> {
        self.preferred_origin.as_ref().map(|(url, redirect)| (url.as_str(), *redirect))
    }

    /// The keys of the flags that are not the same in two configs.
    #[cfg(feature = "http")]
    pub(crate) fn changed_keys(old: Option<&Self>, new: Option<&Self>) -> Vec<Text> {
        let entry_of =
            |config: Option<&Self>, key: &Text| config.and_then(|config| config.entry(key)).cloned();
        let removed = old.into_iter().flat_map(Self::keys).filter(|key| entry_of(new, key).is_none());
        let changed =
            new.into_iter().flat_map(Self::keys).filter(|key| entry_of(old, key) != entry_of(new, key));
        removed.chain(changed).cloned().collect()
    }

    /// This config with the settings of another added to it, which take precedence.
    pub(crate) fn overlaid_with(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        for entry in &other.entries {
            merged.insert(entry.clone());
        }
        merged.find_cycles();
        merged
    }

    fn compile(
        &mut self,
        entries: &[(wire::Key<'_>, &RawValue)],
        compile: impl Fn(&wire::Key<'_>, &RawValue) -> Entry,
    ) {
        for (key, json) in entries {
            self.add(compile(key, json));
        }
    }

    /// Adds an entry of a document, and notes if it repeats another one's key.
    fn add(&mut self, entry: Entry) {
        let key = entry.key().clone();
        if self.insert(entry) {
            self.repeated_keys.push(key);
        }
    }

    /// Adds an entry, or puts it in the place of the one that has its key; tells whether there was one.
    fn insert(&mut self, entry: Entry) -> bool {
        let key = Key::new(entry.key());
        if let Some(earlier) = self.position(key).and_then(|position| self.entries.get_mut(position)) {
            *earlier = entry;
            return true;
        }
        self.by_key.insert(key, self.entries.len());
        self.entries.push(entry);
        false
    }

    #[inline]
    fn position(&self, key: Key<'_>) -> Option<usize> {
        self.by_key.find(key, |position| self.entries.get(position).map(|entry| entry.key().as_str()))
    }
}

/// Shows how many settings there are, not what is in them.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("settings", &self.settings().count())
            .field("broken_settings", &self.broken_settings().count())
            .finish_non_exhaustive()
    }
}
