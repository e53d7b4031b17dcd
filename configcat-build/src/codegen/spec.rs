//! Phase 1: what the document and the options say about each flag.

use configcat_core::{BrokenSetting, Config, ParseError, Position, Setting, Value};

use super::{Document, Options, last};
use crate::{Problem, error::Problems};

/// A flag to generate code for.
#[derive(Debug)]
pub(super) struct FlagSpec<'a> {
    pub(super) setting: &'a Setting,
    pub(super) fallback: Value,
    pub(super) description: Option<&'a str>,
}

/// Parses the document.
pub(super) fn parse(document: &Document) -> Result<Config, Problem> {
    let problem = |message: String| Problem::new(message).in_file(&document.origin);
    match Config::parse(&document.text) {
        Ok(config) if config.is_empty() => Err(problem("the document has no flags".to_owned())
            .remedy("download it again, or add a flag to the config in the ConfigCat dashboard")),
        Ok(config) => Ok(config),
        Err(ParseError::Json { message, line, column, .. }) => {
            Err(problem(message).at(Position { line, column }).remedy(
                "the file must be a config JSON as ConfigCat serves it, or `{\"flags\": {\"key\": value}}`",
            ))
        }
        Err(error) => Err(problem(error.to_string())),
    }
}

/// Applies the options to the settings, in document order.
pub(super) fn read<'a>(
    config: &'a Config,
    document: &Document,
    options: &'a Options,
    problems: &mut Problems,
) -> Vec<FlagSpec<'a>> {
    for broken in config.broken_settings().filter(|broken| !options.skips(broken.key())) {
        report_defects(broken, document, problems);
    }
    report_unknown_keys(config, options, problems);
    config
        .settings()
        .filter(|setting| !options.skips(setting.key()))
        .map(|setting| {
            let key = setting.key().as_str();
            let default = last(&options.defaults, key);
            let fallback = default.and_then(|value| check_default(setting, value, problems));
            FlagSpec {
                setting,
                fallback: fallback.unwrap_or_else(|| setting.served().value().clone()),
                description: options.descriptions.get(key).map(String::as_str),
            }
        })
        .collect()
}

fn report_defects(broken: &BrokenSetting, document: &Document, problems: &mut Problems) {
    for defect in broken.defects() {
        let problem = Problem::new(defect.to_string()).in_file(&document.origin).at(defect.position());
        problems.push(problem.of_flag(broken.key()).remedy(defect.remedy()));
    }
}

fn check_default(setting: &Setting, default: &Value, problems: &mut Problems) -> Option<Value> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a whole number written for a decimal flag is a small one"
    )]
    match (default, setting.served().value()) {
        (Value::Float(number), _) if !number.is_finite() => {}
        (Value::Int(number), Value::Float(_)) => return Some(Value::Float(*number as f64)),
        _ if default.setting_type() == setting.setting_type() => return Some(default.clone()),
        _ => {}
    }
    let (key, is) = (setting.key(), setting.setting_type());
    problems.push(
        Problem::new(format!("the default `{default}` is not a {is}"))
            .of_flag(key)
            .remedy(format!("give it a {is}: `.default({key:?}, …)`")),
    );
    None
}

fn report_unknown_keys(config: &Config, options: &Options, problems: &mut Problems) {
    let defaults = options.defaults.iter().map(|(key, _)| ("default", key));
    let renames = options.renames.iter().map(|(key, _)| ("rename", key));
    let skips = options.skipped.iter().map(|key| ("skip", key));
    let descriptions = options.descriptions.keys().map(|key| ("descriptions", key));
    for (option, key) in defaults.chain(renames).chain(skips).chain(descriptions) {
        if !config.keys().any(|known| known == key) {
            let problem =
                Problem::new(format!("the option `{option}` names a flag that is not in the document"));
            problems.push(problem.of_flag(key).remedy(match most_similar(key, config) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => "remove it, or correct the key".to_owned(),
            }));
        }
    }
}

fn most_similar<'a>(key: &str, config: &'a Config) -> Option<&'a str> {
    const ALIKE: f64 = 0.7;

    config
        .keys()
        .map(|known| (strsim::normalized_damerau_levenshtein(key, known), known.as_str()))
        .filter(|(similarity, _)| *similarity >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
