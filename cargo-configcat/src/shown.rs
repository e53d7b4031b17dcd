//! How keys and values are shown to people.

use configcat_build::beginning;
use configcat_core::Value;

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

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() && !is_kept(char) {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
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
        ] {
            let styled = format!("{data} {green}{data}{end} {data}");
            let shown = styled_lines(&styled, &format!("{data} {data} {data}"));
            assert_eq!(shown, format!("{escaped} {green}{escaped}{end} {escaped}"));
        }
    }
}
