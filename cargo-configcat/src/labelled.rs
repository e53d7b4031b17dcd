//! [`Labelled`]: a message after its severity, as people read it.

use std::fmt;

use anstyle::{AnsiColor, Style};

use crate::{severity::Severity, shown::one_line};

/// A message after its severity, on one line.
pub(crate) struct Labelled<T>(pub(crate) Severity, pub(crate) T);

impl<T: fmt::Display> fmt::Display for Labelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(severity, message) = self;
        let color = match severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Notice => AnsiColor::Cyan,
        };
        let (style, label) = (Style::new().fg_color(Some(color.into())).bold(), severity.name());
        // It contains keys and values.
        let message = one_line(&message.to_string());
        write!(f, "{style}{label}:{style:#} {message}")
    }
}
