//! A client works wherever it is used: with or without an async runtime, and from within its own parts.

use std::{
    sync::{Arc, OnceLock, mpsc},
    thread,
};

use configcat_core::{Client, PollingMode, ReadyState, RefreshError, RefreshOutcome};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, Gate, MemoryCache};
use tokio::runtime::Builder;

use crate::world::{client_of, flag_of, latest_flag_of, seconds};

/// Does something that must not go on for ever.
fn in_time<T: Send + 'static>(action: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(action()));
    receiver.recv_timeout(seconds(30)).expect("no dead-lock and no panic")
}

/// Everything that a client does by blocking.
fn block(mode: PollingMode) {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = client_of(&transport).polling_mode(mode).build().expect("a client");
    if mode == PollingMode::manual() {
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    }
    assert_eq!(flag_of(&client), "1");
    assert!(client.wait_for_ready(seconds(10)).is_ok());
    client.set_offline();
    assert_eq!(client.force_refresh(), Err(RefreshError::Offline));
    client.set_online();
    assert!(client.force_refresh().is_ok());
    client.close();
    assert_eq!(flag_of(&client), "1");
}

/// Everything that a client does by waiting.
async fn wait(mode: PollingMode) {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = client_of(&transport).polling_mode(mode).build().expect("a client");
    if mode == PollingMode::manual() {
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    }
    assert_eq!(latest_flag_of(&client).await, "1");
    client.wait_for_ready_async().await;
    assert!(client.force_refresh_async().await.is_ok());
}

fn modes() -> [PollingMode; 3] {
    [PollingMode::auto().into(), PollingMode::lazy().into(), PollingMode::manual()]
}

#[test]
fn a_plain_program_needs_no_runtime() {
    for mode in modes() {
        in_time(move || block(mode));
    }
}

#[test]
fn any_executor_will_do() {
    for mode in modes() {
        in_time(move || pollster::block_on(wait(mode)));
        in_time(move || pollster::block_on(async { block(mode) }));
    }
}

#[test]
fn blocking_and_waiting_both_work_inside_tokio() {
    for mut builder in [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = builder.worker_threads(2).enable_all().build().expect("a runtime");
        in_time(move || {
            for mode in modes() {
                runtime.block_on(wait(mode));
                runtime.block_on(async { block(mode) });
                let tasks: Vec<_> = (0..8).map(|_| runtime.spawn(async move { block(mode) })).collect();
                runtime.block_on(async {
                    for task in tasks {
                        task.await.expect("no panic");
                    }
                });
            }
        });
    }
}

#[test]
fn a_runtime_without_timers_and_network_will_do() {
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    in_time(move || {
        for mode in modes() {
            runtime.block_on(wait(mode));
        }
    });
}

#[test]
fn a_client_outlives_the_runtime_that_it_was_built_on() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    in_time(move || {
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        let client = runtime.block_on(async { client_of(&transport).build().expect("a client") });
        assert_eq!(flag_of(&client), "1");
        drop(runtime);
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
        assert_eq!(flag_of(&client), "2");
    });
}

/// A client that its own parts can use.
type Loophole = Arc<OnceLock<Client>>;

/// Uses a client in all ways that block.
fn use_up(client: &Client) {
    let _ = (flag_of(client), client.get_all_values(None), client.snapshot());
    let _ = (client.force_refresh(), client.wait_for_ready(seconds(3_600)));
}

#[test]
fn a_transport_may_use_its_client() {
    for mode in modes() {
        let client = Loophole::default();
        let own = Arc::clone(&client);
        let gate = Gate::default();
        let first = gate.clone();
        let transport = FakeTransport::scripted(move |_| match own.get() {
            Some(client) => {
                use_up(client);
                Answer::flag("1")
            }
            None => Answer::flag("0").when(&first),
        });
        let built = client_of(&transport).polling_mode(mode).build().expect("a client");
        client.set(built.clone()).expect("it is set once");
        gate.open();
        in_time(move || {
            assert!(built.force_refresh().is_ok());
            assert!(built.force_refresh().is_ok());
            assert_eq!(flag_of(&built), "1");
        });
        client.get().expect("it is set").close();
    }
}

