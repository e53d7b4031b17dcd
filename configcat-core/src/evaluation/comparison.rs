//! Compares attributes with operands: [`holds`] has one arm for each kind of operand.

use std::cmp::Ordering;

use semver::Version;

use crate::{
    config::{InvalidVersion, NumberReading, Operand, UserCondition},
    evaluation::obstacle::Obstacle,
    users::{Attribute, ParsedAttribute},
    values::is_nan,
};

/// Whether a user condition holds for an attribute. Calls `converted` if a text comparator converts an attribute to
/// text.
pub(super) fn holds<'a>(
    condition: &'a UserCondition,
    given: &'a ParsedAttribute,
    converted: impl FnOnce(&Attribute),
) -> Result<bool, Obstacle<'a>> {
    let attribute = given.attribute();
    let found = match condition.operand() {
        Operand::OneOf(texts) | Operand::Equals(texts) => {
            text_holds(attribute, converted, |text| texts.contains(text))
        }
        Operand::Affix { end, texts } => text_holds(attribute, converted, |text| texts.any_of(text, *end)),
        Operand::ContainsAnyOf(items) => {
            text_holds(attribute, converted, |text| items.iter().any(|item| text.contains(item.as_str())))
        }
        Operand::ArrayContainsAnyOf(texts) => {
            let list = given.list().ok_or(invalid(condition, given))?;
            list.iter().any(|item| texts.contains(item))
        }
        Operand::VersionOneOf { versions: Ok(versions), takes_any: true, .. } if versions.is_empty() => false,
        Operand::VersionOneOf { versions: Ok(versions), .. } => {
            let own = version(condition, given)?;
            versions.iter().any(|other| own.cmp_precedence(other).is_eq())
        }
        Operand::Version { relation, version: Ok(other), .. } => {
            relation.holds(version(condition, given)?.cmp_precedence(other))
        }
        Operand::VersionOneOf { versions: Err(error), .. } | Operand::Version { version: Err(error), .. } => {
            return never_holds(error, condition, given);
        }
        Operand::Number { relation, number: other, reading } => {
            let other = other.value().ok_or(Obstacle::ComparisonInvalid { condition })?;
            let ordering: Option<Ordering> = number(condition, given, *reading)?.partial_cmp(&other);
            ordering.is_some_and(|ordering| relation.holds(ordering))
        }
    };
    Ok(found != condition.comparator().is_negated())
}

/// A condition with an invalid version as comparison value never holds, negated or not.
fn never_holds<'a>(
    error: &InvalidVersion,
    condition: &'a UserCondition,
    given: &'a ParsedAttribute,
) -> Result<bool, Obstacle<'a>> {
    if error.skips_rule {
        return Err(Obstacle::ComparisonInvalid { condition });
    }
    version(condition, given).map(|_| false)
}

/// Whether `holds` is true for the attribute as text.
#[inline]
fn text_holds(
    attribute: &Attribute,
    converted: impl FnOnce(&Attribute),
    holds: impl FnOnce(&str) -> bool,
) -> bool {
    if !matches!(attribute, Attribute::Text(_)) {
        converted(attribute);
    }
    attribute.read_text(holds)
}

fn version<'a>(
    condition: &'a UserCondition,
    given: &'a ParsedAttribute,
) -> Result<&'a Version, Obstacle<'a>> {
    given.version().ok_or(invalid(condition, given))
}

fn number<'a>(
    condition: &'a UserCondition,
    given: &'a ParsedAttribute,
    reading: NumberReading,
) -> Result<f64, Obstacle<'a>> {
    let number = match (given.attribute(), reading) {
        #[expect(clippy::cast_precision_loss, reason = "comparison values are decimal numbers too")]
        (Attribute::Int(number), _) => Some(*number as f64),
        (Attribute::Float(number), NumberReading::Number | NumberReading::Timestamp)
        | (Attribute::Date(number), NumberReading::Timestamp) => Some(*number),
        (Attribute::Text(text), NumberReading::Number | NumberReading::Timestamp) => {
            given.decimal().or_else(|| is_nan(text).then_some(f64::NAN))
        }
        (_, NumberReading::Number | NumberReading::Timestamp) => None,
        (_, NumberReading::Decimal) => given.decimal(),
    };
    number.ok_or(invalid(condition, given))
}

fn invalid<'a>(condition: &'a UserCondition, given: &'a ParsedAttribute) -> Obstacle<'a> {
    Obstacle::AttributeInvalid { condition, attribute: given.attribute() }
}
