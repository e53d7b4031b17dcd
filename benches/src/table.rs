//! [`Table`]: what a section shows.

use comfy_table::{CellAlignment, TableStyle};
use serde::{Deserialize, Serialize};

use crate::figure::Figure;

/// The titles of the tables from which pictures are made.
pub(crate) mod title {
    pub(crate) const READ: &str = "Reading a flag";
    pub(crate) const READ_ALL: &str = "Reading all flags";
    pub(crate) const LOAD: &str = "Loading a document";
    pub(crate) const THREADS: &str = "Reading from several threads";
    pub(crate) const FLAGS: &str = "Growth with flags";
    pub(crate) const RULES: &str = "Growth with rules";
    pub(crate) const LISTS: &str = "Growth with lists";
}

/// A table of figures.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) title: String,
    /// What a reader must know to understand the table.
    pub(crate) note: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// A row of a table: a figure, or nothing, for each column.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) figures: Vec<Option<Figure>>,
    /// What our figure is to reach.
    pub(crate) goal: Option<String>,
}

impl Table {
    /// The rows and columns, without the title and the note.
    pub(crate) fn grid(&self, style: TableStyle) -> comfy_table::Table {
        let has_goals = self.rows.iter().any(|row| row.goal.is_some());
        let mut grid = comfy_table::Table::new();
        grid.load_style(style);
        let goal = has_goals.then_some("to reach");
        grid.set_header([""].into_iter().chain(self.columns.iter().map(String::as_str)).chain(goal));
        for row in &self.rows {
            let figures = row.figures.iter().map(|figure| figure.map_or("–".to_owned(), Figure::to_text));
            let goal = has_goals.then(|| row.goal.clone().unwrap_or_default());
            grid.add_row([row.what.clone()].into_iter().chain(figures).chain(goal));
        }
        for column in grid.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        grid
    }
}

impl Row {
    pub(crate) fn new(what: impl Into<String>, figures: Vec<Option<Figure>>) -> Self {
        Self { what: what.into(), figures, goal: None }
    }

    pub(crate) fn goal(self, goal: &str) -> Self {
        Self { goal: Some(goal.to_owned()), ..self }
    }
}
