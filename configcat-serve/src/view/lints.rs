//! [`problems_of_flags`]: what is wrong with the flags of a draft.

use std::collections::HashMap;

use configcat_build::codegen::{self, Document, Findings};

use crate::{
    documents::Published,
    problem::{Problem, Severity},
};

/// The defects and lints of each flag, and the lints of the whole document under `None`.
pub(super) fn problems_of_flags(published: &Published) -> HashMap<Option<String>, Vec<Problem>> {
    let edited = !published.edits.is_empty();
    let text = if edited { published.draft.document.to_text() } else { published.source.text.clone() };
    let document = Document::parsed("FILE", text, published.draft.config.clone());
    let Ok(Findings { errors, warnings }) = codegen::findings(&document, &codegen::Options::default()) else {
        return HashMap::new();
    };
    let errors = errors.iter().map(|problem| Problem::found(Severity::Error, problem));
    let warnings = warnings.iter().map(|problem| Problem::found(Severity::Warning, problem));
    let mut by_flag: HashMap<Option<String>, Vec<Problem>> = HashMap::new();
    for mut problem in errors.chain(warnings) {
        if edited {
            // The positions are not those in FILE.
            (problem.line, problem.column) = (None, None);
        }
        by_flag.entry(problem.key.clone()).or_default().push(problem);
    }
    by_flag
}
