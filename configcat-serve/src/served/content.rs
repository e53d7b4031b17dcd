//! [`Content`]: a document with its overrides, in each config version.

use std::collections::BTreeMap;

use configcat_core::{
    Config, LogLevel, Snapshot, Text, Value,
    config::{DocumentFormat, Setting},
};

use crate::{
    document::{Document, convert, plain_setting},
    problem::Problem,
    served::body::Body,
};

/// What SDKs are served, and what they make of it.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) v5: ServedVersion,
    pub(crate) v6: ServedVersion,
    /// The flags for evaluations. It logs nothing.
    pub(crate) snapshot: Snapshot,
}

/// A config version of a document, or why it cannot be served.
pub(crate) type ServedVersion = Result<Body, Vec<Problem>>;

impl Content {
    /// A document with overrides. The config is the compiled document.
    pub(crate) fn new(document: &Document, config: &Config, overrides: &BTreeMap<String, Value>) -> Self {
        if overrides.is_empty() {
            return Self::of(document, config.clone());
        }
        let overridden = document.with(|key| {
            let value = overrides.get(key)?;
            let setting = config.setting(key);
            let setting_type = setting.map_or_else(|| value.setting_type(), Setting::setting_type);
            let id = setting.and_then(|setting| variation_id(setting, value)).map(Text::as_str);
            plain_setting(document.format, setting_type, value, id).ok().map(Into::into)
        });
        // Only settings were replaced, by valid ones.
        let config = Config::parse(&overridden.to_json()).unwrap_or_default();
        Self::of(&overridden, config)
    }

    /// Why config versions cannot be served.
    pub(crate) fn not_served(&self) -> impl Iterator<Item = &Problem> {
        [&self.v5, &self.v6].into_iter().filter_map(|version| version.as_ref().err()).flatten()
    }

    fn of(document: &Document, config: Config) -> Self {
        let version =
            |format| convert(document, &config, format).map(|document| Body::new(document.to_served_json()));
        let (v5, v6) = (version(DocumentFormat::V5), version(DocumentFormat::V6));
        Self { v5, v6, snapshot: Snapshot::from(config).with_log_level(LogLevel::Off) }
    }
}

/// The variation id of a value that the setting has as well.
fn variation_id<'a>(setting: &'a Setting, value: &Value) -> Option<&'a Text> {
    setting.all_served().find(|served| served.value() == value)?.variation_id()
}
