//! Percentage options: which share of the users somebody is in.

use super::Obstacle;
use crate::{PercentageOption, Setting, User, config::PercentageOptions, hash};

/// What percentage options came to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dealt<'c> {
    /// The bucket of the user, 0 to 99.
    pub(crate) bucket: u8,
    /// The first option whose running sum exceeds the bucket, with its index; `None` if their sum is not above it.
    pub(crate) option: Option<(usize, &'c PercentageOption)>,
}

/// Deals a user out.
pub(super) fn deal<'c>(
    setting: &'c Setting,
    options: &'c PercentageOptions,
    user: Option<&User>,
) -> Result<Dealt<'c>, Obstacle<'c>> {
    let user = user.ok_or(Obstacle::UserMissing)?;
    let bucket = match setting.named_percentage_attribute() {
        // A user without an identifier has the empty one.
        None => hash::bucket(setting.key(), &user.identifier()),
        Some(name) => {
            // Unlike in conditions, an empty attribute is as good as any.
            let given = user.given(name).ok_or(Obstacle::AttributeMissing { attribute: name.as_str() })?;
            hash::bucket(setting.key(), &given.attribute().to_text())
        }
    };
    let mut sum = 0.0;
    let option = options.options.iter().enumerate().find(|(_, option)| {
        sum += option.percentage();
        f64::from(bucket) < sum
    });
    Ok(Dealt { bucket, option })
}
