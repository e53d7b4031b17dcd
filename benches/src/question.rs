//! [`Question`]: a flag to read.

/// A flag to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The key of the flag.
    pub key: &'static str,
    /// Whether the flag is read for a user.
    pub for_user: bool,
}

impl Question {
    /// W1: a plain flag, without a user.
    pub const PLAIN: Self = Self { key: "plainFeatureFlag00000012", for_user: false };
    /// W2: one rule, which searches a text and matches.
    pub const TEXT: Self = Self::of("emailFeatureFlag00000012");
    /// W3: a rollout to one half of the users.
    pub const HALF: Self = Self::of("splitFeatureFlag00000012");
    /// W4: five rules, of which the last one matches.
    pub const RULES: Self = Self::of("rulesFeatureFlag00000012");
    /// W5: a list of 20 hashed texts, of which the last one matches.
    pub const HASHED: Self = Self::of("cryptFeatureFlag00000000");
    /// A key that does not exist.
    pub const MISSING: Self = Self::of("wrongFeatureFlag00000012");

    /// The rows that read one flag, by their short names.
    pub const ROWS: [(&'static str, Self); 5] = [
        ("W1", Self::PLAIN),
        ("W2", Self::TEXT),
        ("W3", Self::HALF),
        ("W4", Self::RULES),
        ("W5", Self::HASHED),
    ];

    /// A flag that is read for the user.
    #[must_use]
    pub const fn of(key: &'static str) -> Self {
        Self { key, for_user: true }
    }
}
