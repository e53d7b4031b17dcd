//! [`UserModel`]: everything that is generated for users, with nothing left to decide.

use std::collections::HashSet;

use configcat_core::{Config, config::AttributeType};
use heck::ToUpperCamelCase as _;
use serde::{Deserialize, Serialize};

use super::{
    attribute_kind::AttributeKind,
    attribute_options,
    attributes::{AttributeUse, Attributes, IDENTIFIER, PREDEFINED},
    names::{
        bare,
        setters::{self, NoSetter},
        variants,
    },
    options::Options,
    setter_docs,
    setter_form::SetterForm,
};
use crate::{
    error::{Problem, Problems},
    option::SpecOption,
};

/// The generated user. The parameters of its constructor come first, then its setters.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct UserModel {
    pub(super) parameters: Vec<Setter>,
    pub(super) setters: Vec<Setter>,
    /// The attributes without a setter.
    pub(super) unnamed: Vec<String>,
    /// What the documentation of the type says about attributes without a setter. The manifest keeps it apart from the rest.
    #[serde(skip)]
    pub(super) docs: String,
}

/// A setter, or a parameter of the constructor.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Setter {
    pub(super) name: String,
    pub(super) attribute: String,
    pub(super) form: SetterForm,
    /// Documentation, as comments. The manifest keeps it apart from the rest.
    #[serde(skip)]
    pub(super) docs: String,
}

impl UserModel {
    /// The user that the flags of a config ask for.
    pub(super) fn of(config: &Config, options: &Options, problems: &mut Problems) -> Self {
        let attributes = Attributes::of(config, options);
        attribute_options::check(&attributes, options, problems);
        let predefined = PREDEFINED.map(AttributeUse::unused);
        let predefined = predefined.iter().map(|unused| attributes.get(unused.name).unwrap_or(unused));
        let is_other = |name| name != IDENTIFIER && !PREDEFINED.contains(&name);
        let others = attributes.all.iter().filter(|attribute| is_other(attribute.name));
        let all: Vec<_> = predefined.chain(others).collect();
        let names: Vec<_> = all.iter().map(|attribute| attribute.name).collect();
        let mut assigned = setters::assign(&names, options, problems);
        let mut suffixes = HashSet::new();
        let (mut setters, mut without) = (Vec::new(), Vec::new());
        for attribute in all {
            match assigned.remove(attribute.name) {
                Some(Ok(name)) => {
                    setters.push(setter(attribute, name, options, &mut suffixes, problems));
                }
                Some(Err(why)) => without.push((attribute.name, why)),
                None => {}
            }
        }
        let parameters = parameters(&mut setters, &without, options, problems);
        let unnamed = without.iter().map(|(name, _)| (*name).to_owned()).collect();
        Self { parameters, setters, unnamed, docs: setter_docs::without_setter(&without) }
    }

    /// All attributes that the flags ask for, and those that every user can have.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &str> {
        let setters = self.parameters.iter().chain(&self.setters).map(|setter| setter.attribute.as_str());
        [IDENTIFIER].into_iter().chain(setters).chain(self.unnamed.iter().map(String::as_str))
    }

    /// The names of the enums, which begin with the name of the type.
    pub(super) fn enum_suffixes(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().chain(&self.setters).filter_map(|setter| match &setter.form {
            SetterForm::Kind(_) => None,
            SetterForm::OneOf { suffix, .. } => Some(suffix.as_str()),
        })
    }

    /// The documentation.
    pub(super) fn docs(&self) -> impl Iterator<Item = &String> {
        let of_setters = self.parameters.iter().chain(&self.setters).map(|setter| &setter.docs);
        of_setters.chain([&self.docs])
    }

    /// The documentation, to fill in.
    pub(super) fn docs_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let of_setters = self.parameters.iter_mut().chain(&mut self.setters).map(|setter| &mut setter.docs);
        of_setters.chain([&mut self.docs])
    }
}

fn setter(
    attribute: &AttributeUse<'_>,
    name: String,
    options: &Options,
    suffixes: &mut HashSet<String>,
    problems: &mut Problems,
) -> Setter {
    let kind = AttributeKind::of(attribute);
    let is_one_of = options.attribute_enums.contains(attribute.name) && is_text(attribute);
    let form = if is_one_of {
        let suffix = bare(&name).to_upper_camel_case();
        if !suffixes.insert(suffix.clone()) {
            let message =
                format!("the enum of the attribute `{}` has the name of another attribute's", attribute.name);
            let problem = Problem::new(message).of_attribute_option(SpecOption::Attribute, attribute.name);
            problems.push(problem.remedy(setters::rename_line(attribute.name, "my_attribute")));
        }
        SetterForm::OneOf { suffix, variants: variants::nameable(&attribute.values.equal.texts) }
    } else {
        SetterForm::Kind(kind)
    };
    let docs = setter_docs::setter(attribute, &form);
    Setter { name, attribute: attribute.name.to_owned(), form, docs }
}

/// Whether an attribute is compared as text and nothing else.
fn is_text(attribute: &AttributeUse<'_>) -> bool {
    matches!(attribute.types.as_slice(), [AttributeType::Text])
}

/// Takes the setters that become parameters of the constructor, in the order of the options.
fn parameters(
    setters: &mut Vec<Setter>,
    without: &[(&str, NoSetter)],
    options: &Options,
    problems: &mut Problems,
) -> Vec<Setter> {
    let mut parameters = Vec::new();
    for required in &options.required {
        if let Some(place) = setters.iter().position(|setter| setter.attribute == *required) {
            parameters.push(setters.remove(place));
        } else if let Some((name, why)) = without.iter().find(|(name, _)| name == required) {
            problems.push(
                Problem::new(format!(
                    "the option `required` names the attribute `{name}`, which has no setter: {why}"
                ))
                .of_attribute_option(SpecOption::Required, name)
                .remedy(setters::rename_line(name, "my_attribute")),
            );
        }
    }
    parameters
}
