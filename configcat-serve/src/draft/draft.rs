//! [`Draft`]: a document with the edits of it.

use std::{collections::BTreeMap, sync::Arc};

use configcat_core::{
    Config,
    config::{BrokenSetting, Defect, DocumentFormat},
};
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
    /// If an edited setting does not compile, or if only config v6 can hold it, and that cannot hold the others.
    pub(crate) fn new(source: &Source, edits: &Edits) -> Result<Self, Vec<Problem>> {
        if edits.is_empty() {
            return Ok(Self { document: source.document.clone(), config: source.config.clone() });
        }
        let format = source.document.format;
        let edited = compile(&source.document.only_v6(edits))?;
        let defects: Vec<_> = edited.broken_settings().flat_map(defects_of).collect();
        if !defects.is_empty() {
            return Err(defects);
        }
        let document = if let Some(settings) = in_format(format, &edited, edits) {
            source.document.with(|key| settings.get(key).cloned())
        } else {
            let others = source.document.without(|key| edits.contains_key(key));
            let mut document = convert(&others, &source.config, DocumentFormat::V6)?;
            document.flags = source.document.in_order(document.flags, edits);
            document
        };
        let config = compile(&document)?;
        Ok(Self { document, config })
    }
}

fn compile(document: &Document) -> Result<Config, Vec<Problem>> {
    Config::parse(&document.to_json())
        .map_err(|error| vec![Problem::error(ProblemSource::Defect, error.to_string())])
}

/// The edits in a format; `None` if it cannot hold them all.
fn in_format(format: DocumentFormat, edited: &Config, edits: &Edits) -> Option<Edits> {
    let in_format = |(key, json): (&String, &Arc<RawValue>)| {
        Some((key.clone(), setting_as(format, edited.setting(key)?, json).ok()?))
    };
    edits.iter().map(in_format).collect()
}

fn defects_of(broken: &BrokenSetting) -> Vec<Problem> {
    let problem = |defect: &Defect| {
        let problem = Problem::error(ProblemSource::Defect, defect.to_string());
        problem.of_flag(broken.key()).remedy(defect.remedy())
    };
    broken.defects().iter().map(problem).collect()
}
