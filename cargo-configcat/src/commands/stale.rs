//! `stale`: which flags can go, and why.

use std::path::{Path, PathBuf};

use clap::Args;
use configcat_build::{Problem, codegen};

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::{Format, Output},
    refs::{Certainty, FlagNames, Search, Sources},
    severity::Severity,
    spec_arguments::SpecArguments,
    stale::{Denied, Dumps, Evidence, StaleReport, denied},
};

/// Find flags that can go: not used, only used in tests, never read, always the same, or no longer in the document
///
/// It searches the code as `refs` does, looks at the values in the document, and adds up the counts of running programs:
/// `--usage` takes usage dumps, which are `Client::usage()` as JSON. Give the options that the build has. Each finding
/// tells what was seen, and what to do about it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Exit codes:
  0  all files were searched, and no finding is denied
  1  there are findings of a kind that `--deny` names
  2  a usage dump cannot be used; or a file of the code cannot be read or is not Rust, and the findings of the others
     are printed

Examples:
  cargo configcat stale flags/config_v6.json
  cargo configcat stale flags/config_v6.json --usage dumps/
  cargo configcat stale flags/config_v6.json shop/src --usage web.json --usage worker.json --often 100000
  cargo configcat stale flags/config_v6.json --deny unused,removed --format sarif > stale.sarif")]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,

    /// Files and folders to search, instead of the packages of the workspace
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// A usage dump, or a folder with dumps that end with `.json`; can be given several times
    #[arg(long, value_name = "DUMP")]
    usage: Vec<FileOrStdin>,

    /// How many reads of one and the same value are a finding
    #[arg(long, value_name = "READS", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    often: u64,

    /// Kinds whose findings are errors, or `all`; several are separated by commas, or by further `--deny`
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = denied())]
    deny: Vec<Denied>,

    /// Count only uses that are certain
    #[arg(long)]
    certain: bool,

    /// The name of the declared type, if a macro of yours declares it; can be given several times
    #[arg(long, value_name = "NAME")]
    type_name: Vec<String>,

    #[command(flatten)]
    options: SpecArguments<false>,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let inputs = self.usage.iter().chain([&self.document]);
        if inputs.filter(|input| **input == FileOrStdin::StandardInput).count() > 1 {
            let problem = Problem::new("FILE and `--usage` cannot both be the standard input");
            return Err(problem.remedy("give one of them a path").into());
        }
        let document = self.document.read()?;
        let names = FlagNames::of(&codegen::resolve(&document, &self.options.load()?)?.accessors);
        let config = document.config()?;
        let dumps = Dumps::read(&self.usage, config).map_err(Failure::Problems)?;
        if !dumps.warnings.is_empty() {
            output.report(Severity::Warning, &dumps.warnings)?;
        }
        let sources =
            if self.paths.is_empty() { Sources::of_workspace()? } else { Sources::of_paths(&self.paths) };
        if sources.files.is_empty() && sources.problems.is_empty() {
            let problem = Problem::new("there are no Rust files to search");
            return Err(problem.remedy("name the folders of the code after the FILE").into());
        }
        let file = Path::new(document.origin());
        let mut found = Search { names: &names, type_names: &self.type_name, document: file }.run(sources)?;
        found.uses.retain(|found| !self.certain || found.certainty == Certainty::Certain);
        let findings = Evidence::new(config, &names, &found, dumps.sum.as_ref()).findings(self.often);
        let report = StaleReport::new(&document, findings, &self.deny);
        match output.format() {
            Format::Sarif => output.print_json(&report.sarif(&found.problems))?,
            _ => output.print(&report)?,
        }
        match report.errors {
            _ if !found.problems.is_empty() => Err(Failure::Problems(found.problems)),
            0 => Ok(Outcome::Fine),
            _ => Ok(Outcome::Findings),
        }
    }
}
