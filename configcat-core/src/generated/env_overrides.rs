//! [`overrides_from_env`]: environment variables set the flags of a generated type.

use std::{
    collections::HashMap,
    env,
    ffi::{OsStr, OsString},
};

use crate::{
    config::{OverrideBehaviour, Overrides},
    evaluation::DidYouMean,
    generated::{
        check::{Expectation, ExpectedTexts, FlagSet},
        env_override_error::{EnvOverrideError, VariableProblem},
    },
    values::{SettingType, Text, Value, shortened},
};

/// Overrides from the environment variables of the process with this prefix.
///
/// # Errors
///
/// If the prefix is empty, or if a variable names no flag or has a value that the flag cannot have.
pub fn overrides_from_env<F: FlagSet>(prefix: &str) -> Result<Overrides, EnvOverrideError> {
    overrides_from_vars::<F>(prefix, env::vars_os())
}

/// Overrides from these variables. Those without the prefix are ignored.
///
/// # Errors
///
/// As [`overrides_from_env`].
pub fn overrides_from_vars<F: FlagSet>(
    prefix: &str,
    variables: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<Overrides, EnvOverrideError> {
    if prefix.is_empty() {
        return Err(EnvOverrideError::EmptyPrefix);
    }
    let mut variables: Vec<_> = variables
        .into_iter()
        .map(|(variable, value)| (variable.to_string_lossy().into_owned(), value))
        .filter(|(variable, _)| without_prefix(variable, prefix).is_some())
        .collect();
    variables.sort();
    let expectations = F::expectations();
    let flags = Flags { names: F::NAMES.split(' ').collect(), expectations: &expectations };
    let (mut values, mut owners, mut problems) = (Vec::new(), HashMap::new(), Vec::new());
    for (variable, value) in variables {
        let name = without_prefix(&variable, prefix).unwrap_or_default();
        let Some(flag) = flags.named(name) else {
            problems.push(flags.unknown(&variable, name));
            continue;
        };
        let key = || Text::from(flag.key);
        if let Some(other) = owners.insert(flag.key, variable.clone()) {
            problems.push(VariableProblem::Repeated { variable, key: key(), other });
            continue;
        }
        match read(flag, &value) {
            Ok(value) => values.push((flag.key, value)),
            Err(message) => problems.push(VariableProblem::Unreadable { variable, key: key(), message }),
        }
    }
    if problems.is_empty() {
        Ok(Overrides::from_map(values, OverrideBehaviour::LocalOverRemote))
    } else {
        Err(EnvOverrideError::Variables(problems))
    }
}

/// The flags of a generated type.
struct Flags<'a> {
    /// The names of their constants.
    names: Vec<&'static str>,
    expectations: &'a [Expectation],
}

impl Flags<'_> {
    /// The flag whose constant has this name, or which has this key. The name counts first.
    fn named(&self, name: &str) -> Option<&Expectation> {
        let by_name = |is_same: fn(&str, &str) -> bool| {
            self.names
                .iter()
                .zip(self.expectations)
                .find(|(other, _)| is_same(other, name))
                .map(|(_, flag)| flag)
        };
        let by_key =
            |is_same: fn(&str, &str) -> bool| self.expectations.iter().find(|flag| is_same(flag.key, name));
        let exact = |one: &str, other: &str| one == other;
        let found = by_name(exact).or_else(|| by_key(exact));
        if IGNORES_CASE { found.or_else(|| by_name(str::eq_ignore_ascii_case)) } else { found }
    }

    fn unknown(&self, variable: &str, name: &str) -> VariableProblem {
        let hint = if name.is_empty() {
            "; the name of a flag follows the prefix".to_owned()
        } else {
            DidYouMean::new(name, self.names.iter().copied()).to_string()
        };
        VariableProblem::Unknown { variable: variable.to_owned(), name: name.to_owned(), hint }
    }
}

/// Whether the names of variables have no case.
const IGNORES_CASE: bool = cfg!(windows);

