//! What counts as a change of the flags, and when there are none any more.

use std::{fs, time::Duration};

use configcat_core::{
    Client, Hooks, OverrideBehaviour, Overrides, PollingMode, RefreshError, RefreshOutcome,
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder, Told};
use tempfile::tempdir;
use tokio::time::sleep;

use crate::world::{
    CACHE_KEY, cache_value, client_of, current_flag_of, flag_of, latest_flag_of, paused_client_of, seconds,
    settle,
};

#[test]
fn nothing_changes_after_a_client_was_closed() {
    for _ in 0..50 {
        let (gate, recorder) = (Gate::default(), Recorder::default());
        let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2").when(&gate)]);
        let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(recorder.hooks());
        let client = builder.build().expect("a client");
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
        let own = client.clone();
        let refresh = std::thread::spawn(move || own.force_refresh());
        while transport.count() < 2 {
            std::thread::yield_now();
        }
        gate.open();
        client.close();
        let (flag, told) = (flag_of(&client), recorder.told());
        let changes = |told: &[Told]| told.iter().filter(|told| matches!(told, Told::Changed(..))).count();
        // A hook that was running may have ended after that.
        _ = refresh.join().expect("no panic");
        assert_eq!(flag_of(&client), flag);
        assert!(changes(&recorder.told()) <= changes(&told) + 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lazy_client_that_goes_online_is_read_from_then_on() {
    for _ in 0..200 {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let builder = paused_client_of(&transport).polling_mode(PollingMode::lazy()).offline(true);
        let client = builder.build().expect("a client");
        client.wait_for_ready_async().await;
        client.set_online();
        assert_eq!(latest_flag_of(&client).await, "1");
    }
}

#[test]
fn a_lazy_client_that_goes_online_is_read_by_threads_from_then_on() {
    for _ in 0..200 {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let builder = client_of(&transport).polling_mode(PollingMode::lazy()).offline(true);
        let client = builder.build().expect("a client");
        client.wait_for_ready(seconds(20)).expect("there is no cache to wait for");
        client.set_online();
        assert_eq!(flag_of(&client), "1");
    }
}

fn watching(path: &std::path::Path) -> (Client, Recorder) {
    let recorder = Recorder::default();
    let overrides = Overrides::from_file(path, OverrideBehaviour::LocalOnly).expect("overrides");
    let builder = Client::builder("local").overrides(overrides.reload(seconds(1)));
    let builder = builder.runtime(tokio::runtime::Handle::current()).hooks(recorder.hooks());
    (builder.build().expect("a client"), recorder)
}

#[tokio::test(start_paused = true)]
async fn a_file_of_equal_time_and_length_is_seen() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("flags.json");
    let write = |value: &str| {
        fs::write(&path, format!(r#"{{"flags": {{"flag": "{value}"}}}}"#)).expect("a file");
        let long_ago = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(long_ago))
            .expect("a time");
    };
    write("one");
    let (client, _) = watching(&path);
    sleep(seconds(3)).await;
    write("two");
    sleep(seconds(3)).await;
    assert_eq!(flag_of(&client), "two");
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_link_that_leads_elsewhere_is_seen() {
    let folder = tempdir().expect("a folder");
    let [one, two, link] = ["one", "two", "link"].map(|name| folder.path().join(name));
    for path in [&one, &two] {
        let name = path.file_name().expect("a name").to_string_lossy();
        fs::write(path, format!(r#"{{"flags": {{"flag": "{name}"}}}}"#)).expect("a file");
    }
    std::os::unix::fs::symlink(&one, &link).expect("a link");
    let (client, recorder) = watching(&link);
    sleep(seconds(3)).await;
    assert_eq!(flag_of(&client), "one");
    fs::remove_file(&link).and_then(|()| std::os::unix::fs::symlink(&two, &link)).expect("a link");
    sleep(seconds(3)).await;
    assert_eq!(flag_of(&client), "two");
    settle().await;
    let change = Told::Changed(vec!["flag".to_owned()], "one".to_owned(), "two".to_owned());
    assert!(recorder.told().contains(&change));
}

#[tokio::test(start_paused = true)]
async fn an_identical_config_is_held_once() {
    let document = r#"{"f": {"flag": {"t": 1, "v": "1"}}}"#;
    let transport = FakeTransport::new([Answer::document(document), Answer::document(document)]);
    let changes = Recorder::default();
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual()).hooks(changes.hooks());
    let client = builder.build().expect("a client");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    let first = client.snapshot();
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    let second = client.snapshot();
    let [first, second] = [&first, &second].map(|snapshot| snapshot.config().expect("a config"));
    assert!(std::ptr::eq(first, second));
    settle().await;
    assert_eq!(changes.told().iter().filter(|told| matches!(told, Told::Changed(..))).count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_config_whose_settings_are_all_broken_replaces_no_good_one() {
    let broken = || Answer::document(r#"{"f": {"flag": {"t": 1, "v": 5}}}"#);
    let transport = FakeTransport::new([Answer::flag("1"), broken(), Answer::flag("2")]);
    let cache = MemoryCache::default();
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual()).cache(cache.clone());
    let client = builder.build().expect("a client");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::AllSettingsBroken));
    assert_eq!((current_flag_of(&client), cache.writes()), ("1".to_owned(), 1));
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    assert_eq!(current_flag_of(&client), "2");
}

#[tokio::test(start_paused = true)]
async fn a_cached_value_is_bounded() {
    let document = format!(r#"{{"f": {{"flag": {{"t": 1, "v": "{}"}}}}}}"#, "x".repeat(10_000));
    let value = cache_value("1", 10);
    let (time, _) = value.split_once('\n').expect("a time");
    let cache = MemoryCache::holding(CACHE_KEY, format!("{time}\n1\n{document}"));
    let hooks = Hooks::new().on_config_changed(|_| panic!("there is no config"));
    let builder = paused_client_of(&FakeTransport::new([])).polling_mode(PollingMode::manual());
    let client = builder.cache(cache.clone()).max_config_size(1_000).hooks(hooks).build().expect("a client");
    let error = client.sync_with_cache_async().await.expect_err("it is too long");
    assert!(error.to_string().contains("`max_config_size`"), "{error}");
    cache.put(CACHE_KEY, value);
    assert_eq!(client.sync_with_cache_async().await, Ok(RefreshOutcome::FromCache));
}
