//! Lints of conditions, and of the segments and flags that they refer to.

use configcat_core::{
    Config,
    config::{Condition, PrerequisiteCondition, Setting, UserCondition},
};

use super::{finding::Finding, positions::SettingPart};
use crate::lint::Lint;

const CHOOSE_ATTRIBUTE: &str = "choose the attribute to compare in the ConfigCat dashboard";
const CORRECT_COMPARISON: &str = "correct the comparison value in the ConfigCat dashboard";
const CORRECT_PREREQUISITE: &str = "correct the condition; until then, evaluations that reach it fail";
const BREAK_CIRCLE: &str = "break the circle; until then, evaluations that go around it fail";

pub(super) fn findings(setting: &Setting, config: &Config, findings: &mut Vec<Finding>) {
    findings.extend(cycle(setting, config));
    for (rule, targeting_rule) in (1..).zip(setting.targeting_rules()) {
        for (number, condition) in (1..).zip(targeting_rule.conditions()) {
            let Some((lint, problem, remedy)) = problem(condition, config) else { continue };
            let message = format!("targeting rule {rule}, `{condition}`{problem}");
            findings
                .push(Finding::new(lint, SettingPart::Condition { rule, number }, message).remedy(remedy));
        }
    }
}

fn cycle(setting: &Setting, config: &Config) -> Option<Finding> {
    const SHOWN: usize = 20;

    let way = config.prerequisite_cycle(setting.key())?;
    let shown: Vec<String> = way.iter().take(SHOWN).map(|key| format!("`{key}`")).collect();
    let rest = if way.len() > SHOWN { " → …" } else { "" };
    let message = format!("it is a prerequisite of itself: {}{rest}", shown.join(" → "));
    Some(Finding::new(Lint::PrerequisiteCycle, SettingPart::Setting, message).remedy(BREAK_CIRCLE))
}

/// The mistake in a condition, as the end of a sentence about it.
fn problem(condition: &Condition, config: &Config) -> Option<(Lint, String, &'static str)> {
    match condition {
        Condition::User(condition) if condition.attribute().is_empty() => {
            let problem = ", never matches: it names no attribute".to_owned();
            Some((Lint::MissingAttribute, problem, CHOOSE_ATTRIBUTE))
        }
        Condition::User(condition) => {
            let problem = format!(", never matches: {}", condition.problem()?);
            Some((comparison_lint(condition), problem, CORRECT_COMPARISON))
        }
        Condition::Segment(condition) => {
            let mut members = condition.segment().conditions().iter();
            let (member, problem) = members.find_map(|member| Some((member, member.problem()?)))?;
            let problem = format!(": in the segment, `{member}` never matches: {problem}");
            Some((comparison_lint(member), problem, CORRECT_COMPARISON))
        }
        Condition::Prerequisite(condition) => {
            let (lint, problem) = prerequisite_problem(condition, config)?;
            Some((lint, problem, CORRECT_PREREQUISITE))
        }
        _ => None,
    }
}

fn comparison_lint(condition: &UserCondition) -> Lint {
    if condition.compares_versions() { Lint::InvalidSemver } else { Lint::InvalidNumber }
}

fn prerequisite_problem(condition: &PrerequisiteCondition, config: &Config) -> Option<(Lint, String)> {
    let Some(setting) = config.setting(condition.key()) else {
        let is_broken = config.keys().any(|key| key == condition.key());
        let why = if is_broken { "is broken" } else { "is not in the document" };
        return Some((Lint::PrerequisiteMissing, format!(": the flag {why}")));
    };
    let (actual, expected) = (setting.setting_type(), condition.value().setting_type());
    (actual != expected).then(|| {
        (Lint::PrerequisiteType, format!(": the flag is a {actual}, but is compared with a {expected}"))
    })
}
