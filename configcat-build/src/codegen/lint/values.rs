//! Lints of the values that flags serve.

use std::{collections::BTreeMap, fmt::Write as _};

use configcat_core::{ServedValue, Setting, TargetingRule, Value};

use super::{super::literal::literal, finding::Finding, positions::SettingPart};
use crate::lint::Lint;

const TRIM: &str = "remove the white space in the ConfigCat dashboard";
const USE_ONE: &str = "use one of them in the program, or make one a prerequisite of the other";

/// Texts with white space around them, as one gets by copying them.
pub(super) fn outer_white_space(setting: &Setting, findings: &mut Vec<Finding>) {
    for (part, served) in served(setting) {
        let Value::Text(text) = served.value() else { continue };
        if text.trim().len() < text.len() {
            let message = format!("the value `{}` has white space around it", literal(served.value()));
            findings.push(Finding::new(Lint::OuterWhiteSpace, part, message).remedy(TRIM));
        }
    }
}

/// Everything that a setting serves, and where.
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

/// Finds flags that serve the same as an earlier one. To be asked about all flags, in document order.
#[derive(Default)]
pub(super) struct Twins<'a> {
    /// Flags that may be the same: their rules look the same. The texts are long, and are sooner compared than hashed.
    alike: BTreeMap<String, Vec<&'a Setting>>,
}

impl<'a> Twins<'a> {
    /// Flags that look the same without being so have hashed comparison values. There is no point in comparing many.
    const MOST_COMPARED: usize = 20;

    pub(super) fn find(&mut self, setting: &'a Setting) -> Option<Finding> {
        let is_comparable = !setting.targeting_rules().is_empty() && !deals_out(setting);
        if !is_comparable {
            return None;
        }
        let mut rules = String::new();
        for rule in setting.targeting_rules() {
            // A string takes everything.
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

/// Whether it depends on the key of the flag what a user is served.
fn deals_out(setting: &Setting) -> bool {
    let in_rules = setting.targeting_rules().iter().any(|rule| !rule.percentage_options().is_empty());
    in_rules || !setting.percentage_options().is_empty()
}

/// Variation ids do not matter: no two values have the same.
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
