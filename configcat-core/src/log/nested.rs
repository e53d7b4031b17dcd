//! Code of the application that a read or a log event calls: log filters, subscribers, hooks for evaluated flags.
//!
//! Such code may read flags. Those reads are answered, but call no such code again: it would call itself without end.

use std::cell::Cell;

thread_local! {
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// Whether code of the application runs on this thread because of a read or a log event.
pub(crate) fn is_nested() -> bool {
    RUNNING.get()
}

/// Calls code of the application; `None` without a call if such code runs on this thread already.
pub(crate) fn unless_nested<T>(call: impl FnOnce() -> T) -> Option<T> {
    if RUNNING.replace(true) {
        return None;
    }
    let _end = End;
    Some(call())
}

/// Ends the call, even if it panics.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        RUNNING.set(false);
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn a_nested_call_is_left_out() {
        assert_eq!(unless_nested(|| (is_nested(), unless_nested(|| 1))), Some((true, None)));
        assert!(!is_nested());
    }

    #[test]
    fn a_call_that_panics_has_ended() {
        catch_unwind(|| unless_nested(|| panic!("the test panics"))).expect_err("a panic");
        assert_eq!(unless_nested(|| 1), Some(1));
    }
}
