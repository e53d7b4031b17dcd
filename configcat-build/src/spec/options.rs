//! The options of a [`Spec`], as methods, and as [`SpecOption`]s.

use std::path::PathBuf;

use configcat_core::Value;

use super::Spec;
use crate::{attribute_form::AttributeForm, lint::Lint, option::SpecOption};

impl Spec {
    /// The fallback of a flag: its accessor returns this value if the flag cannot be evaluated. The default is the
    /// value that the document serves to everyone.
    pub fn default(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.options.defaults.insert(key.into(), value.into());
        self
    }

    /// The name of a flag's accessor. The constant, the enum and other items of the flag are named after it: the enum
    /// has the same name in `UpperCamelCase`. The default is the key in `snake_case`.
    pub fn rename(mut self, key: impl Into<String>, identifier: impl Into<String>) -> Self {
        self.options.renames.insert(key.into(), identifier.into());
        self
    }

    /// Leaves a flag out. Its defects are ignored then.
    pub fn skip(mut self, key: impl Into<String>) -> Self {
        self.options.skipped.insert(key.into());
        self
    }

    /// Makes the accessor of a text flag return an enum. It has a variant for each value that the flag can serve, and
    /// for its fallback. The variant `Other(Text)` is for values that the config gets later.
    ///
    /// The enum is named after the accessor, and its variants after the values, in `UpperCamelCase`; see
    /// [`rename`](Self::rename) and [`rename_value`](Self::rename_value). Names that collide are errors.
    pub fn text_enum(mut self, key: impl Into<String>) -> Self {
        self.options.text_enums.insert(key.into());
        self
    }

    /// The same as [`text_enum`](Self::text_enum) for all text flags with at least two and at most this many distinct
    /// values, except flags with [`json`](Self::json). Without this option, no flag gets an enum by its number of
    /// values.
    pub fn text_enums(mut self, max_values: usize) -> Self {
        self.options.text_enums_up_to = Some(max_values);
        self
    }

    /// The name of the enum variant of one value of a flag. The default is the value in `UpperCamelCase`.
    pub fn rename_value(
        mut self,
        key: impl Into<String>,
        value: impl Into<String>,
        identifier: impl Into<String>,
    ) -> Self {
        self.options.value_names.entry(key.into()).or_default().insert(value.into(), identifier.into());
        self
    }

    /// Makes the accessor of a text flag parse the text as JSON, into a type of yours. Give an absolute path such as
    /// `"crate::Limits"`: it is used where `flags!` is called.
    ///
    /// The type must implement `serde::Deserialize`, `Default`, `Send` and `Sync`. The accessor returns its default if
    /// neither the text nor the fallback can be parsed. To set the flag in `fake`, the type must also implement
    /// `serde::Serialize`.
    pub fn json(mut self, key: impl Into<String>, type_path: impl Into<String>) -> Self {
        self.options.json.insert(key.into(), type_path.into());
        self
    }

    /// Keeps a deprecated accessor, with a fixed value, for a flag that the document no longer has.
    ///
    /// Only the accessor is kept, and it returns the plain type of the value: `bool`, `Text`, `i64` or `f64`, even if
    /// the flag had an enum or JSON. The constant, the accessor of the details, the method of `fake` and the field of
    /// `all` are gone; each use of them is a compiler error. [`rename`](Self::rename) still works for the flag; remove
    /// its other options.
    pub fn removed(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.options.removed.insert(key.into(), value.into());
        self
    }

    /// What the setter of an attribute of [generated users](https://docs.rs/configcat-macros) takes. With
    /// [`AttributeForm::OneOf`], it takes an enum of the texts that targeting rules compare the attribute with by equality. The
    /// variant `Other(Text)` is for all other texts.
    ///
    /// ```no_run
    /// use configcat_build::{AttributeForm, Spec};
    ///
    /// Spec::file("flags/config_v6.json").attribute("plan", AttributeForm::OneOf).required("plan").emit();
    /// ```
    pub fn attribute(mut self, attribute: impl Into<String>, form: AttributeForm) -> Self {
        match form {
            AttributeForm::OneOf => self.options.attribute_enums.insert(attribute.into()),
        };
        self
    }

