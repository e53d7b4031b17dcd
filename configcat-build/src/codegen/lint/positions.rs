//! [`Positions`]: where in a document the parts of settings are. The compiled config has no positions, since
//! evaluation does not need them.

use std::{borrow::Cow, cell::OnceCell, collections::HashMap};

use configcat_core::config::Position;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::byte_order_mark::without_byte_order_mark;

/// A part of a setting. Rules, conditions and percentage options are counted from 1, in the order in which they apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum SettingPart {
    Setting,
    Rule(usize),
    Condition {
        rule: usize,
        number: usize,
    },
    /// One of the percentage options of a rule, or of the flag.
    Option {
        rule: Option<usize>,
        number: usize,
    },
}

/// Finds positions. The document is only read again when a lint finds something.
pub(in super::super) struct Positions<'a> {
    document: &'a str,
    raw: OnceCell<RawSettings<'a>>,
}

/// The settings of a document, not parsed.
#[derive(Default)]
struct RawSettings<'a> {
    settings: HashMap<Cow<'a, str>, &'a RawValue>,
    newlines: Vec<usize>,
}

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    flags: Option<HashMap<Cow<'a, str>, &'a RawValue>>,
    #[serde(borrow)]
    f: Option<HashMap<Cow<'a, str>, &'a RawValue>>,
}

/// The lists in a setting, or in a rule.
#[derive(Deserialize)]
struct Lists<'a> {
    /// Targeting rules.
    #[serde(borrow)]
    r: Option<Vec<&'a RawValue>>,
    /// Conditions.
    #[serde(borrow)]
    c: Option<&'a RawValue>,
    /// Percentage options.
    #[serde(borrow)]
    p: Option<Vec<&'a RawValue>>,
}

/// The order number of a rule or percentage option of config v5.
#[derive(Deserialize)]
struct Ordered {
    o: Option<i64>,
}

impl<'a> Positions<'a> {
    pub(in super::super) fn of(document: &'a str) -> Self {
        Self { document: without_byte_order_mark(document), raw: OnceCell::new() }
    }

    /// The start of a part of the setting with this key. If the part cannot be found, the start of the part around it.
    pub(in super::super) fn position(&self, key: &str, part: SettingPart) -> Option<Position> {
        let raw = self.raw.get_or_init(|| RawSettings::of(self.document));
        let setting = *raw.settings.get(key)?;
        let rule = |number| nth(list(setting, |lists| lists.r), number);
        let part = match part {
            SettingPart::Setting => None,
            SettingPart::Rule(number) => rule(number),
            SettingPart::Condition { rule: of, number } => {
                rule(of).map(|rule| condition(rule, number).unwrap_or(rule))
            }
            SettingPart::Option { rule: None, number } => nth(list(setting, |lists| lists.p), number),
            SettingPart::Option { rule: Some(of), number } => {
                rule(of).map(|rule| nth(list(rule, |lists| lists.p), number).unwrap_or(rule))
            }
        };
        Some(raw.position_of(part.unwrap_or(setting), self.document))
    }
}

impl<'a> RawSettings<'a> {
    fn of(document: &'a str) -> Self {
        let Ok(Wire { flags, f }) = serde_json::from_str(document) else { return Self::default() };
        let newlines = document.match_indices('\n').map(|(newline, _)| newline).collect();
        Self { settings: flags.or(f).unwrap_or_default(), newlines }
    }

    fn position_of(&self, part: &RawValue, document: &str) -> Position {
        let offset = part.get().as_ptr().addr().saturating_sub(document.as_ptr().addr());
        let lines_before = self.newlines.partition_point(|newline| *newline < offset);
        let last = lines_before.checked_sub(1).and_then(|last| self.newlines.get(last));
        let line_start = last.map_or(0, |newline| newline + 1);
        Position { line: 1 + lines_before, column: 1 + offset - line_start }
    }
}

/// Where the settings with these keys begin in a document; `None` for a key that it does not have.
pub fn flag_positions<'k>(document: &str, keys: impl IntoIterator<Item = &'k str>) -> Vec<Option<Position>> {
    let positions = Positions::of(document);
    keys.into_iter().map(|key| positions.position(key, SettingPart::Setting)).collect()
}

/// A list of a setting or of a rule, in the order in which its items apply.
fn list<'a>(
    part: &'a RawValue,
    which: impl FnOnce(Lists<'a>) -> Option<Vec<&'a RawValue>>,
) -> Vec<&'a RawValue> {
    let mut items = serde_json::from_str(part.get()).ok().and_then(which).unwrap_or_default();
    // An item without an order number stays after the item before it.
    let mut last = i64::MIN;
    items.sort_by_cached_key(|item| {
        last = serde_json::from_str(item.get()).ok().and_then(|Ordered { o }| o).unwrap_or(last);
        last
    });
    items
}

/// A condition of a rule. In config v5, a rule is its own condition, and `c` is the comparison value.
fn condition(rule: &RawValue, number: usize) -> Option<&RawValue> {
    let Lists { c, .. } = serde_json::from_str(rule.get()).ok()?;
    nth(serde_json::from_str(c?.get()).ok()?, number)
}

fn nth(items: Vec<&RawValue>, number: usize) -> Option<&RawValue> {
    items.into_iter().nth(number.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_found() {
        let document = "\u{feff}{\"f\": {\n\"a\": {\"v\": 1, \"r\": [{\"o\": 2, \"c\": \"x\"},\n {\"o\": 1}], \"p\": [{}, {}]},\n\
            \"b\": {\"r\": [{\"c\": [{}, {}],\n \"p\": [{}, {}]}]}}}";
        let positions = Positions::of(document);
        let at = |key, part| positions.position(key, part).map(|Position { line, column }| (line, column));
        assert_eq!(at("a", SettingPart::Setting), Some((2, 6)));
        assert_eq!(at("a", SettingPart::Rule(1)), Some((3, 2)));
        assert_eq!(at("a", SettingPart::Rule(2)), Some((2, 21)));
        assert_eq!(at("a", SettingPart::Condition { rule: 2, number: 1 }), Some((2, 21)));
        assert_eq!(at("a", SettingPart::Option { rule: None, number: 2 }), Some((3, 23)));
        assert_eq!(at("b", SettingPart::Condition { rule: 1, number: 2 }), Some((4, 24)));
        assert_eq!(at("b", SettingPart::Option { rule: Some(1), number: 2 }), Some((5, 12)));
        assert_eq!(at("b", SettingPart::Rule(7)), Some((4, 6)));
        assert_eq!(at("c", SettingPart::Setting), None);
    }
}
