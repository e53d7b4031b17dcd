//! Counts the allocations of reads, loads and polls. The main program makes tables of the counts.

use std::{
    alloc::System,
    hint::black_box,
    sync::atomic::{AtomicBool, Ordering},
};

use configcat_benches::{
    contender::names,
    contenders::{all_contenders, all_loaders, ours::SDK_KEY},
    counts::{Counted, Counts},
    document::{config_v6, flags_with_five_rules, hundred_flags_and_a_hashed_one},
    question::Question,
};
use configcat_core::{
    BoxFuture, Client, PollingMode, RefreshOutcome,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TIMES: u32 = 1000;

fn main() {
    let contenders = names(&all_contenders(&[]));
    let sizes = vec![10, 100, 1000, 10_000];
    let counts = Counts { contenders, reads: reads(), kept: kept(), polls: polls(&sizes), sizes };
    println!("{}", serde_json::to_string(&counts).expect("numbers and texts"));
}

fn reads() -> Vec<Counted> {
    let contenders = all_contenders(&hundred_flags_and_a_hashed_one());
    let counted = Question::ROWS.into_iter().map(|(what, question)| {
        let counts = contenders.iter().map(|contender| {
            // Leave out what happens only once in a process.
            contender.read(question, 10)?;
            let times = u64::from(TIMES);
            let (_, stats) = watched(|| contender.read(question, times));
            Some((count_of(stats) / f64::from(TIMES)).round())
        });
        Counted { what: what.to_owned(), counts: counts.collect() }
    });
    counted.collect()
}

fn kept() -> Vec<Counted> {
    let counted =
        [(1000, "W7 1,000 flags × 5 rules"), (10_000, "W7 10,000 flags × 5 rules")].map(|(count, what)| {
            let loaders = all_loaders(&flags_with_five_rules(count));
            let counts = loaders.iter().map(|loader| {
                drop(loader.load());
                let (loaded, stats) = watched(|| loader.load());
                drop(loaded);
                // A reallocation counts its difference as allocated or deallocated bytes.
                Some(stats.bytes_allocated as f64 - stats.bytes_deallocated as f64)
            });
            Counted { what: what.to_owned(), counts: counts.collect() }
        });
    counted.into()
}

/// Counts the allocations of all threads, since clients poll on a thread of their own.
fn polls(sizes: &[usize]) -> Vec<Counted> {
    let stats: Vec<Stats> = sizes
        .iter()
        .map(|size| {
            let document = config_v6::document(&flags_with_five_rules(*size));
            let transport = Once { document, served: AtomicBool::new(false) };
            let builder = Client::builder(SDK_KEY).transport(transport);
            let client = builder.polling_mode(PollingMode::manual()).build().expect("a client");
            client.force_refresh().expect("a config");
            let refresh = || assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Unchanged));
            refresh();
            watched(|| (0..TIMES).for_each(|_| refresh())).1
        })
        .collect();
    let counted = |what: &str, count: fn(&Stats) -> f64| Counted {
        what: what.to_owned(),
        counts: stats.iter().map(|stats| Some((count(stats) / f64::from(TIMES)).round())).collect(),
    };
    vec![
        counted("allocations", |stats| count_of(*stats)),
        counted("bytes allocated", |stats| stats.bytes_allocated as f64),
    ]
}

fn watched<R>(action: impl FnOnce() -> R) -> (R, Stats) {
    let region = Region::new(ALLOCATOR);
    let result = black_box(action());
    (result, region.change())
}

fn count_of(stats: Stats) -> f64 {
    (stats.allocations + stats.reallocations) as f64
}

/// A transport that serves a document once, and then answers 304.
struct Once {
    document: String,
    served: AtomicBool,
}

impl Transport for Once {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        let response = if self.served.swap(true, Ordering::Relaxed) {
            TransportResponse::new(304)
        } else {
            TransportResponse::new(200).with_etag("1").with_body(self.document.clone())
        };
        Box::pin(async { Ok(response) })
    }
}
