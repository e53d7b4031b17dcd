//! Watched values: when they change, whom they wake, and what a bad callback can do.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use configcat_core::{
    Client, Flag, OverrideBehaviour, Overrides, PollingMode, RefreshError, Text, User, Watch,
};
use configcat_test_fakes::{Answer, FakeTransport, Gate, Recorder};
use futures_util::{FutureExt as _, StreamExt as _};
use tokio::task::spawn;

use crate::world::{client_of, paused_client_of, seconds, settle};

const FLAG: Flag<Text> = Flag::new("flag", Text::from_static("none"));

/// A config in which `flag` is `jane` for Jane, and `else_` for all others.
fn targeted(jane: &str, else_: &str) -> Answer {
    Answer::document(format!(
        r#"{{"f": {{"flag": {{"t": 1, "v": "{else_}", "r": [
            {{"a": "Identifier", "t": 0, "c": "jane", "v": "{jane}"}}
        ]}}}}}}"#
    ))
}

fn manual_client_of(transport: &FakeTransport) -> Client {
    paused_client_of(transport).polling_mode(PollingMode::manual()).build().expect("a client")
}

async fn refresh(client: &Client) {
    client.force_refresh_async().await.expect("the transport answers");
    settle().await;
}

/// What a task has seen that waits for each change, with the end.
fn seen_by_task(mut watch: Watch<Text>) -> Arc<Mutex<Vec<String>>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let own = Arc::clone(&seen);
    spawn(async move {
        while let Some(value) = watch.changed().await {
            own.lock().expect("not poisoned").push(value.to_string());
        }
        own.lock().expect("not poisoned").push("end".to_owned());
    });
    seen
}

fn taken(seen: &Mutex<Vec<String>>) -> Vec<String> {
    std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner))
}

#[tokio::test(start_paused = true)]
async fn a_watch_wakes_when_the_value_for_its_user_changes() {
    let answers = [targeted("1", "a"), targeted("1", "b"), targeted("2", "b"), Answer::flag("2")];
    let client = manual_client_of(&FakeTransport::new(answers));
    let jane = client.watch(&FLAG, &User::new("jane"));
    let everybody = client.watch_value("flag", "none", None);
    assert_eq!((jane.value(), everybody.value()), ("none".into(), "none".into()), "before the first config");
    let [jane_seen, everybody_seen] = [&jane, &everybody].map(|watch| seen_by_task(watch.clone()));
    let expected: [[&[&str]; 2]; 4] = [[&["1"], &["a"]], [&[], &["b"]], [&["2"], &[]], [&[], &["2"]]];
    for expected in expected {
        refresh(&client).await;
        assert_eq!([taken(&jane_seen), taken(&everybody_seen)], expected);
    }
    assert_eq!((jane.value(), everybody.value()), ("2".into(), "2".into()));
    assert!(!jane.has_ended());
}

#[tokio::test(start_paused = true)]
async fn a_stream_gives_each_change_and_ends_with_the_client() {
    let answers = [targeted("1", "a"), targeted("2", "b"), targeted("2", "c"), targeted("3", "c")];
    let client = manual_client_of(&FakeTransport::new(answers));
    refresh(&client).await;
    let mut stream = client.watch(&FLAG, &User::new("jane")).into_stream();
    assert_eq!(stream.next().now_or_never(), None, "the value at first is no change");
    for expected in [Some("2"), None, Some("3")] {
        refresh(&client).await;
        assert_eq!(stream.next().now_or_never(), expected.map(|value| Some(Text::from(value))));
    }
    // A task that waits is woken.
    let waiting = spawn(async move { (stream.next().await, stream.next().await) });
    settle().await;
    client.close();
    assert_eq!(waiting.await.expect("no panic"), (None, None));
}

