//! [`PercentageOption`]: a share of the users, and what they are served.

use crate::config::served_value::ServedValue;

/// Percentage options that stand together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PercentageOptions {
    pub(crate) options: Box<[PercentageOption]>,
    /// Whether a user that falls into no option is an error, as in config v6; else the options do not apply.
    pub(crate) must_cover: bool,
}

/// A share of the users, dealt out by hash, and what they are served.
#[derive(Debug, Clone, PartialEq)]
pub struct PercentageOption {
    pub(super) percentage: f64,
    pub(super) served: ServedValue,
}

impl PercentageOption {
    /// The share in percent, 0 to 100.
    #[must_use]
    pub fn percentage(&self) -> f64 {
        self.percentage
    }

    /// What is served to this share of the users.
    #[must_use]
    pub fn served(&self) -> &ServedValue {
        &self.served
    }
}
