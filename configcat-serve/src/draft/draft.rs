//! [`Draft`]: a document with the edits of it.

use std::{collections::BTreeMap, sync::Arc};

use configcat_core::{Config, config::DocumentFormat};
use serde_json::value::RawValue;

use crate::{
    document::{Document, convert, setting_as},
    draft::source::Source,
    problem::{Problem, ProblemSource},
};

/// The edited settings by key, as config v6 has them.
pub(crate) type Edits = BTreeMap<String, Arc<RawValue>>;

/// A document with edits. Its format is the one of the source, if that can hold them all, and otherwise config v6.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) document: Document,
    pub(crate) config: Config,
}

impl Draft {
    /// Applies edits of flags that the source has.
    ///
    /// # Errors
    ///
    /// If an edited setting does not compile, or if config v6 cannot hold the other settings of the source.
    pub(crate) fn new(source: &Source, edits: &Edits) -> Result<Self, Vec<Problem>> {
        if edits.is_empty() {
            return Ok(Self { document: source.document.clone(), config: source.config.clone() });
        }
        let edited = Self::in_v6(source, edits)?;
        if source.document.format == DocumentFormat::V6 {
            return Ok(edited);
        }
        Ok(edited.in_format_of(source, edits).unwrap_or(edited))
    }

    /// The source as config v6, with the edits.
    fn in_v6(source: &Source, edits: &Edits) -> Result<Self, Vec<Problem>> {
        // What an edit replaces need not have a form in config v6.
        let problems_of_others = |problems: Vec<Problem>| {
            let is_other =
                |problem: &Problem| problem.key.as_ref().is_none_or(|key| !edits.contains_key(key));
            problems.into_iter().filter(is_other).collect::<Vec<_>>()
        };
        let document = match convert(&source.document, &source.config, DocumentFormat::V6) {
            Ok(document) => document.with(|key| edits.get(key).cloned()),
            Err(problems) => return Err(problems_of_others(problems)),
        };
        let config = Config::parse(&document.to_json())
            .map_err(|error| vec![Problem::error(ProblemSource::Defect, error.to_string())])?;
        let defects = defects_of(&config, edits);
        if defects.is_empty() { Ok(Self { document, config }) } else { Err(defects) }
    }

    /// This draft in the format of the source; `None` if that cannot hold it.
    fn in_format_of(&self, source: &Source, edits: &Edits) -> Option<Self> {
        let mut settings = Edits::new();
        for (key, json) in edits {
            let setting = self.config.setting(key)?;
            settings.insert(key.clone(), setting_as(source.document.format, setting, json).ok()?);
        }
        let document = source.document.with(|key| settings.get(key).cloned());
        let config = Config::parse(&document.to_json()).ok()?;
        Some(Self { document, config })
    }
}

/// The defects of edited settings.
fn defects_of(config: &Config, edits: &Edits) -> Vec<Problem> {
    let edited = config.broken_settings().filter(|broken| edits.contains_key(broken.key().as_str()));
    let problems = edited.flat_map(|broken| {
        let problem = |defect: &configcat_core::config::Defect| {
            let problem = Problem::error(ProblemSource::Defect, defect.to_string());
            problem.of_flag(broken.key()).remedy(defect.remedy())
        };
        broken.defects().iter().map(problem).collect::<Vec<_>>()
    });
    problems.collect()
}
