//! [`Checked`]: how a lock differs from other configs.

use std::fmt;

use configcat_build::codegen;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{
    drift::{Drift, DriftLines},
    github::Annotation,
    severity::Severity,
    shown::one_line,
};

/// A lock, and all configs that it was compared with.
pub(crate) struct Checked {
    pub(crate) lock: String,
    /// How many flags the lock has.
    pub(crate) flags: usize,
    /// Whether environments were named. Programs get a list then.
    pub(crate) has_environments: bool,
    pub(crate) comparisons: Vec<Comparison>,
}

/// How the lock differs from another config.
#[derive(Serialize)]
pub(crate) struct Comparison {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) environment: Option<String>,
    pub(crate) against: String,
    pub(crate) drift: Vec<Judged>,
}

/// A difference, and whether it is allowed.
#[derive(Serialize)]
pub(crate) struct Judged {
    #[serde(flatten)]
    pub(crate) drift: Drift,
    pub(crate) allowed: bool,
}

impl Comparison {
    /// Whether all differences are allowed.
    pub(crate) fn is_fine(&self) -> bool {
        self.drift.iter().all(|judged| judged.allowed)
    }
}

impl Checked {
    /// The result as annotations of the lock.
    pub(crate) fn annotations(&self, lock: &str) -> String {
        let mut shown = Vec::new();
        for comparison in &self.comparisons {
            let keys = comparison.drift.iter().map(|judged| judged.drift.key.as_str());
            let positions = codegen::flag_positions(lock, keys);
            for (Judged { drift, allowed }, position) in comparison.drift.iter().zip(positions) {
                let severity = if *allowed { Severity::Notice } else { Severity::Error };
                let title =
                    format!("flag `{}`: drift (`{}`) from {}", drift.key, drift.kind, comparison.against);
                let before = drift.before.iter().map(|line| format!("- {line}"));
                let after = drift.after.iter().map(|line| format!("+ {line}"));
                let message = before.chain(after).collect::<Vec<_>>().join("\n");
                let annotation = Annotation { severity, file: Some(&self.lock), position, title, message };
                shown.push(annotation.to_string());
            }
            shown.push(self.headline(comparison).trim_end_matches(':').to_owned());
        }
        shown.join("\n") + "\n"
    }

    fn headline(&self, Comparison { against, drift, .. }: &Comparison) -> String {
        let (lock, against) = (one_line(&self.lock), one_line(against));
        match (drift.len(), self.flags) {
            (0, 1) => format!("{lock} agrees with {against} (1 flag)"),
            (0, flags) => format!("{lock} agrees with {against} ({flags} flags)"),
            (1, _) => format!("{lock} and {against} differ in 1 point:"),
            (count, _) => format!("{lock} and {against} differ in {count} points:"),
        }
    }
}

impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Checked", 4)?;
        fields.serialize_field("lock", &self.lock)?;
        match self.comparisons.as_slice() {
            [comparison] if !self.has_environments => {
                fields.serialize_field("against", &comparison.against)?;
                fields.serialize_field("flags", &self.flags)?;
                fields.serialize_field("drift", &comparison.drift)?;
            }
            comparisons => {
                fields.serialize_field("flags", &self.flags)?;
                fields.serialize_field("environments", comparisons)?;
            }
        }
        fields.end()
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for comparison in &self.comparisons {
            writeln!(f, "{}", self.headline(comparison))?;
            for Judged { drift, allowed } in &comparison.drift {
                write!(f, "{}", DriftLines { drift, note: if *allowed { " (allowed)" } else { "" } })?;
            }
        }
        Ok(())
    }
}
