//! [`PullCommand`]: the call of `cargo configcat pull` that messages recommend. The command line takes the names of
//! its arguments and of their values from here.

use std::{collections::BTreeMap, fmt};

use configcat_core::{ConfigVersion, DataGovernance};

/// An argument of the commands that download, in the order in which messages show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PullArgument {
    /// The environment variable with the SDK key.
    SdkKeyEnv,
    /// The path of the lock.
    Lock,
    /// A switch.
    AllowInsecureHttp,
    /// A URL.
    BaseUrl,
    /// One of [`CONFIG_VERSIONS`].
    ConfigVersion,
    /// One of [`DATA_GOVERNANCES`].
    DataGovernance,
}

impl PullArgument {
    /// The name, without the hyphens before it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SdkKeyEnv => "sdk-key-env",
            Self::Lock => "lock",
            Self::AllowInsecureHttp => "allow-insecure-http",
            Self::BaseUrl => "base-url",
            Self::ConfigVersion => "config-version",
            Self::DataGovernance => "data-governance",
        }
    }
}

/// A value that an argument can have.
#[derive(Debug, Clone, Copy)]
pub struct Choice<T> {
    /// The value.
    pub value: T,
    /// How it is written.
    pub name: &'static str,
    /// What it means.
    pub help: &'static str,
}

impl<T: PartialEq> Choice<T> {
    /// The name of a value, unless it is not in the list.
    pub(crate) fn name_in(choices: &[Self], value: &T) -> Option<&'static str> {
        choices.iter().find(|choice| choice.value == *value).map(|choice| choice.name)
    }
}

/// The data governance that is meant if none is given.
pub const DEFAULT_DATA_GOVERNANCE: Choice<DataGovernance> =
    Choice { value: DataGovernance::Global, name: "global", help: "On all data centres of the world" };

/// All kinds of data governance.
pub const DATA_GOVERNANCES: [Choice<DataGovernance>; 2] = [
    DEFAULT_DATA_GOVERNANCE,
    Choice { value: DataGovernance::EuOnly, name: "eu", help: "In the European Union only" },
];

/// All versions of the config format.
pub const CONFIG_VERSIONS: [Choice<ConfigVersion>; 2] = [
    Choice { value: ConfigVersion::V5, name: "v5", help: "`config_v5.json`" },
    Choice { value: ConfigVersion::V6, name: "v6", help: "`config_v6.json`" },
];

/// A call of `cargo configcat pull`.
#[derive(Debug, Clone, Default)]
pub(crate) struct PullCommand(BTreeMap<PullArgument, String>);

impl PullCommand {
    /// Gives an argument a value, or takes it back. The last call counts.
    pub(crate) fn set(&mut self, argument: PullArgument, value: Option<&str>) {
        match value {
            Some(value) => self.0.insert(argument, quoted(value)),
            None => self.0.remove(&argument),
        };
    }
}

impl fmt::Display for PullCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cargo configcat pull")?;
        for (argument, value) in &self.0 {
            write!(f, " --{}", argument.name())?;
            if !value.is_empty() {
                write!(f, " {value}")?;
            }
        }
        Ok(())
    }
}

/// A text as one argument of a command line.
fn quoted(argument: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "/\\:._-".contains(char);
    if argument.chars().all(is_plain) { argument.to_owned() } else { format!("'{argument}'") }
}
