//! Start-up and polling.

use std::{
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use configcat_benches::{
    contenders::ours::{self, SDK_KEY},
    document::{config_v6, flags_with_five_rules, hundred_flags},
    server::{ETAG, Server},
};
use configcat_core::{Client, ClientBuilder, PollingMode, RefreshOutcome};
use reqwest::StatusCode;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::{
    clock::Clock,
    effort::Effort,
    figure::{Figure, Unit},
    table::{Row, Table},
    turns::{Case, Pace, median, take_turns},
};

/// The name of the thread on which all our clients poll.
const DRIVER: &str = "configcat";

pub(super) fn measure(effort: Effort) -> Vec<Table> {
    let rounds = effort.choose(200, 20);
    let (build, ready) = start(rounds);
    let [small, large, floor] = polls(effort.pace()).map_or([None; 3], |figures| figures.map(Some));
    let mut columns = vec![ours::NAME.to_owned()];
    let mut rows = vec![
        Row::new("`build()`", vec![Some(build)]).goal("≤ 100 µs"),
        Row::new("from `build()` to the first config, 100 flags over loopback", vec![Some(ready)]),
        Row::new("CPU of a 304 poll, 100 flags", vec![small]).goal("≤ 50 µs"),
        Row::new("CPU of a 304 poll, 10,000 flags", vec![large]).goal("≤ 50 µs"),
        Row::new("1,000 clients polling every 60 s, of one core", vec![thousand_clients(effort)])
            .goal("< 1 %"),
    ];
    #[cfg(feature = "peers")]
    {
        columns.push(configcat_benches::contenders::official::NAME.to_owned());
        let official = [Some(official(rounds)), None, None, None, None];
        for (row, figure) in rows.iter_mut().zip(official) {
            row.figures.push(figure);
        }
    }
    columns.push("bare HTTP client".to_owned());
    for (row, figure) in rows.iter_mut().zip([None, None, floor, floor, None]) {
        row.figures.push(figure);
    }
    vec![Table {
        title: "Start-up and polling".to_owned(),
        note: "The CPU time is the processor time of the thread on which clients poll, as the kernel reports it. It \
               includes HTTP over loopback, but not the server. The clients take turns. The bare HTTP client is \
               `reqwest` on a thread of the same kind. It sends the same requests to the same server, and looks only \
               at the status. The thousand clients poll every second during the measurement, and the table shows a \
               sixtieth of the time that they use. Loopback traffic is not encrypted, although the feature `peers` \
               would allow it.".to_owned(),
        columns,
        rows,
    }]
}

/// The median time of `build`, and the median time from `build` to the first config.
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

/// The CPU time of polls that are answered with 304: with 100 flags, with 10,000 flags, and by a bare HTTP client.
fn polls(pace: Pace) -> Option<[Figure; 3]> {
    // Only one of these threads works at a time.
    let clock = Clock::of_threads(&[DRIVER, BareClient::THREAD])?;
    let [small, large] =
        [100, 10_000].map(|flags| Server::start(&config_v6::document(&flags_with_five_rules(flags))));
    let [poll_small, poll_large] = [&small, &large].map(|server| {
        let client = builder(server).polling_mode(PollingMode::manual()).build().expect("a client");
        client.force_refresh().expect("the server answers");
        move || assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Unchanged))
    });
    let bare = BareClient::start(small.url());
    let mut cases =
        [Case::repeating(poll_small), Case::repeating(poll_large), Case::repeating(|| bare.poll())];
    let timings = take_turns(&mut cases, Pace { clock, ..pace });
    timings.into_iter().map(Figure::from).collect::<Vec<_>>().try_into().ok()
}

/// An HTTP client without an SDK, on a thread that is woken for each request, like the thread of our clients.
struct BareClient {
    wake: UnboundedSender<()>,
    answers: Receiver<StatusCode>,
}

impl BareClient {
    const THREAD: &str = "bare";

    fn start(base_url: String) -> Self {
        // With this feature, `reqwest` uses rustls, and the application has to choose its cryptography.
        #[cfg(feature = "peers")]
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (wake, mut woken) = unbounded_channel();
        let (answer, answers) = mpsc::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let work = async move {
            let client = reqwest::Client::new();
            let url = format!("{base_url}/configuration-files/{SDK_KEY}/config_v6.json");
            while woken.recv().await.is_some() {
                let response = client.get(&url).header("If-None-Match", ETAG).send().await;
                let _ = answer.send(response.expect("the server answers").status());
            }
        };
        let thread = thread::Builder::new().name(Self::THREAD.to_owned());
        thread.spawn(move || runtime.block_on(work)).expect("a thread");
        Self { wake, answers }
    }

    fn poll(&self) {
        self.wake.send(()).expect("the thread runs");
        assert_eq!(self.answers.recv(), Ok(StatusCode::NOT_MODIFIED));
    }
}

/// The share of a core that a thousand clients use.
fn thousand_clients(effort: Effort) -> Option<Figure> {
    const CLIENTS: usize = 1000;
    const SPEED_UP: f64 = 60.0;

    let clock = Clock::of_threads(&[DRIVER])?;
    let length = Duration::from_secs(effort.choose(10, 3));
    let server = Server::start(&config_v6::document(&hundred_flags()));
    let mode = PollingMode::auto().interval(Duration::from_secs(1));
    let clients: Vec<Client> =
        (0..CLIENTS).map(|_| builder(&server).polling_mode(mode).build().expect("a client")).collect();
    for client in &clients {
        client.wait_for_ready(Duration::from_secs(60)).expect("the server answers");
    }
    let (before, answered, start) = (clock.now(), server.answered(), Instant::now());
    thread::sleep(length);
    let (used, elapsed) = (clock.now() - before, start.elapsed());
    let polls = (server.answered() - answered) as f64;
    let expected = CLIENTS as f64 * elapsed.as_secs_f64();
    assert!(polls > 0.5 * expected, "{polls} polls instead of {expected}");
    // Count missed polls too, so that a slow machine does not look like a fast client.
    let share = used.as_secs_f64() / elapsed.as_secs_f64() * expected / polls / SPEED_UP;
    Some(Figure::new(share * 100.0, Unit::Percent))
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder(SDK_KEY).base_url(server.url())
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
