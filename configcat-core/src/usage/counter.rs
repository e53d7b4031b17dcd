//! [`Counter`]: what a snapshot counts its reads with.

use std::{ptr, sync::Arc};

use crate::{
    config::{Config, SettingSlot},
    usage::{book::UsageBook, counts::Counts},
};

/// What a snapshot counts its reads with. Clones count together. When the last one is dropped, the book takes over the
/// counts.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    counts: Arc<Counts>,
    lease: Arc<Lease>,
}

impl Counter {
    /// A counter for the reads of a config.
    pub(crate) fn new(book: &Arc<UsageBook>, config: Option<&Arc<Config>>) -> Self {
        let counts = Arc::new(Counts::new(config.map(Arc::clone)));
        book.begin(&counts);
        let lease = Lease { book: Arc::clone(book), counts: Arc::clone(&counts) };
        Self { counts, lease: Arc::new(lease) }
    }

    /// This counter, or another one of the same client if the config is another one.
    pub(crate) fn for_config(&self, config: Option<&Arc<Config>>) -> Self {
        if self.counts.is_of(config) { self.clone() } else { Self::new(&self.lease.book, config) }
    }

    /// Counts a served value of the flag with this slot: the rule and the option that decided.
    #[inline]
    pub(crate) fn served(
        &self,
        config: &Config,
        slot: &SettingSlot,
        rule: Option<usize>,
        option: Option<usize>,
    ) {
        self.counts.served(number_of(slot, config), rule, option);
    }

    /// Counts a read that returned the default value.
    #[cold]
    pub(crate) fn failed(&self, key: &str, config: Option<&Config>) {
        match config.and_then(|config| Some((config, config.slot(key)?))) {
            Some((config, slot)) => self.counts.failed(number_of(slot, config)),
            None => self.lease.book.unknown_key(key),
        }
    }
}

/// The number of a slot in its config.
#[inline]
fn number_of(slot: &SettingSlot, config: &Config) -> usize {
    let offset = ptr::from_ref(slot).addr().wrapping_sub(config.slots().as_ptr().addr());
    offset / size_of::<SettingSlot>()
}

#[derive(Debug)]
struct Lease {
    book: Arc<UsageBook>,
    counts: Arc<Counts>,
}

impl Drop for Lease {
    fn drop(&mut self) {
        // Nobody else can count on them: all that could have dropped their part of this lease.
        self.book.end(&self.counts);
    }
}
