//! Commands while a request is open: they are obeyed at once.

use std::{fs, time::Duration};

use configcat_core::{
    ClientBuilder, LazyLoading, OverrideBehaviour, Overrides, PollingMode, RefreshError, RefreshOutcome,
};
use configcat_test_fakes::{Answer, FakeTransport, Recorder, Told};
use tempfile::tempdir;
use tokio::{
    spawn,
    time::{Instant, sleep},
};

use crate::world::{current_flag_of, latest_flag_of, paused_client_of, seconds, settle};

fn lazy(transport: &FakeTransport) -> ClientBuilder {
    paused_client_of(transport).polling_mode(PollingMode::lazy().ttl(seconds(10)))
}

#[tokio::test(start_paused = true)]
async fn going_offline_gives_up_a_request_that_is_not_answered() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::Never, Answer::flag("2")]);
    let client = lazy(&transport).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    sleep(seconds(10)).await;
    let (start, own) = (Instant::now(), client.clone());
    let reader = spawn(async move { latest_flag_of(&own).await });
    let own = client.clone();
    let refresh = spawn(async move { own.force_refresh_async().await });
    sleep(seconds(1)).await;
    assert!(!reader.is_finished() && !refresh.is_finished());
    client.set_offline();
    assert_eq!(reader.await.expect("no panic"), "1");
    assert_eq!(refresh.await.expect("no panic"), Err(RefreshError::Offline));
    assert_eq!(latest_flag_of(&client).await, "1");
    assert!(start.elapsed() < seconds(2), "{:?}", start.elapsed());
    client.set_online();
    assert_eq!(latest_flag_of(&client).await, "2");
    assert!(start.elapsed() < seconds(2), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn an_edited_file_is_seen_while_a_request_is_not_answered() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("flags.json");
    let write = |value: &str| {
        fs::write(&path, format!(r#"{{"flags": {{"flag": "{value}"}}}}"#)).expect("a file");
    };
    write("before");
    let overrides = Overrides::from_file(&path, OverrideBehaviour::LocalOverRemote).expect("overrides");
    let transport = FakeTransport::new([Answer::Never]);
    let builder = paused_client_of(&transport).overrides(overrides.reload(seconds(1)));
    let client = builder.build().expect("a client");
    settle().await;
    assert_eq!((current_flag_of(&client), transport.count()), ("before".to_owned(), 1));
    write("after");
    sleep(Duration::from_millis(2_100)).await;
    assert_eq!((current_flag_of(&client), transport.count()), ("after".to_owned(), 1));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_replaces_a_poll_that_is_not_answered() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::Never, Answer::flag("2")]);
    let mode = PollingMode::auto().interval(seconds(10));
    let builder = paused_client_of(&transport).polling_mode(mode).hooks(recorder.hooks());
    let client = builder.build().expect("a client");
    sleep(seconds(20)).await;
    let start = Instant::now();
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    assert!(start.elapsed() < Duration::from_millis(1_100), "{:?}", start.elapsed());
    assert_eq!(current_flag_of(&client), "2");
    settle().await;
    let fetched = |told: &Told| matches!(told, Told::Fetched(..));
    assert_eq!(
        recorder.told().into_iter().filter(fetched).count(),
        2,
        "no result of the one that was given up"
    );
}

#[tokio::test(start_paused = true)]
async fn a_refresh_waits_for_a_poll_that_is_answered_soon() {
    let transport = FakeTransport::new([
        Answer::flag("1"),
        Answer::flag("2").after(Duration::from_millis(900)),
        Answer::flag("3"),
    ]);
    let mode = PollingMode::auto().interval(seconds(10));
    let client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
    sleep(Duration::from_millis(10_100)).await;
    let own = client.clone();
    let refresh = spawn(async move { own.force_refresh_async().await });
    sleep(Duration::from_millis(850)).await;
    assert_eq!((current_flag_of(&client), transport.count()), ("3".to_owned(), 3));
    assert_eq!(refresh.await.expect("no panic"), Ok(RefreshOutcome::Updated));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_is_not_given_up_for_another_one() {
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(30)), Answer::flag("2")]);
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual());
    let client = builder.build().expect("a client");
    let refreshes: Vec<_> = (0..3)
        .map(|_| {
            let own = client.clone();
            spawn(async move {
                let result = own.force_refresh_async().await;
                (result, current_flag_of(&own))
            })
        })
        .collect();
    sleep(seconds(10)).await;
    let own = client.clone();
    let late = spawn(async move { own.force_refresh_async().await });
    for refresh in refreshes {
        assert_eq!(refresh.await.expect("no panic").0, Ok(RefreshOutcome::Updated));
    }
    assert_eq!(late.await.expect("no panic"), Ok(RefreshOutcome::Updated));
    assert_eq!((current_flag_of(&client), transport.count()), ("2".to_owned(), 2));
}

#[tokio::test(start_paused = true)]
async fn a_lazy_reader_with_a_config_waits_for_a_limited_time() {
    for (max_wait, expected) in [(None, 5), (Some(seconds(2)), 2), (Some(Duration::ZERO), 0)] {
        let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2").after(seconds(30))]);
        let mode = PollingMode::lazy().ttl(seconds(10));
        let mode = max_wait.into_iter().fold(mode, LazyLoading::max_wait);
        let client = paused_client_of(&transport).polling_mode(mode).build().expect("a client");
        assert_eq!(latest_flag_of(&client).await, "1");
        sleep(seconds(10)).await;
        let start = Instant::now();
        assert_eq!(latest_flag_of(&client).await, "1");
        assert_eq!(start.elapsed().as_secs(), expected);
        let start = Instant::now();
        assert_eq!(latest_flag_of(&client).await, "1");
        assert!(start.elapsed().is_zero(), "the others do not wait again");
        sleep(seconds(31)).await;
        assert_eq!((latest_flag_of(&client).await, transport.count()), ("2".to_owned(), 2));
    }
}

#[tokio::test(start_paused = true)]
async fn a_lazy_reader_without_a_config_waits_for_the_download() {
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(30))]);
    let client = lazy(&transport).build().expect("a client");
    let start = Instant::now();
    assert_eq!(latest_flag_of(&client).await, "1");
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn requests_that_nobody_waits_for_any_more_take_nothing() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::Never, Answer::flag("2")]);
    let client = lazy(&transport).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    sleep(seconds(10)).await;
    for _ in 0..10_000 {
        let abandoned = tokio::time::timeout(Duration::ZERO, client.force_refresh_async()).await;
        assert!(abandoned.is_err());
        _ = tokio::time::timeout(Duration::ZERO, client.latest_snapshot_async()).await;
    }
    sleep(seconds(60)).await;
    assert_eq!(latest_flag_of(&client).await, "2");
    assert!(transport.count() <= 4, "{}", transport.count());
}
