//! [`PercentageOption`]: a share of the users, and the served value for it.

use crate::config::served_value::ServedValue;

/// The percentage options of a targeting rule or of a setting.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PercentageOptions {
    pub(crate) options: Box<[PercentageOption]>,
    /// If no option covers the bucket of a user: a failure (config v6), or the options do not apply (config v5).
    pub(crate) must_cover: bool,
}

/// A share of the users, and the served value for it.
///
/// Each user has a bucket from 0 to 99: the first seven hexadecimal digits of `sha1(key + attribute)` as a number,
/// modulo 100, with the key of the setting and the [percentage
/// attribute](crate::config::Setting::percentage_attribute). The first option for which the sum of the percentages up
/// to it exceeds the bucket applies. All ConfigCat SDKs use this formula.
#[derive(Debug, Clone, PartialEq)]
pub struct PercentageOption {
    pub(super) percentage: f64,
    pub(super) served: ServedValue,
}

impl PercentageOption {
    /// The share in percent, as the document has it: usually 0 to 100, but not checked.
    #[must_use]
    pub fn percentage(&self) -> f64 {
        self.percentage
    }

    /// The served value for this share of the users.
    #[must_use]
    pub fn served(&self) -> &ServedValue {
        &self.served
    }
}
