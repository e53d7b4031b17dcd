//! [`check`]: compares a config with the expectations of generated code.

use std::{any::type_name, collections::HashSet, sync::Arc};

use crate::{
    config::{Config, Setting, SettingSlot},
    generated::{
        drift::{ConfigDrift, FlagDrift},
        json_cache::JsonCache,
        source::FlagSource,
    },
    values::{Flag, FlagValue, Text, Value},
};

/// A generated type.
pub trait FlagSet {
    /// The names of its constants, in the order of the expectations, with spaces between them. One literal costs a compiler
    /// less than a list.
    const NAMES: &'static str;

    /// The attributes that the document asked for. `None` if users can have others, too.
    const ATTRIBUTES: Option<&'static [&'static str]> = None;

    /// The expectations of its flags, in document order.
    fn expectations() -> Box<[Expectation]>;
}

/// What generated code expects of one flag.
#[derive(Debug, Clone)]
pub struct Expectation {
    pub(crate) key: &'static str,
    pub(crate) fallback: Value,
    pub(super) texts: ExpectedTexts,
}

/// The texts that a flag can serve.
#[derive(Debug, Clone)]
pub(super) enum ExpectedTexts {
    All,
    /// The values of an enum.
    These(Vec<&'static str>),
    /// The texts that can be parsed as JSON of a type.
    Json {
        type_name: &'static str,
        problem: fn(&str) -> Option<String>,
    },
}

impl Expectation {
    /// A flag that can serve all values of its type.
    #[must_use]
    pub fn of<T: FlagValue>(flag: &Flag<T>) -> Self {
        Self { key: flag.key(), fallback: flag.fallback().clone().into(), texts: ExpectedTexts::All }
    }

    /// A flag that can serve the texts of these values of its enum.
    #[must_use]
    pub fn texts<E>(flag: &Flag<Text>, values: &'static [E], text: fn(&'static E) -> &'static str) -> Self {
        Self { texts: ExpectedTexts::These(values.iter().map(text).collect()), ..Self::of(flag) }
    }

    /// A flag that can serve JSON of a type.
    #[must_use]
    pub fn json<T>(flag: &Flag<Text>, cache: &JsonCache<T>) -> Self {
        Self {
            texts: ExpectedTexts::Json { type_name: type_name::<T>(), problem: cache.problem() },
            ..Self::of(flag)
        }
    }

    /// How a config differs from the expectation.
    fn compare(&self, config: &Config, attributes: Option<&[&str]>) -> Vec<FlagDrift> {
        let key = || Text::from(self.key);
        let expected = self.fallback.setting_type();
        let of_config = match config.slot(self.key) {
            None => vec![FlagDrift::Missing { key: key() }],
            Some(SettingSlot::Broken(broken)) => vec![FlagDrift::Broken(Arc::clone(broken))],
            Some(SettingSlot::Valid(setting)) if setting.setting_type() != expected => {
                vec![FlagDrift::TypeChanged { key: key(), expected, actual: setting.setting_type() }]
            }
            Some(SettingSlot::Valid(setting)) => {
                let texts = distinct_texts(setting).into_iter().filter_map(|text| self.problem_with(text));
                texts.chain(unknown_attributes(setting, attributes)).collect()
            }
        };
        self.problem_with_fallback().into_iter().chain(of_config).collect()
    }

    fn problem_with(&self, value: Text) -> Option<FlagDrift> {
        let key = || Text::from(self.key);
        match &self.texts {
            ExpectedTexts::All => None,
            ExpectedTexts::These(texts) => {
                (!texts.contains(&value.as_str())).then(|| FlagDrift::UnknownValue { key: key(), value })
            }
            ExpectedTexts::Json { type_name, problem } => {
                let message = problem(&value)?;
                Some(FlagDrift::JsonMismatch { key: key(), value, type_name, message })
            }
        }
    }

    fn problem_with_fallback(&self) -> Option<FlagDrift> {
        let ExpectedTexts::Json { type_name, problem } = &self.texts else { return None };
        let Value::Text(fallback) = &self.fallback else { return None };
        Some(FlagDrift::FallbackMismatch { key: self.key.into(), type_name, message: problem(fallback)? })
    }
}

fn distinct_texts(setting: &Setting) -> Vec<Text> {
    let mut seen = HashSet::new();
    let all = setting.all_served().filter_map(|served| served.value().to::<Text>());
    all.filter(|text| seen.insert(text.clone())).collect()
}

/// The attributes that a flag asks for, and that users cannot have.
fn unknown_attributes(setting: &Setting, known: Option<&[&str]>) -> Vec<FlagDrift> {
    let Some(known) = known else { return Vec::new() };
    let mut seen = HashSet::new();
    let unknown =
        setting.attributes().filter(|attribute| !known.contains(attribute) && seen.insert(*attribute));
    let drift = |attribute: &str| FlagDrift::UnknownAttribute {
        key: setting.key().clone(),
        attribute: attribute.into(),
    };
    unknown.map(drift).collect()
}

/// Compares the current config of a source with the expectations of generated code.
///
/// # Errors
///
/// If the config differs, or if there is no config.
pub fn check<F: FlagSet>(source: &FlagSource) -> Result<(), ConfigDrift> {
    let snapshot = source.current();
    let config = snapshot.config().ok_or(ConfigDrift::NoConfig)?;
    let drift: Vec<_> =
        F::expectations().iter().flat_map(|expectation| expectation.compare(config, F::ATTRIBUTES)).collect();
    if drift.is_empty() { Ok(()) } else { Err(ConfigDrift::Flags(drift)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Snapshot;

    struct Flags;

    impl FlagSet for Flags {
        const NAMES: &'static str = "LIMIT BETA";

        fn expectations() -> Box<[Expectation]> {
            static CACHE: JsonCache<u32> = JsonCache::new();
            let limit = Flag::new("limit", Text::from_static("{}"));
            Box::new([Expectation::json(&limit, &CACHE), Expectation::of(&Flag::new("beta", false))])
        }
    }

    #[test]
    fn a_fallback_that_does_not_fit_is_reported_whatever_the_config_is() {
        let problem = "flag `limit`: its fallback is not a `u32`: invalid type: map, expected u32 at line 1 column 0; \
                       where the accessor has to return it, it returns the type's default";
        for (document, expected) in [
            (r#"{"flags": {"limit": "5", "beta": true}}"#, vec![problem]),
            (
                r#"{"flags": {"limit": "", "beta": true}}"#,
                vec![
                    problem,
                    "flag `limit` can serve a text that is not a `u32`: EOF while parsing a value at line 1 column 0; \
                     the accessor returns its fallback",
                ],
            ),
            (
                r#"{"flags": {"beta": true}}"#,
                vec![problem, "flag `limit` is not in the config; the accessor returns its fallback"],
            ),
        ] {
            let config = Config::parse(document).unwrap();
            let drift = check::<Flags>(&Snapshot::from(config).into()).unwrap_err();
            let lines: Vec<String> = drift.flags().iter().map(ToString::to_string).collect();
            assert_eq!(lines, expected, "{document}");
        }
    }
}
