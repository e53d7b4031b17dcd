//! Hooks and log filters that are slow, stuck, or slow to be dropped: they harm only their own client.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, ThreadId},
};

use configcat_core::{Client, Hooks, LogLevel, PollingMode, ReadyState, RefreshOutcome};
use configcat_test_fakes::{Answer, FakeTransport, Gate, MemoryCache, Recorder, Told};

use crate::world::{client_of, flag_of, seconds};

fn assert_unharmed() {
    let (recorder, cache) = (Recorder::default(), MemoryCache::default());
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let builder = client_of(&transport).hooks(recorder.hooks()).cache(cache.clone());
    let client = builder.build().expect("a client");
    assert_eq!(client.wait_for_ready(seconds(20)), Ok(ReadyState::HasUpToDateFlagData));
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!((flag_of(&client), cache.writes()), ("2".to_owned(), 2));
    recorder.wait_for(|told| matches!(told, Told::Fetched(_, true)));
}

#[test]
fn any_number_of_stuck_hooks_starves_nobody() {
    const STUCK: usize = 600;

    let (gate, running) = (Gate::default(), Arc::new(AtomicUsize::new(0)));
    let stuck: Vec<_> = (0..STUCK)
        .map(|_| {
            let (gate, running) = (gate.clone(), Arc::clone(&running));
            let hooks = Hooks::new().on_ready(move |_| {
                running.fetch_add(1, Ordering::Relaxed);
                gate.wait();
            });
            let builder = client_of(&FakeTransport::new([Answer::flag("1")])).hooks(hooks);
            builder.build().expect("a client")
        })
        .collect();
    while running.load(Ordering::Relaxed) < STUCK {
        thread::yield_now();
    }
    assert_unharmed();
    gate.open();
    drop(stuck);
}

#[test]
fn a_stuck_log_filter_harms_only_its_client() {
    let gate = Gate::default();
    let stuck = gate.clone();
    let transport = FakeTransport::new([Answer::status(500), Answer::flag("1")]);
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).log_level(LogLevel::Debug);
    let client = builder
        .log_filter(move |event| {
            if event.event_id != 5000 {
                stuck.wait();
            }
            true
        })
        .build()
        .expect("a client");
    client.force_refresh().expect_err("status 500");
    assert_unharmed();
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!(flag_of(&client), "1", "not even the client itself waits for it");
    gate.open();
}

#[test]
fn filter_and_hooks_are_called_in_order_on_one_thread() {
    let (told, threads) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::<ThreadId>::new())));
    let note = move |text: String| {
        threads.lock().expect("not poisoned").push(thread::current().id());
        told.lock().expect("not poisoned").push((thread::current().name().map(str::to_owned), text));
    };
    let told = {
        let (sender, receiver) = std::sync::mpsc::channel();
        let note = Arc::new(move |text: String| {
            note(text.clone());
            sender.send((thread::current().name().map(str::to_owned), text)).expect("the test waits");
        });
        let (error, fetched) = (Arc::clone(&note), Arc::clone(&note));
        let hooks = Hooks::new()
            .on_error(move |report| error(format!("hook {}", report.event_id)))
            .on_config_fetched(move |_| fetched("fetched".to_owned()));
        let transport = FakeTransport::new([Answer::status(500)]);
        let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(hooks);
        let client = builder
            .log_filter(move |event| {
                note(format!("log {}", event.event_id));
                true
            })
            .build()
            .expect("a client");
        client.force_refresh().expect_err("status 500");
        [(); 3].map(|()| receiver.recv_timeout(seconds(20)).expect("it is called"))
    };
    let of_hooks = |text: &str| (Some("configcat-hooks".to_owned()), text.to_owned());
    assert_eq!(told, [of_hooks("log 1101"), of_hooks("hook 1101"), of_hooks("fetched")]);
}

