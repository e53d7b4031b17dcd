//! [`Published`]: the state of a document at one moment.

use std::{collections::BTreeMap, sync::Arc};

use configcat_core::Value;

use crate::{
    draft::{Draft, Edits, Source},
    problem::Problem,
    served::Content,
};

/// The state of a document at one moment. A change makes another one, so that each reader sees one whole.
#[derive(Debug)]
pub(crate) struct Published {
    /// The last good content of FILE.
    pub(crate) source: Arc<Source>,
    /// The source with edits.
    pub(crate) draft: Arc<Draft>,
    pub(crate) edits: Edits,
    pub(crate) can_undo: bool,
    pub(crate) can_redo: bool,
    pub(crate) overrides: BTreeMap<String, Value>,
    pub(crate) content: Content,
    /// What is wrong with FILE and with the file of overrides.
    pub(crate) problems: Vec<Problem>,
}
