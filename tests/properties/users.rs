//! Users with attributes of all kinds.

use std::time::{Duration, SystemTime};

use configcat_core::{Attribute, User};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// The attributes that users have and rules look at.
pub(crate) const ATTRIBUTE_NAMES: [&str; 6] = ["Identifier", "Email", "Country", "plan", "seats", ""];

/// A user, or none.
pub(crate) fn user() -> impl Strategy<Value = Option<User>> {
    let attributes = vec(option::weighted(0.9, attribute()), ATTRIBUTE_NAMES.len());
    let some = (attribute_text(), attributes).prop_map(|(identifier, attributes)| {
        let named = ATTRIBUTE_NAMES.into_iter().zip(attributes);
        named.fold(User::new(identifier), |user, (name, value)| match value {
            Some(value) => user.custom(name, value),
            None => user,
        })
    });
    option::weighted(0.9, some)
}

/// A text that rules are likely to look for.
pub(crate) fn attribute_text() -> impl Strategy<Value = String> {
    let known =
        ["", "abc", "a", "jane@example.com", " 1.0.0 ", "1.2.3-beta+5", "2.0", "10", "-3,5", "1e3", "é"];
    prop_oneof![8 => select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn attribute() -> impl Strategy<Value = Attribute> {
    prop_oneof![
        6 => attribute_text().prop_map(Attribute::from),
        1 => any::<i64>().prop_map(Attribute::from),
        1 => any::<u64>().prop_map(Attribute::from),
        1 => any::<f64>().prop_map(Attribute::from),
        1 => select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0]).prop_map(Attribute::from),
        1 => any::<u32>().prop_map(|seconds| (SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.into())).into()),
        1 => any::<u32>().prop_map(|seconds| (SystemTime::UNIX_EPOCH - Duration::from_secs(seconds.into())).into()),
        1 => vec(attribute_text(), 0..3).prop_map(Attribute::from),
    ]
}
