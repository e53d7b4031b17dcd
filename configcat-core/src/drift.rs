//! [`ConfigDrift`]: how a config differs from the one that code was generated from.

use std::{any::type_name, collections::HashSet, error::Error, fmt, sync::Arc};

use crate::{
    BrokenSetting, Config, Flag, FlagSource, FlagValue, Setting, SettingType, Text, Value, config::Entry,
    json::JsonCache,
};

/// Why a config is not what code was generated for. Generated types return it from `check`.
///
/// [`Display`](fmt::Display) gives a report with a line for each difference.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConfigDrift {
    /// There is no config: all accessors return their fallbacks.
    NoConfig,
    /// The config differs: one item at least.
    Flags(Vec<FlagDrift>),
}

impl ConfigDrift {
    /// How flags differ, in the order of the document that the code was generated from. Empty if there is no config.
    #[must_use]
    pub fn flags(&self) -> &[FlagDrift] {
        match self {
            Self::NoConfig => &[],
            Self::Flags(flags) => flags,
        }
    }
}

impl fmt::Display for ConfigDrift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Flags(flags) = self else {
            return f.write_str(
                "there is no config to check: check the SDK key and the network, or wait for one",
            );
        };
        f.write_str("the config is not what the program was compiled for:")?;
        flags.iter().try_for_each(|flag| write!(f, "\n- {flag}"))
    }
}

impl Error for ConfigDrift {}

/// How a config serves a flag otherwise than the code expects it that was generated for the flag.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FlagDrift {
    /// The config does not have the flag.
    #[error("flag `{key}` is not in the config; the accessor returns its fallback")]
    Missing {
        /// The key.
        key: Text,
    },
    /// The flag cannot be read.
    #[error("flag `{}` is broken: {_0}; the accessor returns its fallback", _0.key())]
    Broken(Arc<BrokenSetting>),
    /// The flag is of another type.
    #[error(
        "flag `{key}` is a {actual}, but the program expects a {expected}; the accessor returns its fallback"
    )]
    TypeChanged {
        /// The key.
        key: Text,
        /// The type that the program expects.
        expected: SettingType,
        /// The type of the flag.
        actual: SettingType,
    },
    /// The flag can serve a text that is not among the values of its enum.
    #[error("flag `{key}` can serve `{value}`, which its enum does not have; the accessor returns `Other`")]
    UnknownValue {
        /// The key.
        key: Text,
        /// The text.
        value: Text,
    },
    /// The flag can serve a text that cannot be parsed into its type.
    #[error(
        "flag `{key}` can serve a text that is not a `{type_name}`: {message}; the accessor returns its fallback"
    )]
    JsonMismatch {
        /// The key.
        key: Text,
        /// The text.
        value: Text,
        /// The type.
        type_name: &'static str,
        /// Why the text cannot be parsed.
        message: String,
    },
    /// The fallback of the flag cannot be parsed into its type. This is a mistake in the program, not in the config.
    #[error(
        "flag `{key}`: its fallback is not a `{type_name}`: {message}; where the accessor has to return it, it returns the \
         type's default"
    )]
    FallbackMismatch {
        /// The key.
        key: Text,
        /// The type.
        type_name: &'static str,
        /// Why the fallback cannot be parsed.
        message: String,
    },
}

impl FlagDrift {
    /// The key of the flag.
    #[must_use]
    pub fn key(&self) -> &Text {
        match self {
            Self::Missing { key }
            | Self::TypeChanged { key, .. }
            | Self::UnknownValue { key, .. }
            | Self::JsonMismatch { key, .. }
            | Self::FallbackMismatch { key, .. } => key,
            Self::Broken(broken) => broken.key(),
        }
    }
}

/// A generated type.
pub trait FlagSet {
    /// What it expects of a config, in document order.
    fn expectations() -> Vec<Expectation>;
}

/// What generated code expects of one flag.
#[derive(Debug, Clone)]
pub struct Expectation {
    pub(crate) key: &'static str,
    pub(crate) fallback: Value,
    texts: Texts,
}

