//! [`findings`]: flags that are read, though the document does not have them.

use std::collections::{BTreeMap, HashSet};

use configcat_core::{Config, Text, Usage};

use super::{
    dumps::period,
    finding::{Finding, Place, places, times},
    kind::Kind,
};
use crate::refs::{FlagNames, Found};

/// What is known about a flag that the document does not have.
#[derive(Debug, Default)]
struct Missing {
    /// Uses of its accessor, which the option `removed` keeps.
    accessors: Vec<Place>,
    /// Reads of its key.
    keys: Vec<Place>,
    /// How often programs have read it.
    reads: u64,
}

/// Flags that code or programs read, by key.
pub(super) fn findings(
    config: &Config,
    names: &FlagNames,
    found: &Found,
    usage: Option<&Usage>,
) -> Vec<Finding> {
    let mut missing: BTreeMap<&str, Missing> = BTreeMap::new();
    let known: HashSet<_> = config.keys().map(Text::as_str).collect();
    let has = |key: &str| known.contains(key);
    for found in &found.uses {
        if let Some((key, _)) = names.flags.get(found.flag).filter(|(key, _)| !has(key)) {
            missing.entry(key).or_default().accessors.push(found.into());
        }
    }
    for read in found.unknown_keys.iter().filter(|read| !has(&read.key)) {
        missing.entry(&read.key).or_default().keys.push(read.into());
    }
    if let Some(usage) = usage {
        let flags = usage.flags.iter().map(|flag| (&flag.key, flag.reads()));
        let unknown = usage.unknown_keys.iter().map(|unknown| (&unknown.key, unknown.reads));
        for (key, reads) in flags.chain(unknown).filter(|(key, reads)| *reads > 0 && !has(key)) {
            let entry = missing.entry(key).or_default();
            entry.reads = entry.reads.saturating_add(reads);
        }
    }
    missing.into_iter().map(|(key, missing)| missing.finding(key, usage)).collect()
}

impl Missing {
    fn finding(self, key: &str, usage: Option<&Usage>) -> Finding {
        let Self { accessors, keys, reads } = self;
        let mut evidence = Vec::new();
        if !accessors.is_empty() {
            evidence.push(format!("the code uses its `removed` accessor, at {}", places(accessors.len())));
        }
        if !keys.is_empty() {
            evidence.push(format!("the code reads its key, at {}", places(keys.len())));
        }
        if let Some(usage) = usage.filter(|_| reads > 0) {
            evidence.push(format!("programs read it {} in {}", times(reads), period(usage)));
        }
        let mut finding = Finding::new(key, Kind::Removed, evidence.join("; "));
        if !accessors.is_empty() {
            finding.help =
                "put the value into the code in place of the flag, then take the option `removed` away";
        }
        finding.reads = usage.map(|_| reads);
        finding.places = accessors.into_iter().chain(keys).collect();
        finding
    }
}
