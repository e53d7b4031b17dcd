//! `refs`: finds every use of every flag in the code.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use clap::Args;
use configcat_build::{Problem, codegen};
use configcat_core::config::Position;
use serde::Serialize;

use crate::{
    code_references::CodeReferenceArguments,
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::{Format, Output},
    positions::flag_positions,
    refs::{Certainty, FlagNames, FlagUse, Found, Search, Sources},
    sarif::{SarifLog, USE_RULES},
    severity::Severity,
    shown::one_line,
    spec_arguments::SpecArguments,
};

/// Find every use of every flag in the code
///
/// It searches the Rust files of the packages of the workspace, or of the PATHs, for accessors, constants and keys. Give
/// the options that the build has. A use is `likely`, not certain, if the code does not tell that the receiver is flags,
/// or if a literal is equal to a key. Files that Git or ConfigCat's scanner ignores are not searched.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Exit codes:
  0  all files were searched
  1  with `--unused`: there are flags without uses
  2  a file cannot be read or is not Rust; the uses in the others are printed

Examples:
  cargo configcat refs flags/config_v6.json
  cargo configcat refs flags/config_v6.json --unused
  cargo configcat refs flags/config_v6.json shop/src --type-name ShopFlags --format json
  cargo configcat refs flags/config_v6.json --upload --config-id ID --repo shop")]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,

    /// Files and folders to search, instead of the packages of the workspace
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// List only the flags without uses
    #[arg(long)]
    unused: bool,

    /// Count only uses that are certain
    #[arg(long)]
    certain: bool,

    /// The name of the declared type, if a macro of yours declares it; can be given several times
    #[arg(long, value_name = "NAME")]
    type_name: Vec<String>,

    /// Write the names of accessors as aliases for ConfigCat's scanner
    #[arg(long, value_name = "PATH")]
    alias_file: Option<PathBuf>,

    #[command(flatten)]
    code_references: CodeReferenceArguments,

    #[command(flatten)]
    options: SpecArguments<true>,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let names = FlagNames::of(&codegen::resolve(&document, &self.options.load()?)?.accessors);
        if let Some(path) = &self.alias_file {
            write_aliases(path, &names)?;
        }
        let sources =
            if self.paths.is_empty() { Sources::of_workspace()? } else { Sources::of_paths(&self.paths) };
        let file = document.origin().to_owned();
        let search = Search { names: &names, type_names: &self.type_name, document: Path::new(&file) };
        let Found { mut uses, problems, .. } = search.run(sources)?;
        uses.retain(|found| !self.certain || found.certainty == Certainty::Certain);
        let mut report = UseReport::new(file, &names, uses);
        let flags: Vec<_> = report.flags.iter().map(|flag| (flag.key.as_str(), &*flag.uses)).collect();
        self.code_references.run(&flags, output)?;
        let has_unused = report.flags.iter().any(|flag| flag.uses.is_empty());
        if self.unused {
            report.flags.retain(|flag| flag.uses.is_empty());
        }
        match output.format() {
            Format::Sarif => output.print_json(&report.sarif(document.text(), &problems))?,
            _ => output.print(&report)?,
        }
        match has_unused {
            _ if !problems.is_empty() => Err(Failure::Problems(problems)),
            true if self.unused => Ok(Outcome::Findings),
            _ => Ok(Outcome::Fine),
        }
    }
}

/// Writes lines that ConfigCat's scanner takes for aliases: a name, and the key that is assigned to it.
fn write_aliases(path: &Path, names: &FlagNames) -> Result<(), Problem> {
    let line = |(key, accessor): &(String, String)| {
        format!("{accessor} = {}\n", serde_json::Value::from(key.as_str()))
    };
    let text: String = names.flags.iter().map(line).collect();
    fs::write(path, text).map_err(|error| {
        Problem::new(format!("cannot write the file: {error}")).in_file(&path.display().to_string())
    })
}

/// The uses by flag, in document order.
#[derive(Serialize)]
struct UseReport {
    file: String,
    flags: Vec<UsedFlag>,
}

#[derive(Serialize)]
struct UsedFlag {
    key: String,
    accessor: String,
    uses: Vec<FlagUse>,
}

impl UseReport {
    fn new(file: String, names: &FlagNames, uses: Vec<FlagUse>) -> Self {
        let flag = |(key, accessor): &(String, String)| UsedFlag {
            key: key.clone(),
            accessor: accessor.clone(),
            uses: Vec::new(),
        };
        let mut flags: Vec<_> = names.flags.iter().map(flag).collect();
        for found in uses {
            if let Some(flag) = flags.get_mut(found.flag) {
                flag.uses.push(found);
            }
        }
        Self { file, flags }
    }

    fn sarif(&self, document: &str, skipped: &[Problem]) -> SarifLog {
        let keys = self.flags.iter().map(|flag| flag.key.as_str());
        let positions = flag_positions(document, keys);
        let mut results = Vec::new();
        for (flag, position) in self.flags.iter().zip(positions) {
            if flag.uses.is_empty() {
                let problem = Problem::new("no use was found").of_flag(&flag.key).in_file(&self.file);
                let problem = problem.remedy("delete it in the ConfigCat dashboard if nobody else uses it");
                results.push(("unused-flag", Severity::Warning, problem, position));
            }
            for found in &flag.uses {
                let message = format!("used ({})", described(found));
                let problem = Problem::new(message).of_flag(&flag.key).in_file(&found.file);
                let position = Position { line: found.line, column: found.column };
                results.push(("flag-use", Severity::Notice, problem, Some(position)));
            }
        }
        SarifLog::of_search(
            &USE_RULES,
            results.iter().map(|(rule, severity, problem, position)| (*rule, *severity, problem, *position)),
            skipped,
        )
    }
}

fn described(found: &FlagUse) -> String {
    let likely = if found.certainty == Certainty::Likely { ", likely" } else { "" };
    format!("{}{likely}", found.kind.name())
}

impl fmt::Display for UseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut uses, mut unused) = (0, 0);
        for flag in &self.flags {
            if flag.uses.is_empty() {
                writeln!(f, "{}: no uses", one_line(&flag.key))?;
                unused += 1;
                continue;
            }
            writeln!(f, "{}:", one_line(&flag.key))?;
            uses += flag.uses.len();
            for found in &flag.uses {
                let file = one_line(&found.file);
                writeln!(f, "  {file}:{}:{}: {}", found.line, found.column, described(found))?;
            }
        }
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let flags = self.flags.len();
        writeln!(f, "{flags} flag{}, {uses} use{}, {unused} without uses", plural(flags), plural(uses))
    }
}
