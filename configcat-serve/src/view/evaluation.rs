//! [`evaluate`]: flags × users.

use configcat_core::{
    Snapshot, Text, User, Value,
    explanation::{Explanation, FlagExplanation, OptionsExplanation, RuleOutcome},
};
use serde::{Deserialize, Serialize};

use crate::{
    documents::Published,
    refusal::{Refusal, RefusalKind},
};

/// More users or values than this are refused.
const MOST_USERS: usize = 1_000;
const MOST_VALUES: usize = 200_000;

/// What to evaluate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    users: Vec<Option<User>>,
    #[serde(default)]
    keys: Option<Vec<String>>,
    #[serde(default)]
    explain: bool,
}

/// The values: a row for each user.
#[derive(Debug, Serialize)]
pub(crate) struct Matrix {
    keys: Vec<String>,
    rows: Vec<Vec<Evaluated>>,
}

/// What a flag serves to a user.
#[derive(Debug, Serialize)]
struct Evaluated {
    key: String,
    value: Option<Value>,
    variation_id: Option<Text>,
    rule: Option<usize>,
    rule_text: Option<String>,
    percentage_option: Option<usize>,
    percentage: Option<f64>,
    overridden: bool,
    error: Option<String>,
    missing_attributes: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<FlagExplanation>,
}

/// Evaluates flags as SDKs do: with edits and overrides.
pub(crate) fn evaluate(published: &Published, question: Question) -> Result<Matrix, Refusal> {
    let Question { users, keys, explain } = question;
    let snapshot = &published.content.snapshot;
    let known = || published.draft.config.keys().map(Text::as_str);
    let is_unknown = |key: &&String| !known().any(|known| known == key.as_str());
    if let Some(unknown) = keys.iter().flatten().find(is_unknown) {
        return Err(Refusal::unknown("flag", unknown, known()));
    }
    let keys = keys.unwrap_or_else(|| known().map(ToOwned::to_owned).collect());
    if users.len() > MOST_USERS || users.len().saturating_mul(keys.len()) > MOST_VALUES {
        let message = format!("these are more than {MOST_USERS} users or {MOST_VALUES} values");
        return Err(
            Refusal::new(RefusalKind::Unacceptable, message).remedy("ask for fewer users or flags at once")
        );
    }
    let row = |user: &Option<User>| {
        let evaluated = |key: &String| Evaluated::new(published, snapshot, key, user.as_ref(), explain);
        keys.iter().map(evaluated).collect()
    };
    let rows = users.iter().map(row).collect();
    Ok(Matrix { keys, rows })
}

impl Evaluated {
    fn new(
        published: &Published,
        snapshot: &Snapshot,
        key: &str,
        user: Option<&User>,
        explain: bool,
    ) -> Self {
        let explained = snapshot.explain(key, user);
        let setting = snapshot.config().and_then(|config| config.setting(key));
        let matched = explained.flag.targeting_rules.iter().enumerate().find(|(_, rule)| {
            let deals_nobody = matches!(rule.percentage_options, Some(OptionsExplanation::Skipped(_)));
            rule.outcome == Some(RuleOutcome::Match) && !deals_nobody
        });
        let options = match matched {
            Some((_, rule)) => rule.percentage_options.as_ref(),
            None => explained.flag.percentage_options.as_ref(),
        };
        let option = options.and_then(|options| match options {
            OptionsExplanation::Dealt { option, .. } => option.as_ref(),
            _ => None,
        });
        let rule_text =
            matched.and_then(|(index, _)| setting?.targeting_rules().get(index)).map(ToString::to_string);
        Self {
            key: key.to_owned(),
            rule: matched.map(|(index, _)| index + 1),
            rule_text,
            percentage_option: option.map(|option| option.number),
            percentage: option.map(|option| option.percentage),
            overridden: published.overrides.contains_key(key),
            error: explained.error.as_ref().map(ToString::to_string),
            explanation: explain.then(|| explained.to_string()),
            value: explained.value.clone(),
            variation_id: explained.variation_id.clone(),
            missing_attributes: explained.missing_attributes.clone(),
            steps: explain.then(|| steps(explained)),
        }
    }
}

fn steps(explained: Explanation) -> FlagExplanation {
    explained.flag
}
