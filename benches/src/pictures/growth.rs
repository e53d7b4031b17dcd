//! [`Growth`]: how our costs grow, in small panels.

use super::{
    canvas::{Canvas, Drawn, WIDTH},
    look::Look,
    panel::{Line, Panel, Place},
};
use crate::table::{Row, Table};

/// How our costs grow with flags, rules, texts and threads.
#[derive(Debug)]
pub(super) struct Growth<'a> {
    pub(super) flags: &'a Table,
    pub(super) rules: &'a Table,
    pub(super) lists: &'a Table,
    pub(super) threads: &'a Table,
}

impl Growth<'_> {
    pub(super) const HEIGHT: i32 = 580;

    /// The result in a sentence.
    pub(super) fn says(&self) -> String {
        let changes: Vec<_> = self.panels().iter().filter_map(Panel::says).collect();
        format!("The time of our reads: {}.", changes.join("; "))
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Drawn {
        canvas.titles(
            "How costs grow",
            "The time of a call. All axes are logarithmic, and the scale of time is the same in each chart.",
        )?;
        let (left, right) = ((60, 228), (484, WIDTH - 14));
        let (upper, lower) = ((108, 275), (362, 529));
        let place = |(left, right), (top, bottom)| Place { left, right, top, bottom };
        let places = [(left, upper), (right, upper), (left, lower), (right, lower)];
        let mut panels = self.panels().into_iter().zip(places);
        panels.try_for_each(|(panel, (columns, rows))| panel.draw(canvas, place(columns, rows)))
    }

    fn panels(&self) -> [Panel; 4] {
        [
            of_columns("Flags in the config", self.flags),
            of_columns("Rules of a flag", self.rules),
            self.of_threads(),
            of_columns("Texts in the list of a rule", self.lists),
        ]
    }

    /// A line for each contender. The first rows of the table are for one thread and for two.
    fn of_threads(&self) -> Panel {
        let threads = [1, 2].into_iter().zip(&self.threads.rows);
        let line = |(column, name): (usize, &String)| Line {
            name: name.clone(),
            look: Look::of_column(column, name),
            points: threads
                .clone()
                .filter_map(|(threads, row)| Some((threads, (*row.figures.get(column)?)?)))
                .collect(),
        };
        Panel {
            title: "Threads that read W3 at once".to_owned(),
            unit: "threads".to_owned(),
            lines: self.threads.columns.iter().enumerate().map(line).collect(),
        }
    }
}

/// A line for each row. The columns are sizes, such as “1,000 flags”.
fn of_columns(title: &str, table: &Table) -> Panel {
    let size = |column: &String| column.split(' ').next()?.replace(',', "").parse::<usize>().ok();
    let line = |row: &Row| Line {
        name: row.what.clone(),
        look: Look::Ours,
        points: table
            .columns
            .iter()
            .zip(&row.figures)
            .filter_map(|(column, figure)| Some((size(column)?, (*figure)?)))
            .collect(),
    };
    let unit = table.columns.last().and_then(|column| column.split_once(' '));
    Panel {
        title: title.to_owned(),
        unit: unit.map(|(_, unit)| unit.to_owned()).unwrap_or_default(),
        lines: table.rows.iter().map(line).collect(),
    }
}
