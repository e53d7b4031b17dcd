//! [`Report`]: all tables, as text, Markdown or JSON.

use std::{fmt::Write as _, fs, process::Command, thread};

use comfy_table::presets;
use serde::{Deserialize, Serialize};

use crate::table::Table;

/// How a report is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

/// All tables, and the machine on which they were measured.
#[derive(Debug, Serialize, Deserialize)]
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

    /// The whole report as a text.
    pub(crate) fn render(&self, format: Format) -> String {
        let (heading, style) = match format {
            Format::Json => return serde_json::to_string_pretty(self).expect("numbers and texts") + "\n",
            Format::Text => ("", presets::UTF8_FULL_CONDENSED),
            Format::Markdown => ("### ", presets::ASCII_MARKDOWN),
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
