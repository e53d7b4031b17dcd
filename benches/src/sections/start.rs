//! Start-up and polling.

use std::{
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use configcat_benches::{
    contender::ours::SDK_KEY,
    document::{config_v6, flags_with_five_rules, hundred_flags},
    server::Server,
};
use configcat_core::{Client, ClientBuilder, PollingMode, RefreshOutcome};
use reqwest::StatusCode;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::{
    options::Options,
    report::{Figure, Row, Section, Unit},
    turns::{Case, Clock, Pace, median, take_turns},
};

/// The name of the thread on which all clients poll.
const DRIVER: &str = "configcat";

pub(super) fn measure(options: &Options) -> Vec<Section> {
    let rounds = if options.quick { 20 } else { 200 };
    let (build, ready) = start(rounds);
    let [small, large, floor] = polls(options.pace()).map_or([None; 3], |figures| figures.map(Some));
    let mut columns = vec!["ours".to_owned()];
    let mut rows = vec![
        Row::new("`build()`", vec![Some(build)]).goal("≤ 100 µs"),
        Row::new("from `build()` to the first config, 100 flags over loopback", vec![Some(ready)]),
        Row::new("CPU of a 304 poll, 100 flags", vec![small]).goal("≤ 50 µs"),
        Row::new("CPU of a 304 poll, 10,000 flags", vec![large]).goal("≤ 50 µs"),
        Row::new("1,000 clients polling every 60 s, of one core", vec![thousand_clients(options.quick)])
            .goal("< 1 %"),
    ];
    #[cfg(feature = "peers")]
    {
        columns.push("`configcat` 0.1.7".to_owned());
        let official = [Some(official(rounds)), None, None, None, None];
        for (row, figure) in rows.iter_mut().zip(official) {
            row.figures.push(figure);
        }
    }
    columns.push("bare HTTP client".to_owned());
    for (row, figure) in rows.iter_mut().zip([None, None, floor, floor, None]) {
        row.figures.push(figure);
    }
    vec![Section {
        title: "Start-up and polling",
        note: "The CPU time is that of the thread on which clients poll, taken from the kernel: HTTP over loopback included, \
               the server excluded; clients take turns. The bare HTTP client is `reqwest` on such a thread, which asks \
               the same of the same server and looks at nothing but the status. The thousand clients poll every second while \
               they are measured, and a sixtieth of what they use is shown. Nothing is encrypted on loopback, although \
               clients could with the feature `peers`.",
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

/// The CPU time of polls that find nothing new: with 100 flags, with 10,000, and by a bare HTTP client.
fn polls(pace: Pace) -> Option<[Figure; 3]> {
    // Only one of them has work at a time.
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

/// Nothing but an HTTP client, on a thread that is woken for each request, as that of our clients is.
struct BareClient {
    wake: UnboundedSender<()>,
    answers: Receiver<StatusCode>,
}

impl BareClient {
    const THREAD: &str = "bare";

    fn start(base_url: String) -> Self {
        // With the feature, `reqwest` has rustls, and leaves it to the application how that encrypts.
        #[cfg(feature = "peers")]
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (wake, mut woken) = unbounded_channel();
        let (answer, answers) = mpsc::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let work = async move {
            let client = reqwest::Client::new();
            let url = format!("{base_url}/configuration-files/{SDK_KEY}/config_v6.json");
            while woken.recv().await.is_some() {
                let response = client.get(&url).header("If-None-Match", "\"1\"").send().await;
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

/// How much of a core a thousand clients use.
fn thousand_clients(quick: bool) -> Option<Figure> {
    const CLIENTS: usize = 1000;
    const SPEED_UP: f64 = 60.0;

    let clock = Clock::of_threads(&[DRIVER])?;
    let length = Duration::from_secs(if quick { 3 } else { 10 });
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
    // What was missed is made up for, so that a slow machine does not look like a fast client.
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
