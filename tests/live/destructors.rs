//! Objects of the application whose destructors block, or own a runtime, which must not be dropped in asynchronous code.
//!
//! Each test is a process of its own, which a panic of any thread ends: as one that was built to abort.

use std::{
    future::pending,
    panic, process,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use configcat_core::{
    BoxFuture, Client, ClientBuilder, Hooks, PollingMode, ReadyState, RefreshOutcome,
    cache::{AsyncConfigCache, CacheError, ConfigCache},
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder, Told};
use tokio::runtime::{Builder, Runtime};

use crate::{
    child::is_child,
    world::{KEY, client_of, flag_of, seconds},
};

/// Whether this process is the one for the test. Then a panic ends it.
fn is_aborting_child(test: &str) -> bool {
    if !is_child(test, &[]) {
        return false;
    }
    let show = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        show(info);
        process::abort();
    }));
    thread::spawn(|| {
        thread::sleep(seconds(30));
        panic!("a client waits for the destructor of another one");
    });
    true
}

/// What destructors have in common.
#[derive(Clone, Default)]
struct Surroundings {
    gate: Gate,
    made: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
}

/// Something whose destructor blocks until a gate is open, and owns a runtime.
struct Heavy {
    surroundings: Surroundings,
    runtime: Option<Runtime>,
}

impl Surroundings {
    fn heavy(&self) -> Heavy {
        self.made.fetch_add(1, Ordering::Relaxed);
        let runtime = Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
        Heavy { surroundings: self.clone(), runtime: Some(runtime) }
    }

    /// Checks that other clients work while destructors block, and that all of these run in the end.
    fn check(&self) {
        let start = Instant::now();
        assert_unharmed();
        assert!(start.elapsed() < seconds(5), "another client took {:?}", start.elapsed());
        self.gate.open();
        let start = Instant::now();
        while self.dropped.load(Ordering::Relaxed) < self.made.load(Ordering::Relaxed) {
            assert!(start.elapsed() < seconds(20), "something is never dropped");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Heavy {
    fn drop(&mut self) {
        self.surroundings.gate.wait();
        drop(self.runtime.take());
        self.surroundings.dropped.fetch_add(1, Ordering::Relaxed);
    }
}

struct HeavyTransport(#[expect(dead_code, reason = "it is dropped")] Heavy, FakeTransport);

impl Transport for HeavyTransport {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        self.1.get(request)
    }
}

struct HeavyCache {
    _heavy: Heavy,
    cache: MemoryCache,
    /// Whether it answers, if it is asynchronous.
    answers: bool,
}

impl ConfigCache for HeavyCache {
    fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
        ConfigCache::read(&self.cache, key)
    }

    fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
        ConfigCache::write(&self.cache, key, value)
    }
}

impl AsyncConfigCache for HeavyCache {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>> {
        if self.answers { AsyncConfigCache::read(&self.cache, key) } else { Box::pin(pending()) }
    }

    fn write<'a>(&'a self, key: &'a str, value: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        if self.answers { AsyncConfigCache::write(&self.cache, key, value) } else { Box::pin(pending()) }
    }
}

fn assert_unharmed() {
    let (recorder, cache) = (Recorder::default(), MemoryCache::default());
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = client_of(&transport).hooks(recorder.hooks()).cache(cache).build().expect("a client");
    assert_eq!(client.wait_for_ready(seconds(20)), Ok(ReadyState::HasUpToDateFlagData));
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!(flag_of(&client), "2");
    recorder.wait_for(|told| matches!(told, Told::Fetched(_, true)));
}

/// Builds and drops clients: while a request is open, and when nothing happens.
fn come_and_go(change: impl Fn(ClientBuilder) -> ClientBuilder, surroundings: &Surroundings) {
    come_and_go_with(&[Answer::Never, Answer::flag("1")], change, surroundings);
}

