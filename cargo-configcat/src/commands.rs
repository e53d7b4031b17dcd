//! The commands: for each, its arguments and what it does.

pub(crate) mod expand;
pub(crate) mod list;
