//! Values: what flags serve, and the Rust types for them.
//!
//! A config holds each value as a [`Value`] of a [`SettingType`]. A read converts it to a [`FlagValue`], the Rust type
//! that the application asked for. The application names a flag by a [`Flag`] constant, or by a key with an
//! [`IntoFlagValue`] as default value; either way, a `HashedKey` finds the setting. `numbers` parses numbers and
//! versions of documents and users; `version_text` checks versions in constants.

mod flag;
mod flag_value;
mod hashed_key;
mod numbers;
mod setting_type;
mod text;
mod value;
mod version_text;

pub use flag::Flag;
pub use flag_value::{FlagValue, IntoFlagValue};
pub(crate) use hashed_key::HashedKey;
pub(crate) use numbers::{is_nan, parse_decimal, parse_version, try_parse_version};
pub use setting_type::SettingType;
pub use text::Text;
pub(crate) use text::shortened;
pub use value::Value;
pub(crate) use version_text::is_version;
