//! Users: whom flags are evaluated for.

mod attribute;
mod attribute_name;
mod into_user;
mod parsed_attribute;
mod user;
mod user_json;

pub use {attribute::Attribute, into_user::IntoUser, user::User};
pub(crate) use {attribute_name::AttributeName, parsed_attribute::ParsedAttribute, user_json::LoggedUser};
