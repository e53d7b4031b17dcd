//! Lints of the percentage options of flags and of their rules.

use std::collections::{HashMap, hash_map::Entry};

use configcat_core::config::{PercentageOption, Setting};

use super::{super::literal::literal, finding::Finding, positions::SettingPart};
use crate::lint::Lint;

const CORRECT_PERCENTAGES: &str = "correct them in the ConfigCat dashboard";
const CHOOSE_PERCENTAGE: &str = "make it a number from 0 to 100 in the ConfigCat dashboard";
const MERGE: &str = "make them one option, or correct a value, in the ConfigCat dashboard";

pub(super) fn findings(setting: &Setting, findings: &mut Vec<Finding>) {
    let of_rules = (1..)
        .zip(setting.targeting_rules())
        .map(|(number, rule)| OptionGroup { rule: Some(number), options: rule.percentage_options() });
    let of_flag = OptionGroup { rule: None, options: setting.percentage_options() };
    for options in [of_flag].into_iter().chain(of_rules) {
        findings.extend(options.wrong_sum());
        findings.extend(options.out_of_range());
        findings.extend(options.duplicates());
    }
}

/// The percentage options of a flag or of a rule.
#[derive(Clone, Copy)]
struct OptionGroup<'a> {
    rule: Option<usize>,
    options: &'a [PercentageOption],
}

impl<'a> OptionGroup<'a> {
    fn wrong_sum(self) -> Option<Finding> {
        const WHOLE: f64 = 100.0;

        let sum: f64 = self.options.iter().map(PercentageOption::percentage).sum();
        let is_wrong = !self.options.is_empty() && (sum - WHOLE).abs() > 1e-6;
        is_wrong.then(|| {
            let subject = match self.rule {
                Some(number) => format!("the percentage options of targeting rule {number}"),
                None => "its percentage options".to_owned(),
            };
            let part = self.rule.map_or(SettingPart::Setting, SettingPart::Rule);
            Finding::new(Lint::PercentageSum, part, format!("{subject} sum up to {sum}, not to 100"))
                .remedy(CORRECT_PERCENTAGES)
        })
    }

    fn out_of_range(self) -> impl Iterator<Item = Finding> + use<'a> {
        let percentages = (1..).zip(self.options.iter().map(PercentageOption::percentage));
        let wrong = percentages.filter(|(_, percentage)| !(0.0..=100.0).contains(percentage));
        wrong.map(move |(number, percentage)| {
            let message = format!("{} is for {percentage} % of users", self.name(number));
            Finding::new(Lint::PercentageOutOfRange, self.part(number), message).remedy(CHOOSE_PERCENTAGE)
        })
    }

    /// Each option with the value of an earlier one.
    fn duplicates(self) -> impl Iterator<Item = Finding> + use<'a> {
        let mut first = HashMap::new();
        (1..).zip(self.options).filter_map(move |(number, option)| {
            let value = option.served().value();
            let earlier = match first.entry(value.to_string()) {
                Entry::Occupied(earlier) => *earlier.get(),
                Entry::Vacant(none) => {
                    none.insert(number);
                    return None;
                }
            };
            let message = format!(
                "{} serves the same value as option {earlier}: `{}`",
                self.name(number),
                literal(value)
            );
            let part = self.part(number);
            Some(Finding::new(Lint::DuplicatePercentageOption, part, message).remedy(MERGE))
        })
    }

    fn name(self, number: usize) -> String {
        match self.rule {
            Some(rule) => format!("targeting rule {rule}: percentage option {number}"),
            None => format!("percentage option {number}"),
        }
    }

    fn part(self, number: usize) -> SettingPart {
        SettingPart::Option { rule: self.rule, number }
    }
}
