//! [`Number`]: a number as comparison value, and how numbers are compared.

use std::{cmp::Ordering, fmt};

use crate::values::Text;

/// A number as comparison value, as the document has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Number {
    /// Config v6: a JSON number.
    Plain(f64),
    /// Config v5: a JSON text. `value` is `None` if the text is not a number.
    Text { text: Text, value: Option<f64> },
}

impl Number {
    pub(crate) fn value(&self) -> Option<f64> {
        match self {
            Self::Plain(value) => Some(*value),
            Self::Text { value, .. } => *value,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(value) => f.write_str(ryu_js::Buffer::new().format(*value)),
            Self::Text { text, .. } => f.write_str(text),
        }
    }
}

/// How an attribute is read as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberReading {
    /// Config v5: decimal text or infinity. Attributes of other types are converted to text first.
    Decimal,
    /// Config v6: a number, decimal text or infinity. The text may also be `NaN`.
    Number,
    /// Same as `Number`, or a date, in seconds since the Unix epoch.
    Timestamp,
}

/// How an attribute must relate to the comparison value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    /// Whether the relation holds for two values with this ordering.
    pub(crate) fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}
