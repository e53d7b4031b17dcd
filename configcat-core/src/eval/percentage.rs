//! Percentage options: which share of the users somebody is in.

use crate::{PercentageOption, User, hash};

/// The option that a user falls into, with its index: the first whose running sum exceeds the user's bucket. `None` if there are no
/// options, or if they sum up to less than the bucket.
pub(super) fn pick<'c>(
    key: &str,
    options: &'c [PercentageOption],
    user: &User,
) -> Option<(usize, &'c PercentageOption)> {
    if options.is_empty() {
        return None;
    }
    let bucket = f64::from(hash::bucket(key, &user.identifier()));
    let mut sum = 0.0;
    options.iter().enumerate().find(|(_, option)| {
        sum += option.percentage();
        bucket < sum
    })
}
