//! [`Lint`]: a kind of mistake in a document that can be read. [`Lints`]: which of them are errors.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::Serialize;

use crate::similar::most_similar;

/// Declares the enum, and all that is known about each lint.
macro_rules! lints {
    (
        $(#[$attribute:meta])*
        pub enum Lint { $($(#[$doc:meta])* $lint:ident = $name:literal $level:ident, $description:literal;)* }
    ) => {
        $(#[$attribute])*
        pub enum Lint {
            $($(#[$doc])* $lint,)*
        }

        impl Lint {
            /// All lints, sorted by name.
            pub const ALL: &[Self] = &[$(Self::$lint,)*];

            /// The name, such as `percentage-sum`. It never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$lint => $name,)*
                }
            }

            /// Its findings, in one line.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$lint => $description,)*
                }
            }

            /// Whether its findings are always errors: such flags cannot be evaluated.
            #[must_use]
            pub const fn is_always_an_error(self) -> bool {
                matches!(self.default_level(), LintLevel::Deny)
            }

            /// The level if the user does not set one.
            const fn default_level(self) -> LintLevel {
                match self {
                    $(Self::$lint => LintLevel::$level,)*
                }
            }
        }
    };
}

lints! {
    /// A kind of mistake in a config document. Evaluation tolerates most of them.
    ///
    /// By default, findings are warnings of Cargo. [`Spec::deny`](crate::Spec::deny) makes them errors,
    /// [`Spec::allow`](crate::Spec::allow) silences them. Two lints are always errors, because the flags cannot be
    /// evaluated: [`DanglingSegment`](Self::DanglingSegment) and [`MissingSalt`](Self::MissingSalt).
    ///
    /// [`Display`](fmt::Display) and [`FromStr`] know the names that `flags!` and `cargo configcat lint` use:
    ///
    /// ```
    /// use configcat_build::Lint;
    ///
    /// assert_eq!(Lint::PercentageSum.to_string(), "percentage-sum");
    /// assert_eq!("percentage-sum".parse(), Ok(Lint::PercentageSum));
    /// assert!("percentage-sums".parse::<Lint>().is_err());
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[serde(into = "&'static str")]
    #[non_exhaustive]
    pub enum Lint {
        /// A file has comments, which JSON does not have. Other programs may refuse it.
        Comment = "comment" Warn,
            "a comment, which JSON does not have";
        /// A text that a condition compares an attribute with begins or ends with white space. The comparators `CONTAINS ANY
        /// OF` can have a text of nothing but white space.
        ComparisonWhiteSpace = "comparison-white-space" Warn,
            "a comparison value with white space around it";
        /// A condition compares the attribute `Country` with a name, while others of the document compare it with codes of two
        /// letters.
        CountryName = "country-name" Warn,
            "a country name where other conditions have two-letter codes";
        /// A condition refers to a segment that is not in the document. Always an error.
        DanglingSegment = "dangling-segment" Deny,
            "a condition on a segment that does not exist; always an error";
        /// The document has a key more than once; the last one counts.
        DuplicateKey = "duplicate-key" Warn,
            "a key that the document has more than once";
        /// Two percentage options of the same list serve the same value.
        DuplicatePercentageOption = "duplicate-percentage-option" Warn,
            "two percentage options that serve the same value";
        /// Two flags have the same targeting rules and the same value for everyone, so they always serve the same. The
        /// lint ignores flags without targeting rules and flags with percentage options.
        IdenticalFlags = "identical-flags" Warn,
            "two flags with the same targeting rules and values";
        /// The comparison value of a number or date comparator is not a number.
        InvalidNumber = "invalid-number" Warn,
            "a comparison value that is not a number";
        /// The comparison value of a version comparator is not a semantic version.
        InvalidSemver = "invalid-semver" Warn,
            "a comparison value that is not a semantic version";
        /// A condition names no attribute.
        MissingAttribute = "missing-attribute" Warn,
            "a condition that names no attribute";
        /// The document has hashed comparison values, but no salt. Always an error.
        MissingSalt = "missing-salt" Deny,
            "hashed comparison values without a salt; always an error";
        /// Conditions compare an attribute as several types, such as versions here and numbers there.
        MixedAttribute = "mixed-attribute" Warn,
            "an attribute that is compared as several types";
        /// A served text begins or ends with white space.
        OuterWhiteSpace = "outer-white-space" Warn,
            "a text value with white space around it";
        /// A percentage option is for less than 0 % or more than 100 % of users.
        PercentageOutOfRange = "percentage-out-of-range" Warn,
            "a percentage option below 0 or above 100";
        /// The percentage options of a list do not sum up to 100.
        PercentageSum = "percentage-sum" Warn,
            "percentage options that do not sum up to 100";
        /// A flag is a prerequisite of itself, so that it cannot be evaluated.
        PrerequisiteCycle = "prerequisite-cycle" Warn,
            "a flag that is a prerequisite of itself";
        /// A prerequisite flag is not in the document, or is broken.
        PrerequisiteMissing = "prerequisite-missing" Warn,
            "a prerequisite flag that does not exist";
        /// A prerequisite flag is compared with a value of another type than its own.
        PrerequisiteType = "prerequisite-type" Warn,
            "a prerequisite flag compared with a value of another type";
        /// Two attributes have names that differ in upper and lower case, in characters between words, or like a spelling
        /// mistake: two letters are swapped, or one letter is missing.
        SimilarAttributes = "similar-attributes" Warn,
            "two attributes whose names are almost the same";
        /// A condition looks for a part of an attribute that is an enum, and no variant has such a part.
        UnmatchedComparison = "unmatched-comparison" Warn,
            "a comparison value that no value of an enum attribute can match";
        /// No setter can be named after an attribute, so the generated user has none.
        UnnamedAttribute = "unnamed-attribute" Warn,
            "an attribute that the generated user has no setter for";
        /// A targeting rule or the percentage options of a flag are never reached: an earlier rule always decides. It
        /// has no conditions, or all its conditions hold whenever the later rule matches.
        UnreachableRule = "unreachable-rule" Warn,
            "rules or percentage options after a rule that always decides";
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Lint {
    type Err = UnknownLint;

    fn from_str(name: &str) -> Result<Self, UnknownLint> {
        let found = Self::ALL.iter().find(|lint| lint.name() == name);
        found.copied().ok_or_else(|| UnknownLint { name: name.into() })
    }
}

impl From<Lint> for &'static str {
    fn from(lint: Lint) -> Self {
        lint.name()
    }
}

/// A name that no [`Lint`] has. The message names the lint that was probably meant, or lists all lints.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no lint `{name}`; {}", others(name))]
pub struct UnknownLint {
    name: Box<str>,
}

fn others(unknown: &str) -> String {
    if let Some(similar) = most_similar(&unknown.replace('_', "-"), Lint::ALL.iter().map(|lint| lint.name()))
    {
        return format!("did you mean `{similar}`?");
    }
    let names: Vec<String> = Lint::ALL.iter().map(|lint| format!("`{lint}`")).collect();
    format!("the lints are {}", names.join(", "))
}

/// The levels that a user sets. The last one for a lint counts.
#[doc(hidden)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lints(BTreeMap<Lint, LintLevel>);

impl Lints {
    /// Makes a lint an error.
    pub fn deny(&mut self, lint: Lint) {
        self.0.insert(lint, LintLevel::Deny);
    }

    /// Makes all lints errors.
    pub fn deny_all(&mut self) {
        for lint in Lint::ALL {
            self.deny(*lint);
        }
    }

    /// Silences a lint.
    pub fn allow(&mut self, lint: Lint) {
        self.0.insert(lint, LintLevel::Allow);
    }

    /// Silences all lints that only warn. Macros cannot show warnings.
    pub fn silence_warnings(&mut self) {
        for lint in Lint::ALL {
            if self.level(*lint) == LintLevel::Warn {
                self.allow(*lint);
            }
        }
    }

    /// Whether findings of a lint are reported.
    pub(crate) fn is_heard(&self, lint: Lint) -> bool {
        self.level(lint) != LintLevel::Allow
    }

    /// The level of a lint.
    pub(crate) fn level(&self, lint: Lint) -> LintLevel {
        match self.0.get(&lint) {
            Some(level) if !lint.is_always_an_error() => *level,
            _ => lint.default_level(),
        }
    }

    /// The allowed lints that are always errors.
    pub(crate) fn wrongly_allowed(&self) -> impl Iterator<Item = Lint> {
        let is_wrong =
            |(lint, level): &(&Lint, &LintLevel)| lint.is_always_an_error() && **level == LintLevel::Allow;
        self.0.iter().filter(is_wrong).map(|(lint, _)| *lint)
    }
}

/// What happens to the findings of a lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LintLevel {
    Allow,
    Warn,
    Deny,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_are_found_again() {
        assert!(Lint::ALL.is_sorted_by_key(|lint| lint.name()));
        for lint in Lint::ALL {
            assert_eq!(lint.name().parse(), Ok(*lint));
        }
        for (name, expected) in [
            ("percentage-sums", "there is no lint `percentage-sums`; did you mean `percentage-sum`?"),
            ("percentage_sum", "there is no lint `percentage_sum`; did you mean `percentage-sum`?"),
            ("spelling", "there is no lint `spelling`; the lints are `comment`, `comparison-white-space`, "),
        ] {
            let error = name.parse::<Lint>().unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn what_is_said_last_counts() {
        let mut lints = Lints::default();
        lints.allow(Lint::PercentageSum);
        lints.deny_all();
        lints.allow(Lint::DuplicateKey);
        lints.allow(Lint::MissingSalt);
        assert_eq!(lints.level(Lint::PercentageSum), LintLevel::Deny);
        assert_eq!(lints.level(Lint::DuplicateKey), LintLevel::Allow);
        assert_eq!(lints.level(Lint::MissingSalt), LintLevel::Deny);
        assert_eq!(lints.wrongly_allowed().collect::<Vec<_>>(), [Lint::MissingSalt]);
        assert_eq!(Lints::default().level(Lint::PercentageSum), LintLevel::Warn);
        assert_eq!(Lints::default().level(Lint::DanglingSegment), LintLevel::Deny);
    }
}
