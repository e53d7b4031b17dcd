//! [`OverrideFile`]: the overrides of a document, in a file beside it or in memory.

use std::{collections::BTreeMap, path::Path};

use configcat_build::{most_similar, suggestion};
use configcat_core::{
    Config, Text, Value,
    config::{LocalDocument, Setting},
};
use serde::Serialize;

use crate::{
    documents::typed_value::typed_value,
    problem::{Problem, ProblemSource},
    refusal::Refusal,
    watched_file::WatchedFile,
};

/// The overrides of a document by key. Their file is a simple document, which `Overrides::from_file` reads.
#[derive(Debug, Default)]
pub(super) struct OverrideFile {
    /// `None` if they are kept in memory alone.
    file: Option<WatchedFile>,
    values: BTreeMap<String, Value>,
    /// Why the file cannot be read.
    unreadable: Option<Problem>,
}

/// The content of the file.
#[derive(Serialize)]
struct SimpleDocument<'a> {
    flags: &'a BTreeMap<String, Value>,
}

impl OverrideFile {
    pub(super) fn at(file: Option<WatchedFile>) -> Self {
        Self { file, ..Self::default() }
    }

    pub(super) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(WatchedFile::path)
    }

    /// Reads the file again, and returns whether it has changed. An unreadable file changes no overrides.
    pub(super) fn reload(&mut self) -> bool {
        let Some(file) = &mut self.file else { return false };
        let read = match file.read() {
            Ok(false) if self.unreadable.is_none() => return false,
            Ok(_) => values_of(file.content()),
            Err(error) => Err(error.to_string()),
        };
        let path = file.path().display().to_string();
        match read {
            Ok(values) => {
                self.unreadable = None;
                self.values = values;
            }
            Err(why) => {
                let problem = Problem::error(ProblemSource::Overrides, format!("{path}: {why}"));
                let remedy = "correct the file or delete it; the overrides from before are kept";
                self.unreadable = Some(problem.remedy(remedy));
            }
        }
        true
    }

    /// The overrides of flags of this config, and the problems of the others.
    pub(super) fn resolve(&self, config: &Config) -> (BTreeMap<String, Value>, Vec<Problem>) {
        let mut problems: Vec<Problem> = self.unreadable.iter().cloned().collect();
        let mut usable = BTreeMap::new();
        for (key, value) in &self.values {
            let setting_type = config.setting(key).map(Setting::setting_type);
            if !config.keys().any(|known| known == key) {
                let message = format!("the override of `{key}` has no effect: the document has no such flag");
                let known = config.keys().map(Text::as_str);
                let remedy = match most_similar(key, known) {
                    Some(similar) => suggestion(key, similar),
                    None => "take the override back".to_owned(),
                };
                problems
                    .push(Problem::warning(ProblemSource::Overrides, message).of_flag(key).remedy(remedy));
            } else if let Some(value) = typed_value(value.clone(), setting_type) {
                usable.insert(key.clone(), value);
            } else if let Some(expected) = setting_type {
                let message = format!("the override of `{key}` has no effect: its value is not a {expected}");
                let problem = Problem::warning(ProblemSource::Overrides, message).of_flag(key);
                problems.push(problem.remedy(format!("make it a {expected}, or take it back")));
            }
        }
        (usable, problems)
    }

    /// Changes the overrides, and writes them. If they cannot be written, they stay as they are.
    pub(super) fn change(
        &mut self,
        change: impl FnOnce(&mut BTreeMap<String, Value>),
    ) -> Result<(), Refusal> {
        let mut values = self.values.clone();
        change(&mut values);
        if values == self.values {
            return Ok(());
        }
        if let Some(file) = &mut self.file {
            // Keys and plain values are always valid JSON.
            let json = serde_json::to_string_pretty(&SimpleDocument { flags: &values }).unwrap_or_default();
            file.write(json + "\n")?;
        }
        self.values = values;
        self.unreadable = None;
        Ok(())
    }
}

/// The values of a simple document. No file means no overrides.
fn values_of(content: Option<&str>) -> Result<BTreeMap<String, Value>, String> {
    let Some(content) = content else { return Ok(BTreeMap::new()) };
    let config = Config::parse(&LocalDocument::of(content).json).map_err(|error| error.to_string())?;
    if let Some(broken) = config.broken_settings().next() {
        return Err(format!("`{}`: {broken}", broken.key()));
    }
    let is_plain = |setting: &&Setting| setting.all_served().count() == 1;
    if let Some(setting) = config.settings().find(|setting| !is_plain(setting)) {
        return Err(format!("`{}` has rules; an override is a value for everyone", setting.key()));
    }
    let value = |setting: &Setting| (setting.key().to_string(), setting.served().value().clone());
    Ok(config.settings().map(value).collect())
}
