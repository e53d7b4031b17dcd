//! How keys and values are shown to people, and what never reaches a terminal.

use std::{borrow::Cow, fmt::Write as _, io};

use configcat_build::beginning;
use configcat_core::Value;
use serde_json::ser::Formatter;

/// A value on one line, short enough for a table. Text is in quotes.
pub(crate) fn literal(value: &Value) -> String {
    const LONGEST: usize = 40;

    let Value::Text(text) = value else { return value.to_string() };
    match beginning(text, LONGEST) {
        Some(beginning) => format!("{beginning:?}…"),
        None => format!("{:?}", text.as_str()),
    }
}

/// A text on one line. Control characters are escaped: they would break tables, or control the terminal.
/// Characters that change how the text around them looks are escaped, too.
pub(crate) fn one_line(text: &str) -> String {
    escaped(text, |_| false)
}

/// The same for a text of several lines.
pub(crate) fn lines(text: &str) -> String {
    escaped(text, |char| char == '\n')
}

/// The same for a text with styles. A style that the plain text contains as well is data, and is escaped.
pub(crate) fn styled_lines(styled: &str, plain: &str) -> String {
    let (mut styled, mut plain) = (styled, plain);
    let mut shown = String::with_capacity(styled.len());
    while let Some(char) = styled.chars().next() {
        let length = match style_at(styled) {
            Some(style) if !plain.starts_with(style) => {
                shown.push_str(style);
                style.len()
            }
            _ => {
                let length = char.len_utf8();
                shown.push_str(&lines(styled.get(..length).unwrap_or_default()));
                plain = plain.get(length..).unwrap_or_default();
                length
            }
        };
        styled = styled.get(length..).unwrap_or_default();
    }
    shown
}

/// The style at the beginning of a text: `ESC [ 1 ; 3 2 m`.
fn style_at(text: &str) -> Option<&str> {
    let parameters = text.strip_prefix("\x1b[")?;
    let (parameters, _) = parameters.split_once('m')?;
    let is_style = parameters.chars().all(|char| char.is_ascii_digit() || char == ';');
    text.get(..parameters.len() + "\x1b[m".len()).filter(|_| is_style)
}

/// JSON for a terminal. JSON itself does not escape all characters that control one. They stand only in texts, where an
/// escape sequence means the same.
pub(crate) fn json(json: &str) -> Cow<'_, str> {
    // The line breaks are the layout.
    if json.bytes().all(|byte| byte < DELETE) {
        return json.into();
    }
    let mut shown = String::with_capacity(json.len());
    for char in json.chars() {
        if is_hazard(char) && char != '\n' {
            // All such characters have 16 bits.
            let _ = write!(shown, "\\u{:04x}", u32::from(char));
        } else {
            shown.push(char);
        }
    }
    shown.into()
}

/// Writes JSON on one line, with texts as [`json`] shows them.
pub(crate) struct LineFormatter;

impl Formatter for LineFormatter {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(json(fragment).as_bytes())
    }
}

const DELETE: u8 = 0x7f;

/// Whether a character could control a terminal, or reorder or break the text around it: control characters, the marks
/// for the direction of a text, and the separators of lines and paragraphs.
fn is_hazard(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if is_hazard(char) && !is_kept(char) {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;

    use super::*;

    #[test]
    fn styles_are_kept_but_not_those_of_the_data() {
        let (green, end) = ("\x1b[1;32m", "\x1b[0m");
        for (data, escaped) in [
            ("plain ä", "plain ä"),
            ("a\n\x1b[2Jb\u{9b}c", "a\n\\u{1b}[2Jb\\u{9b}c"),
            ("\x1b[31mred", "\\u{1b}[31mred"),
            ("\x1b[", "\\u{1b}["),
            ("\x1b]0;title\x07m", "\\u{1b}]0;title\\u{7}m"),
            ("a\u{202e}b\u{2066}c\u{200f}", "a\\u{202e}b\\u{2066}c\\u{200f}"),
        ] {
            let styled = format!("{data} {green}{data}{end} {data}");
            let shown = styled_lines(&styled, &format!("{data} {data} {data}"));
            assert_eq!(shown, format!("{escaped} {green}{escaped}{end} {escaped}"));
        }
    }

    #[test]
    fn json_stays_the_same_json() {
        let text = "plain ä \u{202e}\u{9b}\u{7f}\u{2028}\u{200d}\n\u{1b}";
        let plain = serde_json::to_string_pretty(&[text]).unwrap();
        let shown = json(&plain);
        assert_eq!(shown, "[\n  \"plain ä \\u202e\\u009b\\u007f\\u2028\u{200d}\\n\\u001b\"\n]");
        assert_eq!(serde_json::from_str::<[String; 1]>(&shown).unwrap(), [text]);
        let mut line = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut line, LineFormatter)).unwrap();
        assert_eq!(serde_json::from_slice::<String>(&line).unwrap(), text);
        assert!(!String::from_utf8(line).unwrap().contains(is_hazard));
    }

    #[test]
    fn values_are_shown_without_disguise() {
        let shown = literal(&Value::from("a\u{202e}\u{9b}\n"));
        assert_eq!(shown, r#""a\u{202e}\u{9b}\n""#);
    }
}
