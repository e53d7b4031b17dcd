//! [`check`]: the problems of options that name attributes of users.

use super::{
    attribute_kind::AttributeKind,
    attributes::{Attributes, IDENTIFIER, PREDEFINED},
    options::Options,
};
use crate::{
    error::{Problem, Problems},
    option::SpecOption,
    similar::{most_similar, suggestion},
};

/// Reports options for attributes that no flag asks for, and forms that attributes cannot have.
pub(super) fn check(attributes: &Attributes<'_>, options: &Options, problems: &mut Problems) {
    for name in &options.attribute_enums {
        problems.extend(
            unknown(attributes, SpecOption::Attribute, name).or_else(|| not_one_of(attributes, name)),
        );
    }
    for name in &options.required {
        problems.extend(unknown(attributes, SpecOption::Required, name));
    }
    for name in options.attribute_names.keys() {
        problems.extend(unknown(attributes, SpecOption::RenameAttribute, name));
    }
}

/// The problem of an option whose attribute no flag asks for.
fn unknown(attributes: &Attributes<'_>, option: SpecOption, name: &str) -> Option<Problem> {
    let problem = |message: String| Problem::new(message).of_attribute_option(option, name);
    if name == IDENTIFIER {
        let message =
            format!("the option `{option}` names the attribute `{IDENTIFIER}`, which has no setter");
        return Some(
            problem(message).remedy("remove it: the constructor of every user takes the identifier"),
        );
    }
    if attributes.get(name).is_some() || PREDEFINED.contains(&name) {
        return None;
    }
    let known = attributes.all.iter().map(|attribute| attribute.name).chain(PREDEFINED);
    let message = format!("the option `{option}` names the attribute `{name}`, which no flag asks for");
    Some(problem(message).remedy(match most_similar(name, known) {
        Some(similar) => suggestion(name, similar),
        None => "remove it, or correct the name".to_owned(),
    }))
}

/// The problem of an attribute that can have no enum.
fn not_one_of(attributes: &Attributes<'_>, name: &str) -> Option<Problem> {
    let compared_as = attributes.get(name).map_or(AttributeKind::Text, AttributeKind::of);
    let why = match compared_as {
        AttributeKind::Text | AttributeKind::Bool { .. } => {
            let texts = attributes.get(name).map(|attribute| attribute.values.equal.texts.len());
            if texts.is_some_and(|count| count > 0) {
                return None;
            }
            "no targeting rule compares with a plain text by `IS ONE OF` or `EQUALS`".to_owned()
        }
        other => format!("targeting rules compare with {}", other.noun()),
    };
    let message = format!("the attribute `{name}` has no values for an enum: {why}");
    let problem = Problem::new(message).of_attribute_option(SpecOption::Attribute, name);
    Some(problem.remedy("remove the option"))
}
