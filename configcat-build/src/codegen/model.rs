//! Phase 3: the accessors, with nothing left to decide.

use std::collections::HashMap;

use configcat_core::{SettingType, Value};

use super::{Document, Options, docs, kind::Kind, names::Names, spec::FlagSpec};

/// All that is generated from a document.
#[derive(Debug)]
pub struct Accessors {
    /// The path of the document, for documentation.
    pub(super) origin: String,
    /// One for each flag, in document order.
    pub(super) flags: Vec<Accessor>,
    /// One for each flag that the document no longer has, sorted by key.
    pub(super) removed: Vec<Removed>,
}

/// What is generated for one flag.
#[derive(Debug)]
pub(super) struct Accessor {
    pub(super) names: Names,
    pub(super) key: String,
    pub(super) setting_type: SettingType,
    pub(super) fallback: Value,
    pub(super) kind: Kind,
    pub(super) docs: Vec<String>,
}

/// What is left of a flag.
#[derive(Debug)]
pub(super) struct Removed {
    pub(super) names: Names,
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
        Some(Removed { names: names.remove(key)?, key: key.clone(), value: value.clone() })
    });
    let removed = removed.collect();
    let flags = flags.into_iter().filter_map(|flag| {
        let key = flag.setting.key().as_str();
        let names = names.remove(key)?;
        Some(Accessor {
            key: key.to_owned(),
            setting_type: flag.setting.setting_type(),
            docs: docs::accessor(&flag, &names),
            fallback: flag.fallback,
            kind: flag.kind,
            names,
        })
    });
    Accessors { origin: document.origin.clone(), flags: flags.collect(), removed }
}
