//! What a document has wrong that evaluation tolerates: warnings, since real configs contain it.

use std::collections::HashSet;

use configcat_core::{Condition, Config, PercentageOption, PrerequisiteCondition, Setting};

use super::Options;
use crate::{Problem, error::Problems};

/// Reports the warnings of a document, in document order.
pub(super) fn check(config: &Config, options: &Options, warnings: &mut Problems) {
    let mut reported = HashSet::new();
    for key in config.repeated_keys().iter().filter(|key| !options.skips(key)) {
        if reported.insert(key) {
            let warning = Problem::new("the document has this key more than once; the last one counts");
            warnings.push(warning.of_flag(key).remedy("remove the others"));
        }
    }
    for setting in config.settings().filter(|setting| !options.skips(setting.key())) {
        let of_conditions = conditions(setting).filter_map(|(number, condition)| {
            let (problem, remedy) = condition_problem(condition, config)?;
            Some((format!("targeting rule {number}, `{condition}`{problem}"), remedy))
        });
        let of_percentages = percentage_sums(setting).chain(percentages_out_of_range(setting));
        for (message, remedy) in cycle(setting, config).into_iter().chain(of_percentages).chain(of_conditions)
        {
            warnings.push(Problem::new(message).of_flag(setting.key()).remedy(remedy));
        }
    }
}

const CORRECT_PERCENTAGES: &str = "correct them in the ConfigCat dashboard";
const CHOOSE_PERCENTAGE: &str = "make it a number from 0 to 100 in the ConfigCat dashboard";
const CHOOSE_ATTRIBUTE: &str = "choose the attribute to compare in the ConfigCat dashboard";
const CORRECT_COMPARISON: &str = "correct the comparison value in the ConfigCat dashboard";
const CORRECT_PREREQUISITE: &str = "correct the condition; until then the flag cannot be evaluated";

/// The sums of percentage options that are not 100: those of the flag, and those of its rules.
fn percentage_sums(setting: &Setting) -> impl Iterator<Item = (String, &'static str)> {
    let of_rules = (1..).zip(setting.targeting_rules()).filter_map(|(number, rule)| {
        let sum = wrong_sum(rule.percentage_options())?;
        Some(format!("the percentage options of targeting rule {number} sum up to {sum}, not to 100"))
    });
    let of_flag = wrong_sum(setting.percentage_options())
        .map(|sum| format!("its percentage options sum up to {sum}, not to 100"));
    of_flag.into_iter().chain(of_rules).map(|message| (message, CORRECT_PERCENTAGES))
}

fn wrong_sum(options: &[PercentageOption]) -> Option<f64> {
    const WHOLE: f64 = 100.0;

    let sum: f64 = options.iter().map(PercentageOption::percentage).sum();
    (!options.is_empty() && (sum - WHOLE).abs() > 1e-6).then_some(sum)
}

fn percentages_out_of_range(setting: &Setting) -> impl Iterator<Item = (String, &'static str)> {
    let percentages = setting.percentage_options().iter().map(PercentageOption::percentage);
    let wrong = (1..).zip(percentages).filter(|(_, percentage)| !(0.0..=100.0).contains(percentage));
    wrong.map(|(number, percentage)| {
        (format!("percentage option {number} is for {percentage} % of users"), CHOOSE_PERCENTAGE)
    })
}

fn cycle(setting: &Setting, config: &Config) -> Option<(String, &'static str)> {
    const SHOWN: usize = 20;

    let way = config.prerequisite_cycle(setting.key())?;
    let shown: Vec<String> = way.iter().take(SHOWN).map(|key| format!("`{key}`")).collect();
    let rest = if way.len() > SHOWN { " → …" } else { "" };
    let message = format!("it is a prerequisite of itself: {}{rest}", shown.join(" → "));
    Some((message, "break the circle; until then none of these flags can be evaluated"))
}

/// All conditions of a setting, with the numbers of their rules.
fn conditions(setting: &Setting) -> impl Iterator<Item = (usize, &Condition)> {
    let rules = (1..).zip(setting.targeting_rules());
    rules.flat_map(|(number, rule)| rule.conditions().iter().map(move |condition| (number, condition)))
}

/// What is wrong with a condition, as the end of a sentence about it.
fn condition_problem(condition: &Condition, config: &Config) -> Option<(String, &'static str)> {
    match condition {
        Condition::User(condition) if condition.attribute().is_empty() => {
            Some((", never matches: it names no attribute".to_owned(), CHOOSE_ATTRIBUTE))
        }
        Condition::User(condition) => {
            Some((format!(", never matches: {}", condition.problem()?), CORRECT_COMPARISON))
        }
        Condition::Segment(condition) => {
            let mut members = condition.segment().conditions().iter();
            let (member, problem) = members.find_map(|member| Some((member, member.problem()?)))?;
            Some((format!(": in the segment, `{member}` never matches: {problem}"), CORRECT_COMPARISON))
        }
        Condition::Prerequisite(condition) => {
            Some((prerequisite_problem(condition, config)?, CORRECT_PREREQUISITE))
        }
        _ => None,
    }
}

fn prerequisite_problem(condition: &PrerequisiteCondition, config: &Config) -> Option<String> {
    let Some(setting) = config.setting(condition.key()) else {
        let is_broken = config.keys().any(|key| key == condition.key());
        let why = if is_broken { "is broken" } else { "is not in the document" };
        return Some(format!(": the flag {why}"));
    };
    let (actual, expected) = (setting.setting_type(), condition.value().setting_type());
    (actual != expected).then(|| format!(": the flag is a {actual}, but is compared with a {expected}"))
}
