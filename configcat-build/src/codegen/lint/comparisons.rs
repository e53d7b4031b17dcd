//! Lints of comparison values: white space, names of countries, and what no value of an enum can match.

use configcat_core::{
    Text,
    config::{AttributeType, ComparisonValue, UserComparator},
};

use super::{
    super::{
        attributes::{Attributes, is_equality},
        literal::shortened,
        options::Options,
    },
    finding::Finding,
    place::Place,
};
use crate::lint::Lint;

const COUNTRY: &str = "Country";
const TRIM: &str = "remove the white space in the ConfigCat dashboard";
const USE_CODE: &str = "write its two-letter code in the ConfigCat dashboard";
const CORRECT: &str = "correct the comparison value in the ConfigCat dashboard";

/// What is wrong with the comparison values of conditions. `attributes` has the values of attributes that are enums.
pub(super) fn findings<'a>(
    places: &[Place<'a>],
    attributes: &Attributes<'_>,
    options: &Options,
) -> Vec<(&'a str, Finding)> {
    let mut all = Vec::new();
    let codes = places.iter().filter(|place| compares_country(place));
    let has_codes =
        codes.flat_map(|place| texts(place.condition.comparison_value())).any(|text| is_code(text));
    for place in places {
        let mut report = |lint, problem: String, remedy| {
            let finding = Finding::new(lint, place.part(), format!("{place}: {problem}"));
            all.push((place.key, finding.remedy(remedy)));
        };
        if let Some(text) = padded(place) {
            let text = shortened(&format_args!("{text:?}"));
            report(
                Lint::ComparisonWhiteSpace,
                format!("the comparison value `{text}` has white space around it"),
                TRIM,
            );
        }
        if has_codes && compares_country(place) {
            let names = texts(place.condition.comparison_value()).iter();
            if let Some(name) = names.map(Text::as_str).find(|text| is_name(text)) {
                let name = shortened(&name);
                let problem = format!(
                    "`{name}` is the name of a country, while other conditions have two-letter codes"
                );
                report(Lint::CountryName, problem, USE_CODE);
            }
        }
        if let Some(text) = unmatched(place, attributes, options) {
            let problem = format!(
                "no value that `{}` is compared with by equality matches `{}`",
                place.condition.attribute(),
                shortened(&text)
            );
            report(Lint::UnmatchedComparison, problem, CORRECT);
        }
    }
    all
}

/// The comparison values that are a list of texts.
fn texts(value: ComparisonValue<'_>) -> &[Text] {
    match value {
        ComparisonValue::Texts(texts) => texts,
        _ => &[],
    }
}

/// The first comparison value with white space around it. A part of a text can be a space.
fn padded<'a>(place: &Place<'a>) -> Option<&'a str> {
    let comparator = place.condition.comparator();
    if !matches!(AttributeType::of(comparator), AttributeType::Text | AttributeType::List) {
        return None;
    }
    let is_contains =
        matches!(comparator, UserComparator::TextContainsAnyOf | UserComparator::TextNotContainsAnyOf);
    let is_padded = |text: &&str| text.trim() != *text && !(is_contains && text.trim().is_empty());
    match place.condition.comparison_value() {
        ComparisonValue::Text(text) => Some(text).filter(is_padded),
        value => texts(value).iter().map(Text::as_str).find(is_padded),
    }
}

/// Whether a condition compares the country by equality.
fn compares_country(place: &Place<'_>) -> bool {
    place.condition.attribute() == COUNTRY && is_equality(place.condition.comparator())
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text is longer than a code and begins like a name.
fn is_name(text: &str) -> bool {
    text.chars().count() > 2 && text.starts_with(char::is_alphabetic)
}

/// A part of a text that no value of the attribute's enum has; `None` if the attribute has no enum.
fn unmatched<'a>(place: &Place<'a>, attributes: &Attributes<'_>, options: &Options) -> Option<&'a str> {
    let name = place.condition.attribute();
    let values = &attributes.get(name).filter(|_| options.attribute_enums.contains(name))?.values.equal.texts;
    let matches: fn(&str, &str) -> bool = match place.condition.comparator() {
        UserComparator::TextContainsAnyOf | UserComparator::TextNotContainsAnyOf => {
            |text, part| text.contains(part)
        }
        UserComparator::TextStartsWithAnyOf | UserComparator::TextNotStartsWithAnyOf => {
            |text, part| text.starts_with(part)
        }
        UserComparator::TextEndsWithAnyOf | UserComparator::TextNotEndsWithAnyOf => {
            |text, part| text.ends_with(part)
        }
        _ => return None,
    };
    let mut parts = texts(place.condition.comparison_value()).iter().map(Text::as_str);
    parts.find(|part| !values.iter().any(|value| matches(value, part)))
}
