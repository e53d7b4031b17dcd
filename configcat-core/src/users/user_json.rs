//! Reads and writes a [`User`] as JSON: `{"Identifier": "1", "Email": "a@b.c", "Country": "HU", "custom": {"plan":
//! "pro"}}`.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, SeqAccess, Visitor},
    ser::SerializeMap,
};

use crate::{
    users::{attribute::Attribute, attribute_name::AttributeName, user::User},
    values::Text,
};

/// Attributes that are not set are left out. A date is written as a number, which date comparators accept too.
impl Serialize for User {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let is_custom = |name| AttributeName::predefined(name).is_none();
        for (name, attribute) in self.attributes().filter(|(name, _)| !is_custom(name)) {
            map.serialize_entry(name, &attribute.to_text())?;
        }
        if self.attributes().any(|(name, _)| is_custom(name)) {
            map.serialize_entry("custom", &Custom(self))?;
        }
        map.end()
    }
}

/// The custom attributes of a user.
struct Custom<'u>(&'u User);

impl Serialize for Custom<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer
            .collect_map(self.0.attributes().filter(|(name, _)| AttributeName::predefined(name).is_none()))
    }
}

/// A user as ConfigCat's evaluation logs write it: all attributes in one object.
pub(crate) struct LoggedUser<'u>(pub(crate) &'u User);

impl Serialize for LoggedUser<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.attributes())
    }
}

/// A text, a number or a list of texts. A date becomes a number, in seconds since the Unix epoch.
impl Serialize for Attribute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Int(number) => number.serialize(serializer),
            Self::Float(number) | Self::Date(number) => number.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
        }
    }
}

/// Each member may be missing or `null`. If one occurs twice, the last one counts. Other members are an error.
impl<'de> Deserialize<'de> for User {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(UserVisitor)
    }
}

#[derive(Deserialize)]
#[serde(field_identifier)]
enum Member {
    Identifier,
    Email,
    Country,
    #[serde(rename = "custom")]
    Custom,
}

struct UserVisitor;

impl<'de> Visitor<'de> for UserVisitor {
    type Value = User;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a user (a JSON object)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<User, A::Error> {
        let (mut identifier, mut email, mut country) = (None, None, None);
        let mut custom = None;
        while let Some(member) = map.next_key()? {
            match member {
                Member::Identifier => identifier = map.next_value::<Option<Text>>()?,
                Member::Email => email = map.next_value::<Option<Text>>()?,
                Member::Country => country = map.next_value::<Option<Text>>()?,
                Member::Custom => custom = map.next_value::<Option<CustomAttributes>>()?,
            }
        }
        let CustomAttributes(custom) = custom.unwrap_or_default();
        Ok(User::new(identifier.unwrap_or_default()).email(email).country(country).custom_all(custom))
    }
}

/// Custom attributes by name.
#[derive(Default)]
struct CustomAttributes(Vec<(Text, Attribute)>);

impl<'de> Deserialize<'de> for CustomAttributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CustomVisitor)
    }
}

struct CustomVisitor;

impl<'de> Visitor<'de> for CustomVisitor {
    type Value = CustomAttributes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of custom attributes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CustomAttributes, A::Error> {
        let mut all = Vec::new();
        while let Some((name, value)) = map.next_entry::<Text, Option<Attribute>>()? {
            match value {
                // ConfigCat SDKs ignore predefined names among the custom attributes.
                _ if AttributeName::predefined(&name).is_some() => {}
                Some(value) => all.push((name, value)),
                None => all.retain(|(earlier, _)| *earlier != name),
            }
        }
        Ok(CustomAttributes(all))
    }
}

impl<'de> Deserialize<'de> for Attribute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AttributeVisitor)
    }
}

struct AttributeVisitor;

impl<'de> Visitor<'de> for AttributeVisitor {
    type Value = Attribute;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a list of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Attribute, E> {
        Ok(text.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Attribute, E> {
        Ok(number.into())
    }

    /// Whole numbers above [`i64::MAX`] become the nearest decimal number.
    fn visit_u64<E>(self, number: u64) -> Result<Attribute, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Attribute, E> {
        Ok(number.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Attribute, A::Error> {
        let mut list = Vec::<Text>::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_survive_json() {
        let user =
            User::new("1").email("a@b.c").custom("plan", "pro").custom("seats", 3).custom("tags", ["a", "b"]);
        let json = r#"{"Identifier":"1","Email":"a@b.c","custom":{"plan":"pro","seats":3,"tags":["a","b"]}}"#;
        assert_eq!(serde_json::to_string(&user).unwrap(), json);
        assert_eq!(serde_json::from_str::<User>(json).unwrap(), user);
        assert_eq!(serde_json::to_string(&User::new("")).unwrap(), r#"{"Identifier":""}"#);
    }

    #[test]
    fn members_may_be_missing_null_or_repeated() {
        for (json, user) in [
            ("{}", User::new("")),
            (r#"{"Identifier": null, "custom": null}"#, User::new("")),
            (r#"{"Identifier": "1", "Identifier": "2"}"#, User::new("2")),
            (r#"{"custom": {"a": 1, "b": null, "a": null, "Email": "no"}}"#, User::new("")),
            (r#"{"custom": {"big": 18446744073709551615}}"#, User::new("").custom("big", u64::MAX)),
        ] {
            assert_eq!(serde_json::from_str::<User>(json).unwrap(), user, "{json}");
        }
        for json in ["null", "[]", r#"{"email": "a"}"#, r#"{"Email": 1}"#, r#"{"custom": {"a": {}}}"#] {
            assert!(serde_json::from_str::<User>(json).is_err(), "{json}");
        }
    }
}
