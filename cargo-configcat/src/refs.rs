//! Where a program uses its flags.
//!
//! ```text
//! sources ─► visitor ─► candidates + facts ─► resolve: certain, likely, or no use ─► FlagUse
//! ```
//!
//! Each file is read on its own. The type of a receiver can depend on other files, so it is decided after all files have
//! been read.

mod candidate;
mod facts;
mod flag_names;
mod flag_use;
mod ignore_rules;
mod inference;
mod nesting;
mod receiver;
mod resolve;
mod scopes;
mod search;
mod shapes;
mod sources;
mod tokens;
mod visitor;

pub(crate) use flag_names::FlagNames;
pub(crate) use flag_use::{Certainty, FlagUse};
pub(crate) use search::{Found, Search};
pub(crate) use sources::Sources;
