//! [`Number`]: a number to compare with.

use std::{cmp::Ordering, fmt};

use crate::values::Text;

/// A number to compare with, as its document writes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Number {
    /// The way of config v6.
    Plain(f64),
    /// The way of config v5; `None` if it is not that of a number.
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

/// What a number is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberReading {
    /// Decimal text; whatever is not text is converted to text first. The way of config v5.
    Decimal,
    /// A number, or text, which can also be that of a number without digits such as `Infinity`.
    Number,
    /// The same, or a date: seconds since the Unix epoch.
    Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    /// Whether values that compare like this stand in this relation.
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
