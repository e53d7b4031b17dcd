//! Parses the comparison values of config v5, which are texts for all comparators.

use crate::{
    config::{
        comparator::UserComparator,
        compile::shape::Shape,
        hash::Hashing,
        operand::{
            InvalidVersion, Operand,
            lists::{DigestList, TextSet},
            number::{Number, NumberReading, Relation},
        },
    },
    values::{Text, parse_decimal, parse_version},
};

/// Parses the comparison value for a comparator; `None` if config v5 does not have the comparator.
pub(super) fn operand(comparator: UserComparator, value: &str) -> Option<Operand> {
    let items = || value.split(',').map(str::trim);
    Some(match Shape::of(comparator) {
        Shape::OneOf if comparator.is_hashed() => {
            Operand::OneOf(TextSet::Hashed(DigestList::new(items(), Hashing::Sha1)))
        }
        Shape::OneOf => Operand::OneOf(TextSet::Plain(items().map(Text::from).collect())),
        Shape::Contains => Operand::ContainsAnyOf([value.into()].into()),
        Shape::VersionOneOf => version_one_of(items().filter(|item| !item.is_empty())),
        Shape::Version(relation) => version(relation, value),
        Shape::Number(relation) => number(relation, value),
        Shape::Equals | Shape::Affix(_) | Shape::ArrayContains | Shape::Date(_) => return None,
    })
}

fn version_one_of<'a>(items: impl Iterator<Item = &'a str>) -> Operand {
    let items: Box<[Text]> = items.map(Text::from).collect();
    let versions =
        items.iter().map(|item| parse_version(item).ok_or_else(|| invalid_version(item))).collect();
    Operand::VersionOneOf { items, versions, takes_any: true }
}

fn version(relation: Relation, value: &str) -> Operand {
    let version = parse_version(value).ok_or_else(|| invalid_version(value.trim()));
    Operand::Version { relation, text: value.trim().into(), version }
}

fn number(relation: Relation, value: &str) -> Operand {
    let number = Number::Text { text: value.trim().into(), value: parse_decimal(value) };
    Operand::Number { relation, number, reading: NumberReading::Decimal }
}

fn invalid_version(text: &str) -> InvalidVersion {
    InvalidVersion { text: text.into(), skips_rule: true }
}
