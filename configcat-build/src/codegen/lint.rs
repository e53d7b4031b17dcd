//! What a document has wrong although it can be read: [`Lint`]s, found in the compiled config.

use std::collections::HashSet;

use configcat_core::{Config, Text};

use self::positions::{Place, Positions};
use super::{Document, Options};
use crate::{Lint, Problem, error::Problems, lint::Level};

mod conditions;
mod percentages;
mod positions;
mod reachability;
mod values;

/// Something that a lint has found in a flag.
struct Finding {
    lint: Lint,
    place: Place,
    message: String,
    remedy: &'static str,
}

impl Finding {
    fn new(lint: Lint, place: Place, message: impl Into<String>) -> Self {
        Self { lint, place, message: message.into(), remedy: "" }
    }

    fn remedy(self, remedy: &'static str) -> Self {
        Self { remedy, ..self }
    }
}

/// Reports what the lints find, in document order: as problems or as warnings, as the options say.
pub(super) fn check(
    document: &Document,
    config: &Config,
    options: &Options,
    problems: &mut Problems,
    warnings: &mut Problems,
) {
    let found: HashSet<_> = problems.iter().filter_map(Problem::lint).collect();
    for lint in options.lints.wrongly_allowed().filter(|lint| found.contains(lint)) {
        let message = format!("the lint `{lint}` cannot be allowed: such a flag cannot be evaluated");
        problems.push(Problem::new(message).remedy("mend the flag, or leave it out: `skip(\"key\")`"));
    }
    // The lints that are always errors are not found here: their flags are broken.
    if !Lint::ALL.iter().any(|lint| options.lints.is_heard(*lint) && !lint.is_always_an_error()) {
        return;
    }
    let positions = Positions::of(&document.text);
    for (key, finding) in findings(config, options) {
        let Finding { lint, place, message, remedy } = finding;
        let reports = match options.lints.level(lint) {
            Level::Allow => continue,
            Level::Warn => &mut *warnings,
            Level::Deny => &mut *problems,
        };
        let mut problem = Problem::new(message).of_flag(key).of_lint(lint).remedy(remedy);
        if let Some(position) = positions.position(key, place) {
            problem = problem.at(position);
        }
        reports.push(problem);
    }
}

/// All findings, with the keys of their flags.
fn findings<'a>(config: &'a Config, options: &Options) -> Vec<(&'a Text, Finding)> {
    let mut all = Vec::new();
    let mut reported = HashSet::new();
    for key in config.repeated_keys().iter().filter(|key| !options.skips(key)) {
        if reported.insert(key) {
            let message = "the document has this key more than once; the last one counts";
            let finding = Finding::new(Lint::DuplicateKey, Place::Setting, message);
            all.push((key, finding.remedy("remove the others")));
        }
    }
    let mut twins = values::Twins::default();
    for setting in config.settings().filter(|setting| !options.skips(setting.key())) {
        let mut findings = Vec::new();
        percentages::findings(setting, &mut findings);
        reachability::findings(setting, &mut findings);
        values::outer_white_space(setting, &mut findings);
        findings.extend(twins.find(setting));
        conditions::findings(setting, config, &mut findings);
        all.extend(findings.into_iter().map(|finding| (setting.key(), finding)));
    }
    all
}
