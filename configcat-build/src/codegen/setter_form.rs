//! [`SetterForm`]: the type that a setter takes.

use serde::{Deserialize, Serialize};

use super::{attribute_kind::AttributeKind, form::Variant};

/// What a setter takes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum SetterForm {
    Kind(AttributeKind),
    /// An enum. Its name is the name of the user with this at its end.
    OneOf {
        suffix: String,
        variants: Vec<Variant>,
    },
}
