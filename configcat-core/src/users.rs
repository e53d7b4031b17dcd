//! Users: whom flags are evaluated for.

mod attribute;
mod attribute_name;
mod into_user;
mod parsed_attribute;
mod user;
mod user_json;

pub use attribute::Attribute;
pub(crate) use attribute_name::AttributeName;
pub use into_user::IntoUser;
pub(crate) use parsed_attribute::ParsedAttribute;
pub use user::User;
pub(crate) use user_json::LoggedUser;
