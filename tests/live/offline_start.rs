//! Starts without a network: readers can prefer the config at hand.

use configcat_core::{AutoPolling, ClientBuilder, PollingMode, ReadyState};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, Gate, MemoryCache, flag_document};
use tokio::time::{Instant, sleep};

use crate::world::{CACHE_KEY, cache_value, current_flag_of, latest_flag_of, paused_client_of, seconds};

fn preferring(transport: &FakeTransport, set: fn(AutoPolling) -> AutoPolling) -> ClientBuilder {
    paused_client_of(transport).polling_mode(set(PollingMode::auto()).prefer_cached(true))
}

#[tokio::test(start_paused = true)]
async fn readers_do_not_wait_for_the_network_if_there_is_a_config() {
    for max_init_wait in [|auto: AutoPolling| auto, |auto: AutoPolling| auto.max_init_wait(seconds(0))] {
        let transport = FakeTransport::new([Answer::flag("current").after(seconds(30))]);
        let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", 1_000));
        let builder = preferring(&transport, max_init_wait).bootstrap(flag_document("bootstrap"));
        let (start, client) = (Instant::now(), builder.cache(cache).build().expect("a client"));
        assert_eq!(latest_flag_of(&client).await, "cached", "and not the bootstrap");
        assert_eq!(client.wait_for_ready_async().await, ReadyState::HasCachedFlagDataOnly);
        assert!(start.elapsed().is_zero(), "{:?}", start.elapsed());
        sleep(seconds(31)).await;
        assert_eq!((current_flag_of(&client), transport.count()), ("current".to_owned(), 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_bootstrap_counts_once_the_cache_has_answered() {
    let transport = FakeTransport::new([Answer::Never]);
    let builder = preferring(&transport, |auto| auto).bootstrap(flag_document("bootstrap"));
    let (start, client) = (Instant::now(), builder.cache(MemoryCache::default()).build().expect("a client"));
    assert_eq!(latest_flag_of(&client).await, "bootstrap");
    assert!(start.elapsed().is_zero(), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_cache_that_is_stuck_is_waited_for_three_seconds() {
    let (transport, cache) = (FakeTransport::new([Answer::Never]), MemoryCache::default());
    cache.fail(CacheFault::Stuck(Gate::default()));
    let builder = preferring(&transport, |auto| auto).bootstrap(flag_document("bootstrap"));
    let (start, client) = (Instant::now(), builder.async_cache(cache).build().expect("a client"));
    assert_eq!(latest_flag_of(&client).await, "bootstrap");
    assert_eq!(start.elapsed().as_secs(), 3);
}

#[tokio::test(start_paused = true)]
async fn without_any_config_readers_wait_for_the_network() {
    let transport = FakeTransport::new([Answer::flag("current").after(seconds(2))]);
    let builder = preferring(&transport, |auto| auto);
    let client = builder.cache(MemoryCache::default()).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "current");
    let (start, transport) = (Instant::now(), FakeTransport::new([Answer::Never]));
    let client = preferring(&transport, |auto| auto).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "none");
    assert_eq!(start.elapsed().as_secs(), 5, "not longer than `max_init_wait`");
}
