//! Refreshing on demand, and what it says about the outcome.

use configcat_core::{
    Client, OverrideBehaviour, Overrides, PollingMode, ReadyState, RefreshError, RefreshOutcome,
    transport::TransportResponse,
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder, flag_document};
use tokio::time::sleep;

use crate::world::{
    Blocked, CACHE_KEY, KEY, cache_value, client_of, flag_of, latest_flag_of, paused_client_of, seconds,
    settle,
};

fn manual(transport: &FakeTransport) -> configcat_core::ClientBuilder {
    paused_client_of(transport).polling_mode(PollingMode::manual())
}

#[tokio::test(start_paused = true)]
async fn a_manual_client_downloads_only_when_told_to() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = manual(&transport).build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    sleep(seconds(1_000)).await;
    assert_eq!((flag_of(&client), latest_flag_of(&client).await), ("none".to_owned(), "none".to_owned()));
    assert_eq!(transport.count(), 0);
    for value in ["1", "2"] {
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
        assert_eq!(flag_of(&client), value);
        sleep(seconds(1_000)).await;
    }
    assert_eq!(transport.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_manual_client_starts_with_its_cache() {
    let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", 1));
    let builder = manual(&FakeTransport::new([Answer::status(304)])).cache(cache);
    let client = builder.build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasCachedFlagDataOnly);
    assert_eq!(flag_of(&client), "cached");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Unchanged));
}

#[tokio::test(start_paused = true)]
async fn each_outcome_is_told() {
    let cache = MemoryCache::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(304)]);
    let client = manual(&transport).cache(cache.clone()).build().expect("a client");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    let first = client.snapshot().fetch_time().expect("a time");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Unchanged));
    assert!(client.snapshot().fetch_time().expect("a time") > first);
    client.set_offline();
    cache.put(CACHE_KEY, cache_value("2", -5));
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::FromCache));
    assert_eq!(flag_of(&client), "2");
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::Offline), "it is not newer now");
}

/// Answers, the messages of their errors with causes, and their event ids.
fn failures() -> Vec<(Answer, &'static str, u16)> {
    let ray = |response: &mut TransportResponse| response.ray_id = Some("1-VIE".to_owned());
    vec![
        (
            Answer::status(404),
            "the SDK key `…678901` seems to be wrong: the server answered with status 404; compare it with the SDK keys \
             of the environment in the ConfigCat dashboard",
            1100,
        ),
        (
            Answer::status(403).with(ray),
            "the SDK key `…678901` seems to be wrong: the server answered with status 403 (Ray ID: 1-VIE); compare it \
             with the SDK keys of the environment in the ConfigCat dashboard",
            1100,
        ),
        (Answer::status(500), "the server answered with the unexpected status 500", 1101),
        (Answer::status(302), "the server answered with the unexpected status 302", 1101),
        (Answer::status(204), "the server answered with the unexpected status 204", 1101),
        (
            Answer::Timeout,
            "the server did not answer in time; see `request_timeout`, `connect_timeout` and `read_timeout`",
            1102,
        ),
        (Answer::Network("no route".to_owned()), "the connection failed: no route", 1103),
        (Answer::Panic, "the transport panicked", 1103),
        (Answer::TooLarge, "the config is larger than the limit of 10 bytes; see `max_config_size`", 1105),
        (
            Answer::document("").with(|response| response.body = vec![0xff]),
            "the answer is not a config: it is not UTF-8",
            1105,
        ),
        (
            Answer::document("{"),
            "the answer is not a config: line 1, column 1: EOF while parsing an object",
            1105,
        ),
        (
            Answer::document(""),
            "the answer is not a config: line 1, column 1: EOF while parsing a value",
            1105,
        ),
        (
            Answer::document("{}"),
            "the answer is not a config: not a config document: it has neither `f` (config JSON) nor `flags` \
             (simple override document)",
            1105,
        ),
        (Answer::status(304), "the server answered that the config has not changed, but none is held", 1106),
    ]
}

