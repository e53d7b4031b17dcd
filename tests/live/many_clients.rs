//! Many clients in one process, and what one of them can do to the others: nothing.

use std::{
    fmt::Write as _,
    pin::pin,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Waker},
    thread,
    time::Duration,
};

use configcat_core::{
    BoxFuture, Client, Hooks, PollingMode, ReadyState, RefreshError, RefreshOutcome,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, Gate, MemoryCache, Recorder};
use tokio::time::Instant;

use crate::world::{
    assert_close, client_of, flag_of, latest_flag_of, paused_client_of, seconds, settle, until,
};

#[tokio::test(start_paused = true)]
async fn a_thousand_clients_poll_on_time() {
    let start = Instant::now();
    let clients: Vec<_> = (0..1_000)
        .map(|number| {
            let transport = FakeTransport::new([Answer::flag("1"), Answer::status(304)]);
            let mode = PollingMode::auto().interval(seconds(10 + number % 50));
            let client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
            (client, transport, 10 + number % 50)
        })
        .collect();
    until(start, 200_000).await;
    for (client, transport, interval) in clients {
        let expected: Vec<_> = (0..=200 / interval).map(|poll| u128::from(poll * interval * 1_000)).collect();
        assert_close(&transport.times(), &expected);
        assert_eq!(flag_of(&client), "1");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_thousand_clients_have_one_thread() {
    const MEGABYTE: u64 = 1 << 20;

    let before = resident_bytes();
    let clients: Vec<_> = (0..1_000)
        .map(|_| {
            let transport = FakeTransport::new([Answer::flag("1")]);
            let hooks = Hooks::new().on_ready(|_| {});
            (client_of(&transport).hooks(hooks).build().expect("a client"), transport)
        })
        .collect();
    for (client, transport) in &clients {
        assert_eq!(client.wait_for_ready(seconds(30)), Ok(ReadyState::HasUpToDateFlagData));
        assert_eq!((flag_of(client), transport.count()), ("1".to_owned(), 1));
    }
    // A thread that is being started has the name of the one that starts it, for a moment.
    let is_own = |name: &String| name == "configcat";
    let has_one = |names: &Vec<String>| names.iter().filter(|name| is_own(name)).count() == 1;
    let names = (0..10_000).map(|_| thread_names()).find(has_one);
    assert!(names.is_some(), "{:?}", thread_names());
    let grown = resident_bytes().saturating_sub(before);
    assert!(grown < 100 * MEGABYTE, "{} MB", grown / MEGABYTE);
}

/// The names of all threads of this process.
#[cfg(target_os = "linux")]
fn thread_names() -> Vec<String> {
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux has it");
    // A thread can end in between.
    let name = |thread: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(thread.ok()?.path().join("comm")).ok()
    };
    threads.filter_map(name).map(|name| name.trim().to_owned()).collect()
}

#[cfg(target_os = "linux")]
fn resident_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux has it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("Linux has it");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
}

#[tokio::test(start_paused = true)]
async fn slow_clients_delay_no_other() {
    let stuck = MemoryCache::default();
    stuck.fail(CacheFault::Stuck(Gate::default()));
    let slow: Vec<_> =
        [Answer::Never, Answer::flag("1").after(seconds(100)), Answer::Panic, Answer::document("{")]
            .into_iter()
            .flat_map(|answer| {
                let plain = paused_client_of(&FakeTransport::new([answer.clone()]));
                let cached = paused_client_of(&FakeTransport::new([answer])).async_cache(stuck.clone());
                [plain, cached].map(|builder| builder.build().expect("a client"))
            })
            .collect();
    let start = Instant::now();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = paused_client_of(&transport).build().expect("a client");
    settle().await;
    assert_eq!(flag_of(&client), "1", "ready at once");
    until(start, 180_000).await;
    assert_close(&transport.times(), &[0, 60_000, 120_000, 180_000]);
    assert_eq!(slow.len(), 8);
}

#[test]
fn clients_that_block_threads_delay_no_other() {
    let gate = Gate::default();
    let blocked: Vec<_> = (0..30)
        .map(|_| {
            let (cache, hook) = (MemoryCache::default(), gate.clone());
            cache.fail(CacheFault::Stuck(gate.clone()));
            let hooks = Hooks::new().on_error(move |_| hook.wait());
            let builder = client_of(&FakeTransport::new([Answer::status(500)])).hooks(hooks);
            builder.cache(cache).build().expect("a client")
        })
        .collect();
    let (recorder, cache) = (Recorder::default(), MemoryCache::default());
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let builder = client_of(&transport).hooks(recorder.hooks()).cache(cache.clone());
    let start = std::time::Instant::now();
    let client = builder.build().expect("a client");
    assert_eq!(flag_of(&client), "1");
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!((flag_of(&client), cache.writes()), ("2".to_owned(), 2));
    assert!(start.elapsed() < seconds(2), "the caches that are stuck are given up after three");
    recorder.wait_for(|told| matches!(told, configcat_test_fakes::Told::Fetched(_, true)));
    gate.open();
    drop(blocked);
}

