//! The defects of broken settings, as problems.

use configcat_core::{
    Config,
    config::{BrokenSetting, Defect},
};

use super::options::Options;
use crate::{
    error::{Problem, Problems},
    lint::Lint,
};

/// Reports the defects of all broken settings that are not skipped.
pub(super) fn report(config: &Config, options: &Options, problems: &mut Problems) {
    for broken in config.broken_settings().filter(|broken| !options.skips(broken.key())) {
        problems.extend(broken.defects().iter().map(|defect| problem(broken, defect)));
    }
}

fn problem(broken: &BrokenSetting, defect: &Defect) -> Problem {
    let problem = Problem::new(defect.to_string()).at(defect.position());
    let problem = problem.of_flag(broken.key()).remedy(defect.remedy());
    match lint(defect) {
        Some(lint) => problem.of_lint(lint),
        None => problem,
    }
}

/// The lint that finds the defect.
fn lint(defect: &Defect) -> Option<Lint> {
    if defect.is_dangling_segment() {
        return Some(Lint::DanglingSegment);
    }
    defect.is_missing_salt().then_some(Lint::MissingSalt)
}
