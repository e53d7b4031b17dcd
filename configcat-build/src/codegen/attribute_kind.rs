//! [`AttributeKind`]: what a setter of the generated user takes.

use configcat_core::config::AttributeType;
use serde::{Deserialize, Serialize};

use super::attributes::{AttributeUse, is_equality};

/// What a setter takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum AttributeKind {
    Text,
    /// `true` and `false`, as these texts.
    Bool {
        no: String,
        yes: String,
    },
    Number,
    Version,
    Date,
    List,
    /// Any attribute: it is compared as several types.
    Mixed,
}

impl AttributeKind {
    pub(super) fn of(attribute: &AttributeUse<'_>) -> Self {
        match *attribute.types.as_slice() {
            [] => Self::Text,
            [AttributeType::Text] => truth_values(attribute).unwrap_or(Self::Text),
            [compared_as] => Self::of_type(compared_as),
            _ => Self::Mixed,
        }
    }

    /// What a setter takes if comparators compare as this type.
    pub(super) fn of_type(compared_as: AttributeType) -> Self {
        match compared_as {
            AttributeType::Number => Self::Number,
            AttributeType::Version => Self::Version,
            AttributeType::Date => Self::Date,
            AttributeType::List => Self::List,
            _ => Self::Text,
        }
    }

    /// The kind in a sentence.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Bool { .. } => "`true` or `false`",
            Self::Number => "a number",
            Self::Version => "a semantic version",
            Self::Date => "a point in time",
            Self::List => "a list of texts",
            Self::Mixed => "any attribute",
        }
    }
}

/// The texts of `false` and `true`, if an attribute is compared with nothing else. If a flag deals users out by it or if
/// the document has only hashes, other texts are possible.
fn truth_values(attribute: &AttributeUse<'_>) -> Option<AttributeKind> {
    let values = &attribute.values;
    let is_plain = values.hashed == 0 && attribute.comparators.iter().copied().all(is_equality);
    if !is_plain || attribute.dealt_by > 0 || values.equal.texts.is_empty() {
        return None;
    }
    let spelling = |word: &str| {
        let mut spellings = values.equal.texts.iter().filter(|text| text.eq_ignore_ascii_case(word));
        (spellings.next().copied(), spellings.next().is_some())
    };
    let ((no, several_no), (yes, several_yes)) = (spelling("false"), spelling("true"));
    let count = usize::from(no.is_some()) + usize::from(yes.is_some());
    if several_no || several_yes || count != values.equal.texts.len() {
        return None;
    }
    Some(AttributeKind::Bool {
        no: no.map_or_else(|| like(yes.unwrap_or_default(), "false"), str::to_owned),
        yes: yes.map_or_else(|| like(no.unwrap_or_default(), "true"), str::to_owned),
    })
}

/// A word with upper case where the other one has it.
fn like(other: &str, word: &str) -> String {
    let is_upper = |text: &str| text.chars().all(char::is_uppercase);
    if is_upper(other) {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next().filter(|_| other.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_truth_value_is_written_alike() {
        for (other, word, expected) in [
            ("true", "false", "false"),
            ("True", "false", "False"),
            ("FALSE", "true", "TRUE"),
            ("tRUE", "false", "false"),
        ] {
            assert_eq!(like(other, word), expected, "{other}");
        }
    }
}
