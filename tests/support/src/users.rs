//! [`UserRecord`]: a user as recorded cases write it.

use std::collections::BTreeMap;

use configcat_core::{Attribute, User};
use serde::Deserialize;

/// A user in JSON: `{"Identifier": …, "Email": …, "Country": …, "custom": {name: value}}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct UserRecord {
    identifier: String,
    email: Option<String>,
    country: Option<String>,
    #[serde(default, rename = "custom")]
    custom: BTreeMap<String, AttributeRecord>,
}

/// A custom attribute: text, a number, or a list of texts.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum AttributeRecord {
    Text(String),
    Int(i64),
    Float(f64),
    List(Vec<String>),
}

impl From<&UserRecord> for User {
    fn from(record: &UserRecord) -> Self {
        let mut user = Self::new(&record.identifier);
        if let Some(email) = &record.email {
            user = user.email(email);
        }
        if let Some(country) = &record.country {
            user = user.country(country);
        }
        record.custom.iter().fold(user, |user, (name, value)| user.custom(name, value))
    }
}

impl From<&AttributeRecord> for Attribute {
    fn from(record: &AttributeRecord) -> Self {
        match record {
            AttributeRecord::Text(text) => text.into(),
            AttributeRecord::Int(number) => (*number).into(),
            AttributeRecord::Float(number) => (*number).into(),
            AttributeRecord::List(items) => items.iter().collect(),
        }
    }
}
