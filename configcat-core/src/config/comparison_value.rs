//! [`ComparisonValue`]: the value that a user condition compares an attribute with.

use crate::values::Text;

/// The value that a user condition compares an attribute with, as the comparator reads it: texts of config v5 are split at commas and trimmed.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ComparisonValue<'c> {
    /// A text or a version. Also a number of config v5 that cannot be parsed.
    Text(&'c str),
    /// A text. The document has only its hash.
    HashedText,
    /// Texts or versions. The comparator decides how the attribute compares with each of them.
    Texts(&'c [Text]),
    /// The number of texts. The document has only their hashes.
    HashedTexts(usize),
    /// A number.
    Number(f64),
    /// A point in time, in seconds since the Unix epoch.
    Date(f64),
}
