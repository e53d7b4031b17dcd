//! [`Environment`]: an environment of ConfigCat, as `--env` names it.

use std::{fmt, str::FromStr};

use configcat_build::Problem;

/// An environment of ConfigCat: its name, for messages, and the environment variable with its SDK key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Environment {
    pub(crate) name: String,
    pub(crate) variable: String,
}

impl Environment {
    /// A problem of this environment. The message of the problem is about the variable.
    pub(crate) fn problem(&self, problem: &Problem) -> Problem {
        let message = format!("{self}: {}", problem.message());
        match problem.help() {
            Some(help) => Problem::new(message).remedy(help),
            None => Problem::new(message),
        }
    }
}

impl FromStr for Environment {
    type Err = &'static str;

    fn from_str(argument: &str) -> Result<Self, Self::Err> {
        match argument.split_once('=') {
            Some((name, variable)) if !name.is_empty() && !variable.is_empty() => {
                Ok(Self { name: name.to_owned(), variable: variable.to_owned() })
            }
            _ => Err("write it as NAME=VARIABLE, such as `production=PRODUCTION_KEY`"),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the environment `{}`", self.name)
    }
}
