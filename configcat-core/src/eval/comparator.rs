//! The comparators: one arm for each shape of operand.

use std::{borrow::Cow, cmp::Ordering};

use semver::Version;

use super::Obstacle;
use crate::{
    Attribute,
    config::operand::{Operand, parse_decimal, parse_version},
    hash::Digest,
};

/// Whether an attribute compares to an operand as its comparator wants, before negation. Calls `converted` if a
/// text comparator gets to see an attribute that is not text.
pub(super) fn matches<'a>(
    operand: &'a Operand,
    attribute: &'a Attribute,
    converted: impl FnOnce(),
) -> Result<bool, Obstacle<'a>> {
    if let Some(invalid) = operand.invalid() {
        return Err(Obstacle::ComparisonInvalid(invalid));
    }
    Ok(match operand {
        Operand::OneOf(list) => list.contains(&text(attribute, converted)),
        Operand::OneOfHashed(list) => list.contains(&Digest::of(&text(attribute, converted))),
        Operand::ContainsAnyOf(items) => {
            let text = text(attribute, converted);
            items.iter().any(|item| text.contains(item.as_str()))
        }
        Operand::VersionOneOf { versions, .. } => match versions.as_deref() {
            // With nothing to compare with, the attribute does not have to be a version.
            Ok([]) | Err(_) => false,
            Ok(versions) => {
                let own = version(attribute)?;
                versions.iter().any(|other| own.cmp_precedence(other).is_eq())
            }
        },
        Operand::Version { relation, version: other, .. } => {
            let own = version(attribute)?;
            other.as_ref().is_some_and(|other| relation.holds(own.cmp_precedence(other)))
        }
        Operand::Number { relation, number: other, .. } => {
            let own = number(attribute)?;
            let ordering: Option<Ordering> = other.and_then(|other| own.partial_cmp(&other));
            ordering.is_some_and(|ordering| relation.holds(ordering))
        }
    })
}

fn text(attribute: &Attribute, converted: impl FnOnce()) -> Cow<'_, str> {
    if !matches!(attribute, Attribute::Text(_)) {
        converted();
    }
    attribute.to_text()
}

/// Build metadata is kept, but ignored by the precedence that versions are compared by.
fn version(attribute: &Attribute) -> Result<Version, Obstacle<'_>> {
    let text = attribute.to_text();
    parse_version(&text).ok_or(Obstacle::AttributeInvalid { text, expected: "semantic version" })
}

fn number(attribute: &Attribute) -> Result<f64, Obstacle<'_>> {
    match attribute {
        #[expect(clippy::cast_precision_loss, reason = "comparison values are decimal numbers too")]
        Attribute::Int(number) => Ok(*number as f64),
        Attribute::Float(number) | Attribute::Date(number) if number.is_finite() => Ok(*number),
        _ => {
            let text = attribute.to_text();
            parse_decimal(&text).ok_or(Obstacle::AttributeInvalid { text, expected: "decimal number" })
        }
    }
}
