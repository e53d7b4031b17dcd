//! [`ComparisonValue`]: the value that a user condition compares with.

use crate::values::Text;

/// The value that a user condition compares with, as the document has it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ComparisonValue<'c> {
    /// A text or a version; also a number of config v5 that cannot be read.
    Text(&'c str),
    /// A text of which the document has only the hash.
    HashedText,
    /// Texts or versions, one of which the attribute is compared with.
    Texts(&'c [Text]),
    /// So many texts of which the document has only the hashes.
    HashedTexts(usize),
    /// A number.
    Number(f64),
    /// A moment, in seconds since the Unix epoch.
    Date(f64),
}
