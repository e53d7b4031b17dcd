//! Local flags beside those of a live config, flags from files that change, and the config to start with.

use std::{fs, path::Path, time::Duration};

use configcat_core::{
    BuildError, Client, ClientBuilder, OverrideBehaviour, Overrides, PollingMode, ReadyState, Value,
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder, Told, flag_document};
use configcat_test_support::LogListener;
use tokio::{runtime::Handle, time::sleep};
use tracing::Level;

use crate::world::{
    CACHE_KEY, cache_value, current_flag_of, flag_of, latest_flag_of, paused_client_of, seconds, settle,
};

const BOTH: [OverrideBehaviour; 2] = [OverrideBehaviour::LocalOverRemote, OverrideBehaviour::RemoteOverLocal];

fn local_flags(behaviour: OverrideBehaviour) -> Overrides {
    Overrides::from_map([("flag", "local"), ("local", "local")], behaviour)
}

fn values_of(client: &Client) -> Vec<(String, String)> {
    let mut values: Vec<_> = client.snapshot().get_all_values(None);
    values.sort_by(|one, other| one.0.cmp(&other.0));
    values.into_iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test(start_paused = true)]
async fn local_flags_are_there_before_and_after_the_download() {
    for behaviour in BOTH {
        let gate = Gate::default();
        let remote = r#"{"f": {"flag": {"t": 1, "v": "remote"}, "remote": {"t": 1, "v": "remote"}}}"#;
        let transport = FakeTransport::new([Answer::document(remote).when(&gate)]);
        let builder = paused_client_of(&transport).overrides(local_flags(behaviour));
        let client = builder.build().expect("a client");
        assert_eq!(values_of(&client), pairs(&[("flag", "local"), ("local", "local")]));
        assert_eq!(client.snapshot().fetch_time(), None);
        gate.open();
        assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
        let local = behaviour == OverrideBehaviour::LocalOverRemote;
        let both = if local { "local" } else { "remote" };
        let expected = pairs(&[("flag", both), ("local", "local"), ("remote", "remote")]);
        assert_eq!(values_of(&client), expected);
        assert!(client.snapshot().fetch_time().is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn local_flags_are_there_without_network() {
    for behaviour in BOTH {
        for (offline, answer) in [(true, Answer::Never), (false, Answer::status(500)), (false, Answer::Never)]
        {
            let builder = paused_client_of(&FakeTransport::new([answer])).offline(offline);
            let client = builder.overrides(local_flags(behaviour)).build().expect("a client");
            assert_eq!(client.wait_for_ready_async().await, ReadyState::HasLocalOverrideFlagDataOnly);
            assert_eq!(flag_of(&client), "local");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_new_config_is_merged_again() {
    let transport = FakeTransport::new([
        Answer::document(r#"{"f": {"flag": {"t": 1, "v": "1"}, "old": {"t": 1, "v": "1"}}}"#),
        Answer::document(r#"{"f": {"flag": {"t": 1, "v": "2"}, "new": {"t": 1, "v": "2"}}}"#),
        Answer::document("{"),
    ]);
    let recorder = Recorder::default();
    let builder = paused_client_of(&transport).hooks(recorder.hooks());
    let client =
        builder.overrides(local_flags(OverrideBehaviour::LocalOverRemote)).build().expect("a client");
    client.wait_for_ready_async().await;
    sleep(seconds(61)).await;
    let expected = pairs(&[("flag", "local"), ("local", "local"), ("new", "2")]);
    assert_eq!(values_of(&client), expected);
    sleep(seconds(60)).await;
    assert_eq!(values_of(&client), expected, "after a failure");
    settle().await;
    let changes = recorder.told().into_iter().filter_map(|told| match told {
        Told::Changed(keys, ..) => Some(keys),
        _ => None,
    });
    assert_eq!(changes.collect::<Vec<_>>(), [vec!["old"], vec!["old", "new"]], "only what readers see");
}

/// The warnings about keys that the config of ConfigCat does not have.
fn unknown_keys(listener: &LogListener) -> Vec<String> {
    let events = listener.events().into_iter();
    events
        .filter(|event| event.event_id == Some(9004) && event.level == Level::WARN)
        .map(|event| event.message)
        .collect()
}

#[tokio::test(start_paused = true)]
async fn unknown_keys_are_a_warning_for_each_config() {
    let flags =
        |key: &str| format!(r#"{{"f": {{"flag": {{"t": 1, "v": "1"}}, "{key}": {{"t": 1, "v": "1"}}}}}}"#);
    let gate = Gate::default();
    let transport = FakeTransport::new([
        Answer::document(flags("darkMode")).when(&gate),
        Answer::document(flags("darkMode")),
        Answer::document(flags("local")),
        Answer::document(flags("drakMode")),
    ]);
    let listener = LogListener::default();
    let _listening = listener.listen();
    let local = Overrides::from_map(
        [("flag", "1"), ("drakMode", "1"), ("local", "1")],
        OverrideBehaviour::LocalOverRemote,
    );
    let builder = paused_client_of(&transport).bootstrap(r#"{"flags": {"other": true}}"#);
    let client = builder.overrides(local).build().expect("a client");
    sleep(seconds(1)).await;
    assert_eq!(unknown_keys(&listener), [""; 0], "no config of ConfigCat has arrived");
    gate.open();
    client.wait_for_ready_async().await;
    for _ in 0..10 {
        _ = client.get_value("drakMode", "", None);
    }
    let start = "the overrides have flags that the config of ConfigCat does not have: ";
    let end = ". Correct or remove their keys, unless the flags are to be added in ConfigCat.";
    let first = format!("{start}`drakMode` (did you mean `darkMode`?), `local`{end}");
    assert_eq!(unknown_keys(&listener), [first.as_str()]);
    sleep(seconds(61)).await;
    assert_eq!(unknown_keys(&listener), [first.as_str()], "the config has not changed");
    sleep(seconds(60)).await;
    let second = format!("{start}`drakMode`{end}");
    assert_eq!(unknown_keys(&listener), [first.as_str(), second.as_str()]);
    sleep(seconds(60)).await;
    let third = format!("{start}`local`{end}");
    assert_eq!(unknown_keys(&listener), [first, second, third]);
}

#[tokio::test(start_paused = true)]
async fn local_flags_alone_have_no_unknown_keys() {
    let listener = LogListener::default();
    let _listening = listener.listen();
    let builder = paused_client_of(&FakeTransport::new([Answer::flag("1")]));
    let client = builder.overrides(local_flags(OverrideBehaviour::LocalOnly)).build().expect("a client");
    client.wait_for_ready_async().await;
    assert_eq!(flag_of(&client), "local");
    assert_eq!(unknown_keys(&listener), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_cache_holds_remote_flags_only() {
    let cache = MemoryCache::default();
    let builder = paused_client_of(&FakeTransport::new([Answer::flag("remote")])).cache(cache.clone());
    let client =
        builder.overrides(local_flags(OverrideBehaviour::LocalOverRemote)).build().expect("a client");
    client.wait_for_ready_async().await;
    settle().await;
    let value = cache.value(CACHE_KEY).expect("a value");
    assert!(value.ends_with(&format!("\nremote\n{}", flag_document("remote"))), "{value}");
}

#[tokio::test(start_paused = true)]
async fn a_client_with_local_flags_only_makes_no_requests() {
    let (recorder, transport) = (Recorder::default(), FakeTransport::new([Answer::flag("1")]));
    let builder = paused_client_of(&transport).hooks(recorder.hooks());
    let client = builder.overrides(local_flags(OverrideBehaviour::LocalOnly)).build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasLocalOverrideFlagDataOnly);
    assert_eq!(client.wait_for_ready(Duration::ZERO), Ok(ReadyState::HasLocalOverrideFlagDataOnly));
    assert_eq!((flag_of(&client), latest_flag_of(&client).await), ("local".to_owned(), "local".to_owned()));
    sleep(seconds(1_000)).await;
    assert_eq!(transport.count(), 0);
    assert_eq!(recorder.told(), [Told::Ready(ReadyState::HasLocalOverrideFlagDataOnly)]);
    client.close();
    assert_eq!(flag_of(&client), "local");
}

/// An override file that is looked at every ten seconds.
fn watched(path: &Path, flag: &str, behaviour: OverrideBehaviour) -> Overrides {
    write(path, flag);
    Overrides::from_file(path, behaviour).expect("an override file").reload(seconds(10))
}

fn write(path: &Path, flag: &str) {
    fs::write(path, format!(r#"{{"flags": {{"flag": "{flag}"}}}}"#)).expect("the folder is writable");
}

#[tokio::test(start_paused = true)]
async fn a_file_that_changes_is_read_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flags.json");
    for behaviour in [OverrideBehaviour::LocalOnly, OverrideBehaviour::LocalOverRemote] {
        let recorder = Recorder::default();
        let builder = paused_client_of(&FakeTransport::new([Answer::flag("remote")]));
        let builder = recorder.listen_to_log(builder).hooks(recorder.hooks());
        let client = builder.overrides(watched(&path, "1", behaviour)).build().expect("a client");
        client.wait_for_ready_async().await;
        settle().await;
        let before = recorder.take();
        assert!(before.contains(&Told::Ready(client.wait_for_ready_async().await)), "{before:?}");
        write(&path, "two");
        sleep(seconds(8)).await;
        assert_eq!(flag_of(&client), "1");
        sleep(seconds(3)).await;
        assert_eq!(flag_of(&client), "two");
        let change = Told::Changed(vec!["flag".to_owned()], "1".to_owned(), "two".to_owned());
        assert!(recorder.take().contains(&change));

        fs::write(&path, "{").expect("the folder is writable");
        sleep(seconds(10)).await;
        settle().await;
        assert_eq!((flag_of(&client).as_str(), recorder.errors()), ("two", vec![2302]));
        fs::remove_file(&path).expect("it is there");
        sleep(seconds(30)).await;
        settle().await;
        assert_eq!((flag_of(&client).as_str(), recorder.errors()), ("two", vec![2302, 1300]), "once each");
        write(&path, "three");
        sleep(seconds(10)).await;
        settle().await;
        assert_eq!(flag_of(&client), "three");
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_changes_before_the_client_is_built_is_read_again_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flags.json");
    let overrides = watched(&path, "1", OverrideBehaviour::LocalOnly);
    write(&path, "two");
    let builder = Client::builder("local").runtime(Handle::current()).overrides(overrides);
    let client = builder.build().expect("a client");
    sleep(seconds(11)).await;
    assert_eq!(flag_of(&client), "two");
}

#[tokio::test(start_paused = true)]
async fn a_file_is_read_once_without_reload() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flags.json");
    write(&path, "1");
    let overrides =
        Overrides::from_file(&path, OverrideBehaviour::LocalOverRemote).expect("an override file");
    let builder = paused_client_of(&FakeTransport::new([Answer::flag("remote")])).overrides(overrides);
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    write(&path, "two");
    sleep(seconds(1_000)).await;
    assert_eq!(flag_of(&client), "1");
}

#[test]
fn the_interval_of_looks_at_a_file_has_limits() {
    for interval in [Duration::ZERO, Duration::from_millis(99)] {
        let overrides = local_flags(OverrideBehaviour::LocalOnly).reload(interval);
        let error = Client::builder("local").overrides(overrides).build().expect_err("too short");
        assert!(matches!(error, BuildError::OutOfRange { option: "reload", .. }), "{error}");
    }
}

fn bootstrapped(builder: ClientBuilder) -> Client {
    builder.bootstrap(flag_document("bootstrap")).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn a_bootstrap_is_used_where_there_is_nothing_else() {
    let client = bootstrapped(paused_client_of(&FakeTransport::new([Answer::flag("1").after(seconds(1))])));
    assert_eq!(current_flag_of(&client), "bootstrap");
    assert_eq!(client.snapshot().fetch_time(), None, "it is local data");
    assert_eq!(latest_flag_of(&client).await, "1", "the first read waits all the same");

    for answer in [Answer::Never, Answer::status(500), Answer::status(404)] {
        let client = bootstrapped(paused_client_of(&FakeTransport::new([answer])));
        assert_eq!(latest_flag_of(&client).await, "bootstrap");
        assert_ne!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
        assert_eq!(client.snapshot().fetch_time(), None, "it was never downloaded");
    }
    let client = bootstrapped(paused_client_of(&FakeTransport::new([Answer::Never])).offline(true));
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasCachedFlagDataOnly);
    assert_eq!(flag_of(&client), "bootstrap");
}

#[tokio::test(start_paused = true)]
async fn any_cache_is_newer_than_the_bootstrap() {
    let cache = MemoryCache::default();
    let transport = FakeTransport::new([Answer::status(404)]);
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual()).cache(cache.clone());
    let client = bootstrapped(builder);
    client.force_refresh_async().await.expect_err("there is no such config");
    cache.put(CACHE_KEY, cache_value("cached", 1_000_000));
    client.force_refresh_async().await.expect_err("there is no such config");
    assert_eq!(flag_of(&client), "cached");
}

#[tokio::test(start_paused = true)]
async fn a_bootstrap_goes_with_overrides() {
    for (behaviour, flag) in BOTH.into_iter().zip(["local", "bootstrap"]) {
        let builder =
            paused_client_of(&FakeTransport::new([Answer::Never])).overrides(local_flags(behaviour));
        assert_eq!(current_flag_of(&bootstrapped(builder)), flag);
    }
}

#[test]
fn a_bootstrap_that_is_no_config_is_an_error() {
    let builder = Client::builder(crate::world::KEY).bootstrap("{");
    let error = builder.build().expect_err("no config");
    assert!(matches!(error, BuildError::Bootstrap(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn overrides_of_all_types_are_read() {
    let values = [("b", Value::from(true)), ("i", 5.into()), ("f", 2.5.into()), ("t", "text".into())];
    let overrides = Overrides::from_map(values.clone(), OverrideBehaviour::LocalOverRemote);
    let builder = paused_client_of(&FakeTransport::new([Answer::flag("1")])).overrides(overrides);
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    for (key, value) in values {
        assert!(client.get_all_values(None).contains(&(key.into(), value)), "{key}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_snapshot_has_the_remote_config_beside_the_merged_one() {
    for behaviour in BOTH {
        let builder = paused_client_of(&FakeTransport::new([Answer::flag("remote")]));
        let client = builder.overrides(local_flags(behaviour)).build().expect("a client");
        assert_eq!(client.snapshot().state(), ReadyState::HasLocalOverrideFlagDataOnly);
        assert!(client.snapshot().remote_config().is_none());

        let snapshot = client.latest_snapshot_async().await;
        let keys = |config: Option<&configcat_core::Config>| {
            config.expect("a config").keys().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(snapshot.state(), ReadyState::HasUpToDateFlagData);
        assert_eq!(keys(snapshot.remote_config()), ["flag"]);
        assert_eq!(keys(snapshot.config()).len(), 2);
    }
}
