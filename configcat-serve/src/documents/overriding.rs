//! Overrides of a [`ServedDocument`].

use std::collections::BTreeMap;

use configcat_core::{Text, Value, config::Setting};

use crate::{
    documents::{served_document::ServedDocument, typed_value::typed_value},
    refusal::{Refusal, RefusalKind},
};

impl ServedDocument {
    /// Serves a value to everyone.
    pub(crate) fn set_override(&self, key: &str, value: Value) -> Result<(), Refusal> {
        let config = &self.published().draft.config;
        if !config.keys().any(|known| known == key) {
            return Err(Refusal::unknown("flag", key, config.keys().map(Text::as_str)));
        }
        let setting_type = config.setting(key).map(Setting::setting_type);
        let shown = value.to_string();
        let Some(value) = typed_value(value, setting_type) else {
            let expected = setting_type.map(|expected| expected.to_string()).unwrap_or_default();
            let message = format!("the flag `{key}` is a {expected}, and `{shown}` is not");
            return Err(Refusal::new(RefusalKind::Unacceptable, message).remedy(format!("give a {expected}")));
        };
        self.change_overrides(|overrides| {
            overrides.insert(key.to_owned(), value);
        })
    }

    /// Takes an override back. There need not be one.
    pub(crate) fn reset_override(&self, key: &str) -> Result<(), Refusal> {
        self.change_overrides(|overrides| {
            overrides.remove(key);
        })
    }

    /// Takes all overrides back, those without effect included, and returns how many there were.
    pub(crate) fn reset_overrides(&self) -> Result<usize, Refusal> {
        let mut count = 0;
        self.change_overrides(|overrides| {
            count = overrides.len();
            overrides.clear();
        })?;
        Ok(count)
    }

    fn change_overrides(&self, change: impl FnOnce(&mut BTreeMap<String, Value>)) -> Result<(), Refusal> {
        self.change(|parts| parts.overrides.change(change))
    }
}
