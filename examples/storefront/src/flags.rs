//! The shop's flags: what is generated from `flags/config.json`, and the type of the one that is JSON.

use serde::{Deserialize, Serialize};

configcat_macros::flags! { pub(crate) struct Flags; }

/// What the flag `shipping` says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shipping {
    /// The price of the goods from which on shipping is free, in euros; never, if there is none.
    pub(crate) free_from: Option<f64>,
    /// What shipping costs else, in euros.
    pub(crate) price: f64,
}
