//! Clients that download nothing follow their cache.

use configcat_core::{PollingMode, RefreshError, RefreshOutcome};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, MemoryCache, Recorder, Told};
use tokio::time::{Instant, sleep};

use crate::world::{
    CACHE_KEY, cache_value, client_of, current_flag_of, latest_flag_of, paused_client_of, seconds, settle,
    until,
};

#[tokio::test(start_paused = true)]
async fn offline_and_manual_clients_see_what_others_write() {
    for (mode, is_offline, period) in [
        (PollingMode::auto().interval(seconds(20)).into(), true, 20),
        (PollingMode::lazy().ttl(seconds(30)).into(), true, 30),
        (PollingMode::manual(), true, 60),
        (PollingMode::manual(), false, 60),
    ] {
        let (start, recorder) = (Instant::now(), Recorder::default());
        let cache = MemoryCache::holding(CACHE_KEY, cache_value("1", 500));
        let transport = FakeTransport::new([Answer::flag("downloaded")]);
        let builder = paused_client_of(&transport).polling_mode(mode).cache(cache.clone());
        let client = builder.offline(is_offline).hooks(recorder.hooks()).build().expect("a client");
        assert_eq!(latest_flag_of(&client).await, "1");
        cache.put(CACHE_KEY, cache_value("2", 400));
        until(start, period * 1_000 - 100).await;
        assert_eq!(current_flag_of(&client), "1", "not before the interval has passed: {mode:?}");
        until(start, period * 1_000 + 100).await;
        assert_eq!((current_flag_of(&client), latest_flag_of(&client).await), ("2".into(), "2".into()));
        cache.put(CACHE_KEY, cache_value("older", 600));
        until(start, period * 5_000).await;
        assert_eq!((current_flag_of(&client), transport.count(), cache.writes()), ("2".into(), 0, 0));
        settle().await;
        let change = Told::Changed(vec!["flag".to_owned()], "1".to_owned(), "2".to_owned());
        assert!(recorder.told().contains(&change), "{:?}", recorder.told());
    }
}

#[tokio::test(start_paused = true)]
async fn a_cache_can_be_read_at_any_time() {
    for is_offline in [true, false] {
        let cache = MemoryCache::default();
        let transport = FakeTransport::new([Answer::flag("downloaded")]);
        let builder = paused_client_of(&transport).polling_mode(PollingMode::manual()).cache(cache.clone());
        let client = builder.offline(is_offline).build().expect("a client");
        assert_eq!(client.sync_with_cache_async().await, Ok(RefreshOutcome::Unchanged));
        cache.put(CACHE_KEY, cache_value("1", 10));
        assert_eq!(client.sync_with_cache_async().await, Ok(RefreshOutcome::FromCache));
        assert_eq!(current_flag_of(&client), "1");
        assert_eq!(client.sync_with_cache_async().await, Ok(RefreshOutcome::Unchanged));
        cache.fail(CacheFault::Error);
        let error = client.sync_with_cache_async().await.expect_err("the cache is broken");
        assert!(matches!(error, RefreshError::Cache { .. }) && error.event_id() == 2200, "{error}");
        assert_eq!((current_flag_of(&client), transport.count()), ("1".to_owned(), 0));
    }
}

#[test]
fn a_thread_can_wait_for_the_cache() {
    let cache = MemoryCache::holding(CACHE_KEY, cache_value("1", 10));
    let transport = FakeTransport::new([Answer::flag("downloaded")]);
    let builder = client_of(&transport).polling_mode(PollingMode::manual());
    let client = builder.cache(cache.clone()).build().expect("a client");
    client.wait_for_ready(seconds(20)).expect("the cache answers");
    cache.put(CACHE_KEY, cache_value("2", 5));
    assert_eq!(client.sync_with_cache(), Ok(RefreshOutcome::FromCache));
    assert_eq!((current_flag_of(&client), transport.count()), ("2".to_owned(), 0));

    let without = client_of(&transport).polling_mode(PollingMode::manual()).build().expect("a client");
    assert_eq!(without.sync_with_cache(), Err(RefreshError::NoCache));
    without.close();
    assert_eq!(without.sync_with_cache(), Err(RefreshError::Closed));
}

#[tokio::test(start_paused = true)]
async fn an_online_client_that_polls_does_not_look_in_between() {
    let cache = MemoryCache::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = paused_client_of(&transport).cache(cache.clone()).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    let reads = cache.reads();
    sleep(seconds(59)).await;
    assert_eq!(cache.reads(), reads);
    client.set_offline();
    sleep(seconds(120)).await;
    assert_eq!((cache.reads(), transport.count()), (reads + 2, 1));
}
