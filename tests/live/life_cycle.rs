//! How clients end, and clients that a whole process shares.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use configcat_core::{
    Client, Flag, Hooks, LogLevel, OverrideBehaviour, Overrides, PollingMode, ReadyState, RefreshError, User,
};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, Gate, MemoryCache, Recorder};
use tokio::{runtime::Builder, time::sleep};

use crate::world::{Blocked, KEY, client_of, flag_of, latest_flag_of, paused_client_of, seconds, settle};

#[tokio::test(start_paused = true)]
async fn a_client_ends_with_its_last_clone() {
    for answer in [Answer::flag("1"), Answer::status(500), Answer::Never] {
        let (transport, cache) = (FakeTransport::new([answer]), MemoryCache::default());
        let (used, kept) = (transport.observe(), cache.observe());
        let client = paused_client_of(&transport).cache(cache).build().expect("a client");
        let clone = client.clone();
        settle().await;
        drop(client);
        sleep(seconds(100)).await;
        let before = transport.count();
        drop(clone);
        sleep(seconds(1_000)).await;
        assert_eq!(transport.count(), before, "a client without owner makes no requests");
        drop(transport);
        assert!(used.is_released() && kept.is_released());
    }
}

#[test]
fn a_client_on_the_shared_thread_ends_with_its_last_clone() {
    let transport = FakeTransport::new([Answer::Never]);
    let released = transport.observe();
    let client = client_of(&transport).build().expect("a client");
    drop((client, transport));
    while !released.is_released() {
        thread::yield_now();
    }
}

#[tokio::test(start_paused = true)]
async fn a_closed_client_keeps_its_flags_and_does_nothing_more() {
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let client = paused_client_of(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    let clone = client.clone();
    client.close();
    client.close();
    sleep(seconds(1_000)).await;
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::Closed));
    clone.set_offline();
    clone.set_online();
    clone.set_default_user(User::new("1"));
    sleep(seconds(1_000)).await;
    assert_eq!((flag_of(&client), latest_flag_of(&clone).await), ("1".to_owned(), "1".to_owned()));
    assert_eq!(clone.get_value_details("flag", "", None).user, Some(User::new("1")));
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
    assert_eq!(transport.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn closing_ends_all_waits() {
    let auto = PollingMode::auto().max_init_wait(seconds(1_000_000));
    for mode in [PollingMode::from(auto), PollingMode::lazy().into()] {
        let transport = FakeTransport::new([Answer::Never]);
        let client = client_of(&transport).polling_mode(mode).build().expect("a client");
        let readers = Blocked::start(2, || client.clone(), |client| flag_of(&client));
        let refresher = Blocked::start(1, || client.clone(), |client| client.force_refresh());
        let waiting = tokio::spawn({
            let client = client.clone();
            async move { latest_flag_of(&client).await }
        });
        while transport.count() == 0 {
            thread::yield_now();
        }
        client.close();
        assert_eq!(readers.results_async().await, ["none"; 2]);
        assert_eq!(refresher.results_async().await, [Err(RefreshError::Closed)]);
        assert_eq!(waiting.await.expect("no panic"), "none");
        assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_closed_at_once_is_ready_with_what_there_is() {
    let overrides = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOverRemote);
    let builder = paused_client_of(&FakeTransport::new([Answer::Never])).overrides(overrides);
    let client = builder.build().expect("a client");
    client.close();
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasLocalOverrideFlagDataOnly);
    assert_eq!(flag_of(&client), "local");
}

#[test]
fn closing_again_and_again_never_leaves_a_reader_behind() {
    for _ in 0..300 {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let client = client_of(&transport).polling_mode(PollingMode::lazy()).build().expect("a client");
        let reader = thread::spawn({
            let client = client.clone();
            move || flag_of(&client)
        });
        let switcher = thread::spawn({
            let client = client.clone();
            move || (client.set_offline(), client.set_online())
        });
        client.close();
        assert!(["none", "1"].contains(&&*reader.join().expect("no panic")));
        switcher.join().expect("no panic");
    }
}

/// An SDK key of its own for each test, since shared clients live as long as the process.
fn key(number: u32) -> String {
    format!("{number:022}/{number:022}")
}

#[test]
fn a_shared_client_is_built_once() {
    let (key, transport) = (key(1), FakeTransport::new([Answer::flag("1")]));
    let shared = || {
        let transport = transport.clone();
        Client::shared(key.as_str(), |builder| builder.transport(transport)).expect("a client")
    };
    let clients: Vec<_> = (0..8).map(|_| shared()).collect();
    assert!(clients.iter().all(|client| flag_of(client) == "1"));
    assert_eq!(transport.count(), 1);

    // The next one is new, and so waits for its first config.
    drop(clients);
    transport.answer([Answer::flag("2")]);
    assert_eq!(flag_of(&shared()), "2");
    assert_eq!(transport.count(), 2);
}

#[test]
fn shared_clients_are_built_once_by_many_threads() {
    let (key, transport) = (key(2), FakeTransport::new([Answer::flag("1")]));
    let clients = thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| Client::shared(key.as_str(), |b| b.transport(transport.clone()))))
            .collect();
        let clients = threads.into_iter().map(|thread| thread.join().expect("no panic").expect("a client"));
        clients.collect::<Vec<_>>()
    });
    assert!(clients.iter().all(|client| flag_of(client) == "1"));
    assert_eq!(transport.count(), 1);
}

