//! [`IntoTypedUser`]: the ways to pass a user to a read that takes no plain one.

use crate::users::user::User;

/// A user of the generated type `U`, to read a flag for: `&user`, an `Option<&U>`, an `&Option<U>`, or `None` to read it
/// for the default user. Accessors take it if `flags!` has the line `user = strict`.
///
/// ```
/// use configcat_core::{IntoTypedUser, User};
///
/// struct Customer(User);
///
/// impl AsRef<User> for Customer {
///     fn as_ref(&self) -> &User {
///         &self.0
///     }
/// }
///
/// fn user<'u>(user: impl IntoTypedUser<'u, Customer>) -> Option<&'u User> {
///     user.into_user()
/// }
///
/// let jane = Customer(User::new("435170f4"));
/// assert_eq!(user(&jane), Some(&jane.0));
/// assert_eq!(user(None), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "these flags take `&{U}`, `Option<&{U}>` or `None`, not `{Self}`",
    label = "pass a `&{U}`, or `None`",
    note = "`flags!` has the line `user = strict`, which refuses plain users"
)]
pub trait IntoTypedUser<'u, U> {
    /// The plain user, if there is one.
    fn into_user(self) -> Option<&'u User>;
}

#[diagnostic::do_not_recommend]
impl<'u, U: AsRef<User>> IntoTypedUser<'u, U> for &'u U {
    fn into_user(self) -> Option<&'u User> {
        Some(self.as_ref())
    }
}

#[diagnostic::do_not_recommend]
impl<'u, U: AsRef<User>> IntoTypedUser<'u, U> for Option<&'u U> {
    fn into_user(self) -> Option<&'u User> {
        self.map(AsRef::as_ref)
    }
}

#[diagnostic::do_not_recommend]
impl<'u, U: AsRef<User>> IntoTypedUser<'u, U> for &'u Option<U> {
    fn into_user(self) -> Option<&'u User> {
        self.as_ref().map(AsRef::as_ref)
    }
}
