//! [`with`], [`with_text`] and [`with_bool`]: the setters of generated users.

use crate::{
    users::{Attribute, IntoOptional, User},
    values::Text,
};

/// The user with an attribute that is made of a `T`, or without the attribute.
#[must_use]
pub fn with<T: Into<Attribute>>(user: User, name: &'static str, value: impl IntoOptional<T>) -> User {
    user.custom(Text::from_static(name), value.into_optional().map(Into::into))
}

/// The user with an attribute that is the text of an enum, or without the attribute.
#[must_use]
pub fn with_text<T: Into<Text>>(user: User, name: &'static str, value: impl Into<Option<T>>) -> User {
    with::<Text>(user, name, value.into().map(Into::into))
}

/// The user with an attribute that is one of the texts that targeting rules have for `false` and `true`.
#[must_use]
pub fn with_bool(
    user: User,
    name: &'static str,
    value: impl IntoOptional<bool>,
    [no, yes]: [&'static str; 2],
) -> User {
    with::<Text>(
        user,
        name,
        value.into_optional().map(|value| Text::from_static(if value { yes } else { no })),
    )
}
