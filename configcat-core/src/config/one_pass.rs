//! Fast path for well-formed documents: parses and compiles in one pass; declines otherwise. ConfigCat serves salt and
//! segments before the settings; in other orders, the settings are skipped and read last.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::config::{
    compile::{
        v5,
        v6::{self, context::Context},
    },
    config::Config,
    setting::Setting,
    slot::SettingSlot,
    wire::{Preferences, Str},
};

/// Parses a document. Returns `None` if the general reader must handle it.
pub(super) fn parse(document: &str) -> Option<Config> {
    let mut deserializer = serde_json::Deserializer::from_str(document);
    let config = deserializer.deserialize_map(DocumentVisitor).ok()?;
    deserializer.end().is_ok().then_some(config)
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Config;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a config document without defects")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut document: A) -> Result<Config, A::Error> {
        let (mut shared, mut skipped, mut config) = (SharedParts::default(), None, None);
        while let Some(name) = document.next_key::<Str<'_>>()? {
            match &*name {
                "p" if shared.preferences.is_none() && config.is_none() => {
                    shared.preferences = Some(document.next_value()?);
                }
                "s" if shared.segments.is_none() && config.is_none() => {
                    shared.segments = Some(document.next_value()?);
                }
                "f" if shared.is_empty() && skipped.is_none() => {
                    skipped = Some(document.next_value::<&RawValue>()?);
                }
                "f" if skipped.is_none() && config.is_none() => {
                    config = Some(document.next_value_seed(shared.settings())?);
                }
                // Duplicates and mixed formats go to the general reader.
                "p" | "s" | "f" | "flags" => return Err(declined()),
                _ => {
                    document.next_value::<IgnoredAny>()?;
                }
            }
        }
        let mut config = match (config, skipped) {
            (Some(config), _) => config,
            (None, Some(json)) => {
                let mut settings = serde_json::Deserializer::from_str(json.get());
                shared.settings().deserialize(&mut settings).map_err(A::Error::custom)?
            }
            (None, None) => return Err(declined()),
        };
        config.find_cycles();
        Ok(config)
    }
}

/// The parts of a document that its settings share, as far as they have been read.
#[derive(Default)]
struct SharedParts<'de> {
    preferences: Option<&'de RawValue>,
    segments: Option<&'de RawValue>,
}

impl SharedParts<'_> {
    fn is_empty(&self) -> bool {
        self.preferences.is_none() && self.segments.is_none()
    }

    fn settings(&self) -> Settings {
        let (preferred_origin, salt) = Preferences::read(self.preferences).origin_and_salt();
        let segments = self.segments.filter(|json| json.get() != "null");
        let is_v6 = salt.is_some() || segments.is_some();
        let has_salt = salt.is_some();
        let context = is_v6.then(|| Context::new(salt, segments));
        let segments = context.iter().flat_map(Context::valid_segments).cloned().collect();
        let has_settings = true;
        let config = Config { has_settings, preferred_origin, segments, has_salt, ..Config::default() };
        Settings { config, context }
    }
}

/// Adds settings to a config. With a context, they are settings of config v6; without one, of config v5.
struct Settings {
    config: Config,
    context: Option<Context>,
}

impl<'de> DeserializeSeed<'de> for Settings {
    type Value = Config;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Config, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Settings {
    type Value = Config;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("settings by key")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut settings: A) -> Result<Config, A::Error> {
        let Self { mut config, context } = self;
        while let Some(key) = settings.next_key::<Str<'_>>()? {
            let setting: Option<Setting> = match &context {
                Some(context) => v6::valid_setting(context, &key, &settings.next_value()?),
                None => v5::valid_setting(&key, &mut settings.next_value()?),
            };
            let setting = setting.filter(|setting| !setting.key().is_empty()).ok_or_else(declined)?;
            config.add(SettingSlot::Valid(setting.into()));
        }
        Ok(config)
    }
}

fn declined<E: Error>() -> E {
    E::custom("the general reader must read this document")
}
