//! Writes errors with their causes on one line.

/// An error with its causes on one line, as logs need it.
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// Implements [`Debug`](std::fmt::Debug) for public errors as the message with its causes. A program whose `main`
/// returns the error prints it this way.
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
