//! Only generated code calls this. It can change with every version, as generated code does.

mod check;
mod drift;
mod fake;
mod json;
mod json_cache;
mod reading;
mod serialized;
mod source;

pub use check::{Expectation, FlagSet, check};
pub use drift::{ConfigDrift, FlagDrift};
pub use fake::Fake;
pub use json::{Json, JsonType};
pub use json_cache::JsonCache;
pub use reading::Reading;
pub use serde::{Serialize, Serializer};
pub use serialized::{Serialized, serialize};
pub use source::FlagSource;
