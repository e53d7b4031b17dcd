//! [`assign`]: names all flags.

use std::collections::HashMap;

use super::{
    super::{flag_kind::FlagKind, form::Form, options::Options},
    flag::{Identifiers, NamedKind, Names, rename_line},
    owners::{Collision, Owners},
    variants,
};
use crate::error::{Problem, Problems};

/// The names of a flag, and the form of its value.
#[derive(Debug)]
pub(in super::super) struct NamedFlag {
    pub(in super::super) identifiers: Identifiers,
    pub(in super::super) form: Form,
}

/// Names the flags with these keys. A flag that cannot be named is a problem, and so are two flags that would get the
/// same name.
pub(in super::super) fn assign<'a>(
    flags: impl Iterator<Item = (&'a str, &'a FlagKind)>,
    options: &Options,
    problems: &mut Problems,
) -> HashMap<String, NamedFlag> {
    let mut owners = Owners::default();
    let mut collisions = Vec::new();
    let mut all = HashMap::new();
    for (key, kind) in flags {
        match Names::of(key, kind, options.renames.get(key).map(String::as_str)) {
            Ok(names) => {
                collisions.extend(owners.claim(key, kind, &names));
                let Names { identifiers, kind } = names;
                let form = form(key, kind, options, problems);
                all.insert(key.to_owned(), NamedFlag { identifiers, form });
            }
            // The empty key is a defect of the document, which is reported already.
            Err(_) if key.is_empty() => {}
            Err(problem) => problems.push(problem),
        }
    }
    // Only now that all flags have names is it known which names are free.
    for Collision { key, kind, base, message } in collisions {
        let problem = Problem::new(message).of_flag(key);
        problems.push(match owners.suggest(key, kind, &base) {
            Some(free) => problem.remedy(rename_line(key, &free)),
            None => problem,
        });
    }
    all
}

fn form(key: &str, kind: NamedKind<'_>, options: &Options, problems: &mut Problems) -> Form {
    match kind {
        NamedKind::Plain => Form::Plain,
        NamedKind::Enum { type_name, texts } => {
            let variants = variants::assign(key, texts, options.value_names.get(key), problems);
            Form::Enum { type_name, variants }
        }
        NamedKind::Json { type_path, cache } => {
            Form::Json { type_path: type_path.to_owned(), cache, named_at: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_collisions_are_named_in_good_time() {
        let key = |number: usize| format!("a{}{}", "-".repeat(number % 150), ".".repeat(number / 150));
        let keys: Vec<String> = (0..20_000).map(key).collect();
        let mut problems = Problems::in_file("config.json");
        assign(keys.iter().map(|key| (key.as_str(), &FlagKind::Plain)), &Options::default(), &mut problems);
        let error = problems.finish().unwrap_err();
        assert_eq!(error.problems().len(), keys.len() - 1);
        assert!(error.to_string().ends_with("_20000\")`)"));
    }
}
