//! Positions as other programs count them: [`in_characters`], [`flag_positions`].

use configcat_build::codegen;
use configcat_core::config::Position;

/// The position with its column in characters: other programs count characters, but `Position` counts bytes.
pub(crate) fn in_characters(position: Position, lines: &[&str]) -> Position {
    let Position { line, column, .. } = position;
    let line = line.checked_sub(1).and_then(|index| lines.get(index));
    let before = line.zip(column.checked_sub(1)).and_then(|(line, length)| line.get(..length));
    Position { column: before.map_or(column, |before| before.chars().count() + 1), ..position }
}

/// The lines of a document, as positions count them.
pub(crate) fn lines_of(document: &str) -> Vec<&str> {
    document.trim_start_matches('\u{feff}').split('\n').collect()
}

/// Where the flags are in a document, in characters.
pub(crate) fn flag_positions<'k>(
    document: &str,
    keys: impl IntoIterator<Item = &'k str>,
) -> Vec<Option<Position>> {
    let lines = lines_of(document);
    let positions = codegen::flag_positions(document, keys).into_iter();
    positions.map(|position| Some(in_characters(position?, &lines))).collect()
}
