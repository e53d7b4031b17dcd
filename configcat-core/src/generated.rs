//! The runtime of generated code. Only generated code calls it: it can change with every version.
//!
//! An accessor reads from a [`FlagSource`], with a constant `Flag` that has the key and the fallback. Accessors of JSON
//! flags also use a [`JsonCache`], which parses each text once. Methods that read several flags use a [`Reading`],
//! so that all values come from one config. [`FlagSet`] is implemented by the generated type: from its expectations,
//! [`check`](check()) compares a config with the generated code, [`Fake`] takes the fallbacks, and [`overrides_from_env`] the
//! types.

mod check;
mod drift;
mod env_override_error;
mod env_overrides;
mod fake;
mod json;
mod json_cache;
mod reading;
mod serialized;
mod source;
mod typed_user;

pub use check::{Expectation, FlagSet, check};
pub use drift::{ConfigDrift, FlagDrift};
pub use env_override_error::{EnvOverrideError, VariableProblem};
pub use env_overrides::{overrides_from_env, overrides_from_vars};
pub use fake::Fake;
pub use json::{Json, JsonType};
pub use json_cache::JsonCache;
pub use reading::Reading;
pub use serde::{Serialize, Serializer};
pub use serialized::{Serialized, serialize, serialized};
pub use source::FlagSource;
pub use typed_user::{with, with_bool, with_text};
