//! Percentage options: the bucket of a user, and the option that covers it.

use crate::{
    config::{PercentageOption, PercentageOptions, Setting, hash},
    evaluation::obstacle::Obstacle,
    users::User,
};

/// The bucket of a user, and the option that covers it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dealt<'c> {
    /// The bucket of the user, 0 to 99.
    pub(crate) bucket: u8,
    /// The first option for which the sum of the percentages so far exceeds the bucket, with its index.
    pub(crate) option: Option<(usize, &'c PercentageOption)>,
}

/// Calculates the bucket of a user and selects the option.
pub(super) fn deal<'c>(
    setting: &'c Setting,
    options: &'c PercentageOptions,
    user: Option<&User>,
) -> Result<Dealt<'c>, Obstacle<'c>> {
    let user = user.ok_or(Obstacle::UserMissing)?;
    let name = setting.percentage_attribute_name();
    // Unlike for conditions, an empty attribute is allowed, such as an empty identifier.
    let given = user.given(name).ok_or(Obstacle::AttributeMissing { attribute: name.as_str() })?;
    let bucket = given.attribute().read_text(|text| hash::bucket(setting.key(), text));
    let mut sum = 0.0;
    let option = options.options.iter().enumerate().find(|(_, option)| {
        sum += option.percentage();
        f64::from(bucket) < sum
    });
    Ok(Dealt { bucket, option })
}
