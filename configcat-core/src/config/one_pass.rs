//! Reads and compiles a document in one go. That is only possible if it is all as it should be: none of its settings is
//! broken. Most documents are. Settings that come before what they refer to are skipped at first; ConfigCat serves them
//! behind it.

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

/// Parses a document; `None` if that takes another way, or is not possible at all.
pub(super) fn parse(document: &str) -> Option<Config> {
    let mut deserializer = serde_json::Deserializer::from_str(document);
    let config = deserializer.deserialize_map(DocumentVisitor).ok()?;
    deserializer.end().is_ok().then_some(config)
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Config;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document to be read in one go")
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
                "f" if shared.is_unknown() && skipped.is_none() => {
                    skipped = Some(document.next_value::<&RawValue>()?);
                }
                "f" if skipped.is_none() && config.is_none() => {
                    config = Some(document.next_value_seed(shared.settings())?);
                }
                // What is there twice, or in two formats, is for the careful way to decide.
                "p" | "s" | "f" | "flags" => return Err(another_way()),
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
            (None, None) => return Err(another_way()),
        };
        config.find_cycles();
        Ok(config)
    }
}

/// What the settings of a document share, as far as it has been seen.
#[derive(Default)]
struct SharedParts<'de> {
    preferences: Option<&'de RawValue>,
    segments: Option<&'de RawValue>,
}

impl SharedParts<'_> {
    fn is_unknown(&self) -> bool {
        self.preferences.is_none() && self.segments.is_none()
    }

    fn settings(&self) -> Settings {
        let (preferred_origin, salt) = Preferences::read(self.preferences).origin_and_salt();
        let segments = self.segments.filter(|json| json.get() != "null");
        let is_v6 = salt.is_some() || segments.is_some();
        let has_salt = salt.is_some();
        let context = is_v6.then(|| Context::new(salt, segments));
        let segments = context.iter().flat_map(Context::valid_segments).cloned().collect();
        Settings { config: Config { preferred_origin, segments, has_salt, ..Config::default() }, context }
    }
}

/// Adds settings to a config. They are of config v6 if there is a context.
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
                Some(context) => v6::flawless(context, &key, &settings.next_value()?),
                None => v5::flawless(&key, &mut settings.next_value()?),
            };
            let setting = setting.filter(|setting| !setting.key().is_empty()).ok_or_else(another_way)?;
            config.add(SettingSlot::Valid(setting.into()));
        }
        Ok(config)
    }
}

fn another_way<E: Error>() -> E {
    E::custom("not to be read in one go")
}
