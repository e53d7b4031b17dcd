//! [`StaleReport`]: all findings, as they are printed.

use std::fmt;

use configcat_build::{Problem, codegen::Document};
use configcat_core::config::Position;
use serde::Serialize;

use super::{
    finding::{Finding, Place},
    kind::{Denied, Kind},
};
use crate::{
    labelled::Labelled, positions::flag_positions, sarif::SarifLog, severity::Severity, shown::one_line,
};

/// All findings.
#[derive(Serialize)]
pub(crate) struct StaleReport {
    file: String,
    pub(crate) errors: usize,
    warnings: usize,
    findings: Vec<Leveled>,
}

/// A finding, and where the document has the flag.
#[derive(Serialize)]
struct Leveled {
    level: Severity,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(flatten)]
    finding: Finding,
    #[serde(skip)]
    position: Option<Position>,
}

impl StaleReport {
    /// Findings that are denied are errors, all others are warnings.
    pub(crate) fn new(document: &Document, findings: Vec<Finding>, denied: &[Denied]) -> Self {
        let keys = findings.iter().map(|finding| finding.key.as_str());
        let positions = flag_positions(document.text(), keys);
        let leveled = |(finding, position): (Finding, Option<Position>)| {
            let is_denied = denied.iter().any(|denied| denied.includes(finding.kind));
            let level = if is_denied { Severity::Error } else { Severity::Warning };
            let (line, column) = (position.map(|at| at.line), position.map(|at| at.column));
            Leveled { level, line, column, finding, position }
        };
        let findings: Vec<_> = findings.into_iter().zip(positions).map(leveled).collect();
        let errors = findings.iter().filter(|finding| finding.level == Severity::Error).count();
        Self { file: document.origin().to_owned(), errors, warnings: findings.len() - errors, findings }
    }

    /// A result where the document has the flag, or at each place of the code if the document does not have it.
    pub(crate) fn sarif(&self, skipped: &[Problem]) -> SarifLog {
        let mut results = Vec::new();
        for leveled in &self.findings {
            let finding = &leveled.finding;
            let problem = Problem::new(finding.evidence.as_str()).of_flag(&finding.key).remedy(finding.help);
            let mut add = |file: &str, position| {
                results.push((finding.kind.name(), leveled.level, problem.clone().in_file(file), position));
            };
            if finding.kind != Kind::Removed || finding.places.is_empty() {
                add(&self.file, leveled.position);
                continue;
            }
            for Place { file, line, column } in &finding.places {
                add(file, Some(Position { line: *line, column: *column }));
            }
        }
        let results =
            results.iter().map(|(rule, severity, problem, position)| (*rule, *severity, problem, *position));
        SarifLog::of_search(&Kind::rules(), results, skipped)
    }
}

impl Leveled {
    /// The finding as a problem of the document.
    fn problem(&self, file: &str) -> Problem {
        let Finding { kind, key, evidence, help, .. } = &self.finding;
        let problem = Problem::new(format!("{evidence} [{}]", kind.name())).of_flag(key).in_file(file);
        let problem = problem.remedy(*help);
        match self.position {
            Some(position) => problem.at(position),
            None => problem,
        }
    }
}

impl fmt::Display for StaleReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for leveled in &self.findings {
            writeln!(f, "{}", Labelled(leveled.level, leveled.problem(&self.file)))?;
            for Place { file, line, column } in &leveled.finding.places {
                writeln!(f, "  {}:{line}:{column}", one_line(file))?;
            }
        }
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        match (self.errors, self.warnings) {
            (0, 0) => writeln!(f, "no stale flags found"),
            (errors, warnings) => {
                writeln!(f, "{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings))
            }
        }
    }
}