#[tokio::test(start_paused = true)]
async fn a_subscriber_that_panics_ends_no_client() {
    let _listening = tracing::subscriber::set_default(Panicking("cannot download"));
    let transport = FakeTransport::new([Answer::status(500), Answer::flag("1")]);
    let client = paused_client_of(&transport).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "none", "nobody waits for ever");
    tokio::time::sleep(seconds(3)).await;
    assert_eq!(latest_flag_of(&client).await, "1");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));

    let transport = FakeTransport::new([Answer::status(500), Answer::flag("1")]);
    let builder = paused_client_of(&transport).polling_mode(PollingMode::lazy());
    let client = builder.build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "none", "nobody waits for ever");
    tokio::time::sleep(seconds(3)).await;
    assert_eq!(latest_flag_of(&client).await, "1");
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_panics_when_it_is_given_up_ends_no_other_client() {
    let start = Instant::now();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = paused_client_of(&transport).build().expect("a client");
    let given_up = || {
        let never = FakeTransport::new([Answer::Never]);
        let builder = paused_client_of(&never).transport(Clinging(never.clone()));
        (builder.build().expect("a client"), never)
    };
    let ((closed, one), (dropped, other)) = (given_up(), given_up());
    settle().await;
    assert_eq!((one.count(), other.count()), (1, 1));
    closed.close();
    drop(dropped);
    until(start, 60_000).await;
    assert_close(&transport.times(), &[0, 60_000]);
    assert_eq!((flag_of(&client), flag_of(&closed)), ("2".to_owned(), "none".to_owned()));
    assert_eq!(closed.force_refresh_async().await, Err(RefreshError::Closed));
}

/// A panic that ends a request must not meet the one of the request that is ended: that would end the process.
#[tokio::test(start_paused = true)]
async fn a_transport_that_panics_when_it_is_given_up_because_of_a_panic_ends_no_client() {
    let _listening = tracing::subscriber::set_default(Panicking("there is no current config"));
    let transport = FakeTransport::new([Answer::Never, Answer::flag("1")]);
    let builder = paused_client_of(&transport).transport(Clinging(transport.clone()));
    let client = builder.build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "none");
    tokio::time::sleep(seconds(3)).await;
    assert_eq!((flag_of(&client), transport.count()), ("1".to_owned(), 2));
}

/// A transport whose requests panic if they are given up.
struct Clinging(FakeTransport);

impl Transport for Clinging {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let open = Open(true);
            let answer = self.0.get(request).await;
            open.close();
            answer
        })
    }
}

/// An open request.
struct Open(bool);

impl Open {
    fn close(mut self) {
        self.0 = false;
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        assert!(!self.0, "the transport of a test panics");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_without_a_pause_lets_others_in() {
    const DOWNLOADS: usize = 100;

    let busy: Arc<OnceLock<Client>> = Arc::default();
    let own = Arc::clone(&busy);
    let transport = FakeTransport::scripted(move |_| {
        // The next command is there before the answer to this one.
        if let Some(client) = own.get() {
            let refresh = pin!(client.force_refresh_async());
            assert!(refresh.poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        Answer::flag("1")
    });
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual());
    let client = busy.get_or_init(|| builder.build().expect("a client"));
    client.force_refresh_async().await.expect("the transport answers");
    let mut turns = 0;
    while transport.count() < DOWNLOADS {
        tokio::task::yield_now().await;
        turns += 1;
    }
    assert!(turns + 2 >= DOWNLOADS, "{turns} turns");
    client.close();
}

/// A subscriber that panics at any event with this text.
struct Panicking(&'static str);

impl tracing::Subscriber for Panicking {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() <= tracing::Level::WARN
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let mut text = String::new();
        event.record(&mut |_: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            write!(text, "{value:?} ").expect("a string takes everything");
        });
        assert!(!text.contains(self.0), "the subscriber of a test panics");
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

const FLAGS: usize = 1_000;

fn document(value: &str) -> String {
    let flags = (0..FLAGS).map(|number| format!(r#""flag{number}": {{"t": 1, "v": "{value}"}}"#));
    format!("{{\"f\": {{{}}}}}", flags.collect::<Vec<_>>().join(","))
}

#[test]
fn a_config_is_swapped_under_its_readers() {
    const ROUNDS: usize = 40;

    let gate = Gate::default();
    let answers =
        (0..ROUNDS).map(|round| Answer::document(document(if round % 2 == 0 { "even" } else { "odd" })));
    let last = Answer::document(document("last")).when(&gate);
    let transport = FakeTransport::new(answers.chain([last]).collect::<Vec<_>>());
    let builder = client_of(&transport).polling_mode(PollingMode::manual());
    let client = builder.build().expect("a client");
    client.force_refresh().expect("the first config");
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let read = |offset: usize| {
        let mut number = offset;
        while !done.load(Ordering::Relaxed) {
            number = (number + 7) % FLAGS;
            let value = client.get_value(&format!("flag{number}"), "default", None);
            assert!(["even", "odd"].contains(&value.as_str()) || done.load(Ordering::Relaxed), "{value}");
            let snapshot = client.snapshot();
            let [one, other] = ["flag0", "flag999"].map(|key| snapshot.get_value(key, "default", None));
            assert_eq!(one, other, "a snapshot never changes");
            reads.fetch_add(1, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        for offset in [0, 500] {
            scope.spawn(move || read(offset));
        }
        for round in 1..ROUNDS {
            assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated), "{round}");
        }
        // Nobody waits for a request that is open.
        let refresh = scope.spawn(|| client.force_refresh());
        while transport.count() <= ROUNDS {
            thread::yield_now();
        }
        let before = reads.load(Ordering::Relaxed);
        while reads.load(Ordering::Relaxed) < before + 1_000 {
            thread::sleep(Duration::from_millis(1));
        }
        done.store(true, Ordering::Relaxed);
        gate.open();
        assert_eq!(refresh.join().expect("no panic"), Ok(RefreshOutcome::Updated));
    });
    assert_eq!(client.get_value("flag0", "default", None), "last");
}
