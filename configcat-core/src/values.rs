//! Values: what flags serve, and the Rust types that stand for them.

mod flag;
mod flag_value;
mod hashed_key;
mod numbers;
mod setting_type;
mod text;
mod value;

pub use {
    flag::Flag,
    flag_value::{FlagValue, IntoFlagValue},
    setting_type::SettingType,
    text::Text,
    value::Value,
};
pub(crate) use {
    hashed_key::HashedKey,
    numbers::{parse_decimal, parse_number_word, parse_version},
    text::shortened,
};
