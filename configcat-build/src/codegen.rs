//! From a config document to Rust code, in phases: spec → names → model → expand.

use std::collections::BTreeMap;

use configcat_core::{Text, Value};
use proc_macro2::TokenStream;
use serde::{Deserialize, Serialize};

use crate::{Problem, SpecError, error::Problems};

mod docs;
mod expand;
mod lint;
mod markdown;
mod model;
mod names;
mod spec;

pub use expand::Declaration;
pub use model::Accessors;

/// A config document and where it came from.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path to show in messages.
    pub origin: String,
    /// The JSON.
    pub text: String,
}

/// What a user wants to be different from what the document alone gives.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Options {
    /// Fallbacks by key.
    pub defaults: Vec<(String, Value)>,
    /// Accessor names by key.
    pub renames: Vec<(String, String)>,
    /// Keys to leave out.
    pub skipped: Vec<String>,
    /// Documentation by key.
    pub descriptions: BTreeMap<String, String>,
}

impl Options {
    fn skips(&self, key: &str) -> bool {
        self.skipped.iter().any(|skipped| skipped == key)
    }
}

/// The value given last for a key.
fn last<'a, T>(pairs: &'a [(String, T)], key: &str) -> Option<&'a T> {
    pairs.iter().rev().find(|(other, _)| other == key).map(|(_, value)| value)
}

/// Everything about the code to generate, but for the type that it is generated into.
#[derive(Debug)]
pub struct Resolved {
    /// The accessors.
    pub accessors: Accessors,
    /// What the document has wrong that evaluation tolerates.
    pub warnings: Vec<Problem>,
}

/// Decides everything: reads the document, applies the options, names the accessors.
///
/// # Errors
///
/// All problems of document and options.
pub fn resolve(document: &Document, options: &Options) -> Result<Resolved, SpecError> {
    let config = spec::parse(document)?;
    let mut problems = Problems::default();
    let flags = spec::read(&config, document, options, &mut problems);
    let keys = config.keys().map(Text::as_str).filter(|key| !options.skips(key));
    let names = names::assign(keys, options, &mut problems);
    problems.finish()?;
    let accessors = model::build(document, flags, names);
    Ok(Resolved { accessors, warnings: lint::warnings(&config, document, options) })
}

/// Writes the code for a declared type.
#[must_use]
pub fn generate(resolved: &Resolved, declaration: &Declaration) -> TokenStream {
    expand::expand(&resolved.accessors, declaration)
}
