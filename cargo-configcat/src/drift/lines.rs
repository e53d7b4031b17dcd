//! [`DriftLines`]: a difference as text for people.

use std::fmt;

use anstyle::{AnsiColor, Style};

use super::difference::{Drift, DriftKind};
use crate::shown::one_line;

/// A difference on one line. Different rules follow on further lines.
pub(crate) struct DriftLines<'a> {
    pub(crate) drift: &'a Drift,
    /// A note at the end of the line.
    pub(crate) note: &'a str,
}

impl fmt::Display for DriftLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { drift: Drift { kind, key, before, after }, note } = self;
        let key = one_line(key);
        match (kind, before.as_slice(), after.as_slice()) {
            (DriftKind::Rules, _, _) => {
                writeln!(f, "  {kind:8}  {key}{note}")?;
                let [red, green] =
                    [AnsiColor::Red, AnsiColor::Green].map(|color| Style::new().fg_color(Some(color.into())));
                before.iter().try_for_each(|line| writeln!(f, "    {red}- {line}{red:#}"))?;
                after.iter().try_for_each(|line| writeln!(f, "    {green}+ {line}{green:#}"))
            }
            (_, [before], [after]) => writeln!(f, "  {kind:8}  {key}: {before} → {after}{note}"),
            (_, lines, []) | (_, [], lines) => writeln!(f, "  {kind:8}  {key} ({}){note}", lines.join("; ")),
            (_, before, after) => {
                writeln!(f, "  {kind:8}  {key}: {} → {}{note}", before.join("; "), after.join("; "))
            }
        }
    }
}
