//! Parses numbers and versions of documents and user attributes, as ConfigCat SDKs do.

use semver::Version;

/// Parses a semantic version: `x.y.z` with optional pre-release and build metadata. Ignores white space around it.
pub(crate) fn parse_version(text: &str) -> Option<Version> {
    try_parse_version(text).ok()
}

/// The same, with the reason why a text is none.
pub(crate) fn try_parse_version(text: &str) -> Result<Version, semver::Error> {
    Version::parse(text.trim())
}

/// Parses a decimal number: sign, digits, fraction after `.` or `,`, exponent; or infinity, in the spelling of JavaScript.
/// Ignores white space around it.
pub(crate) fn parse_decimal(text: &str) -> Option<f64> {
    const LONGEST_ON_STACK: usize = 48;

    let text = text.trim();
    // Rust's parser also accepts words such as `inf` and `nan`.
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b',' | b'e' | b'E')) {
        return match text {
            "Infinity" | "+Infinity" => Some(f64::INFINITY),
            "-Infinity" => Some(f64::NEG_INFINITY),
            _ => None,
        };
    }
    if !text.contains(',') {
        return text.parse().ok();
    }
    let mut buffer = [0; LONGEST_ON_STACK];
    let Some(copy) = buffer.get_mut(..text.len()) else {
        return text.replace(',', ".").parse().ok();
    };
    for (slot, byte) in copy.iter_mut().zip(text.bytes()) {
        *slot = if byte == b',' { b'.' } else { byte };
    }
    str::from_utf8(copy).ok()?.parse().ok()
}

/// Whether a text is the word for a number that is not a number, in the spelling of JavaScript. Ignores white space
/// around it.
pub(crate) fn is_nan(text: &str) -> bool {
    text.trim() == "NaN"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_digits_with_point_or_comma() {
        for (text, number) in [
            ("1", 1.0),
            (" -2,5\t", -2.5),
            ("+.5", 0.5),
            ("5.", 5.0),
            ("1E-2", 0.01),
            ("3,14e1", 31.4),
            (&format!("{}1,5", "0".repeat(100)), 1.5),
            ("Infinity", f64::INFINITY),
            ("\t+Infinity", f64::INFINITY),
            (" -Infinity ", f64::NEG_INFINITY),
            ("1e309", f64::INFINITY),
        ] {
            assert_eq!(parse_decimal(text), Some(number), "{text}");
        }
        for text in
            ["", " ", ".", "+", "1 000", "1_000", "0x10", "inf", "NaN", "infinity", "1,000.5", "1e", "--1"]
        {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
        assert!(is_nan(" NaN ") && !is_nan("nan"));
    }

    #[test]
    fn versions_are_strict() {
        for text in ["1.2.3", " 1.2.3-beta.1+build.5 ", "0.0.0--"] {
            assert!(parse_version(text).is_some(), "{text}");
        }
        for text in ["", "1", "1.2", "1.2.3.4", "01.2.3", "v1.2.3", "1.2.3-01", "1.2.3+"] {
            assert!(parse_version(text).is_none(), "{text}");
        }
    }
}
