//! [`Declaration`]: the type that a user declared.

use proc_macro2::{Ident, TokenStream};

/// The type that a user declared, and the paths that its code contains.
#[derive(Debug)]
pub struct Declaration {
    /// Attributes, documentation included.
    pub attributes: TokenStream,
    /// The attributes `#[cfg(…)]`. They apply to all generated items.
    pub conditions: TokenStream,
    /// The attributes that set lint levels, such as `#[allow(…)]`. They apply to the accessors, too.
    pub lint_levels: TokenStream,
    /// Visibility.
    pub visibility: TokenStream,
    /// Name.
    pub name: Ident,
    /// Path of the crate `configcat-core`.
    pub runtime: TokenStream,
    /// Absolute path of the document.
    pub document: String,
    /// Absolute paths of other files. A change of one of them must lead to new code.
    pub tracked: Vec<String>,
    /// The generated user.
    pub user: UserDeclaration,
}

/// What a user said about the generated type of users.
#[derive(Debug, Default)]
pub struct UserDeclaration {
    /// Its name, if it is not to be named after the declared type.
    pub name: Option<Ident>,
    /// Whether accessors take no other users.
    pub is_strict: bool,
}
