//! A storm for watches: 1,000 configs arrive one after the other, and 1,000 watches follow them, each for a user of its own.
//! Prints how long that takes next to a client without watches, how much memory is used, and whether a last value was missed.

use std::{
    fs,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use configcat_benches::document::{config_v6, flags_with_five_rules};
use configcat_core::{
    BoxFuture, Client, Flag, PollingMode, User, Watch,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};

const CONFIGS: u64 = 1_000;
const WATCHES: u64 = 1_000;
const ROUNDS: usize = 3;

/// The flag that is another one in each config, besides 100 that stay as they are.
const COUNT: Flag<i64> = Flag::new("count", -1);

fn main() {
    for _ in 0..ROUNDS {
        println!("{}", Storm::run(0));
        println!("{}", Storm::run(WATCHES));
    }
}

struct Storm {
    watches: usize,
    /// From the first config to the last.
    configs: Duration,
    /// From the last config until all watches have the last value.
    rest: Duration,
    /// The memory of the process in KiB: with all watches, after half of the configs, after all of them.
    memory: [u64; 3],
    missed: usize,
}

impl Storm {
    fn run(watches: u64) -> Self {
        let client = Client::builder("configcat-sdk-1/0123456789012345678901/0123456789012345678901")
            .transport(Configs::new())
            .polling_mode(PollingMode::manual())
            .build()
            .expect("valid options");
        let mut watches: Vec<_> = (0..watches)
            .map(|number| client.watch(&COUNT, &User::new(number).custom("seats", number)))
            .collect();
        let mut memory = [resident(), 0, 0];
        let start = Instant::now();
        for number in 0..CONFIGS {
            client.force_refresh().expect("an answer");
            if number == CONFIGS / 2 {
                memory[1] = resident();
            }
        }
        let configs = start.elapsed();
        let start = Instant::now();
        let missed = watches.iter_mut().map(has_last).filter(|has_last| !has_last).count();
        let rest = start.elapsed();
        memory[2] = resident();
        Self { watches: watches.len(), configs, rest, memory, missed }
    }
}

impl std::fmt::Display for Storm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { watches, configs, rest, memory: [before, half, after], missed } = self;
        write!(
            f,
            "{watches} watches: {CONFIGS} configs in {configs:.2?}, the last values {rest:.2?} later; {missed} missed; memory \
             {before}, {half}, {after} KiB"
        )
    }
}

fn has_last(watch: &mut Watch<i64>) -> bool {
    let last = i64::try_from(CONFIGS - 1).expect("a small number");
    while watch.value() != last {
        if watch.changed_blocking(Duration::from_secs(20)).is_none() {
            return false;
        }
    }
    true
}

/// Answers each request with another config.
struct Configs {
    start: String,
    next: AtomicU64,
}

impl Configs {
    fn new() -> Self {
        let document = config_v6::document(&flags_with_five_rules(100));
        let (start, rest) = document.split_at(document.find("\"f\"").expect("settings"));
        let settings = rest.trim_start_matches("\"f\"").trim_start().trim_start_matches(':').trim_start();
        let settings = settings.strip_prefix('{').expect("an object");
        Self {
            start: format!("{start}\"f\":{{\"count\":{{\"t\":2,\"v\":{{\"i\":NUMBER}}}},{settings}"),
            next: AtomicU64::new(0),
        }
    }
}

impl Transport for Configs {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let body = self.start.replacen("NUMBER", &number.to_string(), 1);
        Box::pin(async { Ok(TransportResponse::new(200).with_body(body)) })
    }
}

/// The memory of the process, in KiB.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
