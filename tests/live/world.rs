//! What the tests of the live client share.

use std::{
    sync::mpsc,
    thread::{self, JoinHandle},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use configcat_core::{Client, ClientBuilder};
use configcat_test_fakes::{FakeTransport, flag_document};
use tokio::{
    runtime::Handle,
    time::{Instant, sleep, sleep_until},
};

/// An SDK key that is served as config v5 and v6.
pub(crate) const KEY: &str = "0123456789012345678901/0123456789012345678901";
/// The key of its config v5 in caches.
pub(crate) const CACHE_KEY: &str = "73659287ceb7527a46345018f3fb76d6d32f2be3";

/// A client whose driver runs on the shared thread, as in an application.
pub(crate) fn client_of(transport: &FakeTransport) -> ClientBuilder {
    Client::builder(KEY).transport(transport.clone())
}

/// A client whose driver runs on the runtime of the test.
pub(crate) fn paused_client_of(transport: &FakeTransport) -> ClientBuilder {
    client_of(transport).runtime(Handle::current())
}

/// The value of the flag `flag`, as a read of the client gives it.
pub(crate) fn flag_of(client: &Client) -> String {
    client.get_value("flag", "none", None).to_string()
}

/// The value of the flag `flag` in the current config, without waiting.
pub(crate) fn current_flag_of(client: &Client) -> String {
    client.snapshot().get_value("flag", "none", None).to_string()
}

/// The value of the flag `flag` as an asynchronous read gives it.
pub(crate) async fn latest_flag_of(client: &Client) -> String {
    client.latest_snapshot_async().await.get_value("flag", "none", None).to_string()
}

/// Threads that are to wait for something.
pub(crate) struct Blocked<T>(Vec<JoinHandle<T>>);

impl<T: Send + 'static> Blocked<T> {
    /// Starts so many threads with a value for each, and checks that they wait. If called on a runtime, its clock counts
    /// on the threads as well.
    pub(crate) fn start<V: Send + 'static>(count: usize, value: impl Fn() -> V, action: fn(V) -> T) -> Self {
        let (sender, started) = mpsc::channel();
        let threads = (0..count).map(|_| {
            let (value, sender, runtime) = (value(), sender.clone(), Handle::try_current());
            thread::spawn(move || {
                let _runtime = runtime.as_ref().map(Handle::enter);
                sender.send(()).expect("the test waits");
                action(value)
            })
        });
        let threads = Self(threads.collect());
        (0..count).for_each(|_| started.recv().expect("all threads start"));
        for _ in 0..10 {
            thread::sleep(Duration::from_millis(1));
            assert!(!threads.0.iter().any(JoinHandle::is_finished), "a thread did not wait");
        }
        threads
    }

    /// What came of it, now that they need not wait any more.
    pub(crate) fn results(self) -> Vec<T> {
        self.0.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
    }

    /// The same on a runtime that has to go on.
    pub(crate) async fn results_async(self) -> Vec<T> {
        tokio::task::spawn_blocking(|| self.results()).await.expect("no thread panics")
    }
}

/// Lets everything happen that is to happen now, calls of hooks and caches included.
pub(crate) async fn settle() {
    // The paused clock stands still while anything else can go on.
    sleep(Duration::from_millis(1)).await;
}

/// Waits until this many milliseconds after a moment, and a little more: until everything due then has happened.
pub(crate) async fn until(start: Instant, milliseconds: u64) {
    sleep_until(start + Duration::from_millis(milliseconds + 5)).await;
}

/// A value for caches: the config of a flag, downloaded so many seconds ago. A negative number lies in the future.
pub(crate) fn cache_value(flag: &str, seconds_ago: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
    let time = i64::try_from(now).expect("before the year 292278994") - seconds_ago * 1000;
    format!("{time}\n{flag}\n{}", flag_document(flag))
}

pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Moments in milliseconds. They are a little later than they should be: timers are not that exact.
pub(crate) fn assert_close(actual: &[u128], expected: &[u128]) {
    let close = actual.len() == expected.len()
        && actual.iter().zip(expected).all(|(actual, expected)| actual.abs_diff(*expected) <= 10);
    assert!(close, "at {actual:?}, but expected at {expected:?}");
}
