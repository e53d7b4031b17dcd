//! How often reads log the same, at which level, and what somebody finds in the text.

use std::time::Duration;

use configcat_core::{Client, Config, Flag, Hooks, LogLevel, OverrideBehaviour, Overrides, Snapshot, User};
use configcat_test_fakes::{Answer, FakeTransport, Recorder};
use configcat_test_support::{LogEvent, log_events_of};
use tokio::time::advance;
use tracing::Level;

use crate::world::{client_of, flag_of, paused_client_of, seconds, settle};

const DOCUMENT: &str = r#"{"f": {
    "beta": {"t": 0, "v": false, "r": [{"a": "Email", "t": 2, "c": "@example.com", "v": true}]},
    "plan": {"t": 0, "v": false, "r": [{"a": "Plan", "t": 2, "c": "pro", "v": true}]},
    "text": {"t": 1, "v": "1"}
}}"#;
const BETA: Flag<bool> = Flag::new("beta", false);

fn client(level: LogLevel) -> Client {
    let overrides = Overrides::from_json(DOCUMENT, OverrideBehaviour::LocalOnly).expect("a config");
    Client::builder("local").overrides(overrides).log_level(level).build().expect("a client")
}

fn counts(events: &[LogEvent]) -> Vec<(Level, u64, usize)> {
    let mut counts: Vec<(Level, u64, usize)> = Vec::new();
    for event in events {
        let (level, id) = (event.level, event.event_id.expect("an id"));
        match counts.iter_mut().find(|count| (count.0, count.1) == (level, id)) {
            Some(count) => count.2 += 1,
            None => counts.push((level, id, 1)),
        }
    }
    counts
}

/// Reads with each kind of mistake.
fn read(client: &Client) {
    let nameless = User::new("1");
    let _ = (client.get_value("beta", false, None), client.get_value("plan", false, None));
    let _ = (client.get_value("beta", false, &nameless), client.get_value("missing", 5, None));
    let _ = (client.get_value("text", 5, None), client.get_variation_id("missing", None));
    let _ = (client.get_all_values(None), client.get_key_and_value("no id"), client.value(&BETA, None));
}

#[tokio::test(start_paused = true)]
async fn each_flag_and_reason_is_logged_once_a_minute() {
    let client = client(LogLevel::Warning);
    let once = [
        (Level::WARN, 3001, 2),
        (Level::WARN, 3003, 1),
        (Level::ERROR, 1001, 1),
        (Level::ERROR, 2002, 1),
        (Level::ERROR, 2011, 1),
    ];
    let events = || counts(&log_events_of(|| (0..100).for_each(|_| read(&client))));
    assert_eq!(events(), once);
    advance(seconds(59)).await;
    assert_eq!(events(), []);
    advance(seconds(1)).await;
    assert_eq!(events(), once);
}

#[test]
fn the_others_have_the_level_debug() {
    let client = client(LogLevel::Debug);
    let read = || _ = client.snapshot().get_value("missing", 5, None);
    assert_eq!(counts(&log_events_of(read)), [(Level::ERROR, 1001, 1)]);
    assert_eq!(counts(&log_events_of(read)), [(Level::DEBUG, 1001, 1)]);
}

#[test]
fn a_flood_of_different_mistakes_is_bounded() {
    let client = client(LogLevel::Warning);
    let events = log_events_of(|| {
        for number in 0..10_000 {
            let _ = client.get_value(&format!("missing {number}"), 5, None);
        }
    });
    assert!((400..=512).contains(&events.len()), "{}", events.len());
}

#[test]
fn texts_name_the_flag_and_the_remedy() {
    let message = |read: &dyn Fn(&Client)| {
        let events = log_events_of(|| read(&client(LogLevel::Warning)));
        assert_eq!(events.len(), 1);
        events[0].message.clone()
    };
    let by_key = message(&|client| _ = client.get_value("beta", false, None));
    assert!(by_key.contains("'beta'") && by_key.contains("`get_value()`"), "{by_key}");
    let by_accessor = message(&|client| _ = client.value(&BETA, None));
    assert!(by_accessor.contains("'beta'") && !by_accessor.contains("get_value"), "{by_accessor}");
    assert!(by_accessor.contains("for a user, or set a default user"), "{by_accessor}");
    assert_eq!(
        message(&|client| _ = client.get_value("Bta", false, None)),
        "flag `Bta` is not in the config; returning the default value (did you mean `beta`?)"
    );
}

