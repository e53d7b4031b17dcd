//! [`Options`]: how the accessors differ from those that the document alone would give.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use configcat_core::{Config, Text, Value};

use crate::{
    error::{Problem, Problems},
    lint::Lints,
    option::SpecOption,
    similar::{most_similar, suggestion},
};

/// The options that a user sets for flags, by key. The last one for a flag counts.
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
    /// The greatest number of values for which a text flag gets an enum automatically.
    pub text_enums_up_to: Option<usize>,
    /// Names of enum variants, by key and value.
    pub value_names: BTreeMap<String, BTreeMap<String, String>>,
    /// Text flags with JSON, and the paths of the types to parse it into.
    pub json: BTreeMap<String, String>,
    /// Flags that the document no longer has, with the values of their accessors.
    pub removed: BTreeMap<String, Value>,
    /// The attributes of users whose setters take an enum.
    pub attribute_enums: BTreeSet<String>,
    /// The attributes that the constructor of generated users takes, in its order.
    pub required: Vec<String>,
    /// The names of setters, by attribute.
    pub attribute_names: BTreeMap<String, String>,
    /// Documentation.
    pub descriptions: Descriptions,
    /// The levels of lints.
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

/// Reports options for flags that the document does not have. Most are errors, since the program relies on them. For
/// `skip` and descriptions, a warning is enough: the flag may have been deleted.
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
            format!("the option `text_enums({most})` makes no enums: an enum has at least two values");
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

/// The problem of a number that no flag can serve.
fn not_a_value(key: &str, value: &Value) -> Option<Problem> {
    let Value::Float(number) = value else { return None };
    (!number.is_finite()).then(|| {
        Problem::new(format!("the value `{number}` of the option `removed` is not one that a flag can have"))
            .of_option(SpecOption::Removed, key)
            .remedy("give it the last value that the flag has served")
    })
}

/// The keys of a document.
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

    /// The problem of an option whose key the document does not have.
    fn problem_of_unknown(&mut self, option: SpecOption, key: &str) -> Option<Problem> {
        if self.known.contains(key) {
            return None;
        }
        let message = format!("the option `{option}` names a flag that is not in the document");
        Some(Problem::new(message).of_option(option, key).remedy(match self.most_similar(key) {
            Some(similar) => suggestion(key, similar),
            None => "remove it, or correct the key".to_owned(),
        }))
    }

    /// The key that the user probably meant. The search is limited: with many unknown keys, the problem is not a
    /// spelling mistake.
    fn most_similar(&mut self, key: &str) -> Option<&'a str> {
        const SEARCHES: usize = 20;

        self.searches += 1;
        if self.searches > SEARCHES { None } else { most_similar(key, self.in_order.iter().copied()) }
    }
}
