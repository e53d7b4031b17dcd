//! [`User`]: whom a flag is evaluated for, and [`IntoUser`]: how one is given.

use std::{borrow::Cow, fmt, sync::Arc};

use crate::{Attribute, Text, attribute::Given, index::Key};

/// The user (or tenant, device, request …) that targeting rules look at.
///
/// Built fluently, cheap to clone (one reference count) and meant to be reused for many evaluations. Attribute
/// names are case-sensitive.
///
/// ```
/// use configcat_core::User;
///
/// let user = User::new("435170f4")
///     .email("jane@example.com")
///     .country("Hungary")
///     .custom("plan", "pro")
///     .custom("seats", 12);
/// assert_eq!(user.identifier(), "435170f4");
/// ```
#[derive(Clone, PartialEq)]
pub struct User(Arc<Attributes>);

#[derive(Clone, PartialEq)]
struct Attributes {
    identifier: Given,
    email: Option<Given>,
    country: Option<Given>,
    /// Sorted by name.
    custom: Vec<(CustomName, Given)>,
}

impl User {
    /// A user with the identifier that percentage options are dealt by. An empty identifier is allowed: rules
    /// see it as missing.
    #[must_use]
    pub fn new(identifier: impl Into<Text>) -> Self {
        Self(Arc::new(Attributes {
            identifier: Attribute::Text(identifier.into()).into(),
            email: None,
            country: None,
            custom: Vec::new(),
        }))
    }

    /// Sets the `Email` attribute.
    #[must_use]
    pub fn email(self, email: impl Into<Text>) -> Self {
        self.with(AttributeName::Email, Attribute::Text(email.into()))
    }

    /// Sets the `Country` attribute.
    #[must_use]
    pub fn country(self, country: impl Into<Text>) -> Self {
        self.with(AttributeName::Country, Attribute::Text(country.into()))
    }

    /// Sets a custom attribute: text, an integer, a float, a [`SystemTime`](std::time::SystemTime) or a list of
    /// texts. The last value given for a name counts. The names `Identifier`, `Email` and `Country` set those
    /// attributes.
    #[must_use]
    pub fn custom(self, name: impl Into<Text>, value: impl Into<Attribute>) -> Self {
        self.with(AttributeName::from(name.into()), value.into())
    }

    /// The identifier as text.
    #[must_use]
    pub fn identifier(&self) -> Cow<'_, str> {
        self.0.identifier.attribute().to_text()
    }

    /// The attribute of this name as it was set, `None` if it was not.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        let given = match name {
            AttributeName::IDENTIFIER => Some(&self.0.identifier),
            AttributeName::EMAIL => self.0.email.as_ref(),
            AttributeName::COUNTRY => self.0.country.as_ref(),
            custom => self.custom_attribute(Key::new(custom)),
        };
        given.map(Given::attribute)
    }

    /// All attributes by name: identifier, email, country, then the custom ones sorted by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &Attribute)> {
        let Attributes { identifier, email, country, custom } = &*self.0;
        [
            (AttributeName::IDENTIFIER, Some(identifier)),
            (AttributeName::EMAIL, email.as_ref()),
            (AttributeName::COUNTRY, country.as_ref()),
        ]
        .into_iter()
        .filter_map(|(name, given)| Some((name, given?)))
        .chain(custom.iter().map(|(name, given)| (name.text.as_str(), given)))
        .map(|(name, given)| (name, given.attribute()))
    }

    /// The attribute that a condition names, unless it is missing or empty.
    #[inline]
    pub(crate) fn present(&self, name: &AttributeName) -> Option<&Given> {
        self.given(name).filter(|given| !given.attribute().is_missing())
    }

    /// The attribute that was given, even if it is empty.
    #[inline]
    pub(crate) fn given(&self, name: &AttributeName) -> Option<&Given> {
        match name {
            AttributeName::Identifier => Some(&self.0.identifier),
            AttributeName::Email => self.0.email.as_ref(),
            AttributeName::Country => self.0.country.as_ref(),
            AttributeName::Custom(name) => self.custom_attribute(name.key()),
        }
    }

    /// Looks at all hashes: users have few attributes.
    fn custom_attribute(&self, name: Key<'_>) -> Option<&Given> {
        self.0.custom.iter().find(|(other, _)| other.key() == name).map(|(_, given)| given)
    }

    fn with(mut self, name: AttributeName, value: Attribute) -> Self {
        let attributes = Arc::make_mut(&mut self.0);
        let given = Given::from(value);
        match name {
            AttributeName::Identifier => attributes.identifier = given,
            AttributeName::Email => attributes.email = Some(given),
            AttributeName::Country => attributes.country = Some(given),
            AttributeName::Custom(name) => {
                let custom = &mut attributes.custom;
                let index = custom.partition_point(|(other, _)| other.text < name.text);
                match custom.get_mut(index) {
                    Some((other, slot)) if *other == name => *slot = given,
                    _ => custom.insert(index, (name, given)),
                }
            }
        }
        self
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.attributes()).finish()
    }
}

