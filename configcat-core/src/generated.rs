//! What generated code calls, and nobody else: it can change with every version, as generated code does.

use std::any::type_name;

use serde::ser::SerializeMap as _;

use crate::{
    Client, Config, Details, EvaluationError, Flag, FlagSource, FlagValue, IntoUser, Json, Snapshot, Text,
    User, Value, json,
};

pub use crate::{
    drift::{Expectation, FlagSet, check},
    json::JsonCache,
};
pub use serde::{Serialize, Serializer};

impl FlagSource {
    /// What a text flag says in JSON.
    #[doc(hidden)]
    #[must_use]
    pub fn json<'u, T>(&self, flag: &Flag<Text>, cache: &JsonCache<T>, user: impl IntoUser<'u>) -> Json<T> {
        cache.value(flag, &self.value(flag, user), |error| self.report(error))
    }

    /// What a text flag says in JSON, and why it was served.
    #[doc(hidden)]
    pub fn json_details<'u, T>(
        &self,
        flag: &Flag<Text>,
        cache: &JsonCache<T>,
        user: impl IntoUser<'u>,
    ) -> Details<Json<T>> {
        cache.details(flag, self.value_details(flag, user), |error| self.report(error))
    }

    /// Starts to read several flags for a user from the same config.
    #[doc(hidden)]
    #[must_use]
    pub fn reading<'u>(&'u self, user: Option<&'u User>) -> Reading<'u> {
        let client = match self {
            Self::Client(client) => Some(client),
            Self::Snapshot(_) => None,
        };
        Reading { snapshot: self.current(), client, user }
    }

    /// The config that accessors would read from now: that of a client may have to be waited for.
    pub(crate) fn current(&self) -> Snapshot {
        match self {
            Self::Client(client) => client.current(),
            Self::Snapshot(snapshot) => snapshot.clone(),
        }
    }

    fn report(&self, error: &EvaluationError) {
        self.snapshot().report(error);
    }
}

/// Several reads for one user, from one config.
#[derive(Debug)]
pub struct Reading<'u> {
    snapshot: Snapshot,
    /// Whose hooks are told of the reads.
    client: Option<&'u Client>,
    user: Option<&'u User>,
}

impl Reading<'_> {
    /// The value of a flag.
    #[must_use]
    pub fn value<T: FlagValue>(&self, flag: &Flag<T>) -> T {
        match self.client {
            Some(client) => client.value_in(&self.snapshot, flag, self.user),
            None => self.snapshot.value(flag, self.user),
        }
    }

    /// What a text flag says in JSON.
    #[must_use]
    pub fn json<T>(&self, flag: &Flag<Text>, cache: &JsonCache<T>) -> Json<T> {
        cache.value(flag, &self.value(flag), |error| self.snapshot.report(error))
    }
}

/// A value, to be serialized.
#[derive(Debug, Clone, Copy)]
pub enum Serialized<'a> {
    /// An on/off toggle.
    Bool(bool),
    /// A text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Float(f64),
    /// A text that is JSON.
    Json(&'a str),
}

impl From<&bool> for Serialized<'_> {
    fn from(value: &bool) -> Self {
        Self::Bool(*value)
    }
}

impl From<&i64> for Serialized<'_> {
    fn from(value: &i64) -> Self {
        Self::Int(*value)
    }
}

impl From<&f64> for Serialized<'_> {
    fn from(value: &f64) -> Self {
        Self::Float(*value)
    }
}

impl<'a> From<&'a Text> for Serialized<'a> {
    fn from(value: &'a Text) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a str> for Serialized<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a, T> From<&'a Json<T>> for Serialized<'a> {
    fn from(value: &'a Json<T>) -> Self {
        Self::Json(value.text())
    }
}

impl Serialize for Serialized<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Json(text) => json::serialize_text(text, serializer),
        }
    }
}

/// Serializes values as a map.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(
    keys: &[&str],
    values: &[Serialized<'_>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(keys.len()))?;
    keys.iter().zip(values).try_for_each(|(key, value)| map.serialize_entry(key, value))?;
    map.end()
}

/// The flags of a test: their fallbacks, then what was set.
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
    /// If there is no JSON of the value, or none that can be read as the type of the flag: the flag would have its
    /// fallback then, and a test could pass for the wrong reason.
    #[must_use]
    #[track_caller]
    #[expect(clippy::panic, reason = "a test that asks for what cannot be has to fail")]
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
