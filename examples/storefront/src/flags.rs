//! The flags of the shop, generated from `flags/config.json`, and the type of its JSON flag.

use serde::{Deserialize, Serialize};

configcat_macros::flags! { pub(crate) struct Flags; }

/// The value of the flag `shipping`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shipping {
    /// Shipping is free from this price of the goods on, in euros. `None` if it is never free.
    pub(crate) free_from: Option<f64>,
    /// The price of shipping if it is not free, in euros.
    pub(crate) price: f64,
}
