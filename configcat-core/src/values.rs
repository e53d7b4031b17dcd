//! Values: what flags serve, and the Rust types that stand for them.

mod flag;
mod flag_value;
mod hashed_key;
mod numbers;
mod setting_type;
mod text;
mod value;

pub use flag::Flag;
pub use flag_value::{FlagValue, IntoFlagValue};
pub(crate) use hashed_key::HashedKey;
pub(crate) use numbers::{parse_decimal, parse_number_word, parse_version};
pub use setting_type::SettingType;
pub use text::Text;
pub(crate) use text::shortened;
pub use value::Value;