#[test]
fn warning_3000_tells_that_options_are_ignored() {
    let recorder = Recorder::default();
    let key = key(3);
    let flags = || (0..40).map(|number| (format!("flag {number}"), "local"));
    let shared = |mode: PollingMode, behaviour| {
        Client::shared(key.as_str(), |builder| {
            let overrides = Overrides::from_map(flags(), behaviour);
            let builder = builder.transport(FakeTransport::new([Answer::Never])).polling_mode(mode);
            recorder.listen_to_log(builder).overrides(overrides)
        })
        .expect("a client")
    };
    let (local, remote) = (OverrideBehaviour::LocalOverRemote, OverrideBehaviour::RemoteOverLocal);
    let first = shared(PollingMode::manual(), local);
    for _ in 0..10 {
        drop(shared(PollingMode::manual(), local));
    }
    assert_eq!(recorder.logged(), [], "the options are the same");
    drop(shared(PollingMode::auto().into(), local));
    drop(shared(PollingMode::manual(), remote));
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 3000); 2]);
    drop(first);
    drop(shared(PollingMode::auto().into(), local));
    assert_eq!(recorder.logged().len(), 2, "the first client is gone");
}

#[test]
fn overrides_with_other_values_are_other_options() {
    let (recorder, key) = (Recorder::default(), key(4));
    let shared = |value: &'static str| {
        let overrides = Overrides::from_map([("flag", value)], OverrideBehaviour::LocalOnly);
        let options = |builder| recorder.listen_to_log(builder).overrides(overrides);
        Client::shared(key.as_str(), options).expect("a client")
    };
    let first = shared("1");
    assert_eq!(flag_of(&shared("2")), "1");
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 3000)]);
    drop(first);
}

#[test]
fn another_password_is_another_option() {
    let (recorder, key) = (Recorder::default(), key(10));
    let shared = |password: &str| {
        let url = format!("https://jane:{password}@a.example");
        let options = |builder| recorder.listen_to_log(builder).base_url(url).offline(true);
        Client::shared(key.as_str(), options).expect("a client")
    };
    let first = shared("one");
    drop(shared("one"));
    assert_eq!(recorder.logged(), []);
    drop(shared("other"));
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 3000)]);
    drop(first);
}

#[test]
fn a_closed_client_is_not_shared_any_more() {
    let (key, transport) = (key(5), FakeTransport::new([Answer::flag("1"), Answer::flag("2")]));
    let shared =
        || Client::shared(key.as_str(), |builder| builder.transport(transport.clone())).expect("a client");
    let first = shared();
    assert_eq!(flag_of(&first), "1");
    first.close();
    assert_eq!(flag_of(&shared()), "2");
    assert_eq!(flag_of(&first), "1");
}