/// A variable without the prefix, if it has the prefix.
fn without_prefix<'a>(variable: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, name) = variable.split_at_checked(prefix.len())?;
    (start == prefix || IGNORES_CASE && start.eq_ignore_ascii_case(prefix)).then_some(name)
}

/// The value of a flag, or what is wrong with it.
fn read(flag: &Expectation, value: &OsStr) -> Result<Value, String> {
    let Some(text) = value.to_str() else { return Err("its value is not UTF-8".to_owned()) };
    let setting_type = flag.fallback.setting_type();
    let trimmed = text.trim();
    let value = match setting_type {
        SettingType::Bool => truth(trimmed).map(Value::Bool),
        SettingType::Int => trimmed.parse().ok().map(Value::Int),
        SettingType::Float => {
            trimmed.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float)
        }
        SettingType::Text => return read_text(flag, text).map(Value::Text),
    };
    value.ok_or_else(|| {
        let values = match setting_type {
            SettingType::Bool => "; use `true` or `false`",
            _ => "",
        };
        format!("`{}` is not a {setting_type}{values}", shown(text))
    })
}

fn read_text(flag: &Expectation, text: &str) -> Result<Text, String> {
    match &flag.texts {
        ExpectedTexts::All => {}
        ExpectedTexts::These(texts) if texts.contains(&text) => {}
        ExpectedTexts::These(texts) => {
            let texts = texts.iter().take(20).map(|text| format!("`{}`", shown(text)));
            let texts = texts.collect::<Vec<_>>().join(", ");
            return Err(format!("`{}` is no value of the flag; use one of {texts}", shown(text)));
        }
        ExpectedTexts::Json { type_name, problem } => {
            if let Some(problem) = problem(text) {
                return Err(format!("`{}` is not a `{type_name}` as JSON: {problem}", shown(text)));
            }
        }
    }
    Ok(text.into())
}

/// The bool that a user means.
fn truth(text: &str) -> Option<bool> {
    let is_one_of = |words: [&str; 4]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        _ if is_one_of(["true", "1", "on", "yes"]) => Some(true),
        _ if is_one_of(["false", "0", "off", "no"]) => Some(false),
        _ => None,
    }
}

