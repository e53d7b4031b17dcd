//! Caches and transports that block, get stuck, or take long to be dropped: they harm only their own client.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use configcat_core::{
    BoxFuture, Client, PollingMode, ReadyState, RefreshError, RefreshOutcome,
    cache::{AsyncConfigCache, CacheError},
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, flag_document};

use crate::world::{KEY, client_of, flag_of, seconds};

/// A cache and a transport that block the thread that polls them, until a gate is open.
#[derive(Clone, Default)]
struct Blocking {
    gate: Gate,
    blocked: Arc<AtomicUsize>,
}

impl Blocking {
    fn block(&self) {
        self.blocked.fetch_add(1, Ordering::SeqCst);
        self.gate.wait();
    }

    fn wait_for(&self, count: usize) {
        while self.blocked.load(Ordering::SeqCst) < count {
            thread::yield_now();
        }
    }
}

impl Transport for Blocking {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            self.block();
            Ok(TransportResponse::new(200).with_body(flag_document("late")))
        })
    }
}

impl AsyncConfigCache for Blocking {
    fn read<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>> {
        Box::pin(async {
            self.block();
            Ok(None)
        })
    }

    fn write<'a>(&'a self, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(async {
            self.block();
            Ok(())
        })
    }
}

/// Blocks the thread that drops it.
struct Clinging(Blocking);

impl Drop for Clinging {
    fn drop(&mut self) {
        self.0.block();
    }
}

fn assert_unharmed() {
    let cache = MemoryCache::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = client_of(&transport).async_cache(cache.clone()).build().expect("a client");
    assert_eq!(client.wait_for_ready(seconds(20)), Ok(ReadyState::HasUpToDateFlagData));
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!((flag_of(&client), cache.writes()), ("2".to_owned(), 2));
}

#[test]
fn any_number_of_blocking_transports_starves_nobody() {
    const BLOCKED: usize = 520;

    let transport = Blocking::default();
    let clients: Vec<_> = (0..BLOCKED)
        .map(|_| Client::builder(KEY).transport(transport.clone()).build().expect("a client"))
        .collect();
    transport.wait_for(BLOCKED);
    assert_unharmed();
    transport.gate.open();
    for client in clients {
        assert_eq!(client.wait_for_ready(seconds(20)), Ok(ReadyState::HasUpToDateFlagData));
        assert_eq!(flag_of(&client), "late");
    }
}

#[test]
fn an_asynchronous_cache_that_blocks_delays_nobody_else() {
    let cache = Blocking::default();
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = client_of(&transport).async_cache(cache.clone()).build().expect("a client");
    cache.wait_for(1);
    assert_unharmed();
    cache.gate.open();
    assert_eq!(client.wait_for_ready(seconds(20)), Ok(ReadyState::HasUpToDateFlagData));
    assert_eq!(flag_of(&client), "1");
}

/// A transport whose futures take long to be dropped, and that has spawned a task that blocks.
struct Sticky(Blocking);

impl Transport for Sticky {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let (spawned, clinging) = (self.0.clone(), Clinging(self.0.clone()));
            tokio::spawn(async move { spawned.block() });
            std::future::pending::<()>().await;
            drop(clinging);
            Err(TransportError::Network("never".into()))
        })
    }
}

#[test]
fn requests_that_are_given_up_and_tasks_of_transports_delay_nobody_else() {
    let blocking = Blocking::default();
    let builder = Client::builder(KEY).transport(Sticky(blocking.clone()));
    let client = builder.build().expect("a client");
    blocking.wait_for(1);
    client.set_offline();
    assert_eq!(client.wait_for_ready(seconds(20)), Ok(ReadyState::NoFlagData));
    blocking.wait_for(2);
    assert_unharmed();
    assert_eq!(client.force_refresh(), Err(RefreshError::Offline));
    drop(client);
    assert_unharmed();
    blocking.gate.open();
}

/// A cache and a transport whose destructors panic.
#[derive(Clone, Default)]
struct Explosive;

impl Drop for Explosive {
    fn drop(&mut self) {
        assert!(thread::panicking(), "the destructor of a test panics");
    }
}

impl Transport for Explosive {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async { Ok(TransportResponse::new(200).with_body(flag_document("1"))) })
    }
}

impl AsyncConfigCache for Explosive {
    fn read<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>> {
        Box::pin(async { Ok(None) })
    }

    fn write<'a>(&'a self, _: &'a str, _: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(async { Ok(()) })
    }
}

#[test]
fn destructors_that_panic_harm_nobody() {
    for mode in [PollingMode::auto().into(), PollingMode::manual()] {
        let builder = Client::builder(KEY).transport(Explosive).async_cache(Explosive).polling_mode(mode);
        let client = builder.build().expect("a client");
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
        drop(client);
        assert_unharmed();
    }
}
