//! Tables of figures, as text, Markdown or JSON.

use std::{fmt::Write as _, fs, process::Command, thread};

use comfy_table::{CellAlignment, Table, TableStyle, presets};
use serde::Serialize;

use crate::{options::Options, turns::Timing};

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/performance.md");

/// Around the tables in [`DOCS`].
const BEGIN: &str = "<!-- tables: begin -->";
const END: &str = "<!-- tables: end -->";

#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Text,
    Markdown,
    /// Markdown, in the place of the tables of docs/performance.md.
    Docs,
    Json,
}

/// All that was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    machine: String,
    compiler: String,
    quick: bool,
    pub(crate) sections: Vec<Section>,
}

/// A table.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// What must be known to read it.
    pub(crate) note: &'static str,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// A line of a table: a figure, or nothing, for each column.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) figures: Vec<Option<Figure>>,
    /// What our figure should be, at most.
    pub(crate) goal: Option<String>,
}

/// A number and what it counts.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// How many times ours it is.
    pub(crate) ratio: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Nanoseconds,
    Count,
    Bytes,
    Times,
    Percent,
}

impl Report {
    pub(crate) fn new(options: &Options) -> Self {
        let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let compiler = Command::new("rustc").arg("--version").output();
        Self {
            machine: format!("{}, {cores} cores", model.unwrap_or("unknown processor")),
            compiler: compiler.map_or_else(
                |_| "unknown compiler".to_owned(),
                |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            ),
            quick: options.quick,
            sections: Vec::new(),
        }
    }

    /// Prints or writes it.
    pub(crate) fn publish(&self, format: Format) {
        let text = self.render(format);
        if !matches!(format, Format::Docs) {
            print!("{text}");
            return;
        }
        let document = fs::read_to_string(DOCS).expect("the document can be read");
        let (before, rest) = document.split_once(BEGIN).expect("the mark before the tables");
        let (_, after) = rest.split_once(END).expect("the mark after the tables");
        fs::write(DOCS, format!("{before}{BEGIN}\n{text}{END}{after}")).expect("the document can be written");
        println!("wrote {DOCS}");
    }

    fn render(&self, format: Format) -> String {
        let (heading, style) = match format {
            Format::Json => return serde_json::to_string_pretty(self).expect("numbers and texts") + "\n",
            Format::Text => ("", presets::UTF8_FULL_CONDENSED),
            Format::Markdown | Format::Docs => ("### ", presets::ASCII_MARKDOWN),
        };
        let quick = if self.quick { ", quick" } else { "" };
        let mut text = format!("\n{}, {}{quick}.\n", self.machine, self.compiler);
        for section in &self.sections {
            let _ = write!(text, "\n{heading}{}\n\n{}\n", section.title, section.table(style));
            if !section.note.is_empty() {
                let _ = write!(text, "\n{}\n", section.note);
            }
        }
        text
    }
}

impl Section {
    fn table(&self, style: TableStyle) -> Table {
        let has_goals = self.rows.iter().any(|row| row.goal.is_some());
        let mut table = Table::new();
        table.load_style(style);
        let goal = has_goals.then_some("to reach");
        table.set_header([""].into_iter().chain(self.columns.iter().map(String::as_str)).chain(goal));
        for row in &self.rows {
            let figures = row.figures.iter().map(|figure| figure.map_or("–".to_owned(), Figure::to_text));
            let goal = has_goals.then(|| row.goal.clone().unwrap_or_default());
            table.add_row([row.what.clone()].into_iter().chain(figures).chain(goal));
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        table
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

impl Figure {
    pub(crate) fn new(value: f64, unit: Unit) -> Self {
        Self { value, unit, ratio: None }
    }

    /// A time, and how many times that of the first case it is.
    pub(crate) fn compared(timing: Timing) -> Self {
        Self { ratio: Some(timing.ratio), ..Self::from(timing) }
    }

    pub(crate) fn divided_by(self, divisor: f64) -> Self {
        Self { value: self.value / divisor, ..self }
    }

    fn to_text(self) -> String {
        let Self { value, unit, ratio } = self;
        let value = match unit {
            Unit::Nanoseconds if value < 999.5 => format!("{} ns", digits(value)),
            Unit::Nanoseconds if value < 999_500.0 => format!("{} µs", digits(value / 1e3)),
            Unit::Nanoseconds => format!("{} ms", digits(value / 1e6)),
            Unit::Bytes if value < 1e6 => format!("{} kB", digits(value / 1e3)),
            Unit::Bytes => format!("{} MB", digits(value / 1e6)),
            Unit::Count => digits(value),
            Unit::Times => format!("{value:.2} ×"),
            Unit::Percent => format!("{value:.3} %"),
        };
        match ratio {
            // Ours is what the others are compared with.
            Some(ratio) if ratio != 1.0 => format!("{value} ({} ×)", digits(ratio)),
            _ => value,
        }
    }
}

impl From<Timing> for Figure {
    fn from(Timing { nanoseconds, .. }: Timing) -> Self {
        Self::new(nanoseconds, Unit::Nanoseconds)
    }
}

/// With as many digits as mean something.
fn digits(value: f64) -> String {
    match value {
        _ if value == value.trunc() => format!("{value:.0}"),
        ..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
