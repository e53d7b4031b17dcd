//! Auto polling: when requests are made, and who waits for them.

use std::time::Duration;

use configcat_core::{LogLevel, PollingMode, ReadyState};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder};
use tokio::time::Instant;

use crate::world::{
    Blocked, CACHE_KEY, assert_close, cache_value, client_of, current_flag_of, flag_of, latest_flag_of,
    paused_client_of, seconds, settle, until,
};

#[tokio::test(start_paused = true)]
async fn the_first_request_is_made_at_once_and_the_others_at_the_interval() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
    let start = Instant::now();
    let client = paused_client_of(&transport).build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
    assert_eq!(flag_of(&client), "1");
    until(start, 59_980).await;
    assert_eq!(flag_of(&client), "1");
    until(start, 60_000).await;
    assert_eq!(flag_of(&client), "2");
    until(start, 120_000).await;
    assert_eq!(flag_of(&client), "3");
    assert_close(&transport.times(), &[0, 60_000, 120_000]);
}

#[tokio::test(start_paused = true)]
async fn the_interval_can_be_set() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let start = Instant::now();
    let mode = PollingMode::auto().interval(seconds(7));
    let _client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
    until(start, 28_000).await;
    assert_close(&transport.times(), &[0, 7_000, 14_000, 21_000, 28_000]);
}

#[tokio::test(start_paused = true)]
async fn reads_wait_for_the_first_config() {
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(3))]);
    let start = Instant::now();
    let client = paused_client_of(&transport).build().expect("a client");
    assert_eq!(current_flag_of(&client), "none", "a snapshot does not wait");
    assert_eq!(latest_flag_of(&client).await, "1");
    assert_close(&[start.elapsed().as_millis()], &[3_000]);
}

#[tokio::test(start_paused = true)]
async fn reads_wait_no_longer_than_allowed_and_only_once() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(9))]);
    let start = Instant::now();
    let mode = PollingMode::auto().max_init_wait(seconds(2));
    let builder = recorder.listen_to_log(paused_client_of(&transport).polling_mode(mode));
    let client = builder.build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "none");
    assert_close(&[start.elapsed().as_millis()], &[2_000]);
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 4200)]);

    for _ in 0..3 {
        assert_eq!(latest_flag_of(&client).await, "none");
        assert_eq!(flag_of(&client), "none");
    }
    assert_close(&[start.elapsed().as_millis()], &[2_000]);
    until(start, 9_000).await;
    assert_eq!(flag_of(&client), "1", "the slow request is not given up");
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn reads_that_may_not_wait_do_not_and_nobody_is_warned() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(1))]);
    let mode = PollingMode::auto().max_init_wait(Duration::ZERO);
    let builder = recorder.listen_to_log(paused_client_of(&transport).polling_mode(mode));
    let (start, client) = (Instant::now(), builder.build().expect("a client"));
    assert_eq!(flag_of(&client), "none", "this would block for ever");
    assert_eq!(latest_flag_of(&client).await, "none");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    assert_eq!(start.elapsed(), Duration::ZERO);
    until(start, 1_000).await;
    assert_eq!(flag_of(&client), "1");
    assert_eq!(recorder.logged(), []);
}

/// With the real clock: the deadline of blocking reads is not that of the driver.
#[test]
fn blocking_reads_wait_no_longer_than_allowed() {
    let transport = FakeTransport::new([Answer::Never]);
    let mode = PollingMode::auto().max_init_wait(Duration::from_millis(60));
    let client = client_of(&transport).polling_mode(mode).build().expect("a client");
    let start = std::time::Instant::now();
    assert_eq!(flag_of(&client), "none");
    let waited = start.elapsed();
    assert!(waited >= Duration::from_millis(50) && waited < seconds(4), "{waited:?}");
    assert_eq!(client.wait_for_ready(seconds(4)), Ok(ReadyState::NoFlagData));
}

#[test]
fn blocking_reads_that_waited_long_enough_take_what_has_come_meanwhile() {
    let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", 100));
    let mode = PollingMode::auto().max_init_wait(Duration::from_millis(60));
    let builder = client_of(&FakeTransport::new([Answer::Never])).polling_mode(mode);
    assert_eq!(flag_of(&builder.cache(cache).build().expect("a client")), "cached");
}

#[test]
fn blocking_reads_wait_for_the_first_config() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate)]);
    let mode = PollingMode::auto().max_init_wait(seconds(60));
    let client = client_of(&transport).polling_mode(mode).build().expect("a client");
    let readers = Blocked::start(4, || client.clone(), |client| flag_of(&client));
    assert_eq!(current_flag_of(&client), "none");
    gate.open();
    assert_eq!(readers.results(), ["1"; 4]);
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_cache_that_is_fresh_enough_spares_the_first_request() {
    let transport = FakeTransport::new([Answer::flag("new")]);
    let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", 20));
    let start = Instant::now();
    let client = paused_client_of(&transport).cache(cache).build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
    assert_eq!(flag_of(&client), "cached");
    until(start, 39_900).await;
    assert_eq!(transport.count(), 0);
    // The clock of the cache is that of the system, which is not paused.
    // Clients that share a cache are spread over a tenth of the interval.
    until(start, 46_100).await;
    assert_eq!(flag_of(&client), "new");
    assert_eq!(transport.requests()[0].etag.as_deref(), Some("cached"));
}

