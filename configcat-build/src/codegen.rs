//! From a config document to Rust code, in phases: spec → names → model → expand.

use std::{collections::HashMap, fmt, str::FromStr as _};

use configcat_core::{Config, Text};
use proc_macro2::{Ident, Span, TokenStream};

use crate::{Problem, SpecError, error::Problems};
use kind::Kind;
use model::{Accessor, Form};

mod docs;
mod expand;
mod kind;
mod lint;
mod markdown;
mod model;
mod names;
mod options;
mod spec;

pub use expand::Declaration;
pub use model::Accessors;
pub use options::{Descriptions, Options};

/// A config document and where it came from.
#[derive(Debug)]
pub struct Document {
    /// The path to show in messages.
    pub origin: String,
    /// The JSON.
    pub text: String,
}

impl Document {
    /// Parses the document.
    ///
    /// # Errors
    ///
    /// If it is not JSON, or no config document at all.
    pub fn parse(&self) -> Result<Config, Problem> {
        spec::parse(self)
    }
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
    let config = document.parse()?;
    spec::check_not_empty(&config, document)?;
    let mut problems = Problems::in_file(&document.origin);
    let mut warnings = Problems::in_file(&document.origin);
    let flags = spec::read(&config, options, &mut problems);
    options::check(&config, options, &mut problems, &mut warnings);
    let names = {
        let kinds: HashMap<_, _> =
            flags.iter().map(|flag| (flag.setting.key().as_str(), &flag.kind)).collect();
        let keys = config.keys().map(Text::as_str).filter(|key| !options.skips(key));
        let removed =
            options.removed.keys().map(String::as_str).filter(|key| config.keys().all(|other| other != key));
        let kind = |key| (key, kinds.get(key).copied().unwrap_or(&Kind::Plain));
        names::assign(keys.chain(removed).map(kind), options, &mut problems)
    };
    lint::check(document, &config, options, &mut problems, &mut warnings);
    problems.finish()?;
    let accessors = model::build(document, flags, options, names);
    Ok(Resolved { accessors, warnings: warnings.into_vec() })
}

/// What is wrong with a document, whatever is generated from it.
#[derive(Debug)]
pub struct Findings {
    /// What makes flags unusable, and what denied lints have found.
    pub errors: Vec<Problem>,
    /// What other lints have found.
    pub warnings: Vec<Problem>,
}

/// Finds everything that is wrong with a document.
///
/// # Errors
///
/// If it cannot be read.
pub fn findings(document: &Document, options: &Options) -> Result<Findings, SpecError> {
    let config = document.parse()?;
    let mut errors = Problems::in_file(&document.origin);
    let mut warnings = Problems::in_file(&document.origin);
    errors.extend(spec::check_not_empty(&config, document).err());
    for broken in config.broken_settings().filter(|broken| !options.skips(broken.key())) {
        spec::report_defects(broken, &mut errors);
    }
    lint::check(document, &config, options, &mut errors, &mut warnings);
    Ok(Findings { errors: errors.into_vec(), warnings: warnings.into_vec() })
}

/// Finds what is wrong with the name of a declared type.
///
/// # Errors
///
/// If a flag has an enum of that name, or of one that is generated beside it.
pub fn check_type(accessors: &Accessors, declared: &Ident) -> Result<(), SpecError> {
    let Accessors { origin, flags, .. } = accessors;
    let mut problems = Problems::in_file(origin);
    for Accessor { key, name, form, .. } in flags {
        if let Form::Enum { type_name, .. } = form {
            problems.extend(names::check_type(declared, key, name, type_name));
        }
    }
    problems.finish()
}

/// Tells the compiler where the types of JSON flags were named, by key: that is what it shows of one that does not exist.
pub fn locate_types(accessors: &mut Accessors, span_of: impl Fn(&str) -> Option<Span>) {
    for accessor in &mut accessors.flags {
        let Form::Json { type_path, .. } = &mut accessor.form else { continue };
        if let Some(span) = span_of(&accessor.key) {
            *type_path = kind::located_at(span, std::mem::take(type_path));
        }
    }
}

/// Writes the code for a declared type.
#[must_use]
pub fn generate(accessors: &Accessors, declaration: &Declaration) -> TokenStream {
    generate_with(accessors, declaration, TokenStream::from_str)
}

/// The same with the lexer that makes tokens of the code. A macro gives that of the compiler: `proc_macro2` lexes each
/// text with one of its own before.
#[must_use]
pub fn generate_with<E: fmt::Display>(
    accessors: &Accessors,
    declaration: &Declaration,
    lex: impl FnOnce(&str) -> Result<TokenStream, E>,
) -> TokenStream {
    expand::expand(accessors, declaration, lex)
}
