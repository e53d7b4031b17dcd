//! [`Figure`]: a number that was measured, and its text.

use serde::{Deserialize, Serialize};

use crate::turns::Timing;

/// A number and its unit.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Figure {
    value: f64,
    unit: Unit,
    /// How many times our figure it is.
    ratio: Option<f64>,
}

/// The unit of a [`Figure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Nanoseconds,
    Count,
    Bytes,
    Times,
    Percent,
}

impl Figure {
    pub(crate) fn new(value: f64, unit: Unit) -> Self {
        Self { value, unit, ratio: None }
    }

    /// A time, and its ratio to the time of the first case.
    pub(crate) fn compared(timing: Timing) -> Self {
        Self::from(timing).times(timing.ratio)
    }

    /// The same figure, which is so many times ours.
    pub(crate) fn times(self, ratio: f64) -> Self {
        Self { ratio: Some(ratio), ..self }
    }

    /// In its unit.
    pub(crate) fn value(self) -> f64 {
        self.value
    }

    /// How many times our figure it is.
    pub(crate) fn ratio(self) -> Option<f64> {
        self.ratio
    }

    pub(crate) fn divided_by(self, divisor: f64) -> Self {
        Self { value: self.value / divisor, ..self }
    }

    pub(crate) fn to_text(self) -> String {
        let Self { value, unit, ratio } = self;
        let value = match unit {
            Unit::Nanoseconds if value < 999.5 => format!("{} ns", digits(value)),
            Unit::Nanoseconds if value < 999_500.0 => format!("{} µs", digits(value / 1e3)),
            Unit::Nanoseconds => format!("{} ms", digits(value / 1e6)),
            Unit::Bytes if value < 1e6 => format!("{} kB", digits(value / 1e3)),
            Unit::Bytes => format!("{} MB", digits(value / 1e6)),
            Unit::Count => digits(value),
            Unit::Times => format!("{value:.2} ×"),
            Unit::Percent => format!("{value:.3} %"),
        };
        match ratio {
            // Ours is the first case: its ratio is 1, which says nothing.
            Some(ratio) if ratio != 1.0 => format!("{value} ({} ×)", digits(ratio)),
            _ => value,
        }
    }
}

impl From<Timing> for Figure {
    fn from(Timing { nanoseconds, .. }: Timing) -> Self {
        Self::new(nanoseconds, Unit::Nanoseconds)
    }
}

/// A whole number with a comma after each group of three digits.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

/// A number with three significant digits.
pub(crate) fn digits(value: f64) -> String {
    match value {
        _ if value == value.trunc() => format!("{value:.0}"),
        ..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
