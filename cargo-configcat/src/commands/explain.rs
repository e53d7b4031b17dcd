//! `explain`: the value that a flag serves to a user, and why.

use std::fmt;

use clap::Args;
use configcat_core::{Snapshot, explanation::Explanation};
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    misspelt::{did_you_mean, missing_attributes},
    output::Output,
    severity::Severity,
    shown::styled_lines,
    users::UserArgument,
};

/// Explain what a flag serves to a user, step by step
///
/// Ends with exit code 1 if the flag cannot be evaluated.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat explain flags/config_v6.json newCheckout \\
      --user '{\"Identifier\": \"435170f4\", \"Country\": \"Hungary\", \"custom\": {\"plan\": \"pro\"}}'")]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,

    /// The key of the flag
    #[arg(value_name = "KEY")]
    key: String,

    /// The user, in the form that `eval --help` describes. Without it, nobody is known
    #[arg(long, value_name = "JSON", default_value = "null", hide_default_value = true)]
    user: String,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let UserArgument(user) = UserArgument::parse(&self.user)?;
        let snapshot = Snapshot::from(self.document.read()?.into_config()?);
        let explanation = ExplanationText(snapshot.explain(&self.key, user.as_ref()));
        output.print(&explanation)?;
        let warnings = [did_you_mean(&self.key, &snapshot), missing_attributes(&explanation.0)];
        let warnings: Vec<_> = warnings.into_iter().flatten().collect();
        if !warnings.is_empty() {
            output.report(Severity::Warning, &warnings)?;
        }
        Ok(if explanation.0.error.is_none() { Outcome::Fine } else { Outcome::Findings })
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct ExplanationText(Explanation);

impl fmt::Display for ExplanationText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", styled_lines(&self.0.styled().to_string(), &self.0.to_string()))
    }
}
