//! Only generated code calls this. It can change with every version, as generated code does.

mod check;
mod drift;
mod fake;
mod flag_reader;
mod json;
mod json_cache;
mod serialized;
mod source;

pub use check::{Expectation, FlagSet, check};
pub use drift::{ConfigDrift, FlagDrift};
pub use fake::Fake;
pub use flag_reader::FlagReader;
pub use json::{Json, JsonType};
pub use json_cache::JsonCache;
pub use serialized::{Serialized, serialize};
pub use source::FlagSource;
