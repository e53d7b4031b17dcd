//! `list`: a table of the flags of a document.

use std::{collections::BTreeSet, fmt};

use clap::Args;
use comfy_table::{Table, presets};
use configcat_core::{
    Config, SettingType, Text, Value,
    config::{BrokenSetting, Setting},
};
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::Output,
    prerequisites,
    shown::{literal, one_line},
};

/// List the flags of a document: types, values for everyone, rules
///
/// Flags that cannot be evaluated are listed as broken; `lint` says why.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let config = document.config()?;
        output.print(&FlagTable { file: document.origin().to_owned(), flags: rows(config) })?;
        Ok(Outcome::Fine)
    }
}

/// All flags, in document order.
#[derive(Serialize)]
struct FlagTable {
    file: String,
    flags: Vec<Row>,
}

/// A flag.
#[derive(Serialize)]
struct Row {
    key: Text,
    /// The following fields are `null` or empty if the flag is broken.
    #[serde(rename = "type")]
    type_: Option<SettingType>,
    value: Option<Value>,
    variation_id: Option<Text>,
    targeting_rules: usize,
    /// Including the options of the rules.
    percentage_options: usize,
    prerequisites: BTreeSet<Text>,
    error: Option<String>,
}

fn rows(config: &Config) -> Vec<Row> {
    let mut broken = config.broken_settings().peekable();
    config
        .keys()
        .filter_map(|key| match config.setting(key) {
            Some(setting) => Some(Row::from(setting)),
            None => broken.next().map(Row::from),
        })
        .collect()
}

impl From<&Setting> for Row {
    fn from(setting: &Setting) -> Self {
        let rules = setting.targeting_rules();
        let in_rules: usize = rules.iter().map(|rule| rule.percentage_options().len()).sum();
        Self {
            key: setting.key().clone(),
            type_: Some(setting.setting_type()),
            value: Some(setting.served().value().clone()),
            variation_id: setting.served().variation_id().cloned(),
            targeting_rules: rules.len(),
            percentage_options: setting.percentage_options().len() + in_rules,
            prerequisites: prerequisites::of(setting).map(|flag| flag.key().clone()).collect(),
            error: None,
        }
    }
}

impl From<&BrokenSetting> for Row {
    fn from(broken: &BrokenSetting) -> Self {
        Self {
            key: broken.key().clone(),
            type_: None,
            value: None,
            variation_id: None,
            targeting_rules: 0,
            percentage_options: 0,
            prerequisites: BTreeSet::new(),
            error: Some(broken.to_string()),
        }
    }
}

impl fmt::Display for FlagTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(["KEY", "TYPE", "VALUE FOR EVERYONE", "RULES", "OPTIONS", "PREREQUISITES"]);
        for row in &self.flags {
            table.add_row(row.cells());
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        writeln!(f, "{}", table.trim_fmt())?;
        match self.flags.len() {
            1 => writeln!(f, "1 flag"),
            count => writeln!(f, "{count} flags"),
        }
    }
}

impl Row {
    fn cells(&self) -> [String; 6] {
        let type_ = self.type_.map_or("broken".to_owned(), |type_| type_.to_string());
        let prerequisites: Vec<&str> = self.prerequisites.iter().map(Text::as_str).collect();
        [
            one_line(&self.key),
            type_,
            self.value.as_ref().map(literal).unwrap_or_default(),
            count(self.targeting_rules),
            count(self.percentage_options),
            one_line(&prerequisites.join(", ")),
        ]
    }
}

/// A number, or nothing instead of 0, which makes the table easier to read.
fn count(number: usize) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}