/// A value as messages show it.
fn shown(text: &str) -> String {
    shortened(text, 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, JsonType, generated::JsonCache, values::Flag};

    struct Generated;

    #[derive(Debug, Clone, Copy)]
    enum Color {
        Red,
        Blue,
    }

    impl Color {
        fn as_str(&self) -> &str {
            match self {
                Self::Red => "red",
                Self::Blue => "blue",
            }
        }
    }

    fn json<T: JsonType>(key: &'static str, cache: &JsonCache<T>) -> Expectation {
        Expectation::json(&Flag::new(key, Text::from_static("[]")), cache)
    }

    impl FlagSet for Generated {
        const NAMES: &'static str = "DARK_MODE SEATS RATIO GREETING COLOR LIMITS BAR SEATS_FLAG";

        fn expectations() -> Box<[Expectation]> {
            static LIMITS: JsonCache<Vec<u32>> = JsonCache::new();
            Box::new([
                Expectation::of(&Flag::new("darkMode", false)),
                Expectation::of(&Flag::new("seats", 1)),
                Expectation::of(&Flag::new("ratio", 0.5)),
                Expectation::of(&Flag::new("greeting", Text::from_static("hi"))),
                Expectation::texts(
                    &Flag::new("color", Text::from_static("red")),
                    &[Color::Red, Color::Blue],
                    Color::as_str,
                ),
                json("limits", &LIMITS),
                Expectation::of(&Flag::new("foo", false)),
                Expectation::of(&Flag::new("SEATS", 1)),
            ])
        }
    }

    fn read_all(variables: &[(&str, &str)]) -> Result<Overrides, EnvOverrideError> {
        let variables = variables.iter().map(|(variable, value)| (variable.into(), value.into()));
        overrides_from_vars::<Generated>("APP_", variables)
    }

    /// The values of all flags that the variables set, in the order of their names.
    #[track_caller]
    fn values(variables: &[(&str, &str)]) -> Vec<(String, Value)> {
        let config = read_all(variables).unwrap().apply(&Config::default());
        let value =
            |setting: &crate::config::Setting| (setting.key().to_string(), setting.served().value().clone());
        config.settings().map(value).collect()
    }

    fn problems(variables: &[(&str, &str)]) -> Vec<String> {
        let error = read_all(variables).unwrap_err();
        error.variables().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn variables_have_the_types_of_their_flags() {
        for (variable, value, key, expected) in [
            ("APP_DARK_MODE", "true", "darkMode", Value::from(true)),
            ("APP_DARK_MODE", " ON ", "darkMode", true.into()),
            ("APP_darkMode", "0", "darkMode", false.into()),
            ("APP_SEATS", "-5", "seats", (-5).into()),
            ("APP_SEATS_FLAG", "5", "SEATS", 5.into()),
            ("APP_RATIO", "2", "ratio", 2.0.into()),
            ("APP_RATIO", "1e-3", "ratio", 0.001.into()),
            ("APP_GREETING", " true ", "greeting", " true ".into()),
            ("APP_GREETING", "", "greeting", "".into()),
            ("APP_COLOR", "blue", "color", "blue".into()),
            ("APP_LIMITS", "[1, 2]", "limits", "[1, 2]".into()),
            ("APP_foo", "no", "foo", false.into()),
        ] {
            let others = [("PATH", "/bin"), ("APP", "x"), (variable, value)];
            assert_eq!(values(&others), [(key.to_owned(), expected)], "{variable}");
        }
        assert_eq!(values(&[]), []);
    }

    #[test]
    fn all_variables_that_cannot_be_read_are_named() {
        assert_eq!(
            problems(&[
                ("APP_SEATS", "5.5"),
                ("APP_DARKMODE", "true"),
                ("APP_DARK_MODE", "yess"),
                ("APP_RATIO", "NaN"),
                ("APP_COLOR", "green"),
                ("APP_LIMITS", "[-1]"),
                ("APP_GREETING", "hi"),
                ("APP_greeting", "hello"),
                ("APP_", "x"),
                ("APP_LOG_LEVEL", "debug"),
            ]),
            [
                "`APP_`: there is no flag ``; the name of a flag follows the prefix",
                "`APP_COLOR`: `green` is no value of the flag; use one of `red`, `blue`",
                "`APP_DARKMODE`: there is no flag `DARKMODE` (did you mean `DARK_MODE`?)",
                "`APP_DARK_MODE`: `yess` is not a bool; use `true` or `false`",
                "`APP_LIMITS`: `[-1]` is not a `alloc::vec::Vec<u32>` as JSON: invalid value: integer `-1`, expected u32 at \
                 line 1 column 3",
                "`APP_LOG_LEVEL`: there is no flag `LOG_LEVEL`",
                "`APP_RATIO`: `NaN` is not a decimal number",
                "`APP_SEATS`: `5.5` is not a whole number",
                "`APP_greeting`: it sets flag `greeting`, as `APP_GREETING` does; remove one of them",
            ],
        );
        let error = overrides_from_vars::<Generated>("", []).unwrap_err();
        assert!(error.variables().is_empty() && error.to_string().starts_with("the prefix of environment"));
    }

    #[cfg(unix)]
    #[test]
    fn values_of_other_encodings_are_refused() {
        use std::os::unix::ffi::OsStringExt as _;

        let variable = ("APP_GREETING".into(), OsString::from_vec(vec![0xff]));
        let error = overrides_from_vars::<Generated>("APP_", [variable]).unwrap_err().to_string();
        assert!(error.ends_with("\n- `APP_GREETING`: its value is not UTF-8"), "{error}");
    }
}