#[test]
fn hooks_may_use_their_client() {
    let client = Loophole::default();
    let [ready, fetched, changed, error] = std::array::from_fn(|_| {
        let client = Arc::clone(&client);
        move || {
            // The client can be faster than the test.
            let client = client.wait();
            use_up(client);
            client.set_offline();
            client.set_online();
        }
    });
    let hooks = configcat_core::Hooks::new()
        .on_ready(move |_| ready())
        .on_config_fetched({
            let once = OnceLock::new();
            move |_| _ = once.set(()).map(|()| fetched())
        })
        .on_config_changed(move |_| changed())
        .on_error({
            let once = OnceLock::new();
            move |_| _ = once.set(()).map(|()| error())
        });
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(500), Answer::flag("2")]);
    let built = client_of(&transport).hooks(hooks).build().expect("a client");
    client.set(built.clone()).expect("it is set once");
    in_time(move || {
        while flag_of(&built) != "2" {
            let _ = built.force_refresh();
        }
        built.close();
    });
}

/// A cache that reads flags of the client that it belongs to.
#[derive(Clone, Default)]
struct NosyCache {
    client: Loophole,
    values: MemoryCache,
}

impl configcat_core::cache::ConfigCache for NosyCache {
    fn read(&self, key: &str) -> Result<Option<String>, configcat_core::cache::CacheError> {
        let _ = self.client.wait().snapshot();
        configcat_core::cache::ConfigCache::read(&self.values, key)
    }

    fn write(&self, key: &str, value: &str) -> Result<(), configcat_core::cache::CacheError> {
        let _ = (flag_of(self.client.wait()), self.client.wait().wait_for_ready(seconds(3_600)));
        configcat_core::cache::ConfigCache::write(&self.values, key, value)
    }
}

impl configcat_core::cache::AsyncConfigCache for NosyCache {
    fn read<'a>(
        &'a self,
        key: &'a str,
    ) -> configcat_core::BoxFuture<'a, Result<Option<String>, configcat_core::cache::CacheError>> {
        if let Some(client) = self.client.get() {
            use_up(client);
        }
        configcat_core::cache::AsyncConfigCache::read(&self.values, key)
    }

    fn write<'a>(
        &'a self,
        key: &'a str,
        value: &'a str,
    ) -> configcat_core::BoxFuture<'a, Result<(), configcat_core::cache::CacheError>> {
        use_up(self.client.wait());
        configcat_core::cache::AsyncConfigCache::write(&self.values, key, value)
    }
}

#[test]
fn caches_may_use_their_client() {
    for blocking in [true, false] {
        for mode in modes() {
            let (cache, transport) = (NosyCache::default(), FakeTransport::new([Answer::flag("1")]));
            let builder = client_of(&transport).polling_mode(mode);
            let builder =
                if blocking { builder.cache(cache.clone()) } else { builder.async_cache(cache.clone()) };
            let built = builder.build().expect("a client");
            cache.client.set(built.clone()).expect("it is set once");
            in_time(move || {
                assert_eq!(built.force_refresh(), Ok(RefreshOutcome::Updated));
                assert_eq!(flag_of(&built), "1");
            });
            assert!(cache.values.writes() > 0);
            cache.client.wait().close();
        }
    }
}

#[test]
fn waiting_to_be_ready_ends_in_time() {
    let cache = MemoryCache::default();
    let gate = Gate::default();
    cache.fail(CacheFault::Stuck(gate.clone()));
    let builder = client_of(&FakeTransport::new([Answer::flag("1")]));
    let client = builder.cache(cache.clone()).build().expect("a client");
    let timeout = std::time::Duration::from_millis(20);
    let error = client.wait_for_ready(timeout).expect_err("the cache is stuck");
    assert_eq!(error.event_id(), 4200);
    assert_eq!(error.to_string(), "the client was not ready within 20ms");
    cache.fail(CacheFault::None);
    gate.open();
    assert_eq!(client.wait_for_ready(std::time::Duration::MAX), Ok(ReadyState::HasUpToDateFlagData));
    assert_eq!(client.wait_for_ready(std::time::Duration::ZERO), Ok(ReadyState::HasUpToDateFlagData));
}
