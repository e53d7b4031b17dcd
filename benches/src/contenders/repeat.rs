//! The loop around a read.

use std::hint::black_box;

/// Reads many times, and returns the last result.
pub(super) fn repeat<R: Copy>(times: u64, mut read: impl FnMut() -> R) -> Option<R> {
    let mut last = None;
    for _ in 0..times {
        last = Some(black_box(read()));
    }
    last
}
