//! [`User`]: whom a flag is evaluated for.

use std::{borrow::Cow, fmt, sync::Arc};

use crate::{
    users::{
        attribute::Attribute,
        attribute_name::{AttributeName, CustomName},
        optional::IntoOptional,
        parsed_attribute::ParsedAttribute,
    },
    values::{HashedKey, Text},
};

/// Whom flags are evaluated for: a user, tenant, device or request, as a set of attributes.
///
/// Attribute names are case-sensitive. A clone costs one reference count. Reuse a user for several reads: it keeps the
/// parsed forms of its attributes.
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
#[doc(alias = "UserObject")]
#[derive(Clone, PartialEq)]
pub struct User(Arc<Attributes>);

#[derive(Clone, PartialEq)]
struct Attributes {
    identifier: ParsedAttribute,
    email: Option<ParsedAttribute>,
    country: Option<ParsedAttribute>,
    /// Sorted by name.
    custom: Vec<(CustomName, ParsedAttribute)>,
}

impl User {
    /// A user with this `Identifier`: a text or a whole number; for other types, `id.to_string()`. Buckets are calculated
    /// from it, unless a setting names another attribute. An empty identifier is allowed; conditions treat it as missing.
    #[must_use]
    pub fn new(identifier: impl Into<Text>) -> Self {
        Self(Arc::new(Attributes {
            identifier: Attribute::Text(identifier.into()).into(),
            email: None,
            country: None,
            custom: Vec::new(),
        }))
    }

    /// Sets the attribute `Email`, or removes it: `None` is allowed, too.
    #[must_use]
    pub fn email(self, email: impl IntoOptional<Text>) -> Self {
        self.with(AttributeName::Email, email.into_optional().map(Attribute::Text))
    }

    /// Sets the attribute `Country`, or removes it: `None` is allowed, too.
    #[must_use]
    pub fn country(self, country: impl IntoOptional<Text>) -> Self {
        self.with(AttributeName::Country, country.into_optional().map(Attribute::Text))
    }

    /// Sets a custom attribute to a text, an integer, a float, a date such as [`SystemTime`](std::time::SystemTime), or a
    /// list of texts; `None` removes it. The last value for a name counts. The names `Identifier`, `Email` and `Country`
    /// set the predefined attributes. An identifier cannot be removed: `None` makes it empty.
    #[must_use]
    pub fn custom(self, name: impl Into<Text>, value: impl IntoOptional<Attribute>) -> Self {
        self.with(AttributeName::from(name.into()), value.into_optional())
    }

    /// Sets several custom attributes, from a map for example.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use configcat_core::User;
    ///
    /// let attributes = BTreeMap::from([("plan", "pro"), ("region", "eu")]);
    /// let user = User::new("435170f4").custom_all(attributes);
    /// assert_eq!(user.attribute("region"), Some(&"eu".into()));
    /// ```
    #[must_use]
    pub fn custom_all<N: Into<Text>, V: IntoOptional<Attribute>>(
        self,
        attributes: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        attributes.into_iter().fold(self, |user, (name, value)| user.custom(name, value))
    }

    /// The identifier as text.
    #[doc(alias = "get_identifier")]
    #[must_use]
    pub fn identifier(&self) -> Cow<'_, str> {
        self.0.identifier.attribute().to_text()
    }

    /// The attribute with this name as it was set; `None` if it was not set.
    #[doc(alias = "get_attribute")]
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        let given = match name {
            AttributeName::IDENTIFIER => Some(&self.0.identifier),
            AttributeName::EMAIL => self.0.email.as_ref(),
            AttributeName::COUNTRY => self.0.country.as_ref(),
            custom => self.custom_attribute(HashedKey::new(custom)),
        };
        given.map(ParsedAttribute::attribute)
    }

    /// All attributes with their names: `Identifier`, `Email`, `Country`, then the custom attributes, sorted by name.
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

    /// The attribute with this name; `None` if it was not set or is the empty text, as conditions see it.
    #[inline]
    pub(crate) fn present(&self, name: &AttributeName) -> Option<&ParsedAttribute> {
        self.given(name).filter(|given| !given.attribute().is_missing())
    }

    /// The attribute with this name, even if it is empty, as percentage options see it.
    #[inline]
    pub(crate) fn given(&self, name: &AttributeName) -> Option<&ParsedAttribute> {
        match name {
            AttributeName::Identifier => Some(&self.0.identifier),
            AttributeName::Email => self.0.email.as_ref(),
            AttributeName::Country => self.0.country.as_ref(),
            AttributeName::Custom(name) => self.custom_attribute(name.key()),
        }
    }

    /// Linear search by hash: users have few attributes.
    fn custom_attribute(&self, name: HashedKey<'_>) -> Option<&ParsedAttribute> {
        self.0.custom.iter().find(|(other, _)| other.key() == name).map(|(_, given)| given)
    }

    fn with(mut self, name: AttributeName, value: Option<Attribute>) -> Self {
        let attributes = Arc::make_mut(&mut self.0);
        let given = value.map(ParsedAttribute::from);
        match name {
            AttributeName::Identifier => {
                attributes.identifier = given.unwrap_or_else(|| Attribute::Text(Text::default()).into());
            }
            AttributeName::Email => attributes.email = given,
            AttributeName::Country => attributes.country = given,
            AttributeName::Custom(name) => attributes.set_custom(name, given),
        }
        self
    }
}

impl Attributes {
    fn set_custom(&mut self, name: CustomName, given: Option<ParsedAttribute>) {
        let index = self.custom.partition_point(|(other, _)| other.text < name.text);
        let slot = self.custom.get_mut(index).filter(|(other, _)| *other == name);
        match (slot, given) {
            (Some((_, slot)), Some(given)) => *slot = given,
            (Some(_), None) => _ = self.custom.remove(index),
            (None, Some(given)) => self.custom.insert(index, (name, given)),
            (None, None) => {}
        }
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.attributes()).finish()
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
    fn several_attributes_are_set_at_once_and_truth_values_are_texts() {
        let user = User::new("a").custom_all([("b", true), ("Email", false)]);
        assert_eq!(user, User::new("a").custom("b", "true").email("false"));
    }

    #[test]
    fn what_is_not_given_is_removed() {
        let none = None::<&str>;
        let user = User::new(1).email("e").country(Some("HU")).custom("a", 1).custom("b", Some(2));
        let user = user.email(none).custom("a", none).custom("c", none);
        assert_eq!(user, User::new("1").country("HU").custom("b", 2));
        assert_eq!(user.custom("Identifier", none).custom("Country", none).custom("b", none), User::new(""));
    }

    #[test]
    fn a_clone_is_not_changed_by_what_is_built_from_it() {
        let base = User::new("a");
        let other = base.clone().country("HU");
        assert_eq!((base.attribute("Country"), other.attribute("Country").is_some()), (None, true));
    }
}
