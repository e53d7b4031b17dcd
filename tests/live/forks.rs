//! Forks of a process. Threads are not forked, so an old client does nothing in the fork, and says so. A new one works.
//!
//! Each test forks a process of its own. These tests wait for real time.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process, thread,
    time::{Duration, Instant},
};

use configcat_core::{Client, OverrideBehaviour, Overrides, PollingMode, RefreshError, RefreshOutcome};
use configcat_test_fakes::{
    Answer, Behaviour, FakeTransport, MemoryCache, Recorder, Server, Told, flag_document, response,
};
use fork::{Fork, fork, waitpid_nohang};
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    child::is_child,
    world::{CACHE_KEY, KEY, client_of, current_flag_of, flag_of, seconds},
};

/// Runs checks in a fork of this process.
fn in_a_fork(checks: impl FnOnce()) {
    let child = match fork().expect("a process can be forked") {
        Fork::Child => {
            let end = catch_unwind(AssertUnwindSafe(checks));
            process::exit(i32::from(end.is_err()));
        }
        Fork::Parent(child) => child,
    };
    let start = Instant::now();
    let status = loop {
        if let Some(status) = waitpid_nohang(child).expect("there is a child") {
            break status;
        }
        if start.elapsed() > seconds(30) {
            let child = Pid::from_raw(child).expect("a process id");
            kill_process(child, Signal::KILL).expect("it is ours");
            panic!("something hangs in the fork");
        }
        thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(status, 0, "a check fails in the fork");
}

/// Checks that something takes hardly any time.
fn at_once<T>(what: &str, action: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = action();
    assert!(start.elapsed() < seconds(1), "{what} takes {:?}", start.elapsed());
    result
}

/// Checks that a new client works in all ways.
fn assert_new_clients_work() {
    let (cache, recorder) = (MemoryCache::default(), Recorder::default());
    let transport = FakeTransport::new([Answer::flag("new"), Answer::flag("newer")]);
    let builder = client_of(&transport).cache(cache.clone()).hooks(recorder.hooks());
    let client = builder.build().expect("a client");
    assert_eq!(flag_of(&client), "new");
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!(current_flag_of(&client), "newer");
    recorder.wait_for(|told| matches!(told, Told::Changed(_, _, new) if new == "newer"));
    assert!(client.shutdown(seconds(10)));
    assert!(cache.value(CACHE_KEY).is_some_and(|value| value.ends_with(&flag_document("newer"))));
}

#[test]
fn new_clients_work_in_a_fork_and_old_ones_fail_at_once() {
    if !is_child("forks::new_clients_work_in_a_fork_and_old_ones_fail_at_once", &[]) {
        return;
    }
    let modes = [
        PollingMode::auto().interval(seconds(1)).into(),
        PollingMode::lazy().ttl(seconds(1)).into(),
        PollingMode::manual(),
    ];
    let clients = modes.map(|mode| {
        let builder = client_of(&FakeTransport::new([Answer::flag("1")])).polling_mode(mode);
        let client = builder.cache(MemoryCache::default()).build().expect("a client");
        client.force_refresh().expect("the transport answers");
        client
    });
    // The configs expire.
    thread::sleep(Duration::from_millis(1_100));
    in_a_fork(|| {
        for client in &clients {
            assert_eq!(at_once("a read", || flag_of(client)), "1");
            let refresh = || client.force_refresh();
            assert_eq!(at_once("a refresh", refresh), Err(RefreshError::Forked));
            assert_eq!(at_once("a refresh", refresh), Err(RefreshError::Forked));
            at_once("a wait", || client.wait_for_ready(seconds(20))).expect("it was ready");
            at_once("a switch", || (client.set_offline(), client.set_online()));
            assert_eq!(at_once("a read", || flag_of(client)), "1");
        }
        assert_new_clients_work();
        let [first, second, third] = clients.clone();
        at_once("the end", || first.close());
        at_once("the end", || second.shutdown(seconds(20)));
        at_once("the end", Client::close_all);
        assert_eq!(flag_of(&third), "1");
        assert_new_clients_work();
        // As a daemon does it.
        in_a_fork(assert_new_clients_work);
        in_a_fork(|| assert_eq!(third.force_refresh(), Err(RefreshError::Forked)));
    });
    // This process has not noticed.
    for client in &clients {
        client.force_refresh().expect("the transport answers");
    }
    assert_new_clients_work();
}

#[test]
fn a_fork_before_the_first_client_makes_no_difference() {
    if !is_child("forks::a_fork_before_the_first_client_makes_no_difference", &[]) {
        return;
    }
    in_a_fork(assert_new_clients_work);
    assert_new_clients_work();
    in_a_fork(assert_new_clients_work);
}

#[test]
fn shared_clients_are_built_anew_in_a_fork() {
    if !is_child("forks::shared_clients_are_built_anew_in_a_fork", &[]) {
        return;
    }
    let shared = |value: &str| {
        let transport = FakeTransport::new([Answer::flag(value)]);
        Client::shared(KEY, |builder| builder.transport(transport)).expect("a client")
    };
    let client = shared("1");
    assert_eq!(flag_of(&client), "1");
    in_a_fork(|| {
        assert_eq!(flag_of(&shared("2")), "2");
        assert_eq!(flag_of(&client), "1");
    });
    assert_eq!(flag_of(&shared("3")), "1");
}

#[test]
fn the_built_in_transport_works_in_a_fork() {
    if !is_child("forks::the_built_in_transport_works_in_a_fork", &[]) {
        return;
    }
    let server = Server::start(|_| Behaviour::Answer(response(200, "", flag_document("1"))));
    let build = || {
        // A name, so that it is resolved on another thread.
        let url = server.url().replace("127.0.0.1", "localhost");
        Client::builder(KEY).base_url(url).build().expect("a client")
    };
    let client = build();
    assert_eq!(flag_of(&client), "1");
    in_a_fork(|| {
        assert_eq!(flag_of(&build()), "1");
        assert_eq!(client.force_refresh(), Err(RefreshError::Forked));
    });
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
}

#[test]
fn local_flags_can_be_read_in_a_fork() {
    if !is_child("forks::local_flags_can_be_read_in_a_fork", &[]) {
        return;
    }
    let build = |recorder: &Recorder| {
        let overrides = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
        Client::builder("local").overrides(overrides).hooks(recorder.hooks()).build().expect("a client")
    };
    let ready = |told: &Told| matches!(told, Told::Ready(_));
    let (recorder, other) = (Recorder::default(), Recorder::default());
    let client = build(&recorder);
    recorder.wait_for(ready);
    in_a_fork(|| {
        assert_eq!(at_once("a read", || flag_of(&client)), "local");
        assert_eq!(at_once("a read", || flag_of(&build(&other))), "local");
        other.wait_for(ready);
    });
}

#[test]
fn nobody_waits_for_a_client_that_was_not_ready_before_the_fork() {
    if !is_child("forks::nobody_waits_for_a_client_that_was_not_ready_before_the_fork", &[]) {
        return;
    }
    let auto = PollingMode::auto().max_init_wait(seconds(1_000));
    let builder = client_of(&FakeTransport::new([Answer::Never])).polling_mode(auto);
    let client = builder.build().expect("a client");
    in_a_fork(|| {
        assert_eq!(at_once("a read", || flag_of(&client)), "none");
        at_once("a wait", || client.wait_for_ready(seconds(20))).expect_err("it never is");
        at_once("a wait", || pollster::block_on(client.wait_for_ready_async()));
        at_once("a read", || pollster::block_on(client.latest_snapshot_async()));
    });
}
