//! Stage 2 of code generation: the identifiers. All names are made here.

mod assign;
mod flag;
mod identifier;
mod owners;
pub(super) mod reserved;
pub(super) mod setters;
mod types;
pub(super) mod variants;

pub(super) use assign::{NamedFlag, assign};
pub(super) use flag::Identifiers;
pub(super) use identifier::{bare, ident};
pub(super) use types::TypeNames;
