//! `lint`: finds all mistakes in documents.

use std::fmt;

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use configcat_build::{
    Lint, Lints, Problem, SpecError,
    codegen::{self, Document, Findings, Options},
};
use configcat_core::config::Position;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    github::Annotation,
    labelled::Labelled,
    output::{Format, Output},
    positions::{in_characters, lines_of},
    sarif::SarifLog,
    severity::Severity,
    spec_arguments::SpecArguments,
};

/// Find everything that is wrong with documents, as a build would find it
///
/// Broken flags are errors, and so are flags that get no accessor, because of their names or of the options of the spec:
/// give the options that the build has. Findings of lints are warnings, unless they are denied. Ends with exit code 1 if
/// there are errors.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat lint flags/config_v6.json
  cargo configcat lint flags/config_v6.json --deny all --allow identical-flags
  cargo configcat lint flags/config.json --rename 2fa=two_factor --deny percentage-sum --format json
  cargo configcat lint flags/*.json --format sarif > configcat.sarif")]
pub(crate) struct Arguments {
    /// The config documents; `-` is the standard input
    #[arg(value_name = "FILE", required = true)]
    documents: Vec<FileOrStdin>,

    #[command(flatten)]
    levels: LevelArguments,

    #[command(flatten)]
    options: SpecArguments<false>,
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
        let inputs = self.documents.iter().filter(|document| **document == FileOrStdin::StandardInput);
        if inputs.count() > 1 {
            let problem = Problem::new("two FILEs cannot both be the standard input");
            return Err(problem.remedy("give one of them a path").into());
        }
        let options = Options { lints: self.levels.lints(), ..self.options.load()? };
        let mut report = LintReport::default();
        let mut unreadable = Vec::new();
        for file in &self.documents {
            let linted = file.read().map_err(SpecError::from);
            let linted = linted.and_then(|document| report.add(&document, &options));
            unreadable.extend(linted.err().iter().flat_map(SpecError::problems).cloned());
        }
        report.print(output, &unreadable)?;
        match report.errors {
            _ if !unreadable.is_empty() => Err(Failure::Problems(unreadable)),
            0 => Ok(Outcome::Fine),
            _ => Ok(Outcome::Findings),
        }
    }
}

/// All problems, in the order of the files, and for each file in document order.
#[derive(Default, Serialize)]
struct LintReport {
    /// How many documents could be read.
    #[serde(skip)]
    documents: usize,
    errors: usize,
    warnings: usize,
    problems: Vec<Leveled>,
}

#[derive(Serialize)]
struct Leveled {
    level: Severity,
    #[serde(flatten)]
    problem: Problem,
    /// The position with a column in characters, as other programs count.
    #[serde(skip)]
    in_characters: Option<Position>,
}

impl LintReport {
    /// Adds the findings of a document.
    fn add(&mut self, document: &Document, options: &Options) -> Result<(), SpecError> {
        let Findings { errors, warnings } = codegen::all_findings(document, options)?;
        self.documents += 1;
        self.errors += errors.len();
        self.warnings += warnings.len();
        let lines = lines_of(document.text());
        let leveled = |level| {
            let lines = &lines;
            move |problem: Problem| {
                let in_characters = problem.position().map(|position| in_characters(position, lines));
                Leveled { level, problem, in_characters }
            }
        };
        let errors = errors.into_iter().map(leveled(Severity::Error));
        let mut found: Vec<_> = errors.chain(warnings.into_iter().map(leveled(Severity::Warning))).collect();
        found.sort_by_key(|leveled| leveled.problem.position());
        self.problems.append(&mut found);
        Ok(())
    }

    fn print(&self, output: &Output, unreadable: &[Problem]) -> Result<(), Failure> {
        match output.format() {
            Format::Sarif => {
                let findings = self.problems.iter();
                let findings =
                    findings.map(|leveled| (leveled.level, &leveled.problem, leveled.in_characters));
                output.print_json(&SarifLog::of(findings, unreadable))?;
            }
            // If no document could be read, there is no result to print.
            _ if self.documents == 0 => {}
            Format::Github => output.print_text(&Annotated(self))?,
            Format::Text | Format::Json => output.print(self)?,
        }
        Ok(())
    }

    fn summary(&self) -> String {
        let plural = |count| if count == 1 { "" } else { "s" };
        match (self.errors, self.warnings) {
            (0, 0) => "no problems found".to_owned(),
            (errors, warnings) => {
                format!("{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings))
            }
        }
    }
}

impl fmt::Display for LintReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Leveled { level, problem, .. } in &self.problems {
            writeln!(f, "{}", Labelled(*level, problem))?;
        }
        writeln!(f, "{}", self.summary())
    }
}

/// The report as annotations.
struct Annotated<'a>(&'a LintReport);

impl fmt::Display for Annotated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Leveled { level, problem, in_characters } in &self.0.problems {
            let annotation = Annotation::of(*level, problem);
            writeln!(f, "{}", Annotation { position: *in_characters, ..annotation })?;
        }
        writeln!(f, "{}", self.0.summary())
    }
}
