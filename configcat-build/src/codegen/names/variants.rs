//! The variants of an enum.

use std::collections::{BTreeMap, HashMap, HashSet};

use configcat_core::Text;
use heck::ToUpperCamelCase as _;

use super::{
    super::{flag_kind::quoted, form::Variant},
    identifier::{bare, identifier, prefixed, words},
    reserved,
};
use crate::{
    error::{Problem, Problems},
    normal_form::{are_twins, literal_text},
    option::SpecOption,
};

/// Names the variants for these values of a flag, in their order. A value that cannot be named is a problem, and so
/// are two values that would get the same name.
pub(super) fn assign(
    key: &str,
    values: &[Text],
    given: Option<&BTreeMap<String, String>>,
    problems: &mut Problems,
) -> Vec<Variant> {
    let mut owners: HashMap<String, &Text> = HashMap::new();
    let mut collisions = Vec::new();
    let mut variants = Vec::new();
    for value in values {
        let given = given.and_then(|names| names.get(value.as_str()));
        let variant = match variant(key, value, given) {
            Ok(variant) => variant,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let name = bare(&variant);
        if reserved::is_variant(name) {
            let value_named = quoted(value);
            let message =
                format!("the variant `{name}` for its value {value_named} is reserved: every enum has it");
            collisions.push((value, format!("{name}Value"), message));
        } else if let Some(owner) = owners.get(name) {
            let (value_named, owner_named) = (quoted(value), quoted(owner));
            let note = if are_twins(value, owner) { ", which only looks the same" } else { "" };
            let message =
                format!("the variant `{name}` for its value {value_named} is taken by {owner_named}{note}");
            collisions.push((value, name.to_owned(), message));
        } else {
            owners.insert(name.to_owned(), value);
        }
        variants.push(Variant { name: variant, text: value.clone() });
    }
    for (value, base, message) in collisions {
        let free = free(&base, |name| owners.contains_key(name));
        problems.push(problem(message, key, value, &free));
        owners.insert(free, value);
    }
    variants
}

/// The variants of the values that can be named without help. Others, and those that would get a name that is taken, have
/// none.
pub(in super::super) fn nameable(values: &[&str]) -> Vec<Variant> {
    let mut names = HashSet::new();
    let variant = |value: &&str| {
        let name = if value.is_empty() { "Empty".to_owned() } else { made_of(value)? };
        let is_free = !reserved::is_variant(bare(&name)) && names.insert(name.clone());
        is_free.then(|| Variant { name, text: Text::from(*value) })
    };
    values.iter().filter_map(variant).collect()
}

/// The name that is made of a value.
fn made_of(value: &str) -> Option<String> {
    prefixed("Value", &words(value).to_upper_camel_case())
}

fn variant(key: &str, value: &str, given: Option<&String>) -> Result<String, Problem> {
    match given {
        Some(name) => identifier(name).ok_or_else(|| {
            problem(format!("`{name}` is not a Rust identifier"), key, value, "MyValue")
                .of_option(SpecOption::RenameValue, key)
        }),
        None if value.is_empty() => Ok("Empty".to_owned()),
        None => made_of(value).ok_or_else(|| {
            problem(format!("no variant can be named after its value `{value}`"), key, value, "MyValue")
        }),
    }
}

/// The base, or the base with the first number that makes it a free name.
fn free(base: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = base.to_owned();
    let mut number = 1_usize;
    while is_taken(&name) {
        number += 1;
        name = format!("{base}{number}");
    }
    name
}

fn problem(message: String, key: &str, value: &str, name: &str) -> Problem {
    let [key_literal, value] = [key, value].map(literal_text);
    Problem::new(message)
        .of_option(SpecOption::TextEnum, key)
        .remedy(format!("name it yourself: `rename_value({key_literal}, {value}, {name:?})`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_all_kinds_become_upper_camel_case() {
        for (value, expected) in [
            ("red", Some("Red")),
            ("light-gray", Some("LightGray")),
            ("live chat", Some("LiveChat")),
            ("HTTP_SERVER", Some("HttpServer")),
            ("2x", Some("Value2x")),
            ("-1.5", Some("Value15")),
            ("self", Some("Self_")),
            ("type", Some("Type")),
            ("", Some("Empty")),
            ("őŰ", Some("ŐŰ")),
            ("日本", Some("日本")),
            ("\u{212a}", Some("K")),
            ("e\u{301}te\u{301}", Some("Été")),
            ("#ff0000", Some("Ff0000")),
            ("😀", None),
            (" ", None),
            ("_", None),
        ] {
            let variant = variant("key", value, None).ok();
            assert_eq!(variant.as_deref(), expected, "{value}");
        }
    }

    /// Values and names of random characters, of which some are special to identifiers.
    #[test]
    fn naming_never_panics() {
        const CHARS: [char; 14] =
            ['_', '-', '#', 'r', 'a', 'Z', '0', '²', ' ', 'ŉ', 'İ', '日', '\u{301}', '\u{200d}'];
        for number in 0..CHARS.len().pow(3) {
            let digits = [0, 1, 2].map(|place| number / CHARS.len().pow(place) % CHARS.len());
            let text: String = digits.iter().map(|digit| CHARS[*digit]).collect();
            let _ = variant("key", &text, None);
            let _ = variant("key", "value", Some(&text));
        }
    }
}
