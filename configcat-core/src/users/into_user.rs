//! [`IntoUser`]: the ways to pass a user to a read.

use crate::users::user::User;

/// A user to read a flag for: `&user`, an `Option<&User>`, an `&Option<User>`, or `None` to read it for the default
/// user.
///
/// Every type that implements `Into<Option<&User>>` implements this trait. So an application can pass its own types,
/// such as a request:
///
/// ```
/// use configcat_core::{Config, Snapshot, User};
///
/// struct Request {
///     user: Option<User>,
/// }
///
/// impl<'u> From<&'u Request> for Option<&'u User> {
///     fn from(request: &'u Request) -> Self {
///         request.user.as_ref()
///     }
/// }
///
/// let snapshot = Snapshot::from(Config::from_values([("beta", true)]));
/// let request = Request { user: Some(User::new("1")) };
/// assert!(snapshot.get_value("beta", false, &request));
/// assert!(snapshot.get_value("beta", false, None));
/// ```
#[diagnostic::on_unimplemented(
    message = "flags take `&User`, `Option<&User>` or `None`, not `{Self}`",
    label = "pass `&user`, or `None`"
)]
pub trait IntoUser<'u>: Into<Option<&'u User>> {}

#[diagnostic::do_not_recommend]
impl<'u, T: Into<Option<&'u User>>> IntoUser<'u> for T {}
