//! [`Report`]: all tables, as text, Markdown or JSON.

use std::{fmt::Write as _, fs, process::Command, thread};

use comfy_table::presets;
use serde::Serialize;

use crate::table::Table;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/performance.md");

/// The marks around the tables in [`DOCS`].
const BEGIN: &str = "<!-- tables: begin -->";
const END: &str = "<!-- tables: end -->";

/// How a report is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Text,
    Markdown,
    /// Markdown that replaces the tables of docs/performance.md.
    Docs,
    Json,
}

/// All tables, and the machine on which they were measured.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    machine: String,
    compiler: String,
    quick: bool,
    #[serde(rename = "sections")]
    pub(crate) tables: Vec<Table>,
}

impl Report {
    /// A report without tables.
    pub(crate) fn new(quick: bool) -> Self {
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
            quick,
            tables: Vec::new(),
        }
    }

    /// Prints the report, or writes it into [`DOCS`].
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
        for table in &self.tables {
            let _ = write!(text, "\n{heading}{}\n\n{}\n", table.title, table.grid(style));
            if !table.note.is_empty() {
                let _ = write!(text, "\n{}\n", table.note);
            }
        }
        text
    }
}
