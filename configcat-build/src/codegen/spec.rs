//! Phase 1: what the document and the options say about each flag.

use configcat_core::{BrokenSetting, Config, Defect, ParseError, Position, Setting, Value};

use super::{
    Document, Options, docs,
    kind::{self, Kind},
};
use crate::{Lint, Problem, error::Problems};

/// A flag to generate code for.
#[derive(Debug)]
pub(super) struct FlagSpec<'a> {
    pub(super) setting: &'a Setting,
    pub(super) fallback: Value,
    pub(super) kind: Kind,
    pub(super) description: Option<&'a str>,
}

/// Parses the document.
pub(super) fn parse(document: &Document) -> Result<Config, Problem> {
    let problem = |message: String| Problem::new(message).in_file(&document.origin);
    match Config::parse(&document.text) {
        Ok(config) => Ok(config),
        Err(ParseError::Json { message, line, column, .. }) => {
            Err(problem(message).at(Position { line, column }).remedy(
                "the file must be a config JSON as ConfigCat serves it, or `{\"flags\": {\"key\": value}}`",
            ))
        }
        Err(error) => Err(problem(error.to_string())),
    }
}

/// Accessors are made of flags.
pub(super) fn check_not_empty(config: &Config, document: &Document) -> Result<(), Problem> {
    if !config.is_empty() {
        return Ok(());
    }
    Err(Problem::new("the document has no flags")
        .in_file(&document.origin)
        .remedy("download it again, or add a flag to the config in the ConfigCat dashboard"))
}

/// Applies the options to the settings, in document order.
pub(super) fn read<'a>(
    config: &'a Config,
    options: &'a Options,
    problems: &mut Problems,
) -> Vec<FlagSpec<'a>> {
    for broken in config.broken_settings().filter(|broken| !options.skips(broken.key())) {
        report_defects(broken, problems);
    }
    config
        .settings()
        .filter(|setting| !options.skips(setting.key()))
        .map(|setting| {
            let key = setting.key().as_str();
            let fallback =
                options.defaults.get(key).and_then(|value| check_default(setting, value, problems));
            let fallback = fallback.unwrap_or_else(|| setting.served().value().clone());
            FlagSpec {
                setting,
                kind: kind::decide(setting, &fallback, options, problems),
                fallback,
                description: options.descriptions.texts.get(key).map(String::as_str),
            }
        })
        .collect()
}

pub(super) fn report_defects(broken: &BrokenSetting, problems: &mut Problems) {
    for defect in broken.defects() {
        let problem = Problem::new(defect.to_string()).at(defect.position());
        let problem = problem.of_flag(broken.key()).remedy(defect.remedy());
        problems.push(match lint(defect) {
            Some(lint) => problem.of_lint(lint),
            None => problem,
        });
    }
}

/// The lint that a defect is known as.
fn lint(defect: &Defect) -> Option<Lint> {
    if defect.is_dangling_segment() {
        return Some(Lint::DanglingSegment);
    }
    defect.is_missing_salt().then_some(Lint::MissingSalt)
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
        Problem::new(format!("the default `{}` is not a {is}", docs::literal(default)))
            .of_option("default", key)
            .remedy(format!("give it a {is}: `default({key:?}, …)`")),
    );
    None
}