/// What flags are evaluated for: `&user`, or `None` without a user; also an `Option<&User>`, or a reference to an
/// `Option<User>`.
///
/// It stands for `Into<Option<&User>>`, which is all that an application has to implement, to give flags the user of a
/// request for example:
///
/// ```
/// use configcat_core::{Config, Snapshot, User};
///
/// struct Request {
///     user: Option<User>,
/// }
///
/// impl<'u> From<&'u Request> for Option<&'u User> {
///     fn from(request: &'u Request) -> Self {
///         request.user.as_ref()
///     }
/// }
///
/// let snapshot = Snapshot::from(Config::from_values([("beta", true)]));
/// let request = Request { user: Some(User::new("1")) };
/// assert!(snapshot.get_value("beta", false, &request));
/// assert!(snapshot.get_value("beta", false, None));
/// ```
#[diagnostic::on_unimplemented(
    message = "flags take `&User`, `Option<&User>` or `None`, not `{Self}`",
    label = "pass `&user`, or `None`"
)]
pub trait IntoUser<'u>: Into<Option<&'u User>> {}

#[diagnostic::do_not_recommend]
impl<'u, T: Into<Option<&'u User>>> IntoUser<'u> for T {}

/// The name of a user attribute, resolved once when a config is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AttributeName {
    Identifier,
    Email,
    Country,
    Custom(CustomName),
}

/// The name of a custom attribute, with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomName {
    hash: u32,
    text: Text,
}

impl CustomName {
    fn new(text: Text) -> Self {
        Self { hash: Key::new(&text).hash(), text }
    }

    #[inline]
    fn key(&self) -> Key<'_> {
        Key::with_hash(&self.text, self.hash)
    }
}

impl AttributeName {
    const IDENTIFIER: &'static str = "Identifier";
    const EMAIL: &'static str = "Email";
    const COUNTRY: &'static str = "Country";

    fn predefined(name: &str) -> Option<Self> {
        match name {
            Self::IDENTIFIER => Some(Self::Identifier),
            Self::EMAIL => Some(Self::Email),
            Self::COUNTRY => Some(Self::Country),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Identifier => Self::IDENTIFIER,
            Self::Email => Self::EMAIL,
            Self::Country => Self::COUNTRY,
            Self::Custom(name) => &name.text,
        }
    }
}

impl From<Text> for AttributeName {
    fn from(name: Text) -> Self {
        Self::predefined(&name).unwrap_or_else(|| Self::Custom(CustomName::new(name)))
    }
}

impl From<&str> for AttributeName {
    fn from(name: &str) -> Self {
        Self::predefined(name).unwrap_or_else(|| Self::Custom(CustomName::new(name.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_counts_and_predefined_names_are_not_custom() {
        let user = User::new("a").custom("b", 1).custom("a", 2).custom("b", "x").custom("Email", "e");
        assert_eq!(user.attribute("b"), Some(&"x".into()));
        assert_eq!(user.attribute("Email"), Some(&"e".into()));
        assert_eq!(user.attribute("email"), None);
        assert_eq!(
            format!("{user:?}"),
            r#"{"Identifier": Text("a"), "Email": Text("e"), "a": Int(2), "b": Text("x")}"#
        );
    }

    #[test]
    fn a_clone_is_not_changed_by_what_is_built_from_it() {
        let base = User::new("a");
        let other = base.clone().country("HU");
        assert_eq!((base.attribute("Country"), other.attribute("Country").is_some()), (None, true));
    }
}
