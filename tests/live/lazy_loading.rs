//! Lazy loading: an expired config is brought up to date by the reads that need it.

use configcat_core::{ClientBuilder, Flag, PollingMode, ReadyState, Text};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, Gate, MemoryCache};
use tokio::time::{Instant, advance, sleep};

use crate::world::{
    Blocked, CACHE_KEY, assert_close, cache_value, client_of, current_flag_of, flag_of, latest_flag_of,
    paused_client_of, seconds, settle, until,
};

const FLAG: Flag<Text> = Flag::new("flag", Text::from_static("none"));

fn lazy(transport: &FakeTransport) -> ClientBuilder {
    paused_client_of(transport).polling_mode(PollingMode::lazy().ttl(seconds(10)))
}

#[tokio::test(start_paused = true)]
async fn nothing_is_downloaded_before_a_flag_is_read() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = lazy(&transport).build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    sleep(seconds(100)).await;
    assert_eq!(current_flag_of(&client), "none", "a snapshot does not count as a read");
    assert_eq!(transport.count(), 0);
    assert_eq!(latest_flag_of(&client).await, "1");
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn reads_before_the_client_is_ready_get_the_config_too() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = lazy(&transport).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");

    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate)]);
    let (cache, reading) = (MemoryCache::default(), Gate::default());
    cache.fail(CacheFault::Stuck(reading.clone()));
    let builder = client_of(&transport).polling_mode(PollingMode::lazy()).cache(cache.clone());
    let client = builder.build().expect("a client");
    let readers = Blocked::start(4, || client.clone(), |client| flag_of(&client));
    cache.fail(CacheFault::None);
    reading.open();
    gate.open();
    assert_eq!(readers.results_async().await, ["1"; 4]);
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_expired_config_is_refreshed_before_the_value_is_returned() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2").after(seconds(3))]);
    let client = lazy(&transport).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    sleep(seconds(9)).await;
    assert_eq!(latest_flag_of(&client).await, "1");
    assert_eq!(flag_of(&client), "1");
    assert_eq!(transport.count(), 1);
    sleep(seconds(1)).await;
    let start = Instant::now();
    assert_eq!(latest_flag_of(&client).await, "2");
    assert_close(&[start.elapsed().as_millis()], &[3_000]);
    assert_eq!(transport.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn every_kind_of_blocking_read_waits() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate)]);
    let client = lazy(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    let reads: [fn(configcat_core::Client) -> String; 6] = [
        |client| client.get_value("flag", "none", None).to_string(),
        |client| client.get_value_details("flag", "none", None).value.to_string(),
        |client| client.value(&FLAG, None).to_string(),
        |client| client.value_details(&FLAG, None).value.to_string(),
        |client| client.get_all_values(None)[0].1.to_string(),
        |client| client.get_all_value_details(None)[0].value.as_ref().expect("a value").to_string(),
    ];
    let readers: Vec<_> = reads.map(|read| Blocked::start(1, || client.clone(), read)).into();
    gate.open();
    for reader in readers {
        assert_eq!(reader.results_async().await, ["1"]);
    }
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn concurrent_readers_cause_one_request() {
    let (first, second) = (Gate::default(), Gate::default());
    let transport = FakeTransport::new([Answer::flag("1").when(&first), Answer::flag("2").when(&second)]);
    let client = lazy(&transport).build().expect("a client");
    for (gate, value) in [(first, "1"), (second, "2")] {
        let before = transport.count();
        let blocked = Blocked::start(8, || client.clone(), |client| flag_of(&client));
        let tasks: Vec<_> = (0..50).map(|_| client.clone()).collect();
        let tasks: Vec<_> =
            tasks.into_iter().map(|c| tokio::spawn(async move { latest_flag_of(&c).await })).collect();
        settle().await;
        assert!(!tasks.iter().any(tokio::task::JoinHandle::is_finished), "the readers wait");
        gate.open();
        for task in tasks {
            assert_eq!(task.await.expect("no panic"), value);
        }
        assert_eq!(blocked.results_async().await, [value; 8]);
        settle().await;
        assert_eq!(transport.count(), before + 1);
        advance(seconds(10)).await;
    }
}

#[test]
fn blocking_readers_cause_one_request_on_the_shared_thread() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate)]);
    let client = client_of(&transport).polling_mode(PollingMode::lazy()).build().expect("a client");
    let readers = Blocked::start(16, || client.clone(), |client| flag_of(&client));
    gate.open();
    assert_eq!(readers.results(), ["1"; 16]);
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_nobody_waits_until_the_pause_is_over() {
    for failure in [Answer::status(500), Answer::Timeout, Answer::Panic, Answer::document("{")] {
        let transport = FakeTransport::new([Answer::flag("1"), failure, Answer::flag("2")]);
        let client = lazy(&transport).build().expect("a client");
        assert_eq!(latest_flag_of(&client).await, "1");
        sleep(seconds(10)).await;
        assert_eq!(latest_flag_of(&client).await, "1");
        for _ in 0..100 {
            assert_eq!(flag_of(&client), "1", "this would block for ever");
            assert_eq!(latest_flag_of(&client).await, "1");
        }
        assert_eq!(transport.count(), 2);
        sleep(seconds(1)).await;
        assert_eq!(latest_flag_of(&client).await, "2");
        assert_eq!(transport.count(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_can_ask_for_a_longer_pause() {
    let answers = [Answer::flag("1"), Answer::status(429).retry_after(30), Answer::flag("2")];
    let transport = FakeTransport::new(answers);
    let client = lazy(&transport).build().expect("a client");
    latest_flag_of(&client).await;
    sleep(seconds(10)).await;
    let start = Instant::now();
    assert_eq!(latest_flag_of(&client).await, "1");
    until(start, 29_000).await;
    assert_eq!(latest_flag_of(&client).await, "1");
    // Clients that a server sends away are spread over a tenth of the time.
    until(start, 33_100).await;
    assert_eq!(latest_flag_of(&client).await, "2");
}

#[tokio::test(start_paused = true)]
async fn a_wrong_sdk_key_counts_as_an_answer() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(404), Answer::flag("2")]);
    let client = lazy(&transport).build().expect("a client");
    for (value, requests) in [("1", 1), ("1", 2), ("2", 3)] {
        assert_eq!(latest_flag_of(&client).await, value);
        sleep(seconds(9)).await;
        assert_eq!(latest_flag_of(&client).await, value);
        assert_eq!(transport.count(), requests);
        sleep(seconds(1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_config_that_has_not_changed_is_good_for_another_period() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(304)]);
    let client = lazy(&transport).build().expect("a client");
    for request in 1..4 {
        assert_eq!(latest_flag_of(&client).await, "1");
        sleep(seconds(9)).await;
        assert_eq!(latest_flag_of(&client).await, "1");
        assert_eq!(transport.count(), request);
        sleep(seconds(1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_cache_that_has_not_expired_spares_the_request() {
    let transport = FakeTransport::new([Answer::flag("new")]);
    for (age, state, value) in [
        (5, ReadyState::HasUpToDateFlagData, "cached"),
        (15, ReadyState::HasCachedFlagDataOnly, "new"),
        (-15, ReadyState::HasCachedFlagDataOnly, "new"),
    ] {
        let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", age));
        let client = lazy(&transport).cache(cache).build().expect("a client");
        assert_eq!(client.wait_for_ready_async().await, state, "{age}");
        assert_eq!(current_flag_of(&client), "cached");
        assert_eq!(latest_flag_of(&client).await, value, "{age}");
    }
    assert_eq!(transport.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_config_that_another_process_downloaded_is_taken_from_the_cache() {
    let (transport, cache) = (FakeTransport::new([Answer::flag("1")]), MemoryCache::default());
    let client = lazy(&transport).cache(cache.clone()).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    sleep(seconds(10)).await;
    cache.put(CACHE_KEY, cache_value("2", -1).replacen("\n2\n", "\netag\n", 1));
    std::thread::sleep(std::time::Duration::from_millis(1));
    assert_eq!(latest_flag_of(&client).await, "1", "a config from the future is asked for again");
    assert_eq!(transport.requests()[1].etag.as_deref(), Some("etag"));
}
