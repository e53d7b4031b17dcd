//! The lint of rules and percentage options that are never reached.

use configcat_core::config::{Condition, Setting, TargetingRule};

use super::{finding::Finding, positions::SettingPart};
use crate::lint::Lint;

const MOVE: &str = "move it before that rule, or remove it, in the ConfigCat dashboard";
const MOVE_OPTIONS: &str = "remove them, or correct that rule, in the ConfigCat dashboard";

pub(super) fn findings(setting: &Setting, findings: &mut Vec<Finding>) {
    /// Each rule is compared with all rules before it.
    const MOST_RULES: usize = 1000;

    let rules = setting.targeting_rules();
    let attribute = setting.percentage_attribute();
    for (number, later) in (1..).zip(rules).take(MOST_RULES) {
        let mut earlier = (1..number).zip(rules);
        if let Some((first, _)) = earlier.find(|(_, earlier)| decides_before(earlier, later, attribute)) {
            let message = format!(
                "targeting rule {number} is never reached: whenever it would match, targeting rule {first} decides"
            );
            findings
                .push(Finding::new(Lint::UnreachableRule, SettingPart::Rule(number), message).remedy(MOVE));
        }
    }
    let always = (1..).zip(rules).find(|(_, rule)| decides_for_all_with(rule, attribute));
    if let Some((number, _)) = always.filter(|_| !setting.percentage_options().is_empty()) {
        let message =
            format!("its percentage options are never reached: targeting rule {number} always decides");
        let part = SettingPart::Option { rule: None, number: 1 };
        findings.push(Finding::new(Lint::UnreachableRule, part, message).remedy(MOVE_OPTIONS));
    }
}

/// Whether the earlier rule decides whenever the later one matches.
///
/// A rule with percentage options does not decide for users without the percentage attribute.
fn decides_before(earlier: &TargetingRule, later: &TargetingRule, attribute: &str) -> bool {
    let holds = |condition: &Condition| {
        later.conditions().contains(condition)
            || holds_for_any(condition).is_some_and(|attribute| needs_attribute(later, attribute))
    };
    earlier.conditions().iter().all(holds) && (earlier.served().is_some() || is_dealt(later, attribute))
}

/// Whether a rule can only decide for users who have the percentage attribute.
fn is_dealt(rule: &TargetingRule, attribute: &str) -> bool {
    let needs_user = || {
        let mut conditions = rule.conditions().iter();
        conditions.any(|condition| matches!(condition, Condition::User(_) | Condition::Segment(_)))
    };
    // Every user has an identifier.
    rule.served().is_none() || needs_attribute(rule, attribute) || attribute == "Identifier" && needs_user()
}

/// Whether a rule decides for every user who has the percentage attribute.
fn decides_for_all_with(rule: &TargetingRule, attribute: &str) -> bool {
    rule.conditions().iter().all(|condition| holds_for_any(condition) == Some(attribute))
}

/// The attribute for whose every value a condition holds. Conditions on other flags do not count: a prerequisite flag
/// that is on for everyone today may be off tomorrow.
fn holds_for_any(condition: &Condition) -> Option<&str> {
    match condition {
        Condition::User(condition) if condition.holds_for_any_value() => Some(condition.attribute()),
        _ => None,
    }
}

/// Whether a rule only matches users who have the attribute.
fn needs_attribute(rule: &TargetingRule, attribute: &str) -> bool {
    rule.conditions().iter().any(|condition| match condition {
        Condition::User(condition) => condition.attribute() == attribute,
        _ => false,
    })
}
