//! Phase 3: the accessors, with nothing left to decide.

use std::collections::HashMap;

use configcat_core::{SettingType, Value};

use super::{Document, docs, names::Names, spec::FlagSpec};

/// All that is generated from a document.
#[derive(Debug)]
pub struct Accessors {
    /// The path of the document, for documentation.
    pub(super) origin: String,
    /// One for each flag, in document order.
    pub(super) accessors: Vec<Accessor>,
}

/// What is generated for one flag.
#[derive(Debug)]
pub(super) struct Accessor {
    pub(super) names: Names,
    pub(super) key: String,
    pub(super) setting_type: SettingType,
    pub(super) fallback: Value,
    pub(super) docs: Vec<String>,
}

pub(super) fn build(
    document: &Document,
    flags: Vec<FlagSpec<'_>>,
    mut names: HashMap<&str, Names>,
) -> Accessors {
    let accessors = flags.into_iter().filter_map(|flag| {
        let key = flag.setting.key().as_str();
        Some(Accessor {
            names: names.remove(key)?,
            key: key.to_owned(),
            setting_type: flag.setting.setting_type(),
            docs: docs::accessor(&flag),
            fallback: flag.fallback,
        })
    });
    Accessors { origin: document.origin.clone(), accessors: accessors.collect() }
}
