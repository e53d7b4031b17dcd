//! A soak: some fifty clients, a server with all kinds of faults, and threads that check each read.
//!
//! `CONFIGCAT_SOAK_SECONDS=1800 cargo test -p configcat-test-live --test soak -- --ignored --nocapture` lasts half an hour.
//! It uses the loopback interface only, prints memory, descriptors and threads of the process for each part of the time, and
//! fails if a read is wrong or if one of these figures grows.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod crowd;
mod faults;
mod figures;
mod subject;

use std::{
    env,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{crowd::Crowd, faults::FaultyServer, figures::Figures};

/// How long a soak lasts if nothing else is said, and at the longest.
const SECONDS: u64 = 300;
const MOST_SECONDS: u64 = 4 * 3_600;

/// How many parts the time has, if it is short. Else each part is a minute.
const PARTS: u64 = 5;

#[test]
#[ignore = "takes minutes"]
fn nothing_grows_and_no_read_is_wrong() {
    let seconds = env::var("CONFIGCAT_SOAK_SECONDS").map_or(SECONDS, |text| text.parse().expect("a number"));
    let seconds = seconds.clamp(PARTS, MOST_SECONDS);
    let part = Duration::from_secs((seconds / PARTS).min(60));
    let end = Instant::now() + Duration::from_secs(seconds);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (server, goes_on) = (FaultyServer::start(), AtomicBool::new(true));
    let crowd = Crowd::new(&server, folder.path());
    let parts = thread::scope(|scope| {
        scope.spawn(|| server.misbehave(&goes_on));
        for number in 0..crowd::READERS {
            let (crowd, goes_on) = (&crowd, &goes_on);
            scope.spawn(move || crowd.read(number, goes_on));
        }
        scope.spawn(|| crowd.come_and_go(&goes_on));
        scope.spawn(|| crowd.refresh(&goes_on));
        scope.spawn(|| crowd.edit_overrides(&goes_on));
        let mut parts = Vec::new();
        while Instant::now() < end {
            let figures = Figures::during(part.min(end - Instant::now()));
            println!("{figures}; {crowd}; {server}");
            parts.push(figures);
        }
        goes_on.store(false, Ordering::SeqCst);
        parts
    });
    crowd.check_end();
    println!("at the end: {crowd}; {server}");
    assert_eq!(crowd.wrong_reads(), [""; 0], "reads are wrong");
    Figures::assert_flat(&parts);
}
