//! Percentage options: which share of the users somebody is in.

use crate::{
    config::{PercentageOption, PercentageOptions, Setting, hash},
    evaluation::obstacle::Obstacle,
    users::User,
};

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
    let name = setting.percentage_attribute_name();
    // Unlike in conditions, an empty attribute is as good as any: a user without an identifier has the empty one.
    let given = user.given(name).ok_or(Obstacle::AttributeMissing { attribute: name.as_str() })?;
    let bucket = given.attribute().read_text(|text| hash::bucket(setting.key(), text));
    let mut sum = 0.0;
    let option = options.options.iter().enumerate().find(|(_, option)| {
        sum += option.percentage();
        f64::from(bucket) < sum
    });
    Ok(Dealt { bucket, option })
}
