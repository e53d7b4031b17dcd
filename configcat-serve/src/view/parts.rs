//! The parts of a flag: rules, conditions, percentage options.

use configcat_core::{
    Text, Value,
    config::{
        ComparisonValue, Condition, PercentageOption, Segment, ServedValue, TargetingRule, UserCondition,
    },
};
use serde::Serialize;

/// A targeting rule.
#[derive(Debug, Serialize)]
pub(super) struct RuleView<'a> {
    number: usize,
    text: String,
    conditions: Vec<ConditionView<'a>>,
    value: Option<&'a Value>,
    variation_id: Option<&'a Text>,
    percentage_options: Vec<OptionView<'a>>,
}

/// A condition. Members that its kind does not have are `null`.
#[derive(Debug, Serialize, Default)]
pub(super) struct ConditionView<'a> {
    kind: &'static str,
    text: String,
    attribute: Option<&'a str>,
    comparator: Option<&'static str>,
    comparator_number: Option<u8>,
    hashed: bool,
    hashed_values: usize,
    values: Vec<Compared<'a>>,
    segment: Option<&'a Text>,
    prerequisite: Option<&'a Text>,
    prerequisite_value: Option<&'a Value>,
    problem: Option<String>,
}

/// A comparison value that is not hashed.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Compared<'a> {
    Text(&'a str),
    Number(f64),
}

/// A percentage option.
#[derive(Debug, Serialize)]
pub(super) struct OptionView<'a> {
    percentage: f64,
    value: &'a Value,
    variation_id: Option<&'a Text>,
}

/// A value that a flag can serve.
#[derive(Debug, Serialize)]
pub(super) struct ChoiceView<'a> {
    pub(super) value: &'a Value,
    variation_id: Option<&'a Text>,
}

/// A segment.
#[derive(Debug, Serialize)]
pub(super) struct SegmentView<'a> {
    name: &'a Text,
    conditions: Vec<ConditionView<'a>>,
    flags: Vec<&'a Text>,
}

impl<'a> RuleView<'a> {
    pub(super) fn all(rules: &'a [TargetingRule]) -> Vec<Self> {
        let rule = |(index, rule): (usize, &'a TargetingRule)| Self {
            number: index + 1,
            text: rule.to_string(),
            conditions: rule.conditions().iter().map(ConditionView::of).collect(),
            value: rule.served().map(ServedValue::value),
            variation_id: rule.served().and_then(ServedValue::variation_id),
            percentage_options: OptionView::all(rule.percentage_options()),
        };
        rules.iter().enumerate().map(rule).collect()
    }
}

impl<'a> ConditionView<'a> {
    fn of(condition: &'a Condition) -> Self {
        match condition {
            Condition::User(condition) => Self::of_user(condition),
            Condition::Segment(segment) => Self {
                kind: "segment",
                text: segment.to_string(),
                comparator: Some(segment.comparator().wording()),
                comparator_number: Some(segment.comparator().number()),
                segment: Some(segment.segment().name()),
                hashed: segment.segment().conditions().iter().any(|own| own.comparator().is_hashed()),
                ..Self::default()
            },
            Condition::Prerequisite(flag) => Self {
                kind: "prerequisite",
                text: flag.to_string(),
                comparator: Some(flag.comparator().wording()),
                comparator_number: Some(flag.comparator().number()),
                prerequisite: Some(flag.key()),
                prerequisite_value: Some(flag.value()),
                ..Self::default()
            },
            other => Self { kind: "user", text: other.to_string(), ..Self::default() },
        }
    }

    fn of_user(condition: &'a UserCondition) -> Self {
        let (mut values, mut hashed_values) = (Vec::new(), 0);
        match condition.comparison_value() {
            ComparisonValue::Text(text) => values.push(Compared::Text(text)),
            ComparisonValue::Texts(texts) => values.extend(texts.iter().map(|text| Compared::Text(text))),
            ComparisonValue::Number(number) | ComparisonValue::Date(number) => {
                values.push(Compared::Number(number));
            }
            ComparisonValue::HashedText => hashed_values = 1,
            ComparisonValue::HashedTexts(count) => hashed_values = count,
            _ => {}
        }
        Self {
            kind: "user",
            text: condition.to_string(),
            attribute: Some(condition.attribute()),
            comparator: Some(condition.comparator().wording()),
            comparator_number: Some(condition.comparator().number()),
            hashed: condition.comparator().is_hashed(),
            hashed_values,
            values,
            problem: condition.problem(),
            ..Self::default()
        }
    }
}

impl<'a> OptionView<'a> {
    pub(super) fn all(options: &'a [PercentageOption]) -> Vec<Self> {
        let option = |option: &'a PercentageOption| Self {
            percentage: option.percentage(),
            value: option.served().value(),
            variation_id: option.served().variation_id(),
        };
        options.iter().map(option).collect()
    }
}

impl<'a> ChoiceView<'a> {
    /// The values of a setting, each once.
    pub(super) fn all(served: impl Iterator<Item = &'a ServedValue>) -> Vec<Self> {
        let mut choices: Vec<Self> = Vec::new();
        for served in served {
            let choice = Self { value: served.value(), variation_id: served.variation_id() };
            match choices.iter_mut().find(|known| known.value == choice.value) {
                Some(known) => known.variation_id = known.variation_id.or(choice.variation_id),
                None => choices.push(choice),
            }
        }
        choices
    }
}

impl<'a> SegmentView<'a> {
    pub(super) fn of(segment: &'a Segment, flags: Vec<&'a Text>) -> Self {
        let conditions = segment.conditions().iter().map(ConditionView::of_user).collect();
        Self { name: segment.name(), conditions, flags }
    }
}
