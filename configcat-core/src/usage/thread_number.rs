//! [`thread_number`]: a small number that no other living thread has.

use std::{
    cell::Cell,
    sync::atomic::{AtomicU64, Ordering},
};

/// How many threads have a number at the same time. All others share [`SHARED`].
pub(super) const NUMBERS: usize = WORDS * BITS;
/// The number of threads that have none of their own.
pub(super) const SHARED: usize = NUMBERS;

const WORDS: usize = 2;
const BITS: usize = u64::BITS as usize;
const UNKNOWN: usize = usize::MAX;

/// The numbers in use, a bit each.
static IN_USE: [AtomicU64; WORDS] = [const { AtomicU64::new(0) }; WORDS];

thread_local! {
    /// Without a destructor, so that reading it is cheap.
    static NUMBER: Cell<usize> = const { Cell::new(UNKNOWN) };
    static LEASE: Lease = Lease::new();
}

/// A number below [`NUMBERS`] that belongs to this thread alone until it ends, or [`SHARED`]. What the thread wrote is
/// visible to the next thread that gets its number.
#[inline]
pub(super) fn thread_number() -> usize {
    match NUMBER.get() {
        UNKNOWN => take_number(),
        number => number,
    }
}

#[cold]
fn take_number() -> usize {
    // At the end of a thread, there is no lease any more.
    let number = LEASE.try_with(|lease| lease.0).unwrap_or(SHARED);
    NUMBER.set(number);
    number
}

/// Gives the number back at the end of the thread.
struct Lease(usize);

impl Lease {
    fn new() -> Self {
        let taken = IN_USE.iter().zip((0..).step_by(BITS)).find_map(|(word, first)| {
            let free = |used: u64| (used != u64::MAX).then(|| used | (used + 1));
            let before = word.fetch_update(Ordering::Acquire, Ordering::Relaxed, free).ok()?;
            Some(first + before.trailing_ones() as usize)
        });
        Self(taken.unwrap_or(SHARED))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // Destructors that run later share.
        NUMBER.set(SHARED);
        if let Some(word) = IN_USE.get(self.0 / BITS) {
            word.fetch_and(!(1 << (self.0 % BITS)), Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, sync::Barrier, thread};

    use super::*;

    #[test]
    fn living_threads_have_different_numbers_until_there_are_none_left() {
        const THREADS: usize = NUMBERS + 20;

        let barrier = Barrier::new(THREADS);
        let numbers: Vec<usize> = thread::scope(|scope| {
            let ask = || {
                let number = thread_number();
                assert_eq!(thread_number(), number);
                barrier.wait();
                number
            };
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(ask)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        let own: Vec<_> = numbers.iter().filter(|number| **number != SHARED).collect();
        assert_eq!(own.iter().collect::<HashSet<_>>().len(), own.len());
        assert!(own.iter().all(|number| **number < NUMBERS) && own.len() < THREADS, "{numbers:?}");
        // Their numbers are free again.
        assert_ne!(thread::spawn(thread_number).join().expect("no panic"), SHARED);
    }
}