#[test]
fn the_level_can_change_while_the_client_runs() {
    let client = client(LogLevel::Off);
    let snapshot = client.snapshot();
    let silent = snapshot.with_log_level(LogLevel::Off);
    let count = || {
        log_events_of(|| {
            let _ = (client.get_value("missing", 1, None), snapshot.get_value("also missing", 1, None));
            let _ = silent.get_value("missing too", 1, None);
        })
        .len()
    };
    assert_eq!((client.log_level(), count()), (LogLevel::Off, 0));
    client.clone().set_log_level(LogLevel::Error);
    assert_eq!((client.log_level(), count()), (LogLevel::Error, 2));
    client.set_log_level(LogLevel::Debug);
    assert_eq!(count(), 2, "now at level `Debug`");
    client.set_log_level(LogLevel::Off);
    assert_eq!(count(), 0);
}

#[test]
fn snapshots_have_a_level_too() {
    let snapshot = Snapshot::from(Config::parse(DOCUMENT).expect("a config"));
    let silent = snapshot.with_log_level(LogLevel::Off);
    let read = |snapshot: &Snapshot| log_events_of(|| _ = snapshot.get_value("missing", 1, None)).len();
    assert_eq!([read(&silent), read(&snapshot), read(&snapshot)], [0, 1, 1]);
    assert_eq!(read(&snapshot.with_log_level(LogLevel::Error)), 1);
}

#[tokio::test(start_paused = true)]
async fn debug_tells_what_the_client_does() {
    let (recorder, cache) = (Recorder::default(), configcat_test_fakes::MemoryCache::default());
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(304)]);
    let builder = recorder.listen_to_log(paused_client_of(&transport)).cache(cache);
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    tokio::time::sleep(seconds(61)).await;
    client.set_offline();
    settle().await;
    let lines: Vec<String> = recorder
        .told()
        .into_iter()
        .filter_map(|told| match told {
            configcat_test_fakes::Told::Logged(LogLevel::Debug, 9000, message) => Some(message),
            _ => None,
        })
        .collect();
    for line in [
        "the cache has no newer config",
        "asking for the config",
        "downloaded a config",
        "readers see 1 flags from now on",
        "the client is ready: HasUpToDateFlagData",
        "wrote the config to the cache",
        "the next download is due in",
        "the config has not changed",
        "downloads are off",
    ] {
        assert!(lines.iter().any(|own| own.starts_with(line)), "{line}: {lines:#?}");
    }
}

#[tokio::test]
async fn a_read_that_blocks_a_task_is_a_warning_once() {
    let recorder = Recorder::default();
    let gate = configcat_test_fakes::Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate), Answer::flag("2")]);
    let builder = recorder.listen_to_log(client_of(&transport));
    let mode = configcat_core::PollingMode::auto().max_init_wait(Duration::from_millis(20));
    let client = builder.polling_mode(mode).build().expect("a client");

    let own = client.clone();
    tokio::task::spawn_blocking(move || flag_of(&own)).await.expect("no panic");
    recorder.wait_for(|told| matches!(told, configcat_test_fakes::Told::Logged(_, 4200, _)));
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 4200)], "blocking threads may block");
    gate.open();
    assert!(client.force_refresh().is_ok() && client.force_refresh().is_ok());
    let blocked = recorder.told().into_iter().filter_map(|told| match told {
        configcat_test_fakes::Told::Logged(LogLevel::Warning, 9001, message) => Some(message),
        _ => None,
    });
    let blocked: Vec<_> = blocked.collect();
    assert!(matches!(&*blocked, [message] if message.contains("`force_refresh_async`")), "{blocked:?}");

    let (recorder, never) = (Recorder::default(), FakeTransport::new([Answer::Never]));
    let builder = recorder.listen_to_log(client_of(&never)).polling_mode(mode);
    let client = builder.hooks(Hooks::new()).build().expect("a client");
    assert_eq!(flag_of(&client), "none");
    let is_warning = |told: &configcat_test_fakes::Told| {
        matches!(told, configcat_test_fakes::Told::Logged(LogLevel::Warning, 9001, message)
            if message.contains("`latest_snapshot_async`"))
    };
    assert!(recorder.told().iter().any(is_warning), "{:?}", recorder.told());
}
