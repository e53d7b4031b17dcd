//! [`Declaration`]: the type that a user declared.

use proc_macro2::{Ident, TokenStream};

/// The type that a user declared, and what its code depends on.
#[derive(Debug)]
pub struct Declaration {
    /// Attributes, documentation included.
    pub attributes: TokenStream,
    /// Those of the attributes on which it depends whether there is any code: `#[cfg(…)]`.
    pub conditions: TokenStream,
    /// Those that say what the compiler is to tell about: `#[allow(…)]`. They are for the accessors, too.
    pub lint_levels: TokenStream,
    /// Visibility.
    pub visibility: TokenStream,
    /// Name.
    pub name: Ident,
    /// Path of the crate `configcat-core`.
    pub runtime: TokenStream,
    /// Absolute path of the document.
    pub document: String,
    /// Absolute paths of other files whose change must lead to new code.
    pub tracked: Vec<String>,
}
