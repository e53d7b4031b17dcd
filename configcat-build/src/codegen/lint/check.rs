//! [`check`]: runs all lints.

use std::collections::HashSet;

use configcat_core::{Config, Text};

use super::{
    super::{document::Document, options::Options},
    attributes, conditions,
    finding::Finding,
    percentages,
    positions::{Positions, SettingPart},
    reachability, values,
};
use crate::{
    error::{Problem, Problems},
    lint::{Lint, LintLevel},
};

/// Reports the findings of all lints, in document order: as errors or as warnings, as the options say.
pub(in super::super) fn check(
    positions: &Positions<'_>,
    config: &Config,
    options: &Options,
    problems: &mut Problems,
    warnings: &mut Problems,
) {
    let found: HashSet<_> = problems.iter().filter_map(Problem::lint).collect();
    for lint in options.lints.wrongly_allowed().filter(|lint| found.contains(lint)) {
        let message = format!("the lint `{lint}` cannot be allowed: such a flag cannot be evaluated");
        problems.push(Problem::new(message).remedy("fix the flag, or leave it out: `skip(\"key\")`"));
    }
    // Lints that are always errors are found with the defects of broken settings.
    if !Lint::ALL.iter().any(|lint| options.lints.is_heard(*lint) && !lint.is_always_an_error()) {
        return;
    }
    for (key, finding) in findings(config, options) {
        let Finding { lint, part, message, remedy } = finding;
        if let Some(reports) = reports(lint, options, problems, warnings) {
            let mut problem = Problem::new(message).of_flag(key).of_lint(lint).remedy(&*remedy);
            if let Some(position) = positions.position(key, part) {
                problem = problem.at(position);
            }
            reports.push(problem);
        }
    }
}

/// Reports what a lint finds in the text of a document, whatever its flags are.
pub(in super::super) fn check_text(
    document: &Document,
    options: &Options,
    problems: &mut Problems,
    warnings: &mut Problems,
) {
    let reports = reports(Lint::Comment, options, problems, warnings);
    if let (Some(position), Some(reports)) = (document.comment(), reports) {
        let message = "the file has a comment, which JSON does not have: other programs may refuse it";
        let remedy = "remove the comments; descriptions of flags can be in a file of their own: `descriptions(\"path\")`";
        reports.push(Problem::new(message).at(position).of_lint(Lint::Comment).remedy(remedy));
    }
}

/// Where findings of a lint go; `None` if it is silenced.
fn reports<'a>(
    lint: Lint,
    options: &Options,
    problems: &'a mut Problems,
    warnings: &'a mut Problems,
) -> Option<&'a mut Problems> {
    match options.lints.level(lint) {
        LintLevel::Allow => None,
        LintLevel::Warn => Some(warnings),
        LintLevel::Deny => Some(problems),
    }
}

/// All findings, with the keys of their flags.
fn findings<'a>(config: &'a Config, options: &Options) -> Vec<(&'a Text, Finding)> {
    let mut all = Vec::new();
    let mut reported = HashSet::new();
    for key in config.repeated_keys().iter().filter(|key| !options.skips(key)) {
        if reported.insert(key) {
            let message = "the document has this key more than once; the last one counts";
            let finding = Finding::new(Lint::DuplicateKey, SettingPart::Setting, message);
            all.push((key, finding.remedy("remove the others")));
        }
    }
    let mut twins = values::Twins::default();
    let mut attributes = attributes::findings(config, options);
    for setting in config.settings().filter(|setting| !options.skips(setting.key())) {
        let mut findings = Vec::new();
        percentages::findings(setting, &mut findings);
        reachability::findings(setting, &mut findings);
        values::outer_white_space(setting, &mut findings);
        findings.extend(twins.find(setting));
        conditions::findings(setting, config, &mut findings);
        findings.extend(attributes.remove(setting.key().as_str()).into_iter().flatten());
        all.extend(findings.into_iter().map(|finding| (setting.key(), finding)));
    }
    all
}
