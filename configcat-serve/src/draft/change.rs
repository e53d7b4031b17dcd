//! [`refuse_nonsense`]: what an edit must not do, though it compiles.

use configcat_core::{
    Config,
    config::{Condition, PercentageOption, Setting, TargetingRule, UserCondition},
};

use crate::problem::{Problem, ProblemSource};

/// The problems of an edited setting: a type that must not change, hashes that nobody can know, percentages that leave
/// somebody out, and prerequisite flags that make it fail.
pub(crate) fn refuse_nonsense(
    before: Option<&Setting>,
    edited: &Setting,
    config: &Config,
    may_change_type: bool,
) -> Vec<Problem> {
    let mut reasons = Reasons { key: edited.key(), problems: Vec::new() };
    if let Some(before) = before.filter(|before| before.setting_type() != edited.setting_type())
        && !may_change_type
    {
        let (was, is) = (before.setting_type(), edited.setting_type());
        reasons.add(
            format!("the flag is a {was}, and the setting would make it a {is}"),
            "keep the type `t`, or ask for `?change_type=true`: programs that read the flag must change with it",
        );
    }
    let known: Vec<&UserCondition> = before.into_iter().flat_map(hashed_conditions).collect();
    for condition in hashed_conditions(edited).filter(|condition| !known.contains(condition)) {
        reasons.add(
            format!("the condition `{condition}` has hashed comparison values that the flag does not have"),
            "keep the hashed condition as it is, remove it, or use a comparator that is not hashed",
        );
    }
    for (place, options) in lists_of_options(edited) {
        let sum: f64 = options.iter().map(PercentageOption::percentage).sum();
        let are_shares = options.iter().all(|option| (0.0..=100.0).contains(&option.percentage()));
        if (sum - 100.0).abs() > 1e-9 || !are_shares {
            reasons.add(
                format!("{place}: the percentages sum up to {sum}, not to 100"),
                "make all of them 0 or more, and their sum 100",
            );
        }
    }
    reasons.prerequisites(edited, config);
    reasons.problems
}

struct Reasons<'a> {
    key: &'a str,
    problems: Vec<Problem>,
}

impl Reasons<'_> {
    fn add(&mut self, message: String, remedy: &str) {
        self.problems.push(Problem::error(ProblemSource::Defect, message).of_flag(self.key).remedy(remedy));
    }

    fn prerequisites(&mut self, edited: &Setting, config: &Config) {
        for condition in prerequisites(edited) {
            let key = condition.key();
            if !config.keys().any(|known| known == key) {
                self.add(
                    format!("the prerequisite flag `{key}` does not exist"),
                    "name a flag of the document",
                );
            } else if let Some(other) = config.setting(key)
                && other.setting_type() != condition.value().setting_type()
            {
                let (is, compared) = (other.setting_type(), condition.value().setting_type());
                self.add(
                    format!("the prerequisite flag `{key}` is a {is}, and is compared with a {compared}"),
                    "compare it with a value of its type",
                );
            }
            if reaches(config, key, edited.key()) {
                self.add(
                    format!("the prerequisite flag `{key}` needs this flag in turn"),
                    "remove the condition: flags must not be prerequisites of each other",
                );
            }
        }
    }
}

/// The conditions whose comparison values are hashed.
fn hashed_conditions(setting: &Setting) -> impl Iterator<Item = &UserCondition> {
    let conditions = setting.targeting_rules().iter().flat_map(TargetingRule::conditions);
    conditions.filter_map(|condition| match condition {
        Condition::User(condition) if condition.comparator().is_hashed() => Some(condition),
        _ => None,
    })
}

/// All lists of percentage options that are not empty, with their place.
fn lists_of_options(setting: &Setting) -> impl Iterator<Item = (String, &[PercentageOption])> {
    let of_rules = setting.targeting_rules().iter().enumerate();
    let of_rules =
        of_rules.map(|(index, rule)| (format!("targeting rule {}", index + 1), rule.percentage_options()));
    let own = [("percentage options".to_owned(), setting.percentage_options())];
    of_rules.chain(own).filter(|(_, options)| !options.is_empty())
}

fn prerequisites(setting: &Setting) -> impl Iterator<Item = &configcat_core::config::PrerequisiteCondition> {
    let conditions = setting.targeting_rules().iter().flat_map(TargetingRule::conditions);
    conditions.filter_map(|condition| match condition {
        Condition::Prerequisite(condition) => Some(condition),
        _ => None,
    })
}

/// Whether a flag needs another one, directly or through others.
fn reaches(config: &Config, from: &str, to: &str) -> bool {
    let (mut open, mut seen) = (vec![from], std::collections::HashSet::new());
    while let Some(key) = open.pop() {
        if key == to {
            return true;
        }
        if seen.insert(key)
            && let Some(setting) = config.setting(key)
        {
            open.extend(prerequisites(setting).map(|condition| condition.key().as_str()));
        }
    }
    false
}
