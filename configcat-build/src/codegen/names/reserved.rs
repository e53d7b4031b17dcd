//! Names that flags cannot have, because generated code or Rust has them already.

/// The function that reads flags from a client or a snapshot.
pub(in super::super) const NEW: &str = "new";
/// The function that reads flags from the document.
pub(in super::super) const EMBEDDED: &str = "embedded";
/// The method that returns the client or snapshot.
pub(in super::super) const SOURCE: &str = "source";
/// The constant with all keys.
pub(in super::super) const KEYS: &str = "KEYS";
/// The constant with the document.
pub(in super::super) const DOCUMENT: &str = "DOCUMENT";
/// The method that reads all flags.
pub(in super::super) const ALL: &str = "all";
/// The function that returns the builder of a test double.
pub(in super::super) const FAKE: &str = "fake";
/// The method that watches flags.
pub(in super::super) const WATCH: &str = "watch";
/// The method that compares the current config with the document.
pub(in super::super) const CHECK: &str = "check";
/// The function that reads environment variables.
pub(in super::super) const OVERRIDES_FROM_ENV: &str = "overrides_from_env";
/// The method that builds a test double.
pub(in super::super) const BUILD: &str = "build";

/// The method that returns the plain user.
pub(in super::super) const AS_USER: &str = "as_user";
/// The method that changes the plain user.
pub(in super::super) const MAP: &str = "map";

/// All names that the generated user has besides its setters: its own items, the methods of derived traits, and the methods
/// of the prelude that it would hide.
const METHODS_OF_USER: [&str; 11] =
    [NEW, AS_USER, MAP, "as_ref", "clone", "clone_from", "eq", "fmt", "into", "try_into", "to_owned"];

/// All names that generated types have besides the items of flags: their own items, the methods of derived traits, and
/// the methods of the prelude that take `self` by value. For an owned value, the compiler prefers the latter to an
/// accessor, which takes a reference.
const ITEMS: [&str; 16] = [
    NEW,
    EMBEDDED,
    SOURCE,
    KEYS,
    DOCUMENT,
    ALL,
    FAKE,
    WATCH,
    CHECK,
    OVERRIDES_FROM_ENV,
    BUILD,
    "clone",
    "clone_from",
    "fmt",
    "into",
    "try_into",
];

/// The types and traits of the prelude.
const PRELUDE: [&str; 39] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// The variant of each enum for texts that the config did not have yet.
pub(in super::super) const OTHER_VARIANT: &str = "Other";
/// The constant of each enum with all its values.
pub(in super::super) const ALL_VARIANTS: &str = "ALL";
/// The method of each enum that returns the text.
pub(in super::super) const AS_STR: &str = "as_str";

/// Whether no constant and no method of a flag can have this name.
pub(super) fn is_item(name: &str) -> bool {
    ITEMS.contains(&name)
}

/// Whether no setter of the generated user can have this name.
pub(super) fn is_method_of_user(name: &str) -> bool {
    METHODS_OF_USER.contains(&name)
}

/// Whether a type with this name would hide one of the prelude.
pub(super) fn is_in_prelude(name: &str) -> bool {
    PRELUDE.contains(&name)
}

/// Whether no variant can have this name, since every enum has an item of this name.
pub(super) fn is_variant(name: &str) -> bool {
    [OTHER_VARIANT, ALL_VARIANTS, AS_STR].contains(&name)
}
