//! [`IntoUser`]: how a user is given.

use crate::users::user::User;

/// What flags are evaluated for: `&user`, or `None` without a user; also an `Option<&User>`, or a reference to an
/// `Option<User>`.
///
/// It stands for `Into<Option<&User>>`, which is all that an application has to implement, to give flags the user of a
/// request for example:
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
