//! The user for whom flags are evaluated. It has five attributes.

/// The identifier.
pub const ID: &str = "d3b07384d113edec";
/// The email address.
pub const EMAIL: &str = "jane@example.com";
/// The country.
pub const COUNTRY: &str = "Hungary";
/// The version of the application.
pub const VERSION: &str = "1.2.3";
/// The number of seats that the customer has. SDKs with number attributes get it as a number.
pub const SEATS: f64 = 12.0;
