//! [`convert`]: a document in another format.

use std::sync::Arc;

use configcat_core::{
    Config,
    config::{DocumentFormat, Setting},
};
use serde_json::value::{RawValue, to_raw_value};

use crate::{
    document::{
        document::{Document, DocumentFlag},
        to_v5::setting_to_v5,
        to_v6::setting_to_v6,
    },
    problem::{Problem, ProblemSource},
};

/// The document in another format, or why it cannot be converted. The config is the compiled document.
pub(crate) fn convert(
    document: &Document,
    config: &Config,
    format: DocumentFormat,
) -> Result<Document, Vec<Problem>> {
    if document.format == format {
        return Ok(document.clone());
    }
    let mut problems = Vec::new();
    let mut flags = Vec::with_capacity(document.flags.len());
    for DocumentFlag { key, json } in &document.flags {
        let converted = match config.setting(key) {
            Some(setting) => convert_setting(setting, json, format),
            None => Err("it cannot be evaluated".to_owned()),
        };
        match converted {
            Ok(json) => flags.push(DocumentFlag { key: key.clone(), json: json.into() }),
            Err(why) => problems.push(cannot_convert(key, &why, format)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let preferences = match format {
        DocumentFormat::Simple => None,
        _ => document.preferences.as_deref().and_then(without_salt),
    };
    Ok(Document { format, preferences, segments: None, flags })
}

/// The setting of a flag as config v6 has it, or why it has no such form.
pub(crate) fn setting_as_v6(document: &Document, setting: &Setting) -> Result<Arc<RawValue>, String> {
    match document.flag(setting.key()) {
        Some(flag) if document.format == DocumentFormat::V6 => Ok(Arc::clone(&flag.json)),
        _ => setting_to_v6(setting).map(Arc::from),
    }
}

/// A setting of config v6 in another format, or why it has no such form.
pub(crate) fn setting_as(
    format: DocumentFormat,
    setting: &Setting,
    v6: &RawValue,
) -> Result<Arc<RawValue>, String> {
    match format {
        DocumentFormat::V6 => Ok(v6.to_owned().into()),
        _ => convert_setting(setting, v6, format).map(Arc::from),
    }
}

fn convert_setting(
    setting: &Setting,
    json: &RawValue,
    format: DocumentFormat,
) -> Result<Box<RawValue>, String> {
    match format {
        DocumentFormat::V6 => setting_to_v6(setting),
        DocumentFormat::V5 => setting_to_v5(setting, json),
        _ => to_simple(setting),
    }
}

fn to_simple(setting: &Setting) -> Result<Box<RawValue>, String> {
    if !setting.targeting_rules().is_empty() || !setting.percentage_options().is_empty() {
        return Err("a simple document has no targeting rules and no percentage options".to_owned());
    }
    if setting.served().variation_id().is_some() {
        return Err("a simple document has no variation ids".to_owned());
    }
    to_raw_value(setting.served().value()).map_err(|error| error.to_string())
}

fn cannot_convert(key: &str, why: &str, format: DocumentFormat) -> Problem {
    let (source, name) = match format {
        DocumentFormat::V5 => (ProblemSource::V5, "config v5"),
        DocumentFormat::V6 => (ProblemSource::V6, "config v6"),
        _ => (ProblemSource::File, "a simple document"),
    };
    let problem = Problem::error(source, format!("flag `{key}` has no form in {name}: {why}"));
    problem.of_flag(key).remedy("override the flag, or use an SDK for the config version of the document")
}

/// Preferences without the salt, which is for hashes alone.
fn without_salt(preferences: &RawValue) -> Option<Arc<RawValue>> {
    let mut preferences: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(preferences.get()).ok()?;
    preferences.remove("s");
    to_raw_value(&preferences).ok().map(Arc::from)
}
