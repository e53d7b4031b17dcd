//! [`AttributeFacts`]: what a document says about an attribute of users, for programs that show it.

use configcat_core::{
    Config,
    config::{AttributeType, ComparisonValue, UserComparator},
};

use super::{
    attributes::{AttributeUse, Attributes, IDENTIFIER, PREDEFINED},
    options::Options,
};

/// An attribute that targeting rules or percentage options name.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeFacts {
    /// The name.
    pub name: String,
    /// Whether every user can have it: `Identifier`, `Email` and `Country`.
    pub is_predefined: bool,
    /// What comparators compare it as, each once. Empty if only percentage options use it.
    pub types: Vec<AttributeType>,
    /// The comparators, each once.
    pub comparators: Vec<UserComparator>,
    /// The keys of the flags that ask for it.
    pub flags: Vec<String>,
    /// Whether percentage options deal users out by it.
    pub deals_out: bool,
    /// Some comparison values that are texts. The values of equality comparators come first.
    pub texts: Vec<String>,
    /// Some comparison values that are numbers; dates are seconds since the Unix epoch.
    pub numbers: Vec<f64>,
    /// How many comparison values the document has only hashes of.
    pub hashed: usize,
}

/// All attributes that a config names, in document order.
#[must_use]
pub fn attributes_of(config: &Config) -> Vec<AttributeFacts> {
    Attributes::of(config, &Options::default()).all.iter().map(AttributeFacts::from).collect()
}

impl From<&AttributeUse<'_>> for AttributeFacts {
    fn from(attribute: &AttributeUse<'_>) -> Self {
        let values = &attribute.values;
        let number = |value: &ComparisonValue<'_>| match value {
            ComparisonValue::Number(number) | ComparisonValue::Date(number) => Some(*number),
            _ => None,
        };
        Self {
            name: attribute.name.to_owned(),
            is_predefined: attribute.name == IDENTIFIER || PREDEFINED.contains(&attribute.name),
            types: attribute.types.clone(),
            comparators: attribute.comparators.clone(),
            flags: attribute.flags.iter().map(ToString::to_string).collect(),
            deals_out: attribute.dealt_by > 0,
            texts: values.equal.texts.iter().chain(&values.others.texts).map(ToString::to_string).collect(),
            numbers: values.numbers.iter().filter_map(number).collect(),
            hashed: values.hashed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attribute_is_there_with_what_rules_say_about_it() {
        let config = Config::parse(
            r#"{"f": {"a": {"t": 0, "v": {"b": true}, "a": "team", "p": [{"p": 100, "v": {"b": true}}], "r": [
                {"c": [{"u": {"a": "Email", "c": 2, "l": ["@a.b"]}}, {"u": {"a": "seats", "c": 14, "d": 5}}], "s": {"v": {"b": true}}},
                {"c": [{"u": {"a": "Email", "c": 0, "l": ["x@a.b"]}}], "s": {"v": {"b": true}}}
            ]}}}"#,
        );
        let facts = attributes_of(&config.unwrap());
        let [email, seats, team] = facts.as_slice() else { panic!("{facts:?}") };
        assert_eq!((email.name.as_str(), email.is_predefined, email.deals_out), ("Email", true, false));
        assert_eq!(email.texts, ["x@a.b", "@a.b"]);
        assert_eq!(
            (seats.types.as_slice(), seats.numbers.as_slice()),
            (&[AttributeType::Number][..], &[5.0][..])
        );
        assert!(team.deals_out && team.types.is_empty() && !team.is_predefined);
    }
}
