//! [`Accessors`]: everything that the code consists of, with nothing left to decide. Stage 3 of code generation.

use std::collections::HashMap;

use configcat_core::{SettingType, Value};
use proc_macro2::{Ident, Span};
use serde::{Deserialize, Serialize};

use super::{
    docs,
    document::Document,
    flag_spec::FlagSpec,
    form::Form,
    names::{self, Identifiers, NamedFlag, TypeNames},
    options::Options,
    user_model::UserModel,
};
use crate::error::{Problems, SpecError};

/// All accessors of a document. The build script serializes them, and `flags!` writes their code.
#[derive(Debug, Serialize, Deserialize)]
pub struct Accessors {
    /// The path of the document, for documentation.
    pub(super) origin: String,
    /// One for each flag, in document order.
    pub(super) flags: Vec<Accessor>,
    /// One for each flag that the document no longer has, sorted by key.
    pub(super) removed: Vec<Removed>,
    /// Whom the flags are evaluated for.
    pub(super) user: UserModel,
    /// The document, if the file cannot be included as it is. The files of a build script always can.
    #[serde(skip)]
    pub(super) text: Option<String>,
}

impl Accessors {
    pub(super) fn build(
        document: &Document,
        flags: Vec<FlagSpec<'_>>,
        options: &Options,
        mut names: HashMap<String, NamedFlag>,
        user: UserModel,
    ) -> Self {
        let removed = options.removed.iter().filter_map(|(key, value)| {
            let name = names.remove(key)?.identifiers.accessor;
            Some(Removed { name, key: key.clone(), value: value.clone() })
        });
        let removed = removed.collect();
        let flags = flags.into_iter().filter_map(|flag| {
            let names = names.remove(flag.setting.key().as_str())?;
            Some(accessor(flag, names))
        });
        let text = document.comment().map(|_| document.text().to_owned());
        Self { origin: document.origin().to_owned(), flags: flags.collect(), removed, user, text }
    }

    /// Checks the name of a declared type.
    ///
    /// # Errors
    ///
    /// If the enum of a flag has this name, or the name of another type that is generated beside the declared one. If the
    /// user has the name of such a type.
    pub fn check_type(&self, declared: &Ident, user: Option<&Ident>) -> Result<(), SpecError> {
        let mut problems = Problems::in_file(&self.origin);
        let mut types = TypeNames::of(declared, user);
        problems.extend(types.problem_of_user());
        types.attributes =
            self.user.enum_suffixes().map(|suffix| format!("{}{suffix}", types.user)).collect();
        for Accessor { key, name, form, .. } in &self.flags {
            if let Form::Enum { type_name, .. } = form {
                problems.extend(types.problem_of_enum(key, name, type_name));
            }
        }
        problems.finish()
    }

    /// The names of all flags; removed flags are at the end.
    pub fn names(&self) -> impl Iterator<Item = AccessorNames<'_>> {
        let flags = self.flags.iter().map(|accessor| AccessorNames {
            key: &accessor.key,
            accessor: names::bare(&accessor.name),
            others: Some([&accessor.details, &accessor.constant].map(|name| names::bare(name))),
            enum_type: match &accessor.form {
                Form::Enum { type_name, .. } => Some(names::bare(type_name)),
                Form::Plain | Form::Json { .. } => None,
            },
        });
        let removed = self.removed.iter().map(|removed| AccessorNames {
            key: &removed.key,
            accessor: names::bare(&removed.name),
            others: None,
            enum_type: None,
        });
        flags.chain(removed)
    }

    /// Keeps the places where a user named the types of JSON flags, by key. The compiler shows them if a type does not
    /// exist.
    pub fn locate_types(&mut self, span_of: impl Fn(&str) -> Option<Span>) {
        for Accessor { key, form, .. } in &mut self.flags {
            if let Form::Json { named_at, .. } = form {
                *named_at = span_of(key);
            }
        }
    }

    /// The documentation of the flags and of the user.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &String> {
        self.flags.iter().map(|accessor| &accessor.docs).chain(self.user.docs())
    }

    /// The documentation of the flags and of the user, to fill in.
    pub(crate) fn docs_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.flags.iter_mut().map(|accessor| &mut accessor.docs).chain(self.user.docs_mut())
    }
}

/// The names of one flag, without the prefix of raw identifiers.
#[derive(Debug, Clone, Copy)]
pub struct AccessorNames<'a> {
    /// The key.
    pub key: &'a str,
    /// The accessor.
    pub accessor: &'a str,
    /// The accessor of the details, and the constant. Removed flags have neither.
    pub others: Option<[&'a str; 2]>,
    /// The enum of the texts, if there is one.
    pub enum_type: Option<&'a str>,
}

/// Everything that is generated for one flag.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Accessor {
    pub(super) name: String,
    pub(super) details: String,
    pub(super) constant: String,
    pub(super) key: String,
    pub(super) setting_type: SettingType,
    pub(super) fallback: Value,
    pub(super) form: Form,
    /// Documentation, as comments. The manifest keeps it apart from the rest.
    #[serde(skip)]
    pub(super) docs: String,
}

/// A removed flag.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Removed {
    pub(super) name: String,
    pub(super) key: String,
    pub(super) value: Value,
}

fn accessor(flag: FlagSpec<'_>, names: NamedFlag) -> Accessor {
    let NamedFlag { identifiers: Identifiers { accessor, details, constant }, form } = names;
    let docs = docs::accessor(&flag, &form);
    Accessor {
        name: accessor,
        details,
        constant,
        key: flag.setting.key().to_string(),
        setting_type: flag.setting.setting_type(),
        fallback: flag.fallback,
        form,
        docs,
    }
}
