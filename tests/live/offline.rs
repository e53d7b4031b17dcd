//! Offline mode: from the start and later, in both directions, in all polling modes.

use configcat_core::{
    Client, LogLevel, OverrideBehaviour, Overrides, PollingMode, ReadyState, RefreshError, RefreshOutcome,
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder};
use tokio::time::{Instant, sleep};

use crate::world::{
    Blocked, CACHE_KEY, assert_close, cache_value, client_of, current_flag_of, flag_of, latest_flag_of,
    paused_client_of, seconds, settle, until,
};

fn modes() -> [PollingMode; 3] {
    [PollingMode::auto().into(), PollingMode::lazy().into(), PollingMode::manual()]
}

#[tokio::test(start_paused = true)]
async fn a_client_that_starts_offline_is_ready_at_once_and_makes_no_requests() {
    for mode in modes() {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let builder = paused_client_of(&transport).polling_mode(mode).offline(true);
        let (start, client) = (Instant::now(), builder.build().expect("a client"));
        assert!(client.is_offline());
        assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
        assert_eq!((flag_of(&client), latest_flag_of(&client).await), ("none".to_owned(), "none".to_owned()));
        assert_eq!(start.elapsed(), seconds(0));
        sleep(seconds(1_000)).await;
        assert_eq!(client.force_refresh_async().await, Err(RefreshError::Offline));
        assert_eq!(transport.count(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn polling_resumes_at_once() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let builder = paused_client_of(&transport).offline(true);
    let (start, client) = (Instant::now(), builder.build().expect("a client"));
    until(start, 30_000).await;
    client.set_online();
    assert!(!client.is_offline());
    settle().await;
    assert_eq!(flag_of(&client), "1");
    until(start, 95_000).await;
    assert_eq!(flag_of(&client), "2");

    client.set_offline();
    until(start, 400_000).await;
    assert_eq!(transport.count(), 2);
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::Offline));
    client.set_online();
    until(start, 450_000).await;
    assert_close(&transport.times(), &[30_005, 90_005, 400_005]);
}

#[tokio::test(start_paused = true)]
async fn a_short_time_offline_delays_nothing() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let (start, client) = (Instant::now(), paused_client_of(&transport).build().expect("a client"));
    until(start, 20_000).await;
    client.set_offline();
    until(start, 40_000).await;
    client.set_online();
    until(start, 60_000).await;
    assert_close(&transport.times(), &[0, 60_000]);
}

#[tokio::test(start_paused = true)]
async fn a_client_with_a_failing_server_does_not_try_offline() {
    let transport = FakeTransport::new([Answer::status(500)]);
    let client = paused_client_of(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    client.set_offline();
    let before = transport.count();
    sleep(seconds(100)).await;
    assert_eq!(transport.count(), before);
    client.set_online();
    settle().await;
    assert_eq!(transport.count(), before + 1);
}

#[tokio::test(start_paused = true)]
async fn lazy_reads_wait_only_online() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate), Answer::flag("2")]);
    let lazy = PollingMode::lazy().ttl(seconds(10));
    let builder = paused_client_of(&transport).polling_mode(lazy).offline(true);
    let client = builder.build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "none");
    client.set_online();
    settle().await;
    let readers = Blocked::start(2, || client.clone(), |client| flag_of(&client));
    gate.open();
    assert_eq!(readers.results_async().await, ["1", "1"]);
    client.set_offline();
    settle().await;
    sleep(seconds(100)).await;
    assert_eq!((flag_of(&client), latest_flag_of(&client).await), ("1".to_owned(), "1".to_owned()));
    client.set_online();
    settle().await;
    assert_eq!(latest_flag_of(&client).await, "2");
    assert_eq!(transport.count(), 2);
}

#[test]
fn going_offline_ends_the_waits_of_lazy_readers_soon() {
    for _ in 0..200 {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let client = client_of(&transport).polling_mode(PollingMode::lazy()).build().expect("a client");
        let reader = std::thread::spawn({
            let client = client.clone();
            move || flag_of(&client)
        });
        client.set_offline();
        assert!(["none", "1"].contains(&&*reader.join().expect("no panic")));
    }
}

#[tokio::test(start_paused = true)]
async fn a_cache_serves_offline_whatever_its_age() {
    for mode in modes() {
        for (age, auto) in [
            (1, ReadyState::HasUpToDateFlagData),
            (1_000_000, ReadyState::HasCachedFlagDataOnly),
            (-1_000, ReadyState::HasCachedFlagDataOnly),
        ] {
            let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", age));
            let transport = FakeTransport::new([Answer::flag("1")]);
            let builder = paused_client_of(&transport).polling_mode(mode).offline(true).cache(cache.clone());
            let client = builder.build().expect("a client");
            let manual = mode == PollingMode::manual();
            let expected = if manual { ReadyState::HasCachedFlagDataOnly } else { auto };
            assert_eq!(client.wait_for_ready_async().await, expected, "{mode:?}, {age}");
            assert_eq!(
                (flag_of(&client), latest_flag_of(&client).await),
                ("cached".to_owned(), "cached".to_owned())
            );
            sleep(seconds(100)).await;
            cache.put(CACHE_KEY, cache_value("newer", -2_000));
            assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::FromCache));
            assert_eq!(flag_of(&client), "newer");
            assert_eq!((transport.count(), cache.writes()), (0, 0));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_open_when_the_client_goes_offline_is_given_up() {
    let gate = Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate)]);
    let client = paused_client_of(&transport).build().expect("a client");
    while transport.count() == 0 {
        tokio::task::yield_now().await;
    }
    client.set_offline();
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    gate.open();
    sleep(seconds(1_000)).await;
    assert_eq!((current_flag_of(&client), transport.count()), ("none".to_owned(), 1));
    client.set_online();
    settle().await;
    assert_eq!((current_flag_of(&client), transport.count()), ("1".to_owned(), 2));
}

#[tokio::test(start_paused = true)]
async fn switching_is_logged_once() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = recorder.listen_to_log(paused_client_of(&transport)).build().expect("a client");
    client.set_online();
    client.set_offline();
    client.set_offline();
    client.set_online();
    assert_eq!(recorder.logged(), [(LogLevel::Info, 5200); 2]);
}

#[tokio::test(start_paused = true)]
async fn local_clients_are_always_offline() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("flags.json");
    std::fs::write(&file, r#"{"flags": {"flag": "local"}}"#).expect("the folder is writable");
    let file = Overrides::from_file(file, OverrideBehaviour::LocalOnly).expect("an override file");
    let map = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
    for overrides in [map, file.reload(seconds(10))] {
        let recorder = Recorder::default();
        let builder = recorder.listen_to_log(Client::builder("local")).overrides(overrides);
        let client = builder.runtime(tokio::runtime::Handle::current()).build().expect("a client");
        for switch in [Client::set_online, Client::set_offline, Client::set_online] {
            switch(&client);
            assert!(client.is_offline());
        }
        assert_eq!(recorder.logged(), [(LogLevel::Warning, 3202); 3]);
        assert_eq!(client.force_refresh_async().await, Err(RefreshError::LocalOnly));
    }
}
