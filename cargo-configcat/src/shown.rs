//! How keys and values are shown to people.

use configcat_core::Value;

/// A value on one line, short enough for a table: text in quotes.
pub(crate) fn literal(value: &Value) -> String {
    const LONGEST: usize = 40;

    let Value::Text(text) = value else { return value.to_string() };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{:?}", text.as_str()),
    }
}

/// Control characters would break the table, or get at the terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .flat_map(|char| if char.is_control() { char.escape_default().collect() } else { vec![char] })
        .collect()
}
