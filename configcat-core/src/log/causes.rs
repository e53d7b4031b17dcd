//! Errors on one line.

/// An error with its causes, since logs show it on one line.
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// Gives public errors a [`Debug`](std::fmt::Debug) form that people can read: the message with its causes. That is
/// what a program prints whose `main` returns the error.
macro_rules! debug_as_message {
    ($($error:ty),* $(,)?) => {
        $(
            impl std::fmt::Debug for $error {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&$crate::log::with_causes(self))
                }
            }
        )*
    };
}

pub(crate) use debug_as_message;
