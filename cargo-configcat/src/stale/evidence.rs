//! [`Evidence`]: what is known about the flags, and what follows from it.

use std::collections::{HashMap, HashSet};

use configcat_core::{Config, FlagUsage, Usage, config::Setting};

use super::{
    dependents::Dependents,
    dumps::period,
    finding::{Finding, places, times},
    kind::Kind,
    missing,
};
use crate::{
    refs::{FlagNames, FlagUse, Found, UseKind},
    shown::literal,
};

/// What is known about the flags.
pub(crate) struct Evidence<'a> {
    config: &'a Config,
    names: &'a FlagNames,
    /// What the code tells.
    found: &'a Found,
    uses: HashMap<&'a str, Vec<&'a FlagUse>>,
    /// What running programs tell.
    usage: Option<&'a Usage>,
    counts: HashMap<&'a str, &'a FlagUsage>,
    dependents: Dependents<'a>,
}

/// Which code uses a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Nothing,
    Tests,
    Program,
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(
        config: &'a Config,
        names: &'a FlagNames,
        found: &'a Found,
        usage: Option<&'a Usage>,
    ) -> Self {
        let mut uses: HashMap<_, Vec<_>> = HashMap::new();
        for found in &found.uses {
            if let Some((key, _)) = names.flags.get(found.flag) {
                uses.entry(key.as_str()).or_default().push(found);
            }
        }
        let flags = usage.into_iter().flat_map(|usage| &usage.flags);
        let counts = flags.map(|flag| (flag.key.as_str(), flag)).collect();
        Self { config, names, found, uses, usage, counts, dependents: Dependents::in_config(config) }
    }

    /// What speaks against the flags: in document order, then flags that the document does not have. `often` is how many
    /// reads are often.
    pub(crate) fn findings(&self, often: u64) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (key, _) in &self.names.flags {
            let Some(setting) = self.config.setting(key) else { continue };
            let dependents = self.dependents.of(key);
            let constant = by_values(setting);
            let one_value =
                self.one_value(key, often).filter(|_| constant.is_none() && dependents.is_empty());
            findings.extend(self.by_code(key, &dependents));
            findings.extend(self.unread(key, &dependents));
            findings.extend(constant);
            findings.extend(one_value);
        }
        for finding in &mut findings {
            finding.reads = self.reads(&finding.key);
        }
        findings.extend(missing::findings(self.config, self.names, self.found, self.usage));
        findings
    }

    /// A flag that a used one needs is used.
    fn by_code(&self, key: &str, dependents: &HashSet<&str>) -> Option<Finding> {
        let of = |key: &str| self.uses.get(key).map(Vec::as_slice).unwrap_or_default();
        let needed = dependents.iter().map(|dependent| reach(of(dependent))).max();
        let own = of(key);
        let (kind, evidence) = match (reach(own), needed.unwrap_or(Reach::Nothing)) {
            (Reach::Program, _) | (_, Reach::Program) => return None,
            (Reach::Tests, _) => {
                (Kind::TestOnly, format!("only test code uses it, at {}", places(own.len())))
            }
            (Reach::Nothing, Reach::Tests) => {
                (Kind::TestOnly, "only test code uses the flags that need it".to_owned())
            }
            (Reach::Nothing, Reach::Nothing) => {
                let files = self.found.files;
                let files = format!("no use in {files} file{}", if files == 1 { "" } else { "s" });
                let also = if dependents.is_empty() { "" } else { ", nor of the flags that need it" };
                (Kind::Unused, files + also)
            }
        };
        let mut finding = Finding::new(key, kind, evidence);
        finding.places = own.iter().copied().map(Into::into).collect();
        if let Some((usage, reads)) = self.usage.zip(self.reads(key).filter(|reads| *reads > 0)) {
            let reads = times(reads);
            finding.evidence =
                format!("{}, but programs read it {reads} in {}", finding.evidence, period(usage));
            finding.help = "look which program reads it: reads of all flags at once count, too";
        }
        Some(finding)
    }

    /// A flag that no dump lists may be newer than the dumps. What is read because another flag needs it is not counted.
    fn unread(&self, key: &str, dependents: &HashSet<&str>) -> Option<Finding> {
        let usage = self.usage?;
        self.counts.get(key)?;
        let is_read = |key: &str| self.reads(key).is_some_and(|reads| reads > 0);
        if is_read(key) || dependents.iter().any(|dependent| is_read(dependent)) {
            return None;
        }
        Some(Finding::new(key, Kind::Unread, format!("no read in {}", period(usage))))
    }

    fn one_value(&self, key: &str, often: u64) -> Option<Finding> {
        let usage = self.usage?;
        let counts = self.counts.get(key)?;
        let reads = self.reads(key).filter(|reads| *reads >= often)?;
        let mut served = counts.values.iter().filter(|value| value.reads > 0);
        let first = served.next()?;
        let of_first = served.try_fold(first.reads, |reads, other| {
            (other.value == first.value).then(|| reads.saturating_add(other.reads))
        })?;
        // The others failed, or had values that are not known any more.
        if of_first < reads {
            return None;
        }
        let (value, reads) = (literal(&first.value), times(reads));
        let evidence = format!("programs read it {reads} in {}, and always got {value}", period(usage));
        Some(Finding::new(key, Kind::OneValue, evidence))
    }

    /// How often programs have read a flag, if they tell. A read before the first config is the read of an unknown key.
    fn reads(&self, key: &str) -> Option<u64> {
        let unknown = &self.usage?.unknown_keys;
        let early = unknown.iter().find(|unknown| unknown.key == key).map(|unknown| unknown.reads);
        let counted = self.counts.get(key).map(|counts| counts.reads());
        Some(counted?.saturating_add(early.unwrap_or_default()))
    }
}

/// A fake is a use in a test, wherever it stands.
fn reach(uses: &[&FlagUse]) -> Reach {
    let of = |found: &&FlagUse| {
        if found.is_in_test || found.kind == UseKind::Fake { Reach::Tests } else { Reach::Program }
    };
    uses.iter().map(of).max().unwrap_or(Reach::Nothing)
}

/// Whether a flag serves everyone the same.
fn by_values(setting: &Setting) -> Option<Finding> {
    let value = setting.served().value();
    if setting.all_served().any(|served| served.value() != value) {
        return None;
    }
    let has_rules = !setting.targeting_rules().is_empty() || !setting.percentage_options().is_empty();
    let why = if has_rules { "all its rules and options do" } else { "it has no rules" };
    let evidence = format!("it serves everyone {}: {why}", literal(value));
    Some(Finding::new(setting.key(), Kind::Constant, evidence))
}