/// The texts that a flag can serve.
#[derive(Debug, Clone)]
enum Texts {
    All,
    /// Those of an enum.
    These(Vec<&'static str>),
    /// Those that can be parsed.
    Json {
        type_name: &'static str,
        problem: fn(&str) -> Option<String>,
    },
}

impl Expectation {
    /// A flag that can serve all values of its type.
    #[must_use]
    pub fn of<T: FlagValue>(flag: &Flag<T>) -> Self {
        Self { key: flag.key(), fallback: flag.fallback().clone().into(), texts: Texts::All }
    }

    /// A flag that can serve these texts.
    #[must_use]
    pub fn texts(flag: &Flag<Text>, texts: impl Iterator<Item = &'static str>) -> Self {
        Self { texts: Texts::These(texts.collect()), ..Self::of(flag) }
    }

    /// A flag that can serve JSON of a type.
    #[must_use]
    pub fn json<T>(flag: &Flag<Text>, cache: &JsonCache<T>) -> Self {
        Self {
            texts: Texts::Json { type_name: type_name::<T>(), problem: cache.problem() },
            ..Self::of(flag)
        }
    }

    /// How a config is different.
    fn compare(&self, config: &Config) -> Vec<FlagDrift> {
        let key = || Text::from(self.key);
        let expected = self.fallback.setting_type();
        let of_config = match config.entry(self.key) {
            None => vec![FlagDrift::Missing { key: key() }],
            Some(Entry::Broken(broken)) => vec![FlagDrift::Broken(Arc::clone(broken))],
            Some(Entry::Valid(setting)) if setting.setting_type() != expected => {
                vec![FlagDrift::TypeChanged { key: key(), expected, actual: setting.setting_type() }]
            }
            Some(Entry::Valid(setting)) => {
                distinct_texts(setting).into_iter().filter_map(|text| self.problem_with(text)).collect()
            }
        };
        self.problem_with_fallback().into_iter().chain(of_config).collect()
    }

    fn problem_with(&self, value: Text) -> Option<FlagDrift> {
        let key = || Text::from(self.key);
        match &self.texts {
            Texts::All => None,
            Texts::These(texts) => {
                (!texts.contains(&value.as_str())).then(|| FlagDrift::UnknownValue { key: key(), value })
            }
            Texts::Json { type_name, problem } => {
                let message = problem(&value)?;
                Some(FlagDrift::JsonMismatch { key: key(), value, type_name, message })
            }
        }
    }

    fn problem_with_fallback(&self) -> Option<FlagDrift> {
        let Texts::Json { type_name, problem } = &self.texts else { return None };
        let Value::Text(fallback) = &self.fallback else { return None };
        Some(FlagDrift::FallbackMismatch { key: self.key.into(), type_name, message: problem(fallback)? })
    }
}

fn distinct_texts(setting: &Setting) -> Vec<Text> {
    let mut seen = HashSet::new();
    let all = setting.all_served().filter_map(|served| served.value().get::<Text>());
    all.filter(|text| seen.insert(text.clone())).collect()
}

/// Compares what generated code reads from with what it expects.
///
/// # Errors
///
/// If there is a difference, or no config.
pub fn check<F: FlagSet>(source: &FlagSource) -> Result<(), ConfigDrift> {
    let snapshot = source.current();
    let config = snapshot.config().ok_or(ConfigDrift::NoConfig)?;
    let drift: Vec<_> =
        F::expectations().iter().flat_map(|expectation| expectation.compare(config)).collect();
    if drift.is_empty() { Ok(()) } else { Err(ConfigDrift::Flags(drift)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Snapshot;

    struct Flags;

    impl FlagSet for Flags {
        fn expectations() -> Vec<Expectation> {
            static CACHE: JsonCache<u32> = JsonCache::new();
            let limit = Flag::new("limit", Text::from_static("{}"));
            vec![Expectation::json(&limit, &CACHE), Expectation::of(&Flag::new("beta", false))]
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
