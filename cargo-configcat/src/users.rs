//! Users in JSON: the value of `--user`, and each line of `--users`.

use std::fmt;

use configcat_build::Problem;
use configcat_core::{Attribute, Position, Text, User};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};

/// Parses a user. `None` is `null`: the user is not known.
///
/// The problem has no file. Its position is relative to this text, which may be one line of a file.
pub(crate) fn parse(json: &[u8]) -> Result<Option<User>, Problem> {
    serde_json::from_slice(json).map(|Record(user)| user).map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let position = Position { line: error.line().max(1), column: error.column().max(1) };
        Problem::new(format!("not a user: {message}")).at(position).remedy(
            "use `null` or an object such as `{\"Identifier\": \"1\", \"Email\": \"a@b.c\", \"custom\": {\"plan\": \"pro\"}}`",
        )
    })
}

/// The value of `--user`.
#[derive(Debug, Clone)]
pub(crate) struct UserArgument(pub(crate) Option<User>);

impl UserArgument {
    /// Parses the value.
    pub(crate) fn parse(argument: &str) -> Result<Self, Problem> {
        parse(argument.as_bytes()).map(Self).map_err(|problem| problem.in_file("--user"))
    }
}

struct Record(Option<User>);

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RecordVisitor).map(Self)
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

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Option<User>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`null` or an object")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    /// A member that is `null` counts as missing. If a member is there twice, the last one counts.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut identifier, mut email, mut country) = (None, None, None);
        let mut custom = Vec::new();
        while let Some(member) = map.next_key()? {
            match member {
                Member::Identifier => identifier = map.next_value::<Option<Text>>()?,
                Member::Email => email = map.next_value::<Option<Text>>()?,
                Member::Country => country = map.next_value::<Option<Text>>()?,
                Member::Custom => {
                    custom = map
                        .next_value::<Option<CustomAttributes>>()?
                        .map_or_else(Vec::new, |CustomAttributes(all)| all);
                }
            }
        }
        let mut user = User::new(identifier.unwrap_or_default());
        if let Some(email) = email {
            user = user.email(email);
        }
        if let Some(country) = country {
            user = user.country(country);
        }
        Ok(Some(custom.into_iter().fold(user, |user, (name, value)| user.custom(name, value))))
    }
}

/// Custom attributes by name.
struct CustomAttributes(Vec<(Text, Attribute)>);

impl<'de> Deserialize<'de> for CustomAttributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CustomVisitor).map(Self)
    }
}

struct CustomVisitor;

impl<'de> Visitor<'de> for CustomVisitor {
    type Value = Vec<(Text, Attribute)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of custom attributes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some((name, CustomValue(value))) = map.next_entry::<Text, CustomValue>()? {
            match value {
                // No ConfigCat SDK looks for these among the custom attributes.
                _ if matches!(name.as_str(), "Identifier" | "Email" | "Country") => {}
                Some(value) => all.push((name, value)),
                None => all.retain(|(earlier, _)| *earlier != name),
            }
        }
        Ok(all)
    }
}

struct CustomValue(Option<Attribute>);

impl<'de> Deserialize<'de> for CustomValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(Self)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Option<Attribute>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a list of texts")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.into()))
    }

    /// Whole numbers of more than 63 bits become the nearest decimal number.
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::<Text>::with_capacity(items.size_hint().unwrap_or_default());
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Some(list.into()))
    }
}
