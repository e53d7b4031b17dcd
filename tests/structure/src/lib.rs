//! Reads the code of a crate and tells which file uses which.
//!
//! ```text
//! package ─► tree (modules, files) ─► scope ─► resolver ─┐
//!                          └─► references ───────────────┴─► structure ─► graph ─► circles, drawing
//! ```
//!
//! A file uses another one if it names something that is defined there. Names are followed through re-exports, renamed
//! ones and globs included. A *facade* is a file with nothing but docs, attributes, `mod` and `use` items: to take a name
//! through it is no use of it. Methods and fields are not seen, because their types are not known.

mod attributes;
mod drawing;
mod graph;
mod package;
mod references;
mod resolver;
mod scope;
mod sources;
mod structure;
mod tokens;
mod tree;
mod uses;

pub use drawing::drawing_of;
pub use graph::{Arrow, Circle, Graph, Taken};
pub use package::{Package, packages};
pub use sources::{Folder, Sources};
pub use structure::Structure;
pub use tree::{ReadError, SourceFile, Tree};
