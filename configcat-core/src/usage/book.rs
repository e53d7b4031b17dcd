//! [`UsageBook`]: the counts of a client since its start.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use crate::{
    config::Config,
    usage::{
        counts::Counts, download_usage::DownloadUsage, flag_usage::UnknownKeyUsage, totals::Totals,
        usage::Usage,
    },
    values::Text,
};

/// The counts of a client since its start.
#[derive(Debug)]
pub(crate) struct UsageBook {
    since: SystemTime,
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    /// The counts of the configs that snapshots have.
    live: Vec<Arc<Counts>>,
    /// The counts of all other configs.
    ended: Totals,
    unknown_keys: HashMap<Text, u64>,
    other_unknown_reads: u64,
    downloads: DownloadUsage,
}

impl UsageBook {
    /// The most unknown keys that are counted one by one.
    const MOST_UNKNOWN: usize = 1_000;
    /// The longest unknown key that is kept, in bytes.
    const LONGEST_UNKNOWN: usize = 1_000;

    pub(crate) fn new() -> Self {
        Self { since: SystemTime::now(), pages: Mutex::default() }
    }

    /// Adds the counts of a config that snapshots have from now on.
    pub(super) fn begin(&self, counts: &Arc<Counts>) {
        self.lock().live.push(Arc::clone(counts));
    }

    /// Makes the counts of a config that no snapshot has any more part of the totals.
    pub(super) fn end(&self, counts: &Arc<Counts>) {
        let mut pages = self.lock();
        let Pages { live, ended, other_unknown_reads, .. } = &mut *pages;
        live.retain(|own| !Arc::ptr_eq(own, counts));
        for (slot, failed, values) in counts.flags() {
            let values: Vec<_> = values.into_iter().filter(|(_, reads)| *reads > 0).collect();
            if failed == 0 && values.is_empty() {
                continue;
            }
            if ended.len() >= Totals::MOST_FLAGS && !ended.has(slot.key()) {
                *other_unknown_reads += failed + values.iter().map(|(_, reads)| reads).sum::<u64>();
                continue;
            }
            let Some(flag) = ended.of(slot.key()) else { continue };
            flag.failed_reads += failed;
            for (served, reads) in values {
                flag.add_value(served.value(), served.variation_id(), reads, Totals::MOST_VALUES);
            }
        }
    }

    /// Counts a read of a key that the config does not have.
    pub(super) fn unknown_key(&self, key: &str) {
        let mut pages = self.lock();
        let has_room = pages.unknown_keys.len() < Self::MOST_UNKNOWN && key.len() <= Self::LONGEST_UNKNOWN;
        if let Some(reads) = pages.unknown_keys.get_mut(key) {
            *reads += 1;
        } else if has_room {
            pages.unknown_keys.insert(key.into(), 1);
        } else {
            pages.other_unknown_reads += 1;
        }
    }

    /// Counts a download.
    pub(crate) fn downloaded(&self, record: impl FnOnce(&mut DownloadUsage)) {
        record(&mut self.lock().downloads);
    }

    /// All counts until now. The flags have the order of the current config; those that it does not have come last.
    pub(crate) fn usage(&self, config: Option<&Config>, config_fetched: Option<SystemTime>) -> Usage {
        let mut totals = Totals::default();
        for key in config.into_iter().flat_map(Config::keys) {
            if let Some(flag) = totals.of(key) {
                flag.is_in_config = true;
            }
        }
        let pages = self.lock();
        for counts in &pages.live {
            add_live(&mut totals, counts, config);
        }
        for ended in pages.ended.clone().into_flags() {
            if let Some(flag) = totals.of(&ended.key) {
                flag.add(&ended);
            }
        }
        let mut unknown_keys = Vec::new();
        for (key, reads) in &pages.unknown_keys {
            match totals.has(key).then(|| totals.of(key)).flatten() {
                Some(flag) => flag.failed_reads += reads,
                None => unknown_keys.push(UnknownKeyUsage::new(key.clone(), *reads)),
            }
        }
        unknown_keys.sort_by(|one, other| one.key.cmp(&other.key));
        Usage {
            since: self.since,
            until: SystemTime::now(),
            config_fetched,
            flags: totals.into_flags(),
            unknown_keys,
            other_unknown_reads: pages.other_unknown_reads,
            downloads: pages.downloads.clone(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds the counts of a config that snapshots have. If it is not the current one, its values count only if they were served.
fn add_live(totals: &mut Totals, counts: &Counts, config: Option<&Config>) {
    let is_current = counts.config().zip(config).is_some_and(|(own, current)| std::ptr::eq(own, current));
    for (slot, failed, values) in counts.flags() {
        if !is_current && failed == 0 && values.iter().all(|(_, reads)| *reads == 0) {
            continue;
        }
        let Some(flag) = totals.of(slot.key()) else { continue };
        flag.failed_reads += failed;
        for (served, reads) in values {
            if is_current || reads > 0 {
                flag.add_value(served.value(), served.variation_id(), reads, usize::MAX);
            }
        }
    }
}
