//! [`Faults`]: the faults that are on.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use crate::{
    refusal::{Refusal, RefusalKind},
    traffic::fault::{Fault, FaultKind},
};

/// The longest delay.
const MOST_MILLISECONDS: u64 = 600_000;

/// The faults that are on: at most one for each document, and one for all.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    faults: Mutex<Vec<Fault>>,
    /// Whether there is any, so that requests need no lock.
    any: AtomicBool,
}

impl Faults {
    pub(crate) fn all(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Switches a fault on. It replaces the one of the same document, or of all.
    pub(crate) fn set(&self, fault: Fault) -> Result<(), Refusal> {
        check(&fault)?;
        let mut faults = self.lock();
        faults.retain(|other| other.document != fault.document);
        faults.push(fault);
        self.any.store(true, Ordering::Release);
        Ok(())
    }

    /// Switches the fault of a document off, or all faults, and returns whether there was one.
    pub(crate) fn clear(&self, document: Option<&str>) -> bool {
        let mut faults = self.lock();
        let before = faults.len();
        faults.retain(|fault| document.is_some() && fault.document.as_deref() != document);
        self.any.store(!faults.is_empty(), Ordering::Release);
        faults.len() != before
    }

    /// The fault that a request for a document gets, and whether the faults have changed by that.
    pub(crate) fn take(&self, document: &str) -> Option<(Fault, bool)> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        let mut faults = self.lock();
        let of = |id: Option<&str>| faults.iter().position(|fault| fault.document.as_deref() == id);
        let place = of(Some(document)).or_else(|| of(None))?;
        let fault = faults.get_mut(place)?;
        let taken = fault.clone();
        let Some(left) = &mut fault.requests else { return Some((taken, false)) };
        *left = left.saturating_sub(1);
        if *left == 0 {
            faults.remove(place);
            self.any.store(!faults.is_empty(), Ordering::Release);
        }
        Some((taken, true))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Refuses a fault that nobody can mean.
fn check(fault: &Fault) -> Result<(), Refusal> {
    let refuse =
        |message: &str, remedy: &str| Err(Refusal::new(RefusalKind::Unacceptable, message).remedy(remedy));
    if fault.requests == Some(0) {
        return refuse("a fault for 0 requests does nothing", "give 1 or more, or leave `requests` out");
    }
    if fault.milliseconds.is_some_and(|delay| delay > MOST_MILLISECONDS) {
        return refuse(
            "`milliseconds` is more than 600000",
            "use `stalled` for an answer that does not come",
        );
    }
    if fault.milliseconds.is_some() && fault.kind != FaultKind::Slow {
        return refuse("only `slow` has `milliseconds`", "leave it out, or use `slow`");
    }
    if fault.retry_after.is_some() && fault.kind != FaultKind::TooMany {
        return refuse("only `too_many` has `retry_after`", "leave it out, or use `too_many`");
    }
    if fault.location.is_some() && fault.kind != FaultKind::Redirect {
        return refuse("only `redirect` has `location`", "leave it out, or use `redirect`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use FaultKind::{Forbidden, Garbage};

    #[test]
    fn the_fault_of_a_document_counts_first_and_ends_by_itself() {
        let faults = Faults::default();
        assert!(faults.take("a").is_none());
        faults.set(Fault::new(FaultKind::Garbage)).unwrap();
        faults.set(Fault::new(FaultKind::Forbidden).document("a").requests(2)).unwrap();
        let kinds: Vec<_> = (0..4).map(|_| faults.take("a").unwrap().0.kind).collect();
        assert_eq!(kinds, [Forbidden, Forbidden, Garbage, Garbage]);
        assert_eq!(faults.take("b").unwrap().0.kind, Garbage);
        assert!(faults.clear(None) && !faults.clear(None));
        assert!(faults.take("a").is_none());
    }

    #[test]
    fn a_fault_that_does_nothing_is_refused() {
        for fault in [
            Fault::new(FaultKind::Slow).requests(0),
            Fault::new(FaultKind::Slow).milliseconds(600_001),
            Fault::new(FaultKind::Garbage).milliseconds(1),
            Fault::new(FaultKind::Garbage).retry_after(1),
            Fault::new(FaultKind::Garbage).location("http://a.example"),
        ] {
            Faults::default().set(fault).unwrap_err();
        }
    }

    #[test]
    fn names_are_found_again() {
        for kind in FaultKind::ALL {
            assert_eq!(kind.name().parse(), Ok(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.name()));
        }
        assert_eq!("not-modified".parse(), Ok(FaultKind::NotModified));
        let error = "late".parse::<FaultKind>().unwrap_err().to_string();
        assert!(error.starts_with("there is no fault `late`; the faults are `forbidden`, "), "{error}");
    }
}
