//! [`attributes`]: the attributes that rules name.

use configcat_build::codegen::{AttributeFacts, attributes_of};
use configcat_core::{Config, config::AttributeType};
use serde::Serialize;
use serde_json::Value as Json;

/// An attribute of users.
#[derive(Debug, Serialize)]
pub(crate) struct AttributeView {
    name: String,
    kinds: Vec<&'static str>,
    predefined: bool,
    comparators: Vec<&'static str>,
    examples: Vec<Json>,
    hashed_values: usize,
    flags: Vec<String>,
    percentage_options: bool,
}

/// The attributes in document order.
pub(crate) fn attributes(config: &Config) -> Vec<AttributeView> {
    attributes_of(config).into_iter().map(AttributeView::from).collect()
}

impl From<AttributeFacts> for AttributeView {
    fn from(facts: AttributeFacts) -> Self {
        let mut comparators: Vec<&'static str> =
            facts.comparators.iter().map(|comparator| comparator.wording()).collect();
        comparators.dedup();
        let numbers = facts.numbers.into_iter().map(Json::from);
        Self {
            name: facts.name,
            kinds: facts.types.into_iter().map(kind_name).collect(),
            predefined: facts.is_predefined,
            comparators,
            examples: facts.texts.into_iter().map(Json::from).chain(numbers).collect(),
            hashed_values: facts.hashed,
            flags: facts.flags,
            percentage_options: facts.deals_out,
        }
    }
}

fn kind_name(kind: AttributeType) -> &'static str {
    match kind {
        AttributeType::Number => "number",
        AttributeType::Version => "version",
        AttributeType::Date => "date",
        AttributeType::List => "list",
        _ => "text",
    }
}
