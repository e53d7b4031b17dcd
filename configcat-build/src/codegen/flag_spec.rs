//! [`FlagSpec`]: what the document and the options say about a flag. Stage 1 of code generation.

use configcat_core::{Config, Value, config::Setting};

use super::{
    flag_kind::{self, FlagKind},
    literal::literal,
    options::Options,
};
use crate::{
    error::{Problem, Problems},
    normal_form::literal_text,
    option::SpecOption,
};

/// A flag to generate code for.
#[derive(Debug)]
pub(super) struct FlagSpec<'a> {
    pub(super) setting: &'a Setting,
    pub(super) fallback: Value,
    pub(super) kind: FlagKind,
    pub(super) description: Option<&'a str>,
}

/// Applies the options to the settings, in document order.
pub(super) fn read<'a>(
    config: &'a Config,
    options: &'a Options,
    problems: &mut Problems,
) -> Vec<FlagSpec<'a>> {
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
                kind: flag_kind::decide(setting, &fallback, options, problems),
                fallback,
                description: options.descriptions.texts.get(key).map(String::as_str),
            }
        })
        .collect()
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
        Problem::new(format!("the default `{}` is not a {is}", literal(default)))
            .of_option(SpecOption::Default, key)
            .remedy(format!("give it a {is}: `default({}, …)`", literal_text(key))),
    );
    None
}
