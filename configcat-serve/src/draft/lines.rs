//! [`compare`]: two texts line by line.

use serde::Serialize;

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    pub(super) kind: LineKind,
    pub(super) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LineKind {
    Same,
    Removed,
    Added,
}

/// What has to be removed and added to make one text of the other. Long parts that differ are replaced as a whole.
pub(super) fn compare(before: &[String], after: &[String]) -> Vec<Line> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (head, before) = before.split_at(start);
    let after = after.get(start..).unwrap_or_default();
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, tail) = before.split_at(before.len() - end);
    let after = after.get(..after.len() - end).unwrap_or_default();
    let same = |text: &String| line(LineKind::Same, text);
    let mut lines: Vec<Line> = head.iter().map(same).collect();
    middle(before, after, &mut lines);
    lines.extend(tail.iter().map(same));
    lines
}

/// The longest common part by the usual table.
fn middle(before: &[String], after: &[String], lines: &mut Vec<Line>) {
    /// A larger table would take too long.
    const MOST_CELLS: usize = 4_000_000;

    let width = after.len() + 1;
    let mut common = Vec::new();
    if (before.len() + 1) * width <= MOST_CELLS {
        common = vec![0_u32; (before.len() + 1) * width];
        for (row, old) in before.iter().enumerate().rev() {
            for (column, new) in after.iter().enumerate().rev() {
                let at =
                    |row: usize, column: usize| common.get(row * width + column).copied().unwrap_or_default();
                let length = if old == new {
                    at(row + 1, column + 1) + 1
                } else {
                    at(row + 1, column).max(at(row, column + 1))
                };
                if let Some(cell) = common.get_mut(row * width + column) {
                    *cell = length;
                }
            }
        }
    }
    let at = |row: usize, column: usize| common.get(row * width + column).copied().unwrap_or_default();
    let (mut row, mut column) = (0, 0);
    loop {
        match (before.get(row), after.get(column)) {
            (Some(old), Some(new)) if old == new && !common.is_empty() => {
                lines.push(line(LineKind::Same, old));
                (row, column) = (row + 1, column + 1);
            }
            (Some(old), new) if new.is_none() || at(row + 1, column) >= at(row, column + 1) => {
                lines.push(line(LineKind::Removed, old));
                row += 1;
            }
            (_, Some(new)) => {
                lines.push(line(LineKind::Added, new));
                column += 1;
            }
            _ => return,
        }
    }
}

fn line(kind: LineKind, text: &str) -> Line {
    Line { kind, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_stay_are_recognised() {
        let texts = |text: &str| {
            text.split(' ').filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        for (before, after, expected) in [
            ("", "", ""),
            ("a b c", "a b c", "a b c"),
            ("a b c", "a x c", "a -b +x c"),
            ("a b c d", "a c e d", "a -b c +e d"),
            ("", "a b", "+a +b"),
            ("a b", "", "-a -b"),
            ("a b", "b a", "-a b +a"),
        ] {
            let lines = compare(&texts(before), &texts(after));
            let shown: Vec<_> = lines
                .iter()
                .map(|Line { kind, text }| match kind {
                    LineKind::Same => text.clone(),
                    LineKind::Removed => format!("-{text}"),
                    LineKind::Added => format!("+{text}"),
                })
                .collect();
            assert_eq!(shown.join(" "), expected, "{before} → {after}");
        }
    }
}
