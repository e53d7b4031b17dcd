//! [`Recent`]: which events of reads were logged a short time ago.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};
#[cfg(not(feature = "http"))]
use std::time::Instant;

#[cfg(feature = "http")]
use tokio::time::Instant;

/// Which events of reads were logged a short time ago. Takes no lock, and memory only once something is logged.
#[derive(Debug, Default)]
pub(crate) struct Recent(OnceLock<Table>);

#[derive(Debug)]
struct Table {
    start: Option<Instant>,
    rows: Vec<Row>,
}

/// Each slot is empty (0), or has half of the hash of an event, and the second in which it was logged.
type Row = [AtomicU64; Recent::WAYS];

impl Recent {
    /// How many seconds an event stays.
    const PERIOD: u32 = 60;
    const ROWS: usize = 64;
    const WAYS: usize = 8;

    /// Whether an event with this hash was not logged in the last minute. If there is no room for it, it counts as
    /// logged: there are hundreds of other events then.
    pub(crate) fn is_new(&self, hash: u64) -> bool {
        let table = self.table();
        let seconds = table.start.map_or(0, |start| start.elapsed().as_secs());
        table.is_new(hash, u32::try_from(seconds).unwrap_or(u32::MAX).saturating_add(1))
    }

    fn table(&self) -> &Table {
        self.0.get_or_init(|| {
            let rows = (0..Self::ROWS).map(|_| Row::default()).collect();
            // In a browser, there is no such clock, and an event is logged once.
            let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
            Table { start: has_clock.then(Instant::now), rows }
        })
    }
}

impl Table {
    /// The same at a second, which is not 0.
    fn is_new(&self, hash: u64, now: u32) -> bool {
        let [tag, index] = [hash >> 32, hash & u64::from(u32::MAX)];
        let row = usize::try_from(index).ok().and_then(|index| self.rows.get(index % Recent::ROWS));
        let own = tag << 32 | u64::from(now);
        loop {
            let mut free = None;
            for slot in row.into_iter().flatten() {
                let entry = slot.load(Ordering::Relaxed);
                let second = u32::try_from(entry & u64::from(u32::MAX)).unwrap_or(0);
                if second == 0 || now.abs_diff(second) >= Recent::PERIOD {
                    free = free.or(Some((slot, entry)));
                } else if entry >> 32 == tag {
                    return false;
                }
            }
            let Some((slot, entry)) = free else { return false };
            if slot.compare_exchange(entry, own, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
                return true;
            }
            // Another thread has taken the slot, perhaps for the same event.
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    const FIRST: u64 = 1 << 32;
    const OTHER: u64 = 2 << 32;

    #[test]
    fn an_event_is_new_once_a_minute() {
        let recent = Recent::default();
        let at = |hash, second| recent.table().is_new(hash, second);
        assert!(at(FIRST, 1));
        assert!(!at(FIRST, 1) && at(OTHER, 2) && !at(FIRST, 60));
        assert!(at(FIRST, 61) && !at(OTHER, 61) && at(OTHER, 62));
    }

    #[test]
    fn a_clock_that_goes_back_hides_nothing_for_long() {
        let recent = Recent::default();
        let at = |hash, second| recent.table().is_new(hash, second);
        assert!(at(FIRST, 1_000) && !at(FIRST, 950) && at(FIRST, 5));
    }

    #[test]
    fn what_finds_no_room_is_not_new() {
        let recent = Recent::default();
        let new = (1..=10_000).filter(|number: &u64| recent.table().is_new(number << 32, 1));
        assert_eq!(new.count(), Recent::WAYS, "they all belong to one row");
        assert!(recent.table().is_new(OTHER, 61), "there is room again");
    }

    #[test]
    fn an_event_is_new_for_one_of_many_threads() {
        let recent = Recent::default();
        let new: usize = thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| (0..200_u64).filter(|n| recent.is_new(n << 32 | n)).count()))
                .collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).sum()
        });
        assert_eq!(new, 200);
    }
}
