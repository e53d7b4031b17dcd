//! Hooks: which are called, when, in which order, and what a bad one can do.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use configcat_core::{
    Flag, Hooks, LogLevel, OverrideBehaviour, Overrides, PollingMode, ReadyState, RefreshError,
    RefreshOutcome, Text, User,
};
use configcat_test_fakes::{
    Answer, CacheFault, FakeTransport, Gate, MemoryCache, Recorder, Told, flag_document,
};
use tokio::time::sleep;

use crate::world::{CACHE_KEY, cache_value, client_of, flag_of, paused_client_of, seconds, settle};

const FLAG: Flag<Text> = Flag::new("flag", Text::from_static("none"));

fn changed(old: &str, new: &str) -> Told {
    Told::Changed(vec!["flag".to_owned()], old.to_owned(), new.to_owned())
}

#[tokio::test(start_paused = true)]
async fn hooks_are_called_in_order() {
    let recorder = Recorder::default();
    let answers =
        [Answer::flag("1"), Answer::status(304), Answer::status(404), Answer::flag("2"), Answer::flag("2")];
    let transport = FakeTransport::new(answers);
    let client = paused_client_of(&transport).hooks(recorder.hooks()).build().expect("a client");
    client.wait_for_ready_async().await;
    settle().await;
    let updated = |by_user| Told::Fetched(Ok(RefreshOutcome::Updated), by_user);
    let up_to_date = Told::Ready(ReadyState::HasUpToDateFlagData);
    assert_eq!(recorder.take(), [updated(false), changed("none", "1"), up_to_date]);

    sleep(seconds(60)).await;
    assert_eq!(recorder.take(), [Told::Fetched(Ok(RefreshOutcome::Unchanged), false)]);

    sleep(seconds(60)).await;
    let told = recorder.take();
    let [Told::Error(1100, message), Told::Fetched(Err(error @ RefreshError::WrongSdkKey { .. }), false)] =
        told.as_slice()
    else {
        panic!("{told:#?}")
    };
    assert_eq!(*message, format!("cannot download the config: {error}"));

    client.force_refresh_async().await.expect("the server answers");
    settle().await;
    assert_eq!(recorder.take(), [updated(true), changed("1", "2")]);
    client.force_refresh_async().await.expect("the server answers");
    settle().await;
    assert_eq!(recorder.take(), [updated(true)], "another document with the same flags");
}

#[tokio::test(start_paused = true)]
async fn the_first_config_can_come_from_elsewhere() {
    let recorder = Recorder::default();
    let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", 1));
    let overrides = Overrides::from_map([("local", true)], OverrideBehaviour::LocalOverRemote);
    let builder = paused_client_of(&FakeTransport::new([Answer::flag("1")])).cache(cache);
    let builder = builder.overrides(overrides).bootstrap(flag_document("first")).hooks(recorder.hooks());
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    settle().await;
    let up_to_date = Told::Ready(ReadyState::HasUpToDateFlagData);
    assert_eq!(recorder.take(), [changed("first", "cached"), up_to_date], "a bootstrap is no change");
}

#[tokio::test(start_paused = true)]
async fn the_first_config_is_told_even_if_it_equals_the_bootstrap() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("1"), Answer::flag("2")]);
    let builder = paused_client_of(&transport).bootstrap(flag_document("1")).hooks(recorder.hooks());
    let client = builder.polling_mode(PollingMode::manual()).build().expect("a client");
    for _ in 0..3 {
        client.force_refresh_async().await.expect("the server answers");
    }
    settle().await;
    let is_change = |told: &Told| matches!(told, Told::Changed(..));
    let changes: Vec<_> = recorder.take().into_iter().filter(is_change).collect();
    let first = Told::Changed(Vec::new(), "1".to_owned(), "1".to_owned());
    assert_eq!(changes, [first, changed("1", "2")]);
}

