//! Keys that a user probably misspelt.

use configcat_build::{Problem, most_similar, suggestion};
use configcat_core::{Snapshot, Text};

/// The problem of a key that no flag has, if a flag has a similar key.
pub(crate) fn did_you_mean(key: &str, snapshot: &Snapshot) -> Option<Problem> {
    let config = snapshot.config()?;
    if config.keys().any(|known| known == key) {
        return None;
    }
    let similar = most_similar(key, config.keys().map(Text::as_str))?;
    let problem = Problem::new("there is no such flag in the document").of_flag(key);
    Some(problem.remedy(suggestion(key, similar)))
}
