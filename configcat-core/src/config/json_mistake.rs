//! [`JsonMistake`]: what people and Git write into JSON files, and JSON does not have.

/// Why a text is not JSON, if it can be said more clearly than a JSON parser says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonMistake {
    Comment,
    EndlessComment,
    TrailingComma,
    ConflictMarker,
}

impl JsonMistake {
    /// The mistake that stops a parser at this offset in bytes, and the offset of the mistake.
    pub(super) fn find(document: &str, offset: usize) -> Option<(Self, usize)> {
        let (before, rest) = document.split_at_checked(offset)?;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        if document.get(line_start..).is_some_and(is_conflict_marker) {
            return Some((Self::ConflictMarker, line_start));
        }
        if rest.starts_with("//") || rest.starts_with("/*") && rest.contains("*/") {
            return Some((Self::Comment, offset));
        }
        if rest.starts_with("/*") {
            return Some((Self::EndlessComment, offset));
        }
        let before = before.trim_end();
        let is_trailing = rest.starts_with(['}', ']']) && before.ends_with(',');
        is_trailing.then(|| (Self::TrailingComma, before.len() - 1))
    }

    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Comment => "a comment, which JSON does not have",
            Self::EndlessComment => "a comment without an end",
            Self::TrailingComma => "a comma after the last item, which JSON does not have",
            Self::ConflictMarker => "a conflict marker of Git",
        }
    }

    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Self::Comment => "remove the comment",
            Self::EndlessComment => "end it with `*/`",
            Self::TrailingComma => "remove the comma",
            Self::ConflictMarker => {
                "keep one version and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`, or download the document \
                 again"
            }
        }
    }
}

/// Whether the first line of a text is one that Git writes around the two versions of a conflict.
fn is_conflict_marker(text: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| {
        text.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
    })
}