#[tokio::test(start_paused = true)]
async fn changes_name_the_flags() {
    let keys = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&keys);
    let hooks = Hooks::new().on_config_changed(move |change| {
        seen.lock().expect("not poisoned").push(change.changed_keys.clone());
    });
    let config = |flags: &str| Answer::document(format!(r#"{{"f": {{{flags}}}}}"#));
    let transport = FakeTransport::new([
        config(r#""a": {"v": 1, "t": 2}, "b": {"v": 1, "t": 2}, "c": {"v": 1, "t": 2}"#),
        config(r#""a": {"v": 2, "t": 2}, "b": {"v": 1, "t": 2}, "d": {"v": 1, "t": 2}"#),
        config(r#""d": {"v": 1, "t": 2}, "b": {"v": 1, "t": 2, "r": []}, "a": {"v": 2, "t": 2, "new": 5}"#),
        config(r#""d": {"v": null, "t": 2}, "b": {"v": 1.5, "t": 3}, "a": {"v": 2, "t": 2}"#),
        config(""),
    ]);
    let mode = PollingMode::manual();
    let client = paused_client_of(&transport).polling_mode(mode).hooks(hooks).build().expect("a client");
    for _ in 0..5 {
        client.force_refresh_async().await.expect("the server answers");
    }
    settle().await;
    let mut keys = keys.lock().expect("not poisoned").clone();
    for keys in &mut keys {
        keys.sort();
    }
    let expected: [&[&str]; 4] = [&["a", "b", "c"], &["a", "c", "d"], &["b", "d"], &["a", "b", "d"]];
    assert_eq!(keys, expected);
}

#[tokio::test(start_paused = true)]
async fn each_event_can_have_several_hooks() {
    let calls = Arc::new(AtomicUsize::new(0));
    let hooks = (0..3).fold(Hooks::new(), |hooks, _| {
        let calls = Arc::clone(&calls);
        hooks.on_ready(move |_| _ = calls.fetch_add(1, Ordering::SeqCst))
    });
    let transport = FakeTransport::new([Answer::flag("1")]);
    let _client = paused_client_of(&transport).hooks(hooks).build().expect("a client");
    sleep(seconds(1_000)).await;
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn evaluations_are_told_by_the_thread_that_reads() {
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (seen, thread) = (Arc::clone(&told), std::thread::current().id());
    let hooks = Hooks::new().on_flag_evaluated(move |details| {
        assert_eq!(std::thread::current().id(), thread);
        let value = details.value.as_ref().map(ToString::to_string);
        let error = details.error.as_ref().map(configcat_core::EvaluationError::event_id);
        seen.lock().expect("not poisoned").push((
            details.key.to_string(),
            value,
            error,
            details.user.clone(),
        ));
    });
    let document = r#"{"f": {"flag": {"t": 1, "v": "1"}, "broken": {"t": 0, "v": 5}}}"#;
    let builder = paused_client_of(&FakeTransport::new([Answer::document(document)])).hooks(hooks);
    let (client, jane) = (builder.build().expect("a client"), User::new("jane"));
    client.wait_for_ready_async().await;
    let take = || std::mem::take(&mut *told.lock().expect("not poisoned"));
    let of_flag = |user: Option<&User>| ("flag".to_owned(), Some("1".to_owned()), None, user.cloned());

    let _ = client.value(&FLAG, &jane);
    let _ = client.value_details(&FLAG, None);
    let _ = client.get_value("flag", "", &jane);
    let _ = client.get_value_details("flag", "", None);
    assert_eq!(take(), [of_flag(Some(&jane)), of_flag(None), of_flag(Some(&jane)), of_flag(None)]);

    let _ = client.get_value("flag", 5, None);
    let _ = client.get_value("missing", true, None);
    assert_eq!(
        take(),
        [
            ("flag".to_owned(), Some("5".to_owned()), Some(2002), None),
            ("missing".to_owned(), Some("true".to_owned()), Some(1001), None)
        ]
    );
    let broken = ("broken".to_owned(), None, Some(1002), None);
    assert_eq!(client.get_all_values(None).len(), 1);
    assert_eq!(take(), [of_flag(None), broken.clone()]);
    assert_eq!(client.get_all_value_details(None).len(), 2);
    assert_eq!(take(), [of_flag(None), broken]);
    let _ = client.snapshot().get_value("flag", "", None);
    assert_eq!(take(), [], "snapshots tell nobody");
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_hook_is_logged_and_harms_nothing() {
    let (recorder, others) = (Recorder::default(), Recorder::default());
    let hooks = others
        .hooks()
        .on_ready(|_| panic!("ready"))
        .on_config_fetched(|_| panic!("fetched"))
        .on_config_changed(|_| panic!("changed"))
        .on_flag_evaluated(|_| panic!("evaluated"))
        .on_error(|_| panic!("error"));
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(500), Answer::flag("2")]);
    let builder = recorder.listen_to_log(paused_client_of(&transport)).hooks(hooks);
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    settle().await;
    assert_eq!(recorder.logged(), [(LogLevel::Error, 1003); 3]);
    assert_eq!(flag_of(&client), "1");
    assert_eq!(recorder.logged().len(), 4);
    sleep(seconds(62)).await;
    assert_eq!(flag_of(&client), "2");
    // Beside each panic, what the hook for errors was called for, and the two reads.
    assert_eq!(recorder.logged().len(), 3 + 3 + 2 + 2);
    assert_eq!(others.told().len(), 3 + 4, "the hooks beside them were called: {:?}", others.told());
}

#[test]
fn a_stuck_hook_delays_nothing() {
    let gate = Gate::default();
    let stuck = gate.clone();
    let hooks = Hooks::new().on_config_changed(move |_| stuck.wait());
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(hooks);
    let client = builder.build().expect("a client");
    for value in ["1", "2", "3"] {
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
        assert_eq!(flag_of(&client), value);
    }
    gate.open();
}

#[tokio::test(start_paused = true)]
async fn a_slow_hook_misses_no_event() {
    let (gate, recorder, waited) = (Gate::default(), Recorder::default(), AtomicBool::new(false));
    let slow = gate.clone();
    let hooks = recorder.hooks().on_config_changed(move |_| {
        if !waited.swap(true, Ordering::SeqCst) {
            slow.wait();
        }
    });
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
    let client = client_of(&transport).hooks(hooks).build().expect("a client");
    for _ in 0..2 {
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    }
    gate.open();
    recorder.wait_for(|told| *told == changed("2", "3"));
    let told = recorder.told();
    let changes: Vec<_> = told.into_iter().filter(|told| matches!(told, Told::Changed(..))).collect();
    assert_eq!(changes, [changed("none", "1"), changed("1", "2"), changed("2", "3")]);
}

#[tokio::test(start_paused = true)]
async fn a_stuck_hook_of_one_client_keeps_no_other_from_calling_its_own() {
    let (gate, recorder) = (Gate::default(), Recorder::default());
    let stuck: Vec<_> = (0..20)
        .map(|_| {
            let gate = gate.clone();
            let hooks = Hooks::new().on_ready(move |_| gate.wait());
            let builder = client_of(&FakeTransport::new([Answer::flag("1")])).hooks(hooks);
            builder.build().expect("a client")
        })
        .collect();
    for client in &stuck {
        assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
    }
    let builder = client_of(&FakeTransport::new([Answer::flag("1")])).hooks(recorder.hooks());
    let _client = builder.build().expect("a client");
    recorder.wait_for(|told| matches!(told, Told::Ready(_)));
    gate.open();
}

#[tokio::test(start_paused = true)]
async fn errors_of_caches_are_told_too() {
    let (recorder, cache) = (Recorder::default(), MemoryCache::default());
    cache.fail(CacheFault::Error);
    let builder = recorder.listen_to_log(paused_client_of(&FakeTransport::new([Answer::flag("1")])));
    let client = builder.cache(cache).hooks(recorder.hooks()).build().expect("a client");
    client.wait_for_ready_async().await;
    settle().await;
    assert_eq!(recorder.errors(), [2200, 2201]);
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 2200), (LogLevel::Warning, 2201)]);
    assert!(
        recorder
            .told()
            .contains(&Told::Error(2200, "cannot read the cache: the cache of a test fails".to_owned()))
    );
}
