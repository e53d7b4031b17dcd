//! Lints of the values that flags serve.

use std::{collections::BTreeMap, fmt::Write as _};

use configcat_core::{
    Value,
    config::{ServedValue, Setting, TargetingRule},
};

use super::{super::literal::literal, finding::Finding, positions::SettingPart};
use crate::lint::Lint;

const TRIM: &str = "remove the white space in the ConfigCat dashboard";
const USE_ONE: &str = "use one of them in the program, or make one a prerequisite of the other";

/// Finds texts with white space around them, which often come from copying.
pub(super) fn outer_white_space(setting: &Setting, findings: &mut Vec<Finding>) {
    for (part, served) in served(setting) {
        let Value::Text(text) = served.value() else { continue };
        if text.trim().len() < text.len() {
            let message = format!("the value `{}` has white space around it", literal(served.value()));
            findings.push(Finding::new(Lint::OuterWhiteSpace, part, message).remedy(TRIM));
        }
    }
}

/// All values that a setting serves, and the parts that they are in.
fn served(setting: &Setting) -> impl Iterator<Item = (SettingPart, &ServedValue)> {
    let by_rules =
        (1..).zip(setting.targeting_rules()).flat_map(|(rule, targeting_rule)| {
            let one = targeting_rule.served().map(|served| (SettingPart::Rule(rule), served));
            let options = (1..).zip(targeting_rule.percentage_options());
            one.into_iter().chain(options.map(move |(number, option)| {
                (SettingPart::Option { rule: Some(rule), number }, option.served())
            }))
        });
    let by_options = (1..)
        .zip(setting.percentage_options())
        .map(|(number, option)| (SettingPart::Option { rule: None, number }, option.served()));
    [(SettingPart::Setting, setting.served())].into_iter().chain(by_rules).chain(by_options)
}

/// Finds flags that serve the same as an earlier one. Call it for all flags, in document order.
#[derive(Default)]
pub(super) struct Twins<'a> {
    /// Flags by the text of their rules. The texts are long; comparing them is faster than hashing them.
    alike: BTreeMap<String, Vec<&'a Setting>>,
}

impl<'a> Twins<'a> {
    /// Flags with the same text can still differ, in hashed comparison values. Comparing many of them would take too
    /// long.
    const MOST_COMPARED: usize = 20;

    pub(super) fn find(&mut self, setting: &'a Setting) -> Option<Finding> {
        let is_comparable = !setting.targeting_rules().is_empty() && !deals_out(setting);
        if !is_comparable {
            return None;
        }
        let mut rules = String::new();
        for rule in setting.targeting_rules() {
            // Writing to a string cannot fail.
            let _ = writeln!(rules, "{rule}");
        }
        let alike = self.alike.entry(rules).or_default();
        if let Some(twin) = alike.iter().find(|earlier| serve_the_same(earlier, setting)) {
            let message = format!("it always serves the same as flag `{}`", twin.key());
            return Some(Finding::new(Lint::IdenticalFlags, SettingPart::Setting, message).remedy(USE_ONE));
        }
        if alike.len() < Self::MOST_COMPARED {
            alike.push(setting);
        }
        None
    }
}

/// Whether a flag has percentage options: the served value then depends on its key.
fn deals_out(setting: &Setting) -> bool {
    let in_rules = setting.targeting_rules().iter().any(|rule| !rule.percentage_options().is_empty());
    in_rules || !setting.percentage_options().is_empty()
}

/// Compares everything except variation ids, which are different for all values.
fn serve_the_same(one: &Setting, other: &Setting) -> bool {
    let value = |rule: &TargetingRule| rule.served().map(ServedValue::value).cloned();
    let (rules, other_rules) = (one.targeting_rules(), other.targeting_rules());
    one.served().value() == other.served().value()
        && rules.len() == other_rules.len()
        && rules
            .iter()
            .zip(other_rules)
            .all(|(rule, other)| rule.conditions() == other.conditions() && value(rule) == value(other))
}
