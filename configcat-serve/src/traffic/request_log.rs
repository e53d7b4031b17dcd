//! [`RequestLog`]: the last requests of SDKs.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use serde::Serialize;

use crate::traffic::fault::FaultKind;

/// Older requests are forgotten.
const KEPT: usize = 1_000;

/// The last requests.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<Log>);

#[derive(Debug, Default)]
struct Log {
    last: u64,
    requests: VecDeque<Arc<Recorded>>,
}

/// A request of an SDK.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Recorded {
    pub(crate) number: u64,
    pub(crate) time: u64,
    pub(crate) sdk: Option<String>,
    pub(crate) polling_mode: Option<&'static str>,
    pub(crate) user_agent: Option<String>,
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) sdk_key: String,
    pub(crate) document: Option<String>,
    pub(crate) version: Option<&'static str>,
    pub(crate) status: u16,
    pub(crate) fault: Option<FaultKind>,
    pub(crate) holds: Option<String>,
    pub(crate) holds_current: bool,
    pub(crate) bytes: usize,
}

impl RequestLog {
    /// Adds a request with the next number and the time of day.
    pub(crate) fn add(&self, request: Recorded) -> Arc<Recorded> {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let time = u64::try_from(since_epoch.as_millis()).unwrap_or_default();
        let mut log = self.lock();
        log.last += 1;
        let request = Arc::new(Recorded { number: log.last, time, ..request });
        if log.requests.len() >= KEPT {
            log.requests.pop_back();
        }
        log.requests.push_front(Arc::clone(&request));
        request
    }

    /// The requests after a number, the newest first.
    pub(crate) fn after(&self, number: u64, document: Option<&str>) -> Vec<Arc<Recorded>> {
        let log = self.lock();
        let new = log.requests.iter().take_while(|request| request.number > number);
        new.filter(|request| document.is_none() || request.document.as_deref() == document).cloned().collect()
    }

    /// Forgets all requests, and returns how many there were.
    pub(crate) fn clear(&self) -> usize {
        std::mem::take(&mut self.lock().requests).len()
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_requests_are_kept() {
        let log = RequestLog::default();
        for _ in 0..KEPT + 5 {
            log.add(Recorded::default());
        }
        let all = log.after(0, None);
        assert_eq!((all.len(), all[0].number), (KEPT, 1_005));
        assert_eq!(log.after(1_003, None).len(), 2);
        assert!(log.after(0, Some("a")).is_empty());
        assert_eq!(log.clear(), KEPT);
        assert_eq!(log.add(Recorded::default()).number, 1_006);
    }
}
