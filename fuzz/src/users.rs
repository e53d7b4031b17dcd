//! Users with attributes of all types.

use std::time::{Duration, SystemTime};

use arbitrary::{Arbitrary as _, Result, Unstructured};
use configcat_core::{Attribute, User};

/// The names of attributes that recorded documents compare.
const NAMES: [&str; 8] = ["Email", "Country", "Version", "Age", "Roles", "Plan", "Identifier", "Custom1"];

/// A user, or none.
///
/// # Errors
///
/// None that matters: after the end of the bytes, each choice is the first one.
pub(crate) fn any_user(bytes: &mut Unstructured<'_>) -> Result<Option<User>> {
    if bytes.ratio(1, 8)? {
        return Ok(None);
    }
    let mut user = User::new(String::arbitrary(bytes)?);
    for name in NAMES {
        if bytes.ratio(7, 8)? {
            user = user.custom(name, any_attribute(bytes)?);
        }
    }
    Ok(Some(user))
}

fn any_attribute(bytes: &mut Unstructured<'_>) -> Result<Attribute> {
    const KNOWN: [&str; 10] = [
        "",
        "a@b.c",
        "bob@test.io",
        "1.0.0",
        "2.0.0-beta.1",
        "10",
        "-0,5",
        "NaN",
        r#"["pro"]"#,
        "United Kingdom",
    ];

    Ok(match bytes.int_in_range(0..=6)? {
        0..=1 => Attribute::from(*bytes.choose(&KNOWN)?),
        2 => String::arbitrary(bytes)?.into(),
        3 => i64::arbitrary(bytes)?.into(),
        4 => f64::arbitrary(bytes)?.into(),
        5 => (SystemTime::UNIX_EPOCH + Duration::from_millis(u32::arbitrary(bytes)?.into())).into(),
        _ => Vec::<String>::arbitrary(bytes)?.into(),
    })
}