    /// Makes an attribute a parameter of the constructor of generated users: no user is without it. The parameters follow the
    /// identifier, in the order of these calls.
    pub fn required(mut self, attribute: impl Into<String>) -> Self {
        let attribute = attribute.into();
        if !self.options.required.contains(&attribute) {
            self.options.required.push(attribute);
        }
        self
    }

    /// The name of the setter of an attribute. The default is the name of the attribute in `snake_case`.
    pub fn rename_attribute(mut self, attribute: impl Into<String>, identifier: impl Into<String>) -> Self {
        self.options.attribute_names.insert(attribute.into(), identifier.into());
        self
    }

    /// A JSON file of the package with a text for each key, in Markdown: `{"key": "What this flag is for."}`. Config
    /// documents contain no descriptions. The texts become part of the accessors' documentation.
    pub fn descriptions(mut self, path: impl Into<PathBuf>) -> Self {
        self.descriptions = Some(path.into());
        self
    }

    /// Makes the findings of a lint errors instead of warnings. The last call for a lint counts.
    ///
    /// ```no_run
    /// use configcat_build::{Lint, Spec};
    ///
    /// Spec::file("flags/config_v6.json").deny(Lint::PercentageSum).deny(Lint::UnreachableRule).emit();
    /// ```
    pub fn deny(mut self, lint: Lint) -> Self {
        self.options.lints.deny(lint);
        self
    }

    /// Makes the findings of all lints errors. Later calls can [allow](Self::allow) single lints again.
    pub fn deny_all(mut self) -> Self {
        self.options.lints.deny_all();
        self
    }

    /// Silences a lint. A lint that [is always an error](Lint::is_always_an_error) cannot be silenced: if it finds
    /// something, allowing it is one more error.
    pub fn allow(mut self, lint: Lint) -> Self {
        self.options.lints.allow(lint);
        self
    }

    /// Calls the method of an option; `None` if the option does not take these arguments.
    #[doc(hidden)]
    #[must_use]
    pub fn option(self, option: SpecOption, arguments: &[Value]) -> Option<Self> {
        use Value::{Int, Text};

        Some(match (option, arguments) {
            (SpecOption::Default, [Text(key), value]) => self.default(key.as_str(), value.clone()),
            (SpecOption::Rename, [Text(key), Text(identifier)]) => {
                self.rename(key.as_str(), identifier.as_str())
            }
            (SpecOption::Skip, [Text(key)]) => self.skip(key.as_str()),
            (SpecOption::TextEnum, [Text(key)]) => self.text_enum(key.as_str()),
            (SpecOption::TextEnums, [Int(max_values)]) => self.text_enums((*max_values).try_into().ok()?),
            (SpecOption::RenameValue, [Text(key), Text(value), Text(identifier)]) => {
                self.rename_value(key.as_str(), value.as_str(), identifier.as_str())
            }
            (SpecOption::Json, [Text(key), Text(type_path)]) => self.json(key.as_str(), type_path.as_str()),
            (SpecOption::Removed, [Text(key), value]) => self.removed(key.as_str(), value.clone()),
            (SpecOption::Attribute, [Text(attribute), Text(form)]) => {
                self.attribute(attribute.as_str(), form.parse().ok()?)
            }
            (SpecOption::Required, [Text(attribute)]) => self.required(attribute.as_str()),
            (SpecOption::RenameAttribute, [Text(attribute), Text(identifier)]) => {
                self.rename_attribute(attribute.as_str(), identifier.as_str())
            }
            (SpecOption::Descriptions, [Text(path)]) => self.descriptions(path.as_str()),
            (SpecOption::Deny, [Text(lint)]) => self.deny(lint.parse().ok()?),
            (SpecOption::DenyAll, []) => self.deny_all(),
            (SpecOption::Allow, [Text(lint)]) => self.allow(lint.parse().ok()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::option::OptionArgument;

    #[test]
    fn every_option_takes_its_arguments() {
        for option in SpecOption::ALL {
            let arguments: Vec<Value> = option
                .arguments()
                .iter()
                .map(|argument| match argument {
                    OptionArgument::MaxValues => 5.into(),
                    OptionArgument::Lint => "percentage-sum".into(),
                    OptionArgument::Form => "one_of".into(),
                    _ => "text".into(),
                })
                .collect();
            assert!(Spec::file("config.json").option(*option, &arguments).is_some(), "{option}");
            assert!(Spec::file("config.json").option(*option, &[true.into()]).is_none(), "{option}");
        }
    }
}
