//! [`difference`]: how a draft differs from its source, flag by flag.

use configcat_build::lay_out;
use configcat_core::{
    Config,
    config::{PercentageOption, Setting},
};
use serde::Serialize;

use crate::{
    document::{Document, setting_as_v6},
    draft::{
        draft::Draft,
        lines::{Line, LineKind, compare},
        source::Source,
    },
};

/// How a flag of the draft differs from FILE.
#[derive(Debug, Serialize)]
pub(crate) struct Difference {
    pub(crate) key: String,
    kind: DifferenceKind,
    words: Vec<String>,
    before: Option<String>,
    after: Option<String>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum DifferenceKind {
    Added,
    Removed,
    Changed,
}

/// The flags that differ, in the order of the draft. Flags that the draft does not have come last.
pub(crate) fn difference(source: &Source, draft: &Draft) -> Vec<Difference> {
    let keys =
        draft.config.keys().chain(source.config.keys().filter(|key| draft.document.flag(key).is_none()));
    keys.filter_map(|key| Difference::of(key, source, draft)).collect()
}

impl Difference {
    fn of(key: &str, source: &Source, draft: &Draft) -> Option<Self> {
        let (old, new) = (source.config.setting(key), draft.config.setting(key));
        let before = shown(key, &source.document, &source.config);
        let after = shown(key, &draft.document, &draft.config);
        if before == after {
            return None;
        }
        let kind = match (&before, &after) {
            (None, _) => DifferenceKind::Added,
            (_, None) => DifferenceKind::Removed,
            _ => DifferenceKind::Changed,
        };
        let lines_of = |json: &Option<String>| {
            json.iter().flat_map(|json| json.lines()).map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        let lines = compare(&lines_of(&before), &lines_of(&after));
        let words = compare(&in_words(old), &in_words(new)).into_iter().filter_map(|line| match line.kind {
            LineKind::Same => None,
            LineKind::Removed => Some(format!("- {}", line.text)),
            LineKind::Added => Some(format!("+ {}", line.text)),
        });
        Some(Self { key: key.to_owned(), kind, words: words.collect(), before, after, lines })
    }
}

/// The setting of a flag as JSON with indentation, as config v6 if it has such a form.
fn shown(key: &str, document: &Document, config: &Config) -> Option<String> {
    let flag = document.flag(key)?;
    let json = match config.setting(key).map(|setting| setting_as_v6(document, setting)) {
        Some(Ok(json)) => json,
        _ => flag.json.clone(),
    };
    Some(lay_out(json.get()).map_or_else(|_| json.get().to_owned(), |json| json.trim_end().to_owned()))
}

fn in_words(setting: Option<&Setting>) -> Vec<String> {
    let Some(setting) = setting else { return Vec::new() };
    let mut words = vec![format!("type: {}", setting.setting_type())];
    for rule in setting.targeting_rules() {
        words.push(rule.to_string());
        words.extend(rule.percentage_options().iter().map(|option| format!("  {}", share(option))));
    }
    words.extend(setting.percentage_options().iter().map(share));
    if !setting.percentage_options().is_empty() {
        words.push(format!("percentage options by {}", setting.percentage_attribute()));
    }
    words.push(format!("for everyone: '{}'", setting.served().value()));
    words
}

fn share(option: &PercentageOption) -> String {
    format!("{} %: '{}'", option.percentage(), option.served().value())
}