#[tokio::test(start_paused = true)]
async fn each_failure_is_told_to_everybody_and_costs_no_flag() {
    for (answer, message, event_id) in failures() {
        let (recorder, cache) = (Recorder::default(), MemoryCache::default());
        let good = Answer::document(flag_document("good"));
        let transport = FakeTransport::new([good.clone(), answer, Answer::flag("better")]);
        let builder = recorder.listen_to_log(manual(&transport)).hooks(recorder.hooks());
        let client = builder.cache(cache.clone()).build().expect("a client");
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
        let cached = cache.value(CACHE_KEY);

        let error = client.force_refresh_async().await.expect_err("the answer is bad");
        assert_eq!(format!("{error:?}"), message);
        settle().await;
        assert_eq!(error.event_id(), event_id);
        assert_eq!(recorder.logged(), [(configcat_core::LogLevel::Error, event_id)], "{error:?}");
        assert_eq!(recorder.errors(), [event_id], "{error:?}");
        assert_eq!(flag_of(&client), "good", "{error:?}");
        assert_eq!(cache.value(CACHE_KEY), cached);

        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated), "after {error:?}");
        assert_eq!(flag_of(&client), "better");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_can_be_refreshed_offline_closed_or_with_local_flags() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let recorder = Recorder::default();
    let client = recorder.listen_to_log(manual(&transport)).offline(true).build().expect("a client");
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::Offline));
    client.close();
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::Closed));
    assert_eq!(client.force_refresh(), Err(RefreshError::Closed));

    let overrides = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
    let builder = recorder.listen_to_log(Client::builder("local")).overrides(overrides);
    let local = builder.build().expect("a client");
    assert_eq!(local.force_refresh(), Err(RefreshError::LocalOnly));
    assert_eq!(local.force_refresh_async().await, Err(RefreshError::LocalOnly));
    let ids: Vec<_> =
        recorder.logged().into_iter().map(|(level, event_id)| (level as u8, event_id)).collect();
    let warning = configcat_core::LogLevel::Warning as u8;
    assert_eq!(ids, [3200, 3201, 3201, 3202, 3202].map(|event_id| (warning, event_id)));
    assert_eq!(transport.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn refreshes_at_the_same_time_share_one_download() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate), Answer::flag("2")]);
    let client = manual(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    let refresh = || {
        let client = client.clone();
        tokio::spawn(async move { client.force_refresh_async().await })
    };
    let together: Vec<_> = (0..50).map(|_| refresh()).collect();
    settle().await;
    // The answer to these must not be older than they are.
    let late: Vec<_> = (0..50).map(|_| refresh()).collect();
    settle().await;
    gate.open();
    for task in together.into_iter().chain(late) {
        assert_eq!(task.await.expect("no panic"), Ok(RefreshOutcome::Updated));
    }
    assert_eq!(transport.count(), 2);
    assert_eq!(flag_of(&client), "2");
}

#[test]
fn blocking_refreshes_at_the_same_time_share_downloads() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate)]);
    let client = client_of(&transport).polling_mode(PollingMode::manual()).build().expect("a client");
    let threads = Blocked::start(8, || client.clone(), |client| client.force_refresh());
    gate.open();
    assert!(threads.results().iter().all(|result| *result == Ok(RefreshOutcome::Updated)));
    assert!(transport.count() <= 2, "one for the first, and one for all others");
}

#[tokio::test(start_paused = true)]
async fn a_refresh_does_not_wait_for_a_pause_to_be_over() {
    let transport = FakeTransport::new([
        Answer::status(500).retry_after(1_000),
        Answer::status(500).retry_after(1_000),
        Answer::flag("1"),
    ]);
    let client = paused_client_of(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    let start = tokio::time::Instant::now();
    client.force_refresh_async().await.expect_err("the server fails");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    assert!(start.elapsed() < seconds(1));
}

#[tokio::test(start_paused = true)]
async fn requests_say_who_sends_them() {
    let version = env!("CARGO_PKG_VERSION");
    for (mode, letter) in
        [(PollingMode::auto().into(), 'a'), (PollingMode::lazy().into(), 'l'), (PollingMode::manual(), 'm')]
    {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
        client.force_refresh_async().await.expect("the server answers");
        let request = &transport.requests()[0];
        assert_eq!(request.user_agent, format!("ConfigCat-Rust/{letter}-{version}"));
        assert_eq!(
            request.url,
            format!("https://cdn-global.configcat.com/configuration-files/{KEY}/config_v5.json")
        );
        assert_eq!(request.max_body_size, 64 << 20);
    }
}

#[test]
fn a_refresh_tells_whether_the_client_was_closed_or_its_runtime_has_ended() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build();
    let runtime = runtime.expect("a runtime");
    let [closed, stopped] = [(); 2].map(|()| {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let builder = client_of(&transport).runtime(runtime.handle().clone());
        builder.polling_mode(PollingMode::manual()).build().expect("a client")
    });
    closed.close();
    assert_eq!(closed.force_refresh(), Err(RefreshError::Closed));
    drop(runtime);
    assert_eq!(stopped.force_refresh(), Err(RefreshError::Stopped));
    assert_eq!([RefreshError::Stopped, RefreshError::WouldBlock].map(|error| error.event_id()), [3201; 2]);
}
