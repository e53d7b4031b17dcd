//! Only generated code calls this. It can change with every version, as generated code does.

mod check;
mod drift;
mod fake;
mod flag_reader;
mod json;
mod json_cache;
mod serialized;
mod source;

pub use {
    check::{Expectation, FlagSet, check},
    drift::{ConfigDrift, FlagDrift},
    fake::Fake,
    flag_reader::FlagReader,
    json::{Json, JsonType},
    json_cache::JsonCache,
    serialized::{Serialized, serialize},
    source::FlagSource,
};
