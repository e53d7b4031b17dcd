//! [`is_version`]: whether a text is a semantic version, decided in constants too.

/// Whether a text is a semantic version, with white space around it or not: the same as `parse_version`, for texts that are
/// checked when a program is compiled.
pub(crate) const fn is_version(text: &str) -> bool {
    let (text, end) = (text.as_bytes(), end_of_trimmed(text.as_bytes()));
    let mut at = start_of_trimmed(text);
    let mut part = 0;
    while part < 3 {
        let after = after_number(text, at, end);
        if after == at {
            return false;
        }
        at = after;
        part += 1;
        if part < 3 {
            if !is_at(text, at, end, b'.') {
                return false;
            }
            at += 1;
        }
    }
    if is_at(text, at, end, b'-') {
        match after_identifiers(text, at + 1, end, false) {
            Some(after) => at = after,
            None => return false,
        }
    }
    if is_at(text, at, end, b'+') {
        match after_identifiers(text, at + 1, end, true) {
            Some(after) => at = after,
            None => return false,
        }
    }
    at == end
}

/// The byte at a place before the end; 0 if there is none.
const fn byte(text: &[u8], at: usize, end: usize) -> u8 {
    if at >= end {
        return 0;
    }
    let (_, rest) = text.split_at(at);
    match rest.first() {
        Some(byte) => *byte,
        None => 0,
    }
}

const fn is_at(text: &[u8], at: usize, end: usize, expected: u8) -> bool {
    byte(text, at, end) == expected
}

/// The place after a number of 64 bits without leading zeros; the same place if there is none.
const fn after_number(text: &[u8], start: usize, end: usize) -> usize {
    let (mut at, mut number) = (start, 0_u64);
    while byte(text, at, end).is_ascii_digit() {
        let digit = (byte(text, at, end) - b'0') as u64;
        number = match number.checked_mul(10) {
            Some(tens) => match tens.checked_add(digit) {
                Some(number) => number,
                None => return start,
            },
            None => return start,
        };
        at += 1;
    }
    let has_leading_zero = at > start + 1 && is_at(text, start, end, b'0');
    if has_leading_zero { start } else { at }
}

/// The place after identifiers with points between them; `None` if one is empty, or is a number with a leading zero and those
/// are not allowed.
const fn after_identifiers(text: &[u8], start: usize, end: usize, leading_zeros: bool) -> Option<usize> {
    let (mut at, mut identifier, mut is_number) = (start, start, true);
    loop {
        let char = byte(text, at, end);
        if char.is_ascii_alphanumeric() || char == b'-' {
            is_number = is_number && char.is_ascii_digit();
            at += 1;
            continue;
        }
        let has_leading_zero = is_number && at > identifier + 1 && is_at(text, identifier, end, b'0');
        if at == identifier || has_leading_zero && !leading_zeros {
            return None;
        }
        if char != b'.' {
            return Some(at);
        }
        at += 1;
        (identifier, is_number) = (at, true);
    }
}

const fn start_of_trimmed(text: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let mut length = 1;
        while length <= 3 && !is_white_space(text, at, at + length) {
            length += 1;
        }
        if length > 3 {
            return at;
        }
        at += length;
    }
}

const fn end_of_trimmed(text: &[u8]) -> usize {
    let mut end = text.len();
    loop {
        let mut length = 1;
        while length <= 3 && !(length <= end && is_white_space(text, end - length, end)) {
            length += 1;
        }
        if length > 3 {
            return end;
        }
        end -= length;
    }
}

/// Whether the bytes between two places are one character of white space, as `str::trim` has it.
const fn is_white_space(text: &[u8], start: usize, end: usize) -> bool {
    if end > text.len() {
        return false;
    }
    let char = [byte(text, start, end), byte(text, start + 1, end), byte(text, start + 2, end)];
    match (end - start, char) {
        (1, [b'\t'..=b'\r' | b' ', ..]) | (2, [0xc2, 0x85 | 0xa0, _]) => true,
        (3, char) => matches!(
            char,
            [0xe1, 0x9a, 0x80]
                | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf]
                | [0xe2, 0x81, 0x9f]
                | [0xe3, 0x80, 0x80]
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::parse_version;

    /// All short texts of characters that are special to versions.
    #[test]
    fn it_accepts_what_is_parsed() {
        const CHARS: [&str; 9] = ["0", "1", ".", "-", "+", "a", " ", "\u{3000}", "²"];
        let count = CHARS.len();
        for number in 0..count.pow(5) {
            let tail: String = (0..5).map(|place| CHARS[number / count.pow(place) % count]).collect();
            for text in [format!("1.0{tail}"), tail] {
                assert_eq!(is_version(&text), parse_version(&text).is_some(), "{text:?}");
            }
        }
    }

    #[test]
    fn numbers_and_white_space_have_the_same_limits() {
        for text in
            ["18446744073709551615.0.0", "18446744073709551616.0.0", "99999999999999999999999.0.0", "00.0.0"]
        {
            assert_eq!(is_version(text), parse_version(text).is_some(), "{text:?}");
        }
        for char in '\0'..=char::MAX {
            let text = format!("{char}1.2.3{char}");
            assert_eq!(is_version(&text), parse_version(&text).is_some(), "{text:?}");
        }
    }
}