fn come_and_go_with(
    answers: &[Answer],
    change: impl Fn(ClientBuilder) -> ClientBuilder,
    surroundings: &Surroundings,
) {
    for mode in [PollingMode::auto().into(), PollingMode::lazy().into(), PollingMode::manual()] {
        for answer in answers {
            let idles = matches!(answer, Answer::Response(_));
            let transport = FakeTransport::new([answer.clone()]);
            let heavy = HeavyTransport(surroundings.heavy(), transport.clone());
            let builder = Client::builder(KEY).transport(heavy).polling_mode(mode);
            let client = change(builder).build().expect("a client");
            let start = Instant::now();
            if idles {
                let _ = client.force_refresh();
            } else if matches!(mode, PollingMode::Auto(_)) {
                while transport.count() == 0 && start.elapsed() < Duration::from_millis(200) {
                    thread::sleep(Duration::from_millis(1));
                }
            }
            let other = client.clone();
            client.close();
            // The last owner is the driver, or a thread of the application, which waits for its own destructor.
            thread::spawn(move || drop((client, other)));
        }
    }
}

#[test]
fn destructors_of_transports_harm_nobody() {
    if !is_aborting_child("destructors::destructors_of_transports_harm_nobody") {
        return;
    }
    let surroundings = Surroundings::default();
    come_and_go(|builder| builder, &surroundings);
    surroundings.check();
}

#[test]
fn destructors_of_blocking_caches_harm_nobody() {
    if !is_aborting_child("destructors::destructors_of_blocking_caches_harm_nobody") {
        return;
    }
    let surroundings = Surroundings::default();
    let cache = || HeavyCache { _heavy: surroundings.heavy(), cache: MemoryCache::default(), answers: true };
    come_and_go(|builder| builder.cache(cache()), &surroundings);
    surroundings.check();
}

#[test]
fn destructors_of_asynchronous_caches_harm_nobody() {
    if !is_aborting_child("destructors::destructors_of_asynchronous_caches_harm_nobody") {
        return;
    }
    let surroundings = Surroundings::default();
    let cache = |answers| HeavyCache { _heavy: surroundings.heavy(), cache: MemoryCache::default(), answers };
    come_and_go(|builder| builder.async_cache(cache(true)), &surroundings);
    // A cache that never answers is waited for.
    come_and_go_with(&[Answer::Never], |builder| builder.async_cache(cache(false)), &surroundings);
    surroundings.check();
}

#[test]
fn destructors_of_hooks_and_filters_harm_nobody() {
    if !is_aborting_child("destructors::destructors_of_hooks_and_filters_harm_nobody") {
        return;
    }
    let surroundings = Surroundings::default();
    let change = |builder: ClientBuilder| {
        let (hook, filter) = (surroundings.heavy(), surroundings.heavy());
        let hooks = Hooks::new().on_error(move |_| _ = &hook);
        builder.hooks(hooks).log_filter(move |_| {
            let _ = &filter;
            true
        })
    };
    come_and_go(change, &surroundings);
    surroundings.check();
}

#[test]
fn destructors_on_an_own_runtime_harm_nobody() {
    if !is_aborting_child("destructors::destructors_on_an_own_runtime_harm_nobody") {
        return;
    }
    for mut builder in [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = builder.worker_threads(1).enable_all().build().expect("a runtime");
        let (handle, surroundings) = (runtime.handle().clone(), Surroundings::default());
        // A runtime of one thread works as long as somebody waits for it.
        thread::spawn(move || runtime.block_on(pending::<()>()));
        let change = |builder: ClientBuilder| {
            let (hook, filter) = (surroundings.heavy(), surroundings.heavy());
            let hooks = Hooks::new().on_error(move |_| _ = &hook);
            let cache =
                HeavyCache { _heavy: surroundings.heavy(), cache: MemoryCache::default(), answers: true };
            let builder = builder.hooks(hooks).cache(cache).runtime(handle.clone());
            builder.log_filter(move |_| {
                let _ = &filter;
                true
            })
        };
        come_and_go(change, &surroundings);
        surroundings.check();
    }
}
