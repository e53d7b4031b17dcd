//! Random answers of servers. Whatever comes, the last good config is served, and the next good answer is taken.
//!
//! The clock is paused. Each case has a number, which is all that its random choices come from.
//!
//! - `CONFIGCAT_CASES=100000 cargo test -p configcat-test-live --test answers` runs so many cases.
//! - `CONFIGCAT_CASE=4711 cargo test -p configcat-test-live --test answers` runs one of them.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod body;
mod case;
mod model;
mod raw;
mod reply;
mod transport;

use std::{
    env, panic,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Once,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

use tokio::runtime::Builder;

use crate::case::Case;

/// How the message ends when a transport or a cache of a test panics.
const EXPECTED_PANIC: &str = "of a test panics";

/// How many cases there are if nothing else is said.
const CASES: u64 = 10_000;

/// Random bytes come over real sockets, with several answers for each client.
const CASES_FOR_A_CLIENT: u64 = 200;

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts panics. The tests expect panics of transports and caches: these are neither counted nor shown.
/// What a panic says.
fn text_of<'a>(info: &'a panic::PanicHookInfo<'_>) -> Option<&'a str> {
    let payload = info.payload();
    payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

fn count_panics() {
    static ONCE: Once = Once::new();

    ONCE.call_once(|| {
        let show = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !text_of(info).is_some_and(|message| message.ends_with(EXPECTED_PANIC)) {
                PANICS.fetch_add(1, Ordering::SeqCst);
                show(info);
            }
        }));
    });
}

fn number_from(variable: &str) -> Option<u64> {
    let value = env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("`{variable}` is not a number: `{value}`")))
}

/// Runs all cases on all processors, or the one that the environment names.
fn run_all(count: u64, case: impl Fn(u64) + Sync) {
    count_panics();
    let run = |number| {
        let end = catch_unwind(AssertUnwindSafe(|| case(number)));
        assert!(
            end.is_ok(),
            "case {number} fails: `CONFIGCAT_CASE={number} cargo test -p configcat-test-live --test answers`"
        );
    };
    if let Some(number) = number_from("CONFIGCAT_CASE") {
        return run(number);
    }
    let start = Instant::now();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for first in 0..threads {
            let run = &run;
            scope.spawn(move || (0..count).skip(first).step_by(threads).for_each(run));
        }
    });
    assert_eq!(PANICS.load(Ordering::SeqCst), 0, "something of the client panics");
    println!("{count} cases in {:?}", start.elapsed());
}

#[test]
fn the_last_good_config_is_served_and_the_next_good_answer_is_taken() {
    run_all(number_from("CONFIGCAT_CASES").unwrap_or(CASES), |number| {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.expect("a runtime").block_on(Case::run(number));
    });
}

#[test]
fn random_bytes_are_no_config_and_the_next_good_answer_is_taken() {
    run_all(number_from("CONFIGCAT_CASES").unwrap_or(CASES) / CASES_FOR_A_CLIENT, raw::run);
}
