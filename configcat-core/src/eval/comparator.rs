//! The comparators: one arm for each shape of operand.

use std::{borrow::Cow, cmp::Ordering};

use semver::Version;

use super::Obstacle;
use crate::{
    Attribute, Text, UserCondition,
    config::operand::{NoVersion, Operand, Reading, parse_decimal, parse_number, parse_version},
};

/// Whether a user condition holds for an attribute. Calls `converted` if a text comparator gets to see an attribute
/// that is not text.
pub(super) fn holds<'a>(
    condition: &'a UserCondition,
    attribute: &'a Attribute,
    converted: impl FnOnce(),
) -> Result<bool, Obstacle<'a>> {
    let found = match condition.operand() {
        Operand::OneOf(texts) | Operand::Equals(texts) => texts.contains(&text(attribute, converted)),
        Operand::Affix { end, texts } => texts.any_of(&text(attribute, converted), *end),
        Operand::ContainsAnyOf(items) => {
            let text = text(attribute, converted);
            items.iter().any(|item| text.contains(item.as_str()))
        }
        Operand::ArrayContainsAnyOf(texts) => {
            list(condition, attribute)?.iter().any(|item| texts.contains(item))
        }
        Operand::VersionOneOf { versions: Ok(versions), items } => {
            // With nothing to compare with, the attribute does not have to be a version.
            if items.is_empty() {
                false
            } else {
                let own = version(condition, attribute)?;
                versions.iter().any(|other| own.cmp_precedence(other).is_eq())
            }
        }
        Operand::Version { relation, version: Ok(other), .. } => {
            relation.holds(version(condition, attribute)?.cmp_precedence(other))
        }
        Operand::VersionOneOf { versions: Err(none), .. } | Operand::Version { version: Err(none), .. } => {
            return no_version(none, condition, attribute);
        }
        Operand::Number { relation, number: Some(other), reading, .. } => {
            let ordering: Option<Ordering> = number(condition, attribute, *reading)?.partial_cmp(other);
            ordering.is_some_and(|ordering| relation.holds(ordering))
        }
        Operand::Number { number: None, .. } => return Err(comparison_invalid(condition)),
    };
    Ok(found != condition.is_negated())
}

/// A condition whose comparison value is not a version never holds, negated or not.
fn no_version<'a>(
    none: &NoVersion,
    condition: &'a UserCondition,
    attribute: &'a Attribute,
) -> Result<bool, Obstacle<'a>> {
    if none.skips_rule {
        return Err(comparison_invalid(condition));
    }
    version(condition, attribute).map(|_| false)
}

fn comparison_invalid(condition: &UserCondition) -> Obstacle<'_> {
    condition.operand().invalid().map_or(Obstacle::UserMissing, Obstacle::ComparisonInvalid)
}

fn text(attribute: &Attribute, converted: impl FnOnce()) -> Cow<'_, str> {
    if !matches!(attribute, Attribute::Text(_)) {
        converted();
    }
    attribute.to_text()
}

/// Build metadata is kept, but ignored by the precedence that versions are compared by.
fn version<'a>(condition: &'a UserCondition, attribute: &'a Attribute) -> Result<Version, Obstacle<'a>> {
    let text = attribute.to_text();
    parse_version(&text).ok_or_else(|| invalid(condition, text, "semantic version"))
}

fn number<'a>(
    condition: &'a UserCondition,
    attribute: &'a Attribute,
    reading: Reading,
) -> Result<f64, Obstacle<'a>> {
    let number = match (attribute, reading) {
        #[expect(clippy::cast_precision_loss, reason = "comparison values are decimal numbers too")]
        (Attribute::Int(number), _) => Some(*number as f64),
        (Attribute::Float(number), Reading::Number | Reading::Timestamp)
        | (Attribute::Date(number), Reading::Timestamp) => Some(*number),
        (Attribute::Text(text), Reading::Number | Reading::Timestamp) => parse_number(text),
        (_, Reading::Number | Reading::Timestamp) => None,
        (_, Reading::Decimal) => parse_decimal(&attribute.to_text()),
    };
    let expected = match reading {
        Reading::Decimal | Reading::Number => "decimal number",
        Reading::Timestamp => "Unix timestamp (number of seconds elapsed since Unix epoch)",
    };
    number.ok_or_else(|| invalid(condition, attribute.to_text(), expected))
}

/// The texts of a list, or of text that is a JSON array of texts.
fn list<'a>(condition: &'a UserCondition, attribute: &'a Attribute) -> Result<Cow<'a, [Text]>, Obstacle<'a>> {
    let list = match attribute {
        Attribute::List(list) => Some(Cow::Borrowed(list.as_slice())),
        Attribute::Text(text) => serde_json::from_str(text).ok().map(Cow::Owned),
        Attribute::Int(_) | Attribute::Float(_) | Attribute::Date(_) => None,
    };
    list.ok_or_else(|| invalid(condition, attribute.to_text(), "string array"))
}

fn invalid<'a>(condition: &'a UserCondition, text: Cow<'a, str>, expected: &'static str) -> Obstacle<'a> {
    Obstacle::AttributeInvalid { attribute: condition.attribute(), text, expected }
}
