//! From a config document to accessors: [`resolve`]. And everything that is wrong with a document: [`findings`], and
//! [`all_findings`] with its names.

use std::collections::HashMap;

use configcat_core::{Config, Text};

use super::{
    defects,
    document::Document,
    flag_kind::FlagKind,
    flag_spec::{self, FlagSpec},
    lint::{self, Positions, SettingPart},
    model::Accessors,
    names::{self, NamedFlag},
    options::{self, Options},
    user_model::UserModel,
};
use crate::error::{Problem, Problems, SpecError};

/// Everything about the code to generate, except the type that it is generated into.
#[derive(Debug)]
pub struct Resolved {
    /// The accessors.
    pub accessors: Accessors,
    /// What the lints found, if it is no error.
    pub warnings: Vec<Problem>,
}

/// Reads the document, applies the options and names the accessors.
///
/// # Errors
///
/// All problems of document and options.
pub fn resolve(document: &Document, options: &Options) -> Result<Resolved, SpecError> {
    let config = document.config()?;
    document.check_not_empty(config)?;
    let mut problems = Problems::in_file(document.origin());
    let mut warnings = Problems::in_file(document.origin());
    let (flags, names) = read(document, config, options, &mut problems, &mut warnings);
    let user = UserModel::of(config, options, &mut problems);
    problems.finish()?;
    let accessors = Accessors::build(document, flags, options, names, user);
    Ok(Resolved { accessors, warnings: warnings.into_vec() })
}

/// All but the code: the flags and their names, and everything that is wrong with them.
fn read<'a>(
    document: &Document,
    config: &'a Config,
    options: &'a Options,
    problems: &mut Problems,
    warnings: &mut Problems,
) -> (Vec<FlagSpec<'a>>, HashMap<String, NamedFlag>) {
    lint::check_text(document, options, problems, warnings);
    defects::report(config, options, problems);
    let flags = flag_spec::read(config, options, problems);
    options::check(config, options, problems, warnings);
    let names = {
        let kinds: HashMap<_, _> =
            flags.iter().map(|flag| (flag.setting.key().as_str(), &flag.kind)).collect();
        let keys = config.keys().map(Text::as_str).filter(|key| !options.skips(key));
        let removed =
            options.removed.keys().map(String::as_str).filter(|key| config.keys().all(|other| other != key));
        let kind = |key| (key, kinds.get(key).copied().unwrap_or(&FlagKind::Plain));
        names::assign(keys.chain(removed).map(kind), options, problems)
    };
    let positions = Positions::of(document.text());
    problems.locate(|key| positions.position(key, SettingPart::Setting));
    lint::check(&positions, config, options, problems, warnings);
    (flags, names)
}

/// What is wrong with a document, whatever is generated from it.
#[derive(Debug)]
pub struct Findings {
    /// What makes flags unusable, and what denied lints found.
    pub errors: Vec<Problem>,
    /// What other lints found.
    pub warnings: Vec<Problem>,
}

/// Finds everything that is wrong with a document.
///
/// # Errors
///
/// If it cannot be read.
pub fn findings(document: &Document, options: &Options) -> Result<Findings, SpecError> {
    let config = document.config()?;
    let mut errors = Problems::in_file(document.origin());
    let mut warnings = Problems::in_file(document.origin());
    lint::check_text(document, options, &mut errors, &mut warnings);
    errors.extend(document.check_not_empty(config).err());
    defects::report(config, options, &mut errors);
    lint::check(&Positions::of(document.text()), config, options, &mut errors, &mut warnings);
    Ok(Findings { errors: errors.into_vec(), warnings: warnings.into_vec() })
}

/// Finds everything that is wrong with a document and with the code that these options make of it.
///
/// # Errors
///
/// If it cannot be read.
pub fn all_findings(document: &Document, options: &Options) -> Result<Findings, SpecError> {
    let config = document.config()?;
    let mut errors = Problems::in_file(document.origin());
    let mut warnings = Problems::in_file(document.origin());
    errors.extend(document.check_not_empty(config).err());
    read(document, config, options, &mut errors, &mut warnings);
    UserModel::of(config, options, &mut errors);
    Ok(Findings { errors: errors.into_vec(), warnings: warnings.into_vec() })
}
