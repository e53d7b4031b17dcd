//! What a document has wrong that evaluation tolerates: warnings, since real configs contain it.

use std::collections::HashSet;

use configcat_core::{Condition, Config, Setting};

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
        let percentages = percentage_sum(setting).into_iter().chain(percentages_out_of_range(setting));
        for (message, remedy) in percentages.chain(conditions_that_never_match(setting)) {
            warnings.push(Problem::new(message).of_flag(setting.key()).remedy(remedy));
        }
    }
}

fn percentage_sum(setting: &Setting) -> Option<(String, &'static str)> {
    const WHOLE: f64 = 100.0;

    let options = setting.percentage_options();
    let sum: f64 = options.iter().map(configcat_core::PercentageOption::percentage).sum();
    let wrong = !options.is_empty() && (sum - WHOLE).abs() > 1e-6;
    wrong.then(|| {
        (
            format!("its percentage options sum up to {sum}, not to 100"),
            "correct them in the ConfigCat dashboard",
        )
    })
}

fn percentages_out_of_range(setting: &Setting) -> impl Iterator<Item = (String, &'static str)> {
    let percentages = setting.percentage_options().iter().map(configcat_core::PercentageOption::percentage);
    (1..).zip(percentages).filter(|(_, percentage)| !(0.0..=100.0).contains(percentage)).map(
        |(number, percentage)| {
            let message = format!("percentage option {number} is for {percentage} % of users");
            (message, "make it a number from 0 to 100 in the ConfigCat dashboard")
        },
    )
}

fn conditions_that_never_match(setting: &Setting) -> impl Iterator<Item = (String, &'static str)> {
    (1..).zip(setting.targeting_rules()).flat_map(|(number, rule)| {
        rule.conditions().iter().filter_map(move |condition| {
            let Condition::User(condition) = condition else { return None };
            let (why, remedy) = match condition.problem() {
                Some(problem) => (problem, "correct the comparison value in the ConfigCat dashboard"),
                None if condition.attribute().is_empty() => (
                    "it names no attribute".to_owned(),
                    "choose the attribute to compare in the ConfigCat dashboard",
                ),
                None => return None,
            };
            Some((format!("targeting rule {number}, `{condition}`, never matches: {why}"), remedy))
        })
    })
}
