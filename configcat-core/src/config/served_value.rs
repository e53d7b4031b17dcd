//! [`ServedValue`]: a value with its variation id.

use crate::values::{Text, Value};

/// A value with its variation id: what a targeting rule, a percentage option or the setting itself serves.
#[derive(Debug, Clone, PartialEq)]
pub struct ServedValue {
    pub(super) value: Value,
    pub(super) variation_id: Option<Text>,
}

impl ServedValue {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The id that ConfigCat gave this value, for analytics. `None` if the document has none.
    #[must_use]
    pub fn variation_id(&self) -> Option<&Text> {
        self.variation_id.as_ref()
    }
}