#[test]
fn hooks_of_a_shared_client_may_use_shared_clients() {
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    let overrides = || Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
    let hooks = Hooks::new().on_ready(move |_| {
        let other = Client::shared(key(7), |builder| builder.overrides(overrides())).expect("a client");
        assert_eq!(flag_of(&other), "local");
        count.fetch_add(1, Ordering::SeqCst);
    });
    let (sender, receiver) = std::sync::mpsc::channel();
    thread::spawn(move || {
        sender.send(Client::shared(key(6), |builder| builder.overrides(overrides()).hooks(hooks)))
    });
    receiver.recv_timeout(seconds(20)).expect("no dead-lock").expect("a client");
    while calls.load(Ordering::SeqCst) == 0 {
        thread::yield_now();
    }
}

#[test]
fn a_shared_client_that_cannot_be_built_leaves_nothing_behind() {
    Client::shared(key(8), |builder| builder.base_url("nonsense")).expect_err("not a URL");
    Client::shared("nonsense", |builder| builder).expect_err("not a key");
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = Client::shared(key(8), |builder| builder.transport(transport)).expect("a client");
    assert_eq!(flag_of(&client), "1");
}

#[test]
fn a_panic_while_building_a_shared_client_harms_no_other() {
    let panicking = thread::spawn(|| Client::shared(key(9), |_| panic!("the test panics")));
    panicking.join().expect_err("a panic");
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = Client::shared(key(9), |builder| builder.transport(transport)).expect("a client");
    assert_eq!(flag_of(&client), "1");
}

#[tokio::test(start_paused = true)]
async fn the_default_user_counts_from_now_on() {
    const FLAG: Flag<bool> = Flag::new("beta", false);
    let document =
        r#"{"f": {"beta": {"t": 0, "v": false, "r": [{"a": "Email", "t": 2, "c": "jane", "v": true}]}}}"#;
    let transport = FakeTransport::new([Answer::document(document)]);
    let jane = User::new("1").email("jane@example.com");
    let builder = paused_client_of(&transport).default_user(jane.clone());
    let client = builder.build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
    assert!(client.value(&FLAG, None));
    assert!(!client.value(&FLAG, &User::new("2")));
    let snapshot = client.snapshot();
    client.clear_default_user();
    assert!(!client.value(&FLAG, None) && snapshot.value(&FLAG, None));
    client.set_default_user(jane);
    sleep(seconds(60)).await;
    settle().await;
    assert!(client.value(&FLAG, None), "a new config does not change the default user");
}

#[test]
fn the_debug_form_of_a_client_is_short() {
    let client = client_of(&FakeTransport::new([Answer::Never])).build().expect("a client");
    assert_eq!(format!("{client:?}"), r"Client { sdk_key: …678901, .. }");
    assert!(!format!("{client:?}").contains(KEY));
}

#[tokio::test(start_paused = true)]
async fn a_stuck_cache_does_not_hold_up_the_end() {
    let (cache, gate) = (MemoryCache::default(), Gate::default());
    cache.fail(CacheFault::Stuck(gate.clone()));
    let transport = FakeTransport::new([Answer::flag("1")]);
    let used = transport.observe();
    let client = paused_client_of(&transport).cache(cache).build().expect("a client");
    tokio::task::yield_now().await;
    drop((client, transport));
    // The transport is dropped on a thread of its own. If it never is, the test never ends.
    while !used.is_released() {
        tokio::task::yield_now().await;
        thread::yield_now();
    }
    gate.open();
}

#[test]
fn nobody_waits_for_a_client_whose_runtime_has_ended() {
    let auto = PollingMode::auto().max_init_wait(seconds(1_000));
    for begins_to_wait_before in [true, false] {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let transport = FakeTransport::new([Answer::Never]);
        let builder = client_of(&transport).polling_mode(auto).runtime(runtime.handle().clone());
        let client = builder.build().expect("a client");
        runtime.block_on(settle());
        let mut runtime = Some(runtime);
        if !begins_to_wait_before {
            drop(runtime.take());
        }
        let start = std::time::Instant::now();
        let waiting = thread::spawn({
            let client = client.clone();
            move || (client.wait_for_ready(seconds(1_000)), flag_of(&client))
        });
        thread::sleep(Duration::from_millis(20));
        drop(runtime.take());
        let (ready, flag) = waiting.join().expect("no panic");
        assert_eq!((ready, flag.as_str()), (Ok(ReadyState::NoFlagData), "none"));
        pollster::block_on(client.wait_for_ready_async());
        assert!(start.elapsed() < seconds(10), "{:?}", start.elapsed());
    }
}
