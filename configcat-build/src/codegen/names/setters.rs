//! [`assign`]: names the setters of the generated user.

use std::{collections::HashMap, fmt};

use heck::ToSnakeCase as _;

use super::{
    super::{
        attributes::{IDENTIFIER, PREDEFINED},
        options::Options,
    },
    identifier::{bare, identifier, prefixed, words},
    reserved,
};
use crate::{
    error::{Problem, Problems},
    normal_form::literal_text,
    option::SpecOption,
};

/// The longest name that a setter gets without being asked for.
const LONGEST: usize = 100;

/// Why an attribute has no setter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum NoSetter {
    /// The name is empty.
    Empty,
    /// No identifier can be made of the name.
    Nameless,
    TooLong,
    /// The generated user has a method of this name.
    Reserved(String),
    /// This attribute would have the same setter.
    Taken(String),
}

impl fmt::Display for NoSetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("its name is empty"),
            Self::Nameless => f.write_str("no identifier can be made of its name"),
            Self::TooLong => write!(f, "its name is longer than {LONGEST} characters"),
            Self::Reserved(setter) => write!(f, "`{setter}` is another method of the type"),
            Self::Taken(other) => write!(f, "the setter of `{other}` has the same name"),
        }
    }
}

/// The names of the setters of these attributes, in their order; `Identifier` has none. Names that the options give are
/// problems if they cannot be used. Names that are made of attributes never are: a program need not use the generated user.
pub(in super::super) fn assign<'a>(
    attributes: &[&'a str],
    options: &Options,
    problems: &mut Problems,
) -> HashMap<&'a str, Result<String, NoSetter>> {
    let mut owners: HashMap<String, &str> = HashMap::new();
    let given = attributes.iter().filter_map(|name| Some((*name, options.attribute_names.get(*name)?)));
    let given: Vec<_> =
        given.filter_map(|(name, setter)| Some((name, checked(name, setter, problems)?))).collect();
    let mut all = HashMap::new();
    for (name, setter) in given {
        if let Some(owner) = owners.insert(bare(&setter).to_owned(), name) {
            problems.push(
                Problem::new(format!(
                    "the setter `{setter}` of the attribute `{name}` is taken by the attribute `{owner}`"
                ))
                .of_attribute_option(SpecOption::RenameAttribute, name)
                .remedy("give one of them another name"),
            );
        }
        all.insert(name, Ok(setter));
    }
    // The methods that every user has come first, then the others: two with the same name have none.
    let is_predefined = |name: &str| PREDEFINED.contains(&name);
    let rest: Vec<&str> =
        attributes.iter().copied().filter(|name| *name != IDENTIFIER && !all.contains_key(name)).collect();
    let mut by_setter: HashMap<String, Vec<&'a str>> = HashMap::new();
    for name in &rest {
        match made_of(name) {
            Ok(setter) => by_setter.entry(setter).or_default().push(name),
            Err(why) => _ = all.insert(name, Err(why)),
        }
    }
    for (setter, names) in by_setter {
        let owner = owners.get(bare(&setter)).copied();
        let owner = owner.or_else(|| names.iter().copied().find(|name| is_predefined(name)));
        for name in &names {
            let other = owner.filter(|owner| owner != name);
            let other =
                other.or_else(|| names.iter().copied().find(|other| other != name && owner.is_none()));
            all.insert(
                name,
                other.map_or_else(|| Ok(setter.clone()), |other| Err(NoSetter::Taken(other.to_owned()))),
            );
        }
    }
    all
}

/// A name that the options give; `None` if it is a problem.
fn checked(attribute: &str, setter: &str, problems: &mut Problems) -> Option<String> {
    let problem = |message: String| {
        Problem::new(message)
            .of_attribute_option(SpecOption::RenameAttribute, attribute)
            .remedy(rename_line(attribute, "my_attribute"))
    };
    match identifier(setter) {
        None => problems.push(problem(format!(
            "`{setter}`, the setter of the attribute `{attribute}`, is not a Rust identifier"
        ))),
        Some(setter) if reserved::is_method_of_user(bare(&setter)) => problems.push(problem(format!(
            "`{setter}`, the setter of the attribute `{attribute}`, is another method of the type"
        ))),
        setter => return setter,
    }
    None
}

/// The name that is made of an attribute.
fn made_of(attribute: &str) -> Result<String, NoSetter> {
    if attribute.is_empty() {
        return Err(NoSetter::Empty);
    }
    if attribute.chars().nth(LONGEST).is_some() {
        return Err(NoSetter::TooLong);
    }
    let setter = prefixed("attribute_", &words(attribute).to_snake_case()).ok_or(NoSetter::Nameless)?;
    if reserved::is_method_of_user(bare(&setter)) { Err(NoSetter::Reserved(setter)) } else { Ok(setter) }
}

/// The remedy for an attribute without a setter.
pub(in super::super) fn rename_line(attribute: &str, setter: &str) -> String {
    format!("name the setter yourself: `rename_attribute({}, {setter:?})`", literal_text(attribute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(attributes: &[&str], expected: &[Result<&str, NoSetter>]) {
        let mut problems = Problems::in_file("config.json");
        let named = assign(attributes, &Options::default(), &mut problems);
        problems.finish().unwrap();
        let named: Vec<_> = attributes.iter().filter_map(|name| named.get(name).cloned()).collect();
        let expected: Vec<_> = expected.iter().cloned().map(|name| name.map(str::to_owned)).collect();
        assert_eq!(named, expected);
    }

    #[test]
    fn attributes_of_all_kinds_are_named() {
        let long = "a".repeat(300);
        check(
            &["Identifier", "Email", "Country", "appVersion", "my plan", "type", "2fa", "self", "日本"],
            &["email", "country", "app_version", "my_plan", "r#type", "attribute_2fa", "self_", "日本"]
                .map(Ok),
        );
        check(
            &["", "★", &long, "new", "Map"],
            &[
                Err(NoSetter::Empty),
                Err(NoSetter::Nameless),
                Err(NoSetter::TooLong),
                Err(NoSetter::Reserved("new".to_owned())),
                Err(NoSetter::Reserved("map".to_owned())),
            ],
        );
    }

    #[test]
    fn attributes_with_the_same_name_have_no_setter() {
        let taken = |other: &str| Err(NoSetter::Taken(other.to_owned()));
        check(
            &["Plan", "plan", "email", "Email"],
            &[taken("plan"), taken("Plan"), taken("Email"), Ok("email")],
        );
    }
}