#[test]
fn changes_that_wait_for_a_stuck_hook_are_merged() {
    let (gate, recorder) = (Gate::default(), Recorder::default());
    let stuck = gate.clone();
    let hooks = recorder.hooks().on_config_changed(move |_| stuck.wait());
    let transport = FakeTransport::new((1..=60).map(|number| Answer::flag(&number.to_string())));
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(hooks);
    let client = builder.build().expect("a client");
    client.force_refresh().expect("the transport answers");
    recorder.wait_for(|told| matches!(told, Told::Changed(..)));
    for _ in 2..=60 {
        client.force_refresh().expect("the transport answers");
    }
    gate.open();
    recorder.wait_for(|told| matches!(told, Told::Changed(_, _, new) if new == "60"));
    let changes: Vec<_> = recorder
        .told()
        .into_iter()
        .filter_map(|told| if let Told::Changed(_, old, new) = told { Some((old, new)) } else { None })
        .collect();
    assert!(changes.len() <= 6, "{changes:?}");
    assert!(changes.windows(2).all(|pair| pair[0].1 == pair[1].0), "no gaps: {changes:?}");
    assert_eq!((changes[0].0.as_str(), changes[changes.len() - 1].1.as_str()), ("none", "60"));
}

#[test]
fn a_stuck_hook_keeps_a_bounded_number_of_events() {
    let (gate, recorder) = (Gate::default(), Recorder::default());
    let (stuck, called) = (gate.clone(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&called);
    let hooks = Hooks::new().on_config_fetched(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        stuck.wait();
    });
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(304)]);
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(hooks);
    let builder = recorder.listen_to_log(builder).log_level(LogLevel::Warning);
    let client = builder.build().expect("a client");
    for _ in 0..1_500 {
        client.force_refresh().expect("the transport answers");
    }
    gate.open();
    recorder.wait_for(|told| matches!(told, Told::Logged(LogLevel::Error, 9002, _)));
    assert_eq!(recorder.logged(), [(LogLevel::Error, 9002)]);
    while called.load(Ordering::Relaxed) < 1_000 {
        thread::yield_now();
    }
    assert!(called.load(Ordering::Relaxed) <= 1_001);
}

/// Waits for a gate when it is dropped, then panics.
struct Clinging(Gate, Arc<AtomicUsize>);

impl Drop for Clinging {
    fn drop(&mut self) {
        self.0.wait();
        self.1.fetch_add(1, Ordering::Relaxed);
        panic!("the destructor of a test panics");
    }
}

#[test]
fn destructors_of_hooks_and_filters_delay_nobody() {
    let (gate, dropped) = (Gate::default(), Arc::new(AtomicUsize::new(0)));
    for _ in 0..20 {
        let [hook, filter] = [(); 2].map(|()| Clinging(gate.clone(), Arc::clone(&dropped)));
        let transport = FakeTransport::new([Answer::Never]);
        let hooks = Hooks::new().on_error(move |_| _ = &hook);
        let builder = client_of(&transport).hooks(hooks).log_filter(move |_| {
            _ = &filter;
            true
        });
        let client: Client = builder.build().expect("a client");
        while transport.count() == 0 {
            thread::yield_now();
        }
        // The driver is the last owner: it ends after the client.
        drop(client);
    }
    assert_unharmed();
    gate.open();
    while dropped.load(Ordering::Relaxed) < 40 {
        thread::yield_now();
    }
}

#[test]
fn a_closed_client_calls_no_hook_more() {
    let (gate, recorder) = (Gate::default(), Recorder::default());
    let stuck = gate.clone();
    let hooks = recorder.hooks().on_config_fetched(move |_| stuck.wait());
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(hooks);
    let client = builder.build().expect("a client");
    client.force_refresh().expect("the transport answers");
    recorder.wait_for(|told| matches!(told, Told::Fetched(..)));
    client.force_refresh().expect("the transport answers");
    client.close();
    let before = recorder.told();
    gate.open();
    assert_unharmed();
    assert_eq!(recorder.told(), before);
}
