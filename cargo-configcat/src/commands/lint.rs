//! `lint`: finds all mistakes in a document.

use std::fmt;

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use configcat_build::{
    Lint, Lints, Problem,
    codegen::{self, Findings, Options},
};
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::{Labelled, Output, Severity},
};

/// Find everything that is wrong with a document
///
/// Broken flags are errors. Findings of lints are warnings, unless they are denied. Ends with exit code 1 if there are
/// errors.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat lint flags/config_v6.json
  cargo configcat lint flags/config_v6.json --deny all --allow identical-flags
  cargo configcat lint flags/config_v6.json --deny percentage-sum --format json")]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,

    #[command(flatten)]
    levels: LevelArguments,
}

/// The levels of lints.
#[derive(Debug, Args)]
pub(crate) struct LevelArguments {
    /// Lints whose findings are errors, or `all`; several are separated by commas, or by further `--deny`
    #[arg(long, value_name = "LINT", value_delimiter = ',', value_parser = selected())]
    deny: Vec<Selected>,

    /// Lints to ignore, or `all`. A named lint takes precedence over `--deny`, but `all` does not
    #[arg(long, value_name = "LINT", value_delimiter = ',', value_parser = selected(), hide_possible_values = true)]
    allow: Vec<Selected>,
}

/// Lints that were named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Selected {
    All,
    One(Lint),
}

fn selected() -> impl TypedValueParser<Value = Selected> {
    let lints = Lint::ALL.iter().map(|lint| PossibleValue::new(lint.name()).help(lint.description()));
    let all = [PossibleValue::new("all").help("all of these")];
    PossibleValuesParser::new(lints.chain(all))
        .try_map(|name| if name == "all" { Ok(Selected::All) } else { name.parse().map(Selected::One) })
}

impl LevelArguments {
    /// The name of a lint takes precedence over `all`.
    fn lints(&self) -> Lints {
        let mut lints = Lints::default();
        let one = |selected: &Selected| if let Selected::One(lint) = selected { Some(*lint) } else { None };
        if self.deny.contains(&Selected::All) {
            lints.deny_all();
        }
        if self.allow.contains(&Selected::All) {
            let can_be_allowed = Lint::ALL.iter().filter(|lint| !lint.is_always_an_error());
            can_be_allowed.for_each(|lint| lints.allow(*lint));
        }
        self.deny.iter().filter_map(one).for_each(|lint| lints.deny(lint));
        self.allow.iter().filter_map(one).for_each(|lint| lints.allow(lint));
        lints
    }
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let options = Options { lints: self.levels.lints(), ..Options::default() };
        let findings = LintReport::new(codegen::findings(&document, &options)?);
        output.print(&findings)?;
        Ok(if findings.errors == 0 { Outcome::Fine } else { Outcome::Findings })
    }
}

/// All problems, in document order.
#[derive(Serialize)]
struct LintReport {
    errors: usize,
    warnings: usize,
    problems: Vec<Leveled>,
}

#[derive(Serialize)]
struct Leveled {
    level: Severity,
    #[serde(flatten)]
    problem: Problem,
}

impl LintReport {
    fn new(Findings { errors, warnings }: Findings) -> Self {
        let leveled = |level| move |problem| Leveled { level, problem };
        let counts = (errors.len(), warnings.len());
        let errors = errors.into_iter().map(leveled(Severity::Error));
        let mut problems: Vec<_> =
            errors.chain(warnings.into_iter().map(leveled(Severity::Warning))).collect();
        problems.sort_by_key(|leveled| leveled.problem.position());
        Self { errors: counts.0, warnings: counts.1, problems }
    }
}

impl fmt::Display for LintReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Leveled { level, problem } in &self.problems {
            writeln!(f, "{}", Labelled(*level, problem))?;
        }
        let plural = |count| if count == 1 { "" } else { "s" };
        let Self { errors, warnings, .. } = self;
        match (errors, warnings) {
            (0, 0) => writeln!(f, "no problems found"),
            (errors, warnings) => {
                writeln!(f, "{errors} error{}, {warnings} warning{}", plural(*errors), plural(*warnings))
            }
        }
    }
}
