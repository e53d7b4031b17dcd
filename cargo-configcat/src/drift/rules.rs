//! The rules of two settings, compared.

use configcat_core::config::{Condition, PercentageOption, ServedValue, Setting, TargetingRule};

use crate::shown::one_line;

/// Whether the rules of two settings serve the same values to the same users.
pub(super) fn same_rules(one: &Setting, other: &Setting) -> bool {
    let (rules, other_rules) = (one.targeting_rules(), other.targeting_rules());
    let same_rules = rules.len() == other_rules.len()
        && rules.iter().zip(other_rules).all(|(rule, other)| same_rule(rule, other));
    let same_attribute = one.percentage_attribute() == other.percentage_attribute() || !has_options(one);
    same_rules && same_attribute && same_options(one.percentage_options(), other.percentage_options())
}

fn same_rule(one: &TargetingRule, other: &TargetingRule) -> bool {
    one.conditions() == other.conditions()
        && one.served().map(ServedValue::value) == other.served().map(ServedValue::value)
        && same_options(one.percentage_options(), other.percentage_options())
}

fn same_options(one: &[PercentageOption], other: &[PercentageOption]) -> bool {
    let same = |one: &PercentageOption, other: &PercentageOption| {
        one.percentage().total_cmp(&other.percentage()).is_eq()
            && one.served().value() == other.served().value()
    };
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

fn has_options(setting: &Setting) -> bool {
    let in_rules = setting.targeting_rules().iter().map(TargetingRule::percentage_options);
    in_rules.chain([setting.percentage_options()]).any(|options| !options.is_empty())
}

/// The rules in words, without the rules that are the same at the beginning and at the end.
pub(super) fn different_lines(before: &Setting, after: &Setting) -> [Vec<String>; 2] {
    let [mut before, mut after] = [before, after].map(rules_in_words);
    if before == after {
        // The text of a rule does not show hashed lists and the rest of long lists.
        let note = "(comparison values that are not shown)".to_owned();
        return [vec![note.clone()], vec![note]];
    }
    let same_at_end = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other);
    let same_at_end = same_at_end.count();
    before.truncate(before.len() - same_at_end);
    after.truncate(after.len() - same_at_end);
    let same_at_start = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    before.drain(..same_at_start);
    after.drain(..same_at_start);
    [before, after]
}

fn rules_in_words(setting: &Setting) -> Vec<String> {
    let by = setting.percentage_attribute();
    let mut lines: Vec<String> = setting
        .targeting_rules()
        .iter()
        .map(|rule| match rule.percentage_options() {
            [] => format!("{rule}{}", segments_in_words(rule)),
            options => format!("{rule}: {}{}", options_in_words(options, by), segments_in_words(rule)),
        })
        .collect();
    if !setting.percentage_options().is_empty() {
        lines.push(options_in_words(setting.percentage_options(), by));
    }
    lines.iter().map(|line| one_line(line)).collect()
}

/// The conditions of the segments of a rule. The rule itself only shows the names of the segments.
fn segments_in_words(rule: &TargetingRule) -> String {
    let segments = rule.conditions().iter().filter_map(|condition| {
        let Condition::Segment(condition) = condition else { return None };
        let segment = condition.segment();
        let conditions: Vec<_> = segment.conditions().iter().map(ToString::to_string).collect();
        Some(format!(" ('{}' is {})", segment.name(), conditions.join(" AND ")))
    });
    segments.collect()
}

fn options_in_words(options: &[PercentageOption], by: &str) -> String {
    let share =
        |option: &PercentageOption| format!("{} % '{}'", option.percentage(), option.served().value());
    let shares: Vec<_> = options.iter().map(share).collect();
    format!("{} by {by}", shares.join(", "))
}
