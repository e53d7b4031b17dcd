//! Writes comparison values as ConfigCat's evaluation logs do.

use std::fmt;

use datealgo::{datetime_to_secs, secs_to_datetime};

use crate::values::Text;

/// Writes a list: each text in quotes, at most ten of them.
pub(in crate::config) struct Listed<'a>(pub(in crate::config) &'a [Text]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;

        f.write_str("[")?;
        for (index, item) in self.0.iter().take(SHOWN).enumerate() {
            f.write_str(if index == 0 { "'" } else { ", '" })?;
            f.write_str(item)?;
            f.write_str("'")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => f.write_str("]"),
            1 => f.write_str(", ... <1 more value>]"),
            more => write!(f, ", ... <{more} more values>]"),
        }
    }
}

/// Writes a list of hashes: only their number.
pub(in crate::config) struct Hidden(pub(in crate::config) usize);

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("[<1 hashed value>]"),
            count => write!(f, "[<{count} hashed values>]"),
        }
    }
}

/// A date in seconds since the Unix epoch, as evaluation logs write it: without the part below a millisecond. `None` if
/// its year is not 0 to 9999.
pub(in crate::config) fn date(seconds: f64) -> Option<String> {
    const FIRST: i64 = datetime_to_secs((0, 1, 1, 0, 0, 0));
    const LAST: i64 = datetime_to_secs((9999, 12, 31, 23, 59, 59));

    // The product of whole milliseconds can be a little less than whole.
    let whole = (seconds * 1000.0).round();
    let is_whole = (whole / 1000.0).total_cmp(&seconds).is_eq();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "cut, not rounded; out of range is out of range after saturation too"
    )]
    let milliseconds = if is_whole { whole } else { seconds * 1000.0 } as i64;
    let (seconds, millisecond) = (milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000));
    (FIRST..=LAST).contains(&seconds).then(|| {
        let (year, month, day, hour, minute, second) = secs_to_datetime(seconds);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03} UTC")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_shown_in_milliseconds() {
        assert_eq!(date(1_693_497_600.5).as_deref(), Some("2023-08-31T16:00:00.500 UTC"));
        assert_eq!(date(-0.001).as_deref(), Some("1969-12-31T23:59:59.999 UTC"));
        assert_eq!(date(-62_167_219_200.0).as_deref(), Some("0000-01-01T00:00:00.000 UTC"));
        assert_eq!(date(253_402_300_799.999).as_deref(), Some("9999-12-31T23:59:59.999 UTC"));
        assert_eq!(date(1_700_000_000.999_6).as_deref(), Some("2023-11-14T22:13:20.999 UTC"));
        assert_eq!(date(1_700_000_000.999_999_8).as_deref(), Some("2023-11-14T22:13:20.999 UTC"));
        assert_eq!(date(-0.000_9).as_deref(), Some("1970-01-01T00:00:00.000 UTC"));
        assert_eq!(date(253_402_300_799.999_9).as_deref(), Some("9999-12-31T23:59:59.999 UTC"));
        for millisecond in 0..1_000 {
            let text = format!("2004-01-10T13:37:04.{millisecond:03} UTC");
            // 2³⁰ seconds and some milliseconds: 2³⁰ + 0.001 times 1000 is not a whole number.
            assert_eq!(date((1_073_741_824_000.0 + f64::from(millisecond)) / 1000.0), Some(text));
        }
        let out_of_range = [-62_167_219_200.001, 253_402_300_800.0, f64::INFINITY, f64::NEG_INFINITY];
        assert_eq!(out_of_range.map(date), [const { None }; 4]);
    }
}
