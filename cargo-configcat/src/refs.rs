//! Where a program uses its flags.
//!
//! ```text
//! sources ─► visitor ─► candidates + facts ─► resolve: certain, likely, or no use ─► FlagUse
//! ```
//!
//! Each file is read on its own. The type of a receiver can depend on other files, so it is decided after all files have
//! been read. So is what is test code: a file can be a module that another file declares for tests.

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
mod test_code;
mod tokens;
mod unknown_key;
mod visitor;

pub(crate) use flag_names::FlagNames;
pub(crate) use flag_use::{Certainty, FlagUse, UseKind};
pub(crate) use search::{Found, Search};
pub(crate) use sources::Sources;
pub(crate) use unknown_key::KeyRead;
