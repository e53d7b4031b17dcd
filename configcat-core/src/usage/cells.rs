//! [`Cells`]: numbers that many threads count up without disturbing each other.

use std::{
    fmt,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::usage::thread_number::{NUMBERS, thread_number};

type Shard = Box<[AtomicU64]>;

/// Numbers that many threads count up without disturbing each other. A thread with a number of its own has a shard of its
/// own: nobody else writes there, so it counts without a locked instruction. All others share a shard.
pub(super) struct Cells {
    len: usize,
    own: Box<[OnceLock<Shard>]>,
    shared: OnceLock<Shard>,
}

impl Cells {
    /// The most numbers of all shards together: 8 MB, once that many threads have read.
    const MOST: usize = 1 << 20;

    pub(super) fn new(len: usize) -> Self {
        let shards = (Self::MOST / len.max(1)).clamp(1, NUMBERS);
        Self { len, own: (0..shards).map(|_| OnceLock::new()).collect(), shared: OnceLock::new() }
    }

    /// Counts one up.
    #[inline]
    pub(super) fn count(&self, cell: usize) {
        let Some(own) = self.own.get(thread_number()) else { return self.count_shared(cell) };
        if let Some(number) = own.get().unwrap_or_else(|| self.init(own)).get(cell) {
            // Only this thread writes it.
            number.store(number.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        }
    }

    /// The number in a cell: exact for what happened before this call.
    pub(super) fn sum(&self, cell: usize) -> u64 {
        let shards = self.own.iter().chain([&self.shared]).filter_map(OnceLock::get);
        shards.filter_map(|shard| shard.get(cell)).map(|number| number.load(Ordering::Relaxed)).sum()
    }

    #[cold]
    fn count_shared(&self, cell: usize) {
        if let Some(number) = self.init(&self.shared).get(cell) {
            number.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[cold]
    fn init<'a>(&self, shard: &'a OnceLock<Shard>) -> &'a Shard {
        shard.get_or_init(|| (0..self.len).map(|_| AtomicU64::new(0)).collect())
    }
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cells").field("len", &self.len).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn count_with(threads: u64, cells: &Cells) {
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| (0..1_000).for_each(|_| cells.count(1)));
            }
        });
    }

    #[test]
    fn nothing_is_lost_with_more_threads_than_shards() {
        let cells = Cells::new(2);
        count_with(NUMBERS as u64 + 30, &cells);
        // Their numbers belong to other threads now.
        count_with(8, &cells);
        assert_eq!((cells.sum(0), cells.sum(1)), (0, (NUMBERS as u64 + 38) * 1_000));
    }

    #[test]
    fn a_large_config_has_few_shards() {
        let cells = Cells::new(Cells::MOST);
        assert_eq!(cells.own.len(), 1);
        count_with(4, &cells);
        assert_eq!((cells.sum(1), cells.sum(Cells::MOST)), (4_000, 0));
    }
}
