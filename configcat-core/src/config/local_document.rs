//! [`LocalDocument`]: a document that people write, who may comment on it.

use std::borrow::Cow;

use crate::config::{defect::Position, locate::Locator};

/// The document of a local file. It can have the comments `//` and `/* */`, which JSON does not have. Documents that are
/// downloaded have none, and are never read in this way.
#[derive(Debug)]
pub struct LocalDocument<'a> {
    /// The document, with spaces in the place of its comments: all other parts keep their positions.
    pub json: Cow<'a, str>,
    /// Where the first comment is, if there are any.
    pub comment: Option<Position>,
}

impl<'a> LocalDocument<'a> {
    /// Reads the text of a file.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        // Positions do not count a byte order mark.
        let locator = Locator::new(text.trim_start_matches('\u{feff}'));
        let (mut json, mut copied, mut at, mut comment) = (String::new(), 0, 0, None);
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(['"', '/'])) {
            let start = at + found;
            let rest = text.get(start..).unwrap_or_default();
            at = start + 1;
            if rest.starts_with('"') {
                at = start + string_length(rest);
            } else if let Some(length) = comment_length(rest) {
                at = start + length;
                json.push_str(text.get(copied..start).unwrap_or_default());
                json.extend(text.get(start..at).unwrap_or_default().bytes().map(blank));
                copied = at;
                comment.get_or_insert_with(|| locator.position(rest));
            }
        }
        if comment.is_none() {
            return Self { json: text.into(), comment };
        }
        json.push_str(text.get(copied..).unwrap_or_default());
        Self { json: json.into(), comment }
    }
}

/// The length of the string that a text begins with. If its end is missing, it ends with the line.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| match byte {
        _ if is_escaped => {
            is_escaped = false;
            false
        }
        b'\\' => {
            is_escaped = true;
            false
        }
        byte => matches!(byte, b'"' | b'\n'),
    });
    end.map_or(text.len(), |end| end + 2)
}

/// The length of the comment that a text begins with; `None` if it begins with none, or with one that has no end.
fn comment_length(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let (start, end) = ("/*", "*/");
    Some(start.len() + text.strip_prefix(start)?.find(end)? + end.len())
}

/// What stands in the place of a byte of a comment. Lines stay lines.
fn blank(byte: u8) -> char {
    match byte {
        b'\n' => '\n',
        b'\r' => '\r',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_spaces() {
        for (text, json, comment) in [
            ("", "", None),
            (r#"{"a/*": "//", "\"//": 1}"#, r#"{"a/*": "//", "\"//": 1}"#, None),
            ("{ // é\r\n}", "{      \r\n}", Some((1, 3))),
            ("{\n /* \"\n */ \"a\": 1} //", "{\n     \n    \"a\": 1}   ", Some((2, 2))),
            ("\u{feff}// a\n{}", "\u{feff}    \n{}", Some((1, 1))),
            ("/**/{/***/}/*/*/", "    {     }     ", Some((1, 1))),
            ("\"\\\\\" // a", "\"\\\\\"     ", Some((1, 6))),
            ("\"a\n// \"\n", "\"a\n    \n", Some((2, 1))),
            ("{} /* no end", "{} /* no end", None),
            ("/ / / *", "/ / / *", None),
        ] {
            let local = LocalDocument::of(text);
            assert_eq!(local.json, json, "{text}");
            assert_eq!(local.json.len(), text.len(), "{text}");
            assert_eq!(local.comment.map(|Position { line, column }| (line, column)), comment, "{text}");
        }
    }
}
