//! [`IntoBool`]: a truth value as an attribute of a user.

/// A truth value as an attribute of a user: `true` and `false`. Setters of generated users take it where targeting rules
/// compare an attribute with the texts `true` and `false` only.
///
/// ```
/// fn set(value: impl configcat_core::IntoBool) -> bool {
///     value.into()
/// }
/// assert!(set(true));
/// ```
#[diagnostic::on_unimplemented(
    message = "targeting rules compare this attribute with `true` and `false` only, and `{Self}` is neither",
    label = "expected a `bool`"
)]
pub trait IntoBool: Into<bool> {}

impl IntoBool for bool {}
