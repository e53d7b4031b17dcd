//! [`FlagUse`]: a place of the code that uses a flag.

use serde::Serialize;

/// A use of a flag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct FlagUse {
    /// The index of the flag.
    #[serde(skip)]
    pub(crate) flag: usize,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// In characters, from 1 on.
    pub(crate) column: usize,
    pub(crate) kind: UseKind,
    pub(crate) certainty: Certainty,
    /// Whether it is in code that is for tests, benchmarks or examples only.
    #[serde(skip)]
    pub(crate) is_in_test: bool,
}

/// How a flag is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum UseKind {
    /// `flags.new_checkout(&user)`
    Accessor,
    /// `flags.new_checkout_details(&user)`
    Details,
    /// `flags.watch().new_checkout(&user)`
    Watch,
    /// `Flags::fake().new_checkout(true)`
    Fake,
    /// `flags.all(&user).new_checkout`
    Value,
    /// `Flags::NEW_CHECKOUT`
    Constant,
    /// `ButtonColor`, also in `ButtonColor::Gray`
    Enum,
    /// `"newCheckout"`
    Key,
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Certainty {
    Certain,
    Likely,
}

impl UseKind {
    /// The word for it, in the text.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Accessor => "accessor",
            Self::Details => "details",
            Self::Watch => "watch",
            Self::Fake => "fake",
            Self::Value => "value",
            Self::Constant => "constant",
            Self::Enum => "enum",
            Self::Key => "key",
        }
    }
}
