//! Reads while the config is replaced by another one: no reader may wait for that.

use std::{
    hint::black_box,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use configcat_benches::{
    contenders::ours::{SDK_KEY, user},
    document::{Flag, config_v6, flags_with_five_rules},
};
use configcat_core::{
    BoxFuture, Client, PollingMode, RefreshOutcome,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};

use crate::{
    clock::Clock,
    effort::Effort,
    figure::{Figure, Unit},
    table::{Row, Table},
};

const READERS: usize = 2;

/// A read that takes longer than this has waited for something.
const LONG: Duration = Duration::from_millis(1);

pub(super) fn measure(effort: Effort) -> Vec<Table> {
    let length = Duration::from_secs(effort.choose(10, 1));
    let (read, other) = (swapping_client(), swapping_client());
    let swapped = observe(&read, &read, length);
    let control = observe(&read, &other, length);
    let row = |what: &str, figure: fn(&Observed) -> Figure| {
        Row::new(what, vec![Some(figure(&swapped)), Some(figure(&control))])
    };
    vec![Table {
        title: "Reading while the config changes".to_owned(),
        note: "Two threads read from one client, while a third thread gives a client another config of 10,000 flags, \
               again and again. With the swap, this is the client that is read from. Without the swap, it is another \
               client, which does the same work but does not affect the readers. If there are fewer cores than busy \
               threads, the scheduler interrupts the readers in both cases. Processor time shows how long a reader \
               itself works.".to_owned(),
        columns: vec!["with the swap".to_owned(), "without the swap".to_owned()],
        rows: vec![
            row("configs", |observed| Figure::new(observed.configs as f64, Unit::Count)),
            row("reads, millions", |observed| Figure::new(observed.reads as f64 / 1e6, Unit::Count)),
            row("reads above 1 ms, of a million", |observed| {
                Figure::new(observed.long as f64 * 1e6 / observed.reads as f64, Unit::Count)
            }),
            row("those with above 1 ms of processor time", |observed| {
                Figure::new(observed.working as f64 * 1e6 / observed.reads as f64, Unit::Count)
            }),
            row("the longest read", |observed| Figure::new(observed.longest as f64, Unit::Nanoseconds)),
        ],
    }]
}

/// The result of two readers.
struct Observed {
    configs: u64,
    reads: u64,
    /// Reads that took longer than [`LONG`] in wall time.
    long: u64,
    /// Reads that took longer than [`LONG`] in processor time.
    working: u64,
    /// The longest read, in nanoseconds of wall time.
    longest: u64,
}

fn observe(read: &Client, swapped: &Client, length: Duration) -> Observed {
    let key = flags_with_five_rules(5001).swap_remove(5000).key;
    let [reads, long, working, longest] = [const { AtomicU64::new(0) }; 4];
    let (ended, mut configs) = (AtomicBool::new(false), 0);
    thread::scope(|scope| {
        for _ in 0..READERS {
            scope.spawn(|| {
                let (user, mut count) = (user(), 0);
                while !ended.load(Ordering::Relaxed) {
                    let (start, worked) = (Clock::Wall.now(), Clock::Thread.now());
                    black_box(read.get_value(black_box(&key), false, black_box(&user)));
                    let (elapsed, worked) = (Clock::Wall.now() - start, Clock::Thread.now() - worked);
                    count += 1;
                    long.fetch_add(u64::from(elapsed > LONG), Ordering::Relaxed);
                    working.fetch_add(u64::from(worked > LONG), Ordering::Relaxed);
                    longest.fetch_max(elapsed.as_nanos() as u64, Ordering::Relaxed);
                }
                reads.fetch_add(count, Ordering::Relaxed);
            });
        }
        let start = Instant::now();
        while start.elapsed() < length {
            assert_eq!(swapped.force_refresh(), Ok(RefreshOutcome::Updated));
            configs += 1;
        }
        ended.store(true, Ordering::Relaxed);
    });
    let [reads, long, working, longest] = [reads, long, working, longest].map(AtomicU64::into_inner);
    Observed { configs, reads, long, working, longest }
}

/// A client that gets another config with each refresh.
fn swapping_client() -> Client {
    let client = Client::builder(SDK_KEY)
        .transport(Alternating::new(&flags_with_five_rules(10_000)))
        .polling_mode(PollingMode::manual())
        .build()
        .expect("a client");
    client.force_refresh().expect("a config");
    client
}

/// A transport that serves two documents by turns.
struct Alternating {
    documents: [String; 2],
    served: AtomicU64,
}

impl Alternating {
    fn new(flags: &[Flag]) -> Self {
        let documents = [flags, &flags[1..]].map(config_v6::document);
        Self { documents, served: AtomicU64::new(0) }
    }
}

impl Transport for Alternating {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        let served = self.served.fetch_add(1, Ordering::Relaxed);
        let document = self.documents[served as usize % 2].clone();
        let response = TransportResponse::new(200).with_etag(served.to_string()).with_body(document);
        Box::pin(async { Ok(response) })
    }
}