#[tokio::test(start_paused = true)]
async fn users_can_be_replaced() {
    let client = manual_client_of(&FakeTransport::new([targeted("1", "a")]));
    refresh(&client).await;
    let mut own = client.watch(&FLAG, None);
    let seen = seen_by_task(own.clone());
    own.set_user(&User::new("jane"));
    assert_eq!(own.value(), "1", "at once");
    assert_eq!(own.changed().await, Some("1".into()));
    own.set_user(None);
    settle().await;
    assert_eq!(own.value(), "a");
    client.set_default_user(User::new("jane"));
    settle().await;
    assert_eq!(own.value(), "1");
    client.clear_default_user();
    settle().await;
    let seen = taken(&seen);
    assert_eq!(seen.last().map(String::as_str), Some("a"), "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn a_watch_ends_with_its_client() {
    for close in [true, false] {
        let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
        let observer = transport.observe();
        let client = manual_client_of(&transport);
        drop(transport);
        refresh(&client).await;
        let mut watch = client.watch(&FLAG, None);
        let seen = seen_by_task(watch.clone());
        settle().await;
        if close {
            client.close();
            assert_eq!(client.force_refresh_async().await, Err(RefreshError::Closed));
            assert!(client.watch(&FLAG, None).has_ended(), "a new one as well");
        }
        drop(client);
        settle().await;
        assert_eq!((watch.has_ended(), watch.value()), (true, "1".into()));
        assert_eq!((watch.changed().await, watch.changed_blocking(seconds(1000))), (None, None));
        assert_eq!(taken(&seen), ["end"]);
        watch.set_user(&User::new("jane"));
        assert!(observer.is_released(), "it keeps nothing of the client");
    }
}

#[test]
fn a_watch_of_local_flags_ends_with_its_client_too() {
    let overrides = Overrides::from_map([("flag", "1")], OverrideBehaviour::LocalOnly);
    let client = Client::builder("local").overrides(overrides).build().expect("a client");
    let mut watch = client.watch_value("flag", "none", None);
    assert_eq!(watch.changed_blocking(Duration::from_millis(1)), None);
    assert_eq!((watch.value(), watch.has_ended()), ("1".into(), false));
    drop(client);
    assert_eq!((watch.changed_blocking(seconds(1000)), watch.has_ended()), (None, true));
}

#[test]
fn bad_callbacks_harm_nobody() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
    let builder = recorder.listen_to_log(client_of(&transport).polling_mode(PollingMode::manual()));
    let client = builder.build().expect("a client");
    let (gate, running, told) = (Gate::default(), Gate::default(), Arc::new(AtomicUsize::new(0)));

    let panicking = client.watch(&FLAG, None);
    panicking.on_change(|_| panic!("the callback of a test panics"));
    // Dropped by its own callback.
    let (sender, receiver) = mpsc::channel::<Watch<Text>>();
    let (own, count) = (Mutex::new(receiver), Arc::clone(&told));
    let dropped = client.watch(&FLAG, None);
    dropped.on_change(move |_| {
        drop(own.lock().expect("not poisoned").try_recv());
        count.fetch_add(1, Ordering::Relaxed);
    });
    sender.send(dropped).expect("the callback has the receiver");
    let (stuck, runs) = (gate.clone(), running.clone());
    let blocking = client.watch(&FLAG, None);
    let last = Arc::new(Mutex::new(Text::default()));
    let seen = Arc::clone(&last);
    blocking.on_change(move |value| {
        *seen.lock().expect("not poisoned") = value.clone();
        runs.open();
        stuck.wait();
    });
    let mut other = client.watch(&FLAG, None);

    client.force_refresh().expect("the transport answers");
    running.wait();
    for value in ["1", "2", "3"] {
        assert_eq!(
            other.changed_blocking(seconds(20)),
            Some(value.into()),
            "a stuck callback delays no watch"
        );
        if value != "3" {
            client.force_refresh().expect("the transport answers");
        }
    }
    gate.open();
    while *last.lock().expect("not poisoned") != "3" {
        std::thread::yield_now();
    }
    assert_eq!(told.load(Ordering::Relaxed), 1);
    assert!(recorder.logged().iter().any(|(_, id)| *id == 1003), "{:?}", recorder.logged());
    drop(panicking);
}

#[test]
fn no_watch_misses_the_last_value_of_a_storm() {
    const CONFIGS: usize = 200;
    const WATCHES: usize = 1000;

    let transport = FakeTransport::new((0..CONFIGS).map(|number| Answer::flag(&number.to_string())));
    let client = client_of(&transport).polling_mode(PollingMode::manual()).build().expect("a client");
    let mut watches: Vec<_> = (0..WATCHES).map(|number| client.watch(&FLAG, &User::new(number))).collect();
    for _ in 0..CONFIGS {
        client.force_refresh().expect("the transport answers");
    }
    let last: Text = (CONFIGS - 1).into();
    for watch in &mut watches {
        while watch.value() != last {
            assert!(watch.changed_blocking(seconds(20)).is_some(), "it stops at {}", watch.value());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn dropped_watches_leave_nothing_behind() {
    let client = manual_client_of(&FakeTransport::new([Answer::flag("1"), Answer::flag("2")]));
    let calls = Arc::new(AtomicUsize::new(0));
    for _ in 0..10_000 {
        let count = Arc::clone(&calls);
        client.watch(&FLAG, None).on_change(move |_| _ = count.fetch_add(1, Ordering::Relaxed));
    }
    assert_eq!(Arc::strong_count(&calls), 1);
    refresh(&client).await;
    assert_eq!(calls.load(Ordering::Relaxed), 0);
}
