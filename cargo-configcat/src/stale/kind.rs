//! [`Kind`]: what speaks against a flag.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use crate::{sarif::OtherRule, severity::Severity};

/// What speaks against a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Unused,
    TestOnly,
    Unread,
    Constant,
    OneValue,
    Removed,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Unused, Self::TestOnly, Self::Unread, Self::Constant, Self::OneValue, Self::Removed];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unused => "unused",
            Self::TestOnly => "test-only",
            Self::Unread => "unread",
            Self::Constant => "constant",
            Self::OneValue => "one-value",
            Self::Removed => "removed",
        }
    }

    const fn description(self) -> &'static str {
        match self {
            Self::Unused => "the code does not use the flag",
            Self::TestOnly => "only tests, benchmarks and examples use the flag",
            Self::Unread => "no program of the usage dumps has read the flag",
            Self::Constant => "the flag serves everyone the same value",
            Self::OneValue => "programs read the flag often, and always got the same value",
            Self::Removed => "the code or a program reads a flag that the document does not have",
        }
    }

    /// What to do about it.
    pub(super) const fn help(self) -> &'static str {
        match self {
            Self::Unused => {
                "delete it in the ConfigCat dashboard if no other program uses it, then run `cargo configcat pull`"
            }
            Self::TestOnly => "delete it, and these uses, if no other program uses it",
            Self::Unread => "look whether the code that reads it still runs; if not, delete code and flag",
            Self::Constant => {
                "put the value into the code in place of the flag, unless it is a switch that you want to keep"
            }
            Self::OneValue => {
                "look whether its rules are still needed; if not, put the value into the code in place of the flag"
            }
            Self::Removed => {
                "put a value into the code in place of the flag; if ConfigCat has it, run `cargo configcat pull`"
            }
        }
    }

    const fn rule(self) -> OtherRule {
        OtherRule {
            id: self.name(),
            description: self.description(),
            help: self.help(),
            severity: Severity::Warning,
        }
    }

    /// The rules of SARIF for all kinds.
    pub(super) fn rules() -> [OtherRule; 6] {
        Self::ALL.map(Self::rule)
    }
}

/// Kinds whose findings are errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    All,
    One(Kind),
}

impl Denied {
    pub(super) fn includes(self, kind: Kind) -> bool {
        self == Self::All || self == Self::One(kind)
    }
}

/// Reads a kind, or `all`.
pub(crate) fn denied() -> impl TypedValueParser<Value = Denied> {
    let kinds = Kind::ALL.map(|kind| PossibleValue::new(kind.name()).help(kind.description()));
    let all = PossibleValue::new("all").help("all of these");
    PossibleValuesParser::new(kinds.into_iter().chain([all]))
        .map(|name| Kind::ALL.into_iter().find(|kind| kind.name() == name).map_or(Denied::All, Denied::One))
}
