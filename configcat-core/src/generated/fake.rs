//! [`Fake`]: the flags of a test.

use std::any::type_name;

use serde::Serialize;

use crate::{
    config::Config,
    evaluation::Snapshot,
    generated::{check::FlagSet, json_cache::JsonCache},
    values::{Flag, FlagValue, Text, Value},
};

/// The flags of a test: first their fallbacks, then the values that the test sets. The last value of a key counts.
#[derive(Debug, Clone)]
pub struct Fake(Vec<(&'static str, Value)>);

impl Fake {
    /// The fallbacks of a generated type.
    #[must_use]
    pub fn of<F: FlagSet>() -> Self {
        let expectations = F::expectations().into_iter();
        Self(expectations.map(|expectation| (expectation.key, expectation.fallback)).collect())
    }

    /// Sets a flag.
    #[must_use]
    pub fn set<T: FlagValue>(mut self, flag: &Flag<T>, value: T) -> Self {
        self.0.push((flag.key(), value.into()));
        self
    }

    /// Sets a flag to the JSON of a value.
    ///
    /// # Panics
    ///
    /// If the value cannot be written as JSON, or if the JSON cannot be parsed as the type of the flag. The flag would
    /// have its fallback then, and a test could pass for the wrong reason.
    #[must_use]
    #[track_caller]
    #[expect(clippy::panic, reason = "a test with an impossible value has to fail")]
    pub fn set_json<T>(self, flag: &Flag<Text>, cache: &JsonCache<T>, value: &impl Serialize) -> Self {
        let (key, type_name) = (flag.key(), type_name::<T>());
        let json = serde_json::to_string(value)
            .unwrap_or_else(|error| panic!("the fake of flag `{key}` cannot be written as JSON: {error}"));
        if let Some(problem) = cache.problem()(&json) {
            panic!("the fake of flag `{key}` cannot be read back as a `{type_name}`: {problem}: `{json}`");
        }
        self.set(flag, json.into())
    }

    /// A config that serves these values to everyone.
    #[must_use]
    pub fn build(self) -> Snapshot {
        Config::from_values(self.0).into()
    }
}
