//! [`Candidate`]: a place that may use a flag.

use super::receiver::Receiver;

/// A place with a name of a flag.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) flag: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) shape: Shape,
}

/// What stands there.
#[derive(Debug)]
pub(super) enum Shape {
    /// A call of a method, or a path such as `Flags::new_checkout`.
    Method { receiver: Receiver, is_details: bool, is_telling: bool },
    /// A field, also in a pattern.
    Field(Receiver),
    /// A path such as `Flags::NEW_CHECKOUT`.
    Constant(Receiver),
    /// The name of an enum of a flag, in a path.
    Enum(String),
    /// A literal. It is certain if a function of the SDK takes it.
    Key { is_certain: bool },
}
