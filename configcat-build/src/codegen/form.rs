//! [`Form`]: the type that a program gets a flag's value as, and the names that it needs.

use configcat_core::Text;
use proc_macro2::Span;
use serde::{Deserialize, Serialize};

/// The form of a flag's value.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Form {
    /// The value itself.
    Plain,
    /// An enum.
    Enum { type_name: String, variants: Vec<Variant> },
    /// JSON, parsed into a type of the user's. A function with the name `cache` keeps the parsed values.
    Json {
        type_path: String,
        cache: String,
        /// Where the user named the type, if the compiler knows the place.
        #[serde(skip)]
        named_at: Option<Span>,
    },
}

/// A variant of an enum, and its text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) text: Text,
}
