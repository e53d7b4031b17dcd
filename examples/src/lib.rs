//! The typed flags and the users of a shop, for all examples.

use configcat_core::User;
use serde::{Deserialize, Serialize};

/// An SDK key for the loopback server, in ConfigCat's format.
pub const SDK_KEY: &str = "0123456789012345678901/0123456789012345678901";

configcat_macros::flags! {
    /// The flags of the shop.
    pub struct Flags;
}

/// How much of the API a customer may use: the flag `limits`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// The highest number of requests in a minute.
    pub requests_per_minute: u32,
    /// The image formats that can be requested.
    pub formats: Vec<String>,
}

configcat_macros::flags! {
    /// The settings of the shop's billing.
    pub struct Billing;
    name = "billing"
}

/// Some users with their names.
#[must_use]
pub fn users() -> Vec<(&'static str, User)> {
    let jane = User::new("435170f4").email("jane@example.com").country("Hungary");
    let joe = User::new("8f2c11aa").email("joe@mail.test").country("Brazil");
    let acme = User::new("acme-corp").email("it@acme.test").country("France");
    vec![
        ("Jane", jane.custom("plan", "pro").custom("seats", 12).custom("appVersion", "2.4.1")),
        ("Joe", joe.custom("plan", "free").custom("seats", 1).custom("appVersion", "1.7.3")),
        (
            "Acme",
            acme.custom("plan", "enterprise")
                .custom("seats", 250)
                .custom("appVersion", "2.0.1")
                .custom("lifetimeValue", 18_250.75),
        ),
    ]
}
