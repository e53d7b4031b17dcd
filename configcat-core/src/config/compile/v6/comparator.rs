//! What the numbers of config v6 for comparators stand for.

use crate::config::operand::{End, Reading, Relation};

/// What a comparator number stands for.
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) negate: bool,
    pub(super) hashed: bool,
}

pub(super) enum Kind {
    Equals,
    Version(Relation),
    Number(Relation, Reading),
    Listed(Listed),
}

/// A comparison with a list.
pub(super) enum Listed {
    OneOf,
    Contains,
    Affix(End),
    ArrayContains,
    VersionOneOf,
}

/// The comparators of config v6. Nearly all come in pairs, of which the second is the negative one.
pub(super) fn shape(comparator: i64) -> Option<Shape> {
    let second = comparator % 2 == 1;
    let (kind, negate, hashed) = match comparator {
        0 | 1 => (Kind::Listed(Listed::OneOf), second, false),
        2 | 3 => (Kind::Listed(Listed::Contains), second, false),
        4 | 5 => (Kind::Listed(Listed::VersionOneOf), second, false),
        6 => (Kind::Version(Relation::Less), false, false),
        7 => (Kind::Version(Relation::LessOrEqual), false, false),
        8 => (Kind::Version(Relation::Greater), false, false),
        9 => (Kind::Version(Relation::GreaterOrEqual), false, false),
        10 | 11 => (Kind::Number(Relation::Equal, Reading::Number), second, false),
        12 => (Kind::Number(Relation::Less, Reading::Number), false, false),
        13 => (Kind::Number(Relation::LessOrEqual, Reading::Number), false, false),
        14 => (Kind::Number(Relation::Greater, Reading::Number), false, false),
        15 => (Kind::Number(Relation::GreaterOrEqual, Reading::Number), false, false),
        16 | 17 => (Kind::Listed(Listed::OneOf), second, true),
        18 => (Kind::Number(Relation::Less, Reading::Timestamp), false, false),
        19 => (Kind::Number(Relation::Greater, Reading::Timestamp), false, false),
        20 | 21 => (Kind::Equals, second, true),
        22 | 23 => (Kind::Listed(Listed::Affix(End::Start)), second, true),
        24 | 25 => (Kind::Listed(Listed::Affix(End::End)), second, true),
        26 | 27 => (Kind::Listed(Listed::ArrayContains), second, true),
        28 | 29 => (Kind::Equals, second, false),
        30 | 31 => (Kind::Listed(Listed::Affix(End::Start)), second, false),
        32 | 33 => (Kind::Listed(Listed::Affix(End::End)), second, false),
        34 | 35 => (Kind::Listed(Listed::ArrayContains), second, false),
        _ => return None,
    };
    Some(Shape { kind, negate, hashed })
}
