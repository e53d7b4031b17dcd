//! [`Options`]: what a user wants to be different from what the document alone gives.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use configcat_core::{Config, Text, Value};

use crate::{
    error::{Problem, Problems},
    lint::Lints,
    option::SpecOption,
    similar::most_similar,
};

/// What a user says about flags, by key. What is said last about a flag counts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Fallbacks.
    pub defaults: BTreeMap<String, Value>,
    /// Accessor names.
    pub renames: BTreeMap<String, String>,
    /// Flags to leave out.
    pub skipped: BTreeSet<String>,
    /// Text flags whose accessors return an enum.
    pub text_enums: BTreeSet<String>,
    /// Up to how many values a text flag has an enum without being named.
    pub text_enums_up_to: Option<usize>,
    /// Names of enum variants, by key and value.
    pub value_names: BTreeMap<String, BTreeMap<String, String>>,
    /// Text flags that are JSON, with the paths of the types that it is parsed into.
    pub json: BTreeMap<String, String>,
    /// Flags that the document no longer has, with the values of their accessors.
    pub removed: BTreeMap<String, Value>,
    /// Documentation.
    pub descriptions: Descriptions,
    /// How bad lints are.
    pub lints: Lints,
}

/// The texts of a file of descriptions.
#[derive(Debug, Clone, Default)]
pub struct Descriptions {
    /// The path to show in messages.
    pub origin: String,
    /// Documentation by key.
    pub texts: BTreeMap<String, String>,
}

impl Options {
    pub(super) fn skips(&self, key: &str) -> bool {
        self.skipped.contains(key)
    }
}

/// Reports options for flags that the document does not have. Most are a problem then: the program counts on them.
/// Leaving a flag out, or describing it, is not worth more than a warning once it is deleted.
pub(super) fn check(config: &Config, options: &Options, problems: &mut Problems, warnings: &mut Problems) {
    let mut keys = KnownKeys::of(config);
    for key in options.defaults.keys() {
        problems.extend(keys.problem_of_unknown(SpecOption::Default, key));
    }
    for key in options.renames.keys().filter(|key| !options.removed.contains_key(*key)) {
        problems.extend(keys.problem_of_unknown(SpecOption::Rename, key));
    }
    for key in &options.text_enums {
        problems.extend(keys.problem_of_unknown(SpecOption::TextEnum, key));
    }
    for key in options.value_names.keys() {
        problems.extend(keys.problem_of_unknown(SpecOption::RenameValue, key));
    }
    for key in options.json.keys() {
        problems.extend(keys.problem_of_unknown(SpecOption::Json, key));
    }
    for (key, value) in &options.removed {
        if keys.known.contains(key.as_str()) {
            problems.push(not_removed(key));
        }
        problems.extend(not_a_value(key, value));
    }
    if let Some(most @ ..2) = options.text_enums_up_to {
        let message =
            format!("the option `text_enums({most})` makes no enums: they are of two values or more");
        problems.push(Problem::new(message).remedy("give it a larger number, or remove it"));
    }
    for key in &options.skipped {
        warnings.extend(keys.problem_of_unknown(SpecOption::Skip, key));
    }
    let Descriptions { origin, texts } = &options.descriptions;
    for key in texts.keys() {
        warnings.extend(
            keys.problem_of_unknown(SpecOption::Descriptions, key).map(|problem| problem.in_file(origin)),
        );
    }
}

fn not_removed(key: &str) -> Problem {
    Problem::new("the option `removed` names a flag that the document still has")
        .of_option(SpecOption::Removed, key)
        .remedy("delete the flag in ConfigCat and update the document, or remove the option")
}

/// The problem of a number that no flag can have.
fn not_a_value(key: &str, value: &Value) -> Option<Problem> {
    let Value::Float(number) = value else { return None };
    (!number.is_finite()).then(|| {
        Problem::new(format!("the value `{number}` of the option `removed` is not one that a flag can have"))
            .of_option(SpecOption::Removed, key)
            .remedy("give it the last value that the flag has served")
    })
}

/// The keys of a document, to find those that are not among them.
struct KnownKeys<'a> {
    known: HashSet<&'a str>,
    in_order: Vec<&'a str>,
    searches: usize,
}

impl<'a> KnownKeys<'a> {
    fn of(config: &'a Config) -> Self {
        let in_order: Vec<_> = config.keys().map(Text::as_str).collect();
        Self { known: in_order.iter().copied().collect(), in_order, searches: 0 }
    }

    /// The problem of an option for this key, unless the document has it.
    fn problem_of_unknown(&mut self, option: SpecOption, key: &str) -> Option<Problem> {
        if self.known.contains(key) {
            return None;
        }
        let message = format!("the option `{option}` names a flag that is not in the document");
        Some(Problem::new(message).of_option(option, key).remedy(match self.most_similar(key) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "remove it, or correct the key".to_owned(),
        }))
    }

    /// The key that was probably meant. This is only looked for a few times: who has more unknown keys has another
    /// problem than a slip of the pen.
    fn most_similar(&mut self, key: &str) -> Option<&'a str> {
        const SEARCHES: usize = 20;

        self.searches += 1;
        if self.searches > SEARCHES { None } else { most_similar(key, self.in_order.iter().copied()) }
    }
}
