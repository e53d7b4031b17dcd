//! Keys and names of attributes that a user probably misspelt.

use configcat_build::{Problem, most_similar, suggestion};
use configcat_core::{Snapshot, Text, explanation::Explanation};

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

/// The problem of a user who lacks attributes that an evaluation asked for. Without a user, the explanation says so itself.
pub(crate) fn missing_attributes(explanation: &Explanation) -> Option<Problem> {
    let user = explanation.user.as_ref().filter(|_| !explanation.missing_attributes.is_empty())?;
    let names: Vec<_> = explanation.missing_attributes.iter().map(|name| format!("`{name}`")).collect();
    let problem = Problem::new(format!(
        "the evaluation asked for attributes that the user does not have: {}",
        names.join(", ")
    ));
    let problem = problem.of_flag(&explanation.key);
    let own = || user.attributes().map(|(name, _)| name);
    let misspelt = explanation
        .missing_attributes
        .iter()
        .find_map(|name| Some((name, own().find(|own| most_similar(own, [name.as_str()]).is_some())?)));
    Some(match misspelt {
        Some((name, own)) => problem.remedy(format!("the user has `{own}`; did you mean `{name}`?")),
        None => problem,
    })
}