#[tokio::test(start_paused = true)]
async fn an_expired_cache_is_used_until_the_config_is_there() {
    for age in [60, 3_600, -3_600] {
        let transport = FakeTransport::new([Answer::flag("new").after(seconds(8))]);
        let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", age));
        let start = Instant::now();
        let client = paused_client_of(&transport).cache(cache).build().expect("a client");
        settle().await;
        assert_eq!(current_flag_of(&client), "cached", "{age}");
        assert_eq!(latest_flag_of(&client).await, "cached");
        assert_close(&[start.elapsed().as_millis()], &[5_000]);
        assert_eq!(client.wait_for_ready_async().await, ReadyState::HasCachedFlagDataOnly);
        until(start, 8_000).await;
        assert_eq!(flag_of(&client), "new");
    }
}

#[tokio::test(start_paused = true)]
async fn a_config_that_has_not_changed_is_kept_and_counts_as_new() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(304)]);
    let start = Instant::now();
    let client = paused_client_of(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    let first = client.snapshot();
    until(start, 60_000).await;
    let second = client.snapshot();
    assert!(
        std::ptr::eq(config_of(&first), config_of(&second)),
        "the config is the same one, not an equal one"
    );
    assert!(second.fetch_time() > first.fetch_time());
    until(start, 120_000).await;
    assert_eq!(flag_of(&client), "1");
    let etags: Vec<_> = transport.requests().into_iter().map(|request| request.etag).collect();
    assert_eq!(etags, [None, Some("1".to_owned()), Some("1".to_owned())]);
}

fn config_of(snapshot: &configcat_core::Snapshot) -> &configcat_core::Config {
    snapshot.config().expect("a config")
}

#[tokio::test(start_paused = true)]
async fn the_pauses_after_failures_grow_up_to_the_interval() {
    let transport = FakeTransport::new([Answer::status(500)]);
    let start = Instant::now();
    let mode = PollingMode::auto().interval(seconds(10));
    let client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    until(start, 50_000).await;
    let times = transport.times();
    for (pause, longest) in times.windows(2).map(|pair| pair[1] - pair[0]).zip([1, 2, 4, 8, 10, 10, 10]) {
        assert!((longest * 500..=longest * 1_000 + 10).contains(&pause), "{pause} of {longest} s: {times:?}");
    }
    assert!((7..=12).contains(&times.len()), "{times:?}");

    transport.answer([Answer::flag("1"), Answer::status(500), Answer::flag("2")]);
    let before = transport.count();
    until(start, 85_000).await;
    let times = &transport.times()[before..];
    assert_close(&[times[1] - times[0]], &[10_000]);
    assert!((500..=1_010).contains(&(times[2] - times[1])), "the pauses start anew: {times:?}");
    assert_close(&[times[3] - times[2]], &[10_000]);
    assert_eq!(flag_of(&client), "2");
}

#[tokio::test(start_paused = true)]
async fn the_server_can_ask_for_a_longer_pause() {
    for status in [429, 500, 503] {
        let transport = FakeTransport::new([
            Answer::flag("1"),
            Answer::status(status).retry_after(90),
            Answer::flag("2"),
        ]);
        let start = Instant::now();
        let client = paused_client_of(&transport).build().expect("a client");
        until(start, 149_000).await;
        assert_eq!(flag_of(&client), "1");
        // Clients that a server sends away are spread over a tenth of the time.
        until(start, 159_100).await;
        assert_eq!(flag_of(&client), "2");
        let times = transport.times();
        assert_close(&times[..2], &[0, 60_000]);
        assert!((150_000..159_100).contains(&times[2]), "{times:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_sdk_key_is_tried_again_at_the_interval() {
    for status in [403, 404] {
        let answers = [Answer::flag("1"), Answer::status(status).retry_after(5), Answer::flag("2")];
        let transport = FakeTransport::new(answers);
        let start = Instant::now();
        let client = paused_client_of(&transport).build().expect("a client");
        until(start, 119_000).await;
        assert_eq!(flag_of(&client), "1");
        until(start, 120_000).await;
        assert_eq!(flag_of(&client), "2");
        assert_close(&transport.times(), &[0, 60_000, 120_000]);
    }
}

#[tokio::test(start_paused = true)]
async fn one_client_never_has_two_requests_open() {
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(25))]);
    let mode = PollingMode::auto().interval(seconds(10));
    let client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
    let refreshes = (0..20).map(|number| {
        let client = client.clone();
        tokio::spawn(async move {
            tokio::time::sleep(seconds(number * 7)).await;
            client.force_refresh_async().await.expect("the server answers");
        })
    });
    for refresh in refreshes.collect::<Vec<_>>() {
        refresh.await.expect("no panic");
    }
    assert!(transport.count() > 4);
    assert_eq!(transport.most_at_once(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_on_demand_delays_the_next_poll() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let start = Instant::now();
    let client = paused_client_of(&transport).build().expect("a client");
    until(start, 40_000).await;
    client.force_refresh_async().await.expect("the server answers");
    until(start, 101_000).await;
    assert_close(&transport.times(), &[0, 40_000, 100_000]);
}
