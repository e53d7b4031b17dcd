//! Users: whom flags are evaluated for.
//!
//! An application makes a [`User`] of [`Attribute`]s and passes it to a read as [`IntoUser`]. `user` stores each
//! attribute as a `ParsedAttribute`, which keeps its forms as number, version or list after the first use. When a
//! config is compiled, the names in its conditions become `AttributeName`s, so that evaluation finds attributes without
//! comparing names. `user_json` reads and writes users as JSON.
//!
//! Generated users have a setter for each attribute, which takes what the targeting rules compare it with: a text, a
//! [`Number`], a [`Version`], a [`Date`], [`Texts`] or a `bool`.

mod attribute;
mod attribute_name;
mod date;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "semver", feature = "time"))]
mod foreign;
mod into_typed_user;
mod into_user;
mod number;
mod optional;
mod parsed_attribute;
mod required;
mod texts;
mod user;
mod user_json;
mod version;

pub use attribute::Attribute;
pub(crate) use attribute_name::AttributeName;
pub use date::Date;
pub use into_typed_user::IntoTypedUser;
pub use into_user::IntoUser;
pub use number::Number;
pub use optional::IntoOptional;
pub(crate) use parsed_attribute::ParsedAttribute;
pub use required::IntoRequired;
pub use texts::Texts;
pub use user::User;
pub(crate) use user_json::LoggedUser;
pub use version::{Version, VersionError};
