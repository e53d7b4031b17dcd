//! Start-up and polling.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use configcat_benches::{
    contender::ours::SDK_KEY,
    document::{config_v6, flags_with_five_rules, hundred_flags},
    server::Server,
};
use configcat_core::{Client, ClientBuilder, PollingMode, RefreshOutcome};

use crate::{
    options::Options,
    report::{Figure, Row, Section, Unit},
    turns::median,
};

/// The name of the thread on which all clients poll.
const DRIVER: &str = "configcat";

pub(super) fn measure(options: &Options) -> Vec<Section> {
    let rounds = if options.quick { 20 } else { 200 };
    let (build, ready) = start(rounds);
    let mut columns = vec!["ours".to_owned()];
    let mut rows = vec![
        Row::new("`build()`", vec![Some(build)]).goal("≤ 100 µs"),
        Row::new("from `build()` to the first config, 100 flags over loopback", vec![Some(ready)]),
        Row::new("CPU of a 304 poll, 100 flags", vec![poll(100, rounds)]).goal("≤ 50 µs"),
        Row::new("CPU of a 304 poll, 10,000 flags", vec![poll(10_000, rounds)]).goal("≤ 50 µs"),
        Row::new("1,000 clients polling every 60 s, of one core", vec![thousand_clients(options.quick)])
            .goal("< 1 %"),
    ];
    if cfg!(feature = "peers") {
        columns.push("`configcat` 0.1.7".to_owned());
        for row in &mut rows {
            row.figures.push(None);
        }
        #[cfg(feature = "peers")]
        {
            rows[0].figures[1] = Some(official(rounds));
        }
    }
    vec![Section {
        title: "Start-up and polling",
        note: "The CPU time is that of the thread on which clients poll, taken from the kernel: HTTP over loopback included, \
               the server excluded. The thousand clients poll every second while they are measured, and a sixtieth of \
               what they use is shown. With the feature `peers`, clients have TLS (rustls, on both sides).",
        columns,
        rows,
    }]
}

/// The median time of `build`, and that until the config is there.
fn start(rounds: usize) -> (Figure, Figure) {
    let server = Server::start(&config_v6::document(&hundred_flags()));
    let (builds, readies): (Vec<f64>, Vec<f64>) = (0..rounds)
        .map(|_| {
            let builder = builder(&server);
            let start = Instant::now();
            let client = builder.build().expect("a client");
            let build = start.elapsed();
            client.wait_for_ready(Duration::from_secs(30)).expect("the server answers");
            (build.as_nanos() as f64, start.elapsed().as_nanos() as f64)
        })
        .unzip();
    let nanoseconds = |figures| Figure::new(median(figures), Unit::Nanoseconds);
    (nanoseconds(builds), nanoseconds(readies))
}

/// The CPU time of a poll that finds nothing new.
fn poll(flags: usize, rounds: usize) -> Option<Figure> {
    let server = Server::start(&config_v6::document(&flags_with_five_rules(flags)));
    let client = builder(&server).polling_mode(PollingMode::manual()).build().expect("a client");
    client.force_refresh().expect("the server answers");
    let before = cpu_time_of_driver()?;
    for _ in 0..rounds {
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Unchanged));
    }
    Some(nanoseconds((cpu_time_of_driver()? - before) / rounds as u32))
}

/// How much of a core a thousand clients use.
fn thousand_clients(quick: bool) -> Option<Figure> {
    const CLIENTS: usize = 1000;
    const SPEED_UP: f64 = 60.0;

    let length = Duration::from_secs(if quick { 3 } else { 10 });
    let server = Server::start(&config_v6::document(&hundred_flags()));
    let mode = PollingMode::auto().interval(Duration::from_secs(1));
    let clients: Vec<Client> =
        (0..CLIENTS).map(|_| builder(&server).polling_mode(mode).build().expect("a client")).collect();
    for client in &clients {
        client.wait_for_ready(Duration::from_secs(60)).expect("the server answers");
    }
    let (before, answered, start) = (cpu_time_of_driver()?, server.answered(), Instant::now());
    thread::sleep(length);
    let (used, elapsed) = (cpu_time_of_driver()? - before, start.elapsed());
    let polls = (server.answered() - answered) as f64;
    let expected = CLIENTS as f64 * elapsed.as_secs_f64();
    assert!(polls > 0.5 * expected, "{polls} polls instead of {expected}");
    // What was missed is made up for, so that a slow machine does not look like a fast client.
    let share = used.as_secs_f64() / elapsed.as_secs_f64() * expected / polls / SPEED_UP;
    Some(Figure::new(share * 100.0, Unit::Percent))
}

/// The time that the kernel gave to the clients' thread; `None` where it does not tell.
fn cpu_time_of_driver() -> Option<Duration> {
    let threads = fs::read_dir("/proc/self/task").ok()?;
    threads.flatten().find_map(|thread| {
        let read = |name: &str| fs::read_to_string(thread.path().join(name)).ok();
        if read("comm")?.trim() != DRIVER {
            return None;
        }
        // Nanoseconds on a processor, those of waiting for one, and time slices.
        let used = read("schedstat")?.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(used))
    })
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder(SDK_KEY).base_url(server.url())
}

fn nanoseconds(duration: Duration) -> Figure {
    Figure::new(duration.as_nanos() as f64, Unit::Nanoseconds)
}

/// `build()` of the official SDK.
#[cfg(feature = "peers")]
fn official(rounds: usize) -> Figure {
    let server = Server::start(&config_v6::document(&hundred_flags()));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let _guard = runtime.enter();
    let builds = (0..rounds).map(|_| {
        let builder = configcat::Client::builder(SDK_KEY).base_url(&server.url());
        let start = Instant::now();
        let client = builder.build().expect("a client");
        let build = start.elapsed();
        drop(client);
        build.as_nanos() as f64
    });
    Figure::new(median(builds.collect()), Unit::Nanoseconds)
}
