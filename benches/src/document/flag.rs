//! [`Flag`]: an on/off flag, independent of any file format.

/// An on/off flag.
#[derive(Debug, Clone)]
pub struct Flag {
    /// The key, of 24 bytes.
    pub key: String,
    /// Who gets `true`.
    pub targeting: Targeting,
}

/// Who gets `true`.
#[derive(Debug, Clone)]
pub enum Targeting {
    /// Everyone.
    Everyone,
    /// One half of the users, by identifier.
    Half,
    /// The users who match at least one of the rules.
    Rules(Vec<Rule>),
}

/// A targeting rule with one condition.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The attribute that the condition compares.
    pub attribute: Attribute,
    /// The comparison that must hold.
    pub comparison: Comparison,
}

/// An attribute of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// The identifier.
    Id,
    /// The email address.
    Email,
    /// The country.
    Country,
    /// The version of the application.
    Version,
    /// The number of seats.
    Seats,
}

/// A comparator with its comparison value.
#[derive(Debug, Clone)]
pub enum Comparison {
    /// The attribute contains this text.
    Contains(String),
    /// The attribute is one of these texts.
    OneOf(Vec<String>),
    /// The attribute is one of these texts. The document has only their hashes.
    HashedOneOf(Vec<String>),
    /// The attribute is a lower version.
    VersionBelow(String),
    /// The attribute is this version or a higher one.
    VersionFrom(String),
    /// The attribute is a higher number.
    Above(f64),
}
