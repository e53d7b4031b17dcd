//! [`FlagViews`]: the flags of a draft.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use configcat_core::{
    SettingType, Text, Value,
    config::{Condition, DocumentFormat, Setting, TargetingRule},
};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::{
    document::setting_as_v6,
    documents::Published,
    problem::Problem,
    view::{
        lints::problems_of_flags,
        parts::{ChoiceView, OptionView, RuleView},
    },
};

/// What all flags of a draft are shown with.
#[derive(Debug)]
pub(crate) struct FlagViews<'a> {
    published: &'a Published,
    problems: HashMap<Option<String>, Vec<Problem>>,
    /// By key, the flags that have it as a prerequisite.
    required_by: HashMap<&'a str, BTreeSet<&'a str>>,
}

/// A flag.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the JSON")]
pub(crate) struct FlagView<'a> {
    key: &'a str,
    #[serde(rename = "type")]
    type_: Option<SettingType>,
    value: Option<&'a Value>,
    variation_id: Option<&'a Text>,
    #[serde(rename = "override")]
    override_: Option<&'a Value>,
    #[serde(serialize_with = "raw")]
    setting: Option<Arc<RawValue>>,
    read_only: Option<String>,
    edited: bool,
    hashed: bool,
    rules: Vec<RuleView<'a>>,
    percentage_options: Vec<OptionView<'a>>,
    percentage_attribute: &'a str,
    prerequisites: BTreeSet<&'a str>,
    required_by: Vec<&'a str>,
    segments: BTreeSet<&'a str>,
    choices: Vec<ChoiceView<'a>>,
    looks_like_enum: bool,
    looks_like_json: bool,
    problems: Vec<Problem>,
}

impl<'a> FlagViews<'a> {
    pub(crate) fn of(published: &'a Published) -> Self {
        let mut required_by: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for setting in published.draft.config.settings() {
            for other in prerequisites(setting) {
                required_by.entry(other).or_default().insert(setting.key());
            }
        }
        Self { published, problems: problems_of_flags(published), required_by }
    }

    /// All flags, in document order.
    pub(crate) fn all(&'a self) -> Vec<FlagView<'a>> {
        self.published.draft.config.keys().map(|key| self.flag(key)).collect()
    }

    /// The flag with a key of the document.
    pub(crate) fn flag(&'a self, key: &'a str) -> FlagView<'a> {
        let Published { draft, edits, overrides, .. } = self.published;
        let setting = draft.config.setting(key);
        let override_ = overrides.get(key);
        let problems = self.problems.get(&Some(key.to_owned())).cloned().unwrap_or_default();
        let edited = edits.contains_key(key);
        let required_by = self.required_by.get(key).into_iter().flatten().copied().collect();
        let mut view = FlagView {
            override_,
            edited,
            required_by,
            problems,
            ..FlagView::broken(key, self.broken_setting(key))
        };
        if let Some(setting) = setting {
            view.describe(setting);
            match setting_as_v6(&draft.document, setting) {
                Ok(json) => (view.setting, view.read_only) = (Some(json), None),
                Err(why) => view.read_only = Some(why),
            }
        }
        view
    }

    /// The JSON of a flag with defects, if it is config v6, so that an editor can mend it.
    fn broken_setting(&self, key: &str) -> Option<Arc<RawValue>> {
        let document = &self.published.draft.document;
        let flag = document.flag(key).filter(|_| document.format == DocumentFormat::V6)?;
        flag.json.get().starts_with('{').then(|| flag.json.clone())
    }
}

impl<'a> FlagView<'a> {
    fn broken(key: &'a str, setting: Option<Arc<RawValue>>) -> Self {
        let read_only =
            setting.is_none().then(|| "it cannot be evaluated; mend it in FILE, or override it".to_owned());
        Self {
            key,
            type_: None,
            value: None,
            variation_id: None,
            override_: None,
            setting,
            read_only,
            edited: false,
            hashed: false,
            rules: Vec::new(),
            percentage_options: Vec::new(),
            percentage_attribute: "Identifier",
            prerequisites: BTreeSet::new(),
            required_by: Vec::new(),
            segments: BTreeSet::new(),
            choices: Vec::new(),
            looks_like_enum: false,
            looks_like_json: false,
            problems: Vec::new(),
        }
    }

    fn describe(&mut self, setting: &'a Setting) {
        let served = setting.served();
        self.type_ = Some(setting.setting_type());
        self.value = Some(served.value());
        self.variation_id = served.variation_id();
        self.rules = RuleView::all(setting.targeting_rules());
        self.percentage_options = OptionView::all(setting.percentage_options());
        self.percentage_attribute = setting.percentage_attribute();
        self.prerequisites = prerequisites(setting).collect();
        self.segments = segments(setting).collect();
        self.hashed = conditions(setting).any(is_hashed);
        self.choices = ChoiceView::all(setting.all_served());
        let texts = || {
            self.choices.iter().filter_map(|choice| match choice.value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
        };
        self.looks_like_json = texts().next().is_some() && texts().all(is_json);
        self.looks_like_enum = texts().count() >= 2 && texts().all(is_name);
    }
}

/// The JSON as it is.
#[expect(clippy::ref_option, reason = "serde prescribes the signature")]
fn raw<S: Serializer>(json: &Option<Arc<RawValue>>, serializer: S) -> Result<S::Ok, S::Error> {
    json.as_deref().serialize(serializer)
}

fn conditions(setting: &Setting) -> impl Iterator<Item = &Condition> {
    setting.targeting_rules().iter().flat_map(TargetingRule::conditions)
}

fn prerequisites(setting: &Setting) -> impl Iterator<Item = &str> {
    conditions(setting).filter_map(|condition| match condition {
        Condition::Prerequisite(condition) => Some(condition.key().as_str()),
        _ => None,
    })
}

fn segments(setting: &Setting) -> impl Iterator<Item = &str> {
    conditions(setting).filter_map(|condition| match condition {
        Condition::Segment(condition) => Some(condition.segment().name().as_str()),
        _ => None,
    })
}

fn is_hashed(condition: &Condition) -> bool {
    match condition {
        Condition::User(condition) => condition.comparator().is_hashed(),
        Condition::Segment(condition) => {
            condition.segment().conditions().iter().any(|condition| condition.comparator().is_hashed())
        }
        _ => false,
    }
}

/// Whether a text is a JSON object or list.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<&RawValue>(text).is_ok()
}

/// Whether a text can be the name of a choice.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 40;

    !text.is_empty() && text.len() <= LONGEST && text.split_whitespace().count() <= 3 && !is_json(text)
}
