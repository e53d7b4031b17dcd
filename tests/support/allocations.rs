//! How allocations are counted. This is no module of the library, because counting replaces the allocator of the whole
//! test: those that count have it as a module of their own.

use std::hint::black_box;

use allocation_counter::measure;
use configcat_core::User;

/// How often an action allocates. It is done once before, since what happens once in a process, such as the registration
/// of a place that may log, does not count.
pub(crate) fn allocations_of<R>(action: impl Fn() -> R) -> u64 {
    drop(action());
    measure(|| drop(black_box(action()))).count_total
}

/// A user whose attributes are text.
pub(crate) fn user() -> User {
    User::new("abc")
        .email("jane@example.com")
        .country("Japan")
        .custom("seats", "999,5")
        .custom("version", "1.10.0-beta.2")
        .custom("empty", "")
}
