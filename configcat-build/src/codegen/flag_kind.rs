//! [`FlagKind`]: whether a flag is a plain value, an enum or JSON.

use std::collections::{BTreeMap, HashSet};

use configcat_core::{
    SettingType, Text, Value,
    config::{ServedValue, Setting},
};
use serde::de::IgnoredAny;

use super::options::Options;
use crate::{
    error::{Problem, Problems},
    excerpt::excerpt,
    normal_form::{are_twins, literal_text},
    option::SpecOption,
};

/// How long a text of the config can be in a message.
const LONGEST_SHOWN: usize = 60;

/// The kind of a flag, before its names are made.
#[derive(Debug)]
pub(super) enum FlagKind {
    /// The value itself.
    Plain,
    /// An enum of these texts: all that the flag can serve, and its fallback.
    Enum(Vec<Text>),
    /// JSON, parsed into this type.
    Json(String),
}

/// The kind that the options give a flag.
pub(super) fn decide(
    setting: &Setting,
    fallback: &Value,
    options: &Options,
    problems: &mut Problems,
) -> FlagKind {
    let key = setting.key().as_str();
    let kind = match (options.json.get(key), options.text_enums.contains(key)) {
        (Some(_), true) => Err(Problem::new("it has the options `text_enum` and `json`")
            .of_option(SpecOption::TextEnum, key)
            .remedy("remove one of them")),
        (Some(type_path), false) => json(setting, fallback, type_path, problems),
        (None, true) => texts(setting, fallback, SpecOption::TextEnum).map(FlagKind::Enum),
        (None, false) => Ok(few_texts(setting, fallback, options.text_enums_up_to)),
    };
    match kind {
        Ok(kind) => {
            if let Some(names) = options.value_names.get(key) {
                check_value_names(setting, names, &kind, problems);
            }
            kind
        }
        Err(problem) => {
            problems.push(problem);
            FlagKind::Plain
        }
    }
}

/// Reports the names of variants that no enum has.
fn check_value_names(
    setting: &Setting,
    names: &BTreeMap<String, String>,
    kind: &FlagKind,
    problems: &mut Problems,
) {
    let key = setting.key().as_str();
    let problem = |message: String| Problem::new(message).of_option(SpecOption::RenameValue, key);
    let FlagKind::Enum(values) = kind else {
        let problem = problem("the option `rename_value` names a flag that has no enum".to_owned());
        return problems.push(match (kind, setting.setting_type()) {
            (FlagKind::Plain, SettingType::Text) => {
                problem.remedy(format!("add `text_enum({})`, or remove the option", literal_text(key)))
            }
            _ => problem.remedy("remove the option"),
        });
    };
    for name in names.keys().filter(|name| !values.iter().any(|value| value == *name)) {
        let unknown = quoted(name);
        let message = format!("the option `rename_value` names the value {unknown}, which is not served");
        problems.push(problem(message).remedy(match values.iter().find(|value| are_twins(value, name)) {
            Some(value) => format!("write it as {}, which only looks the same", literal_text(value)),
            None => format!("the values are {}", listed(values)),
        }));
    }
}

/// All distinct texts that a flag can serve, and its fallback. A problem if the flag is not a text flag.
fn texts(setting: &Setting, fallback: &Value, option: SpecOption) -> Result<Vec<Text>, Problem> {
    let is = setting.setting_type();
    if is != SettingType::Text {
        return Err(Problem::new(format!("the option `{option}` is for text flags, but this is a {is}"))
            .of_option(option, setting.key())
            .remedy("remove the option"));
    }
    let mut seen = HashSet::new();
    let all = setting.all_served().map(ServedValue::value).chain([fallback]).filter_map(Value::to::<Text>);
    Ok(all.filter(|text| seen.insert(text.clone())).collect())
}

fn few_texts(setting: &Setting, fallback: &Value, most: Option<usize>) -> FlagKind {
    let texts = most.and_then(|most| Some((most, texts(setting, fallback, SpecOption::TextEnums).ok()?)));
    match texts {
        Some((most, texts)) if (2..=most).contains(&texts.len()) => FlagKind::Enum(texts),
        _ => FlagKind::Plain,
    }
}

/// Each text that is not JSON is a problem. Whether it fits the type is only known when the program runs.
fn json(
    setting: &Setting,
    fallback: &Value,
    type_path: &str,
    problems: &mut Problems,
) -> Result<FlagKind, Problem> {
    let key = setting.key().as_str();
    for text in texts(setting, fallback, SpecOption::Json)? {
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&text) {
            let message =
                format!("it serves the text `{}`, which is not JSON: {error}", excerpt(&text, LONGEST_SHOWN));
            problems.push(Problem::new(message).of_option(SpecOption::Json, key).remedy(
                "correct the text in the ConfigCat dashboard (or in the option `default`), or remove the option",
            ));
        }
    }
    if syn::parse_str::<syn::Type>(type_path).is_err() {
        return Err(Problem::new(format!("`{type_path}` is not the path of a Rust type"))
            .of_option(SpecOption::Json, key)
            .remedy(format!("name the type: `json({}, \"crate::MyType\")`", literal_text(key))));
    }
    Ok(FlagKind::Json(type_path.trim().to_owned()))
}

fn listed(values: &[Text]) -> String {
    const SHOWN: usize = 20;

    let shown: Vec<String> =
        values.iter().take(SHOWN).map(|value| quoted(&excerpt(value, LONGEST_SHOWN))).collect();
    shown.join(", ") + if values.len() > SHOWN { ", …" } else { "" }
}

/// A text as messages show it. An empty text would be invisible.
pub(super) fn quoted(text: &str) -> String {
    if text.is_empty() { "the empty text".to_owned() } else { format!("`{text}`") }
}
