//! Phase 3: the accessors, with nothing left to decide.

use std::collections::HashMap;

use configcat_core::{SettingType, Text, Value};
use proc_macro2::TokenStream;
use serde::{Deserialize, Serialize};

use super::{
    Document, Options, docs,
    kind::{self, Kind},
    names::Names,
    spec::FlagSpec,
};

/// All that is generated from a document. It can be serialized: the build script makes it, and `flags!` writes its code.
#[derive(Debug, Serialize, Deserialize)]
pub struct Accessors {
    /// The path of the document, for documentation.
    pub(super) origin: String,
    /// One for each flag, in document order.
    pub(super) flags: Vec<Accessor>,
    /// One for each flag that the document no longer has, sorted by key.
    pub(super) removed: Vec<Removed>,
}

impl Accessors {
    /// The documentation of the flags.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &String> {
        self.flags.iter().map(|accessor| &accessor.docs)
    }

    /// The same, to be filled in.
    pub(crate) fn docs_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.flags.iter_mut().map(|accessor| &mut accessor.docs)
    }
}

/// What is generated for one flag.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Accessor {
    pub(super) name: String,
    pub(super) details: String,
    pub(super) constant: String,
    pub(super) key: String,
    pub(super) setting_type: SettingType,
    pub(super) fallback: Value,
    pub(super) form: Form,
    /// Documentation, as comments. It is emitted beside the rest.
    #[serde(skip)]
    pub(super) docs: String,
}

/// In what form a program gets a flag's value, by which items.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Form {
    /// The value itself.
    Plain,
    /// An enum.
    Enum { type_name: String, variants: Vec<Variant> },
    /// JSON, parsed into a type of the user's, and kept by a function.
    Json {
        #[serde(with = "kind::type_path")]
        type_path: TokenStream,
        cache: String,
    },
}

/// A variant of an enum, and its text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) text: Text,
}

/// What is left of a flag.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Removed {
    pub(super) name: String,
    pub(super) key: String,
    pub(super) value: Value,
}

pub(super) fn build(
    document: &Document,
    flags: Vec<FlagSpec<'_>>,
    options: &Options,
    mut names: HashMap<String, Names>,
) -> Accessors {
    let removed = options.removed.iter().filter_map(|(key, value)| {
        Some(Removed { name: names.remove(key)?.accessor, key: key.clone(), value: value.clone() })
    });
    let removed = removed.collect();
    let flags = flags.into_iter().filter_map(|flag| {
        let names = names.remove(flag.setting.key().as_str())?;
        Some(accessor(flag, names))
    });
    Accessors { origin: document.origin.clone(), flags: flags.collect(), removed }
}

fn accessor(flag: FlagSpec<'_>, names: Names) -> Accessor {
    let docs = docs::accessor(&flag, &names);
    let Names { accessor, details, constant, json, type_name, variants } = names;
    let variants = |texts| variants.into_iter().zip(texts).map(|(name, text)| Variant { name, text });
    Accessor {
        name: accessor,
        details,
        constant,
        key: flag.setting.key().to_string(),
        setting_type: flag.setting.setting_type(),
        fallback: flag.fallback,
        form: match (flag.kind, type_name, json) {
            (Kind::Enum(texts), Some(type_name), _) => {
                Form::Enum { type_name, variants: variants(texts).collect() }
            }
            (Kind::Json(type_path), _, Some(cache)) => Form::Json { type_path, cache },
            _ => Form::Plain,
        },
        docs,
    }
}
