//! [`Config::parse`]: parses a document of any format.

use serde_json::value::RawValue;

use crate::config::{
    compile::{
        simple_setting, v5,
        v6::{self, context::Context},
    },
    config::Config,
    locate::Locator,
    one_pass,
    parse_error::ParseError,
    slot::SettingSlot,
    wire::{Document, DocumentKey, Preferences, is_v6},
};

impl Config {
    /// Parses and compiles a config document of any format.
    ///
    /// # Errors
    ///
    /// If the text is not JSON or not a config document. A defect in a setting is not an error here; see
    /// [`broken_settings`](Self::broken_settings).
    pub fn parse(document: &str) -> Result<Self, ParseError> {
        // Some editors save files with a byte order mark.
        let document = document.trim_start_matches('\u{feff}');
        if let Some(config) = one_pass::parse(document) {
            return Ok(config);
        }
        let Document { flags, f: settings, p: preferences, s: segments } =
            serde_json::from_str(document).map_err(|error| ParseError::of(&error, document))?;
        if flags.is_missing() && settings.is_missing() && preferences.is_missing() {
            return Err(ParseError::NotAConfig);
        }
        let locator = Locator::new(document);
        let preferences = Preferences::read(preferences.value().copied());
        let has_settings = !flags.is_missing() || !settings.is_missing();
        let settings = settings.value().map(|entries| &*entries.0).unwrap_or_default();
        let is_v6 = is_v6(settings, &preferences, !segments.is_missing());
        let (preferred_origin, salt) = preferences.origin_and_salt();
        let has_salt = salt.is_some();
        let mut config = Self { has_settings, preferred_origin, has_salt, ..Self::default() };
        if let Some(flags) = flags.value() {
            config.compile(&flags.0, |key, json| simple_setting(key, json, &locator));
        } else if is_v6 {
            let context = Context::new(salt, segments.value().copied());
            config.segments = context.valid_segments().cloned().collect();
            config.compile(settings, |key, json| v6::setting(&context, key, json, &locator));
        } else {
            config.compile(settings, |key, json| v5::setting(key, json, &locator));
        }
        config.find_cycles();
        Ok(config)
    }

    fn compile(
        &mut self,
        entries: &[(DocumentKey<'_>, &RawValue)],
        compile: impl Fn(&DocumentKey<'_>, &RawValue) -> SettingSlot,
    ) {
        for (key, json) in entries {
            self.add(compile(key, json));
        }
    }
}
