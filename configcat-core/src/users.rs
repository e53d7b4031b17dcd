//! Users: whom flags are evaluated for.
//!
//! An application makes a [`User`] of [`Attribute`]s and passes it to a read as [`IntoUser`]. `user` stores each
//! attribute as a `ParsedAttribute`, which keeps its forms as number, version or list after the first use. When a
//! config is compiled, the names in its conditions become `AttributeName`s, so that evaluation finds attributes without
//! comparing names. `user_json` reads and writes users as JSON.

mod attribute;
mod attribute_name;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "semver", feature = "time"))]
mod foreign;
mod into_user;
mod optional;
mod parsed_attribute;
mod user;
mod user_json;

pub use attribute::Attribute;
pub(crate) use attribute_name::AttributeName;
pub use into_user::IntoUser;
pub use optional::IntoOptional;
pub(crate) use parsed_attribute::ParsedAttribute;
pub use user::User;
pub(crate) use user_json::LoggedUser;
