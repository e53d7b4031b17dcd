//! [`Counts`]: how often the values of one config were served.

use std::sync::Arc;

use crate::{
    config::{Config, PercentageOption, ServedValue, Setting, SettingSlot},
    usage::cells::Cells,
};

/// How often the values of one config were served. Each flag has a cell for failed reads, and one for each of its served
/// values: for everyone, of its options, of its rules.
#[derive(Debug)]
pub(super) struct Counts {
    config: Option<Arc<Config>>,
    /// The first cell of each flag, and its first item in `rules`.
    flags: Box<[FlagCells]>,
    /// The first cell of each targeting rule.
    rules: Box<[usize]>,
    cells: Cells,
}

#[derive(Debug, Clone, Copy)]
struct FlagCells {
    first: usize,
    rules: usize,
}

impl Counts {
    pub(super) fn new(config: Option<Arc<Config>>) -> Self {
        let slots = config.as_deref().map(Config::slots).unwrap_or_default();
        let (mut flags, mut rules, mut next) = (Vec::with_capacity(slots.len()), Vec::new(), 0);
        for slot in slots {
            flags.push(FlagCells { first: next, rules: rules.len() });
            next += 1;
            if let SettingSlot::Valid(setting) = slot {
                next += 1 + setting.percentage_options().len();
                for rule in setting.targeting_rules() {
                    rules.push(next);
                    next += rule.percentage_options().len().max(1);
                }
            }
        }
        Self { flags: flags.into(), rules: rules.into(), cells: Cells::new(next), config }
    }

    pub(super) fn config(&self) -> Option<&Config> {
        self.config.as_deref()
    }

    pub(super) fn is_of(&self, config: Option<&Arc<Config>>) -> bool {
        match (&self.config, config) {
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (None, None) => true,
            _ => false,
        }
    }

    /// Counts a read of the flag with this number in the config: the rule and the option that decided.
    #[inline]
    pub(super) fn served(&self, flag: usize, rule: Option<usize>, option: Option<usize>) {
        let Some(flag) = self.flags.get(flag) else { return };
        let cell = match rule {
            None => flag.first + 1 + option.map_or(0, |option| option + 1),
            Some(rule) => match self.rules.get(flag.rules + rule) {
                Some(first) => first + option.unwrap_or(0),
                None => return,
            },
        };
        self.cells.count(cell);
    }

    /// Counts a read that returned the default value.
    pub(super) fn failed(&self, flag: usize) {
        if let Some(flag) = self.flags.get(flag) {
            self.cells.count(flag.first);
        }
    }

    /// The flags, their failed reads, and how often each of their values was served.
    pub(super) fn flags(&self) -> impl Iterator<Item = (&SettingSlot, u64, Vec<(&ServedValue, u64)>)> {
        let slots = self.config.as_deref().map(Config::slots).unwrap_or_default();
        slots.iter().zip(&self.flags).map(|(slot, flag)| {
            let values = match slot {
                SettingSlot::Valid(setting) => self.values(setting, *flag),
                SettingSlot::Broken(_) => Vec::new(),
            };
            (slot, self.cells.sum(flag.first), values)
        })
    }

    /// The served values of a flag, and how often each was served.
    fn values<'c>(&self, setting: &'c Setting, flag: FlagCells) -> Vec<(&'c ServedValue, u64)> {
        let options = setting.percentage_options().iter().map(PercentageOption::served);
        let mut values: Vec<_> =
            [setting.served()].into_iter().chain(options).zip(flag.first + 1..).collect();
        let firsts = self.rules.iter().skip(flag.rules);
        for (rule, first) in setting.targeting_rules().iter().zip(firsts) {
            let options = rule.percentage_options().iter().map(PercentageOption::served);
            values.extend(rule.served().into_iter().chain(options).zip(*first..));
        }
        values.into_iter().map(|(served, cell)| (served, self.cells.sum(cell))).collect()
    }
}
