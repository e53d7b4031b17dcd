//! Shortages of the operating system that pass: no thread, no file descriptor. Afterwards, all goes on by itself.
//!
//! Each test is a process of its own, with a limit that it lowers for a while. Where the system has no such limit, the test
//! says so, and is skipped. These tests wait for real time.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
    time::{Duration, Instant},
};

use configcat_core::{BuildError, Client, OverrideBehaviour, Overrides, PollingMode, RefreshError};
use configcat_test_fakes::{
    Answer, Behaviour, FakeTransport, MemoryCache, Recorder, Server, Told, flag_document, response,
};
use rustix::process::{Resource, Rlimit, getrlimit, getuid, setrlimit};
use tokio::runtime::Builder;

use crate::{
    child::is_child_of,
    world::{CACHE_KEY, KEY, client_of, current_flag_of, seconds},
};

/// How long a shortage lasts: longer than a period of polling and several looks at a file.
const WHILE: Duration = Duration::from_millis(1_500);

/// Whether this process is the one for the test, and its user one that limits apply to: they do not apply to root.
fn is_limited_child(test: &str) -> bool {
    let nobody = 65_534;
    let is_child = is_child_of(test, &[], |command| {
        #[cfg(unix)]
        if getuid().is_root() {
            std::os::unix::process::CommandExt::uid(command, nobody);
        }
    });
    is_child.unwrap_or_else(|error| {
        println!("skipped `{test}`: no process of another user can be started: {error}");
        false
    })
}

/// A limit that is lowered until this is dropped.
struct Shortage(Resource, Rlimit);

impl Shortage {
    fn of(resource: Resource, limit: u64) -> Self {
        let earlier = getrlimit(resource);
        setrlimit(resource, Rlimit { current: Some(limit), ..earlier }).expect("a limit can be lowered");
        Self(resource, earlier)
    }

    /// `None` if the system does not heed the limit.
    fn of_threads() -> Option<Self> {
        let shortage = Self::of(Resource::Nproc, 0);
        if thread::Builder::new().spawn(|| {}).is_ok() {
            println!("skipped: the system has no limit of threads");
            return None;
        }
        Some(shortage)
    }

    /// `None` if the system does not heed the limit.
    fn of_descriptors() -> Option<Self> {
        let shortage = Self::of(Resource::Nofile, 0);
        if fs::File::open("/dev/null").is_ok() {
            println!("skipped: the system has no limit of file descriptors");
            return None;
        }
        Some(shortage)
    }
}

impl Drop for Shortage {
    fn drop(&mut self) {
        setrlimit(self.0, self.1).expect("a limit can be restored");
    }
}

/// Waits for something that has to happen by itself.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < seconds(20), "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
    println!("{what} after {:?}", start.elapsed());
}

/// Makes sure that the thread that all clients share is there: as long as this client lives, it has no other work.
fn start_shared_thread() -> Client {
    client_of(&FakeTransport::new([Answer::flag("0")])).offline(true).build().expect("a client")
}

/// A server that has no threads but one.
fn serve_on_one_thread(answer: Vec<u8>) -> u16 {
    let listener = TcpListener::bind("localhost:0").expect("a free port");
    let port = listener.local_addr().expect("a bound socket").port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 8192];
            // A client that goes away is no problem of the server.
            let _ = stream.read(&mut head).and_then(|_| stream.write_all(&answer));
        }
    });
    port
}

#[test]
fn a_client_that_cannot_start_says_so_and_can_be_built_later() {
    if !is_limited_child("shortages::a_client_that_cannot_start_says_so_and_can_be_built_later") {
        return;
    }
    let Some(shortage) = Shortage::of_threads() else { return };
    let transport = FakeTransport::new([Answer::flag("1")]);
    let error = client_of(&transport).build().expect_err("there is no thread");
    assert!(matches!(error, BuildError::Driver(_)), "{error:?}");
    let error = client_of(&transport).download().expect_err("there is no thread");
    println!("{error:?}");
    drop(shortage);
    let client = client_of(&transport).build().expect("a client");
    assert!(client.wait_for_ready(seconds(20)).is_ok());
    assert_eq!(current_flag_of(&client), "1");
    client_of(&transport).download().expect("a config");
}

#[test]
fn hooks_are_called_again_when_there_are_threads_again() {
    if !is_limited_child("shortages::hooks_are_called_again_when_there_are_threads_again") {
        return;
    }
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1")]);
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(recorder.hooks());
    let client = builder.build().expect("a client");
    client.force_refresh().expect("the transport answers");
    recorder.wait_for(|told| matches!(told, Told::Changed(..)));
    let watch = client.watch_value("flag", "none", None);
    // The thread of the hooks ends when there are no events.
    thread::sleep(Duration::from_millis(200));

    let Some(shortage) = Shortage::of_threads() else { return };
    transport.answer([Answer::flag("2"), Answer::flag("3")]);
    client.force_refresh().expect("the transport answers");
    client.force_refresh().expect("the transport answers");
    thread::sleep(WHILE);
    assert_eq!((current_flag_of(&client).as_str(), watch.value().as_str()), ("3", "1"));
    drop(shortage);
    wait_until("watches follow", || watch.value() == "3");
    let changes = || {
        let told = recorder.told().into_iter();
        told.filter_map(|told| if let Told::Changed(_, old, new) = told { Some((old, new)) } else { None })
    };
    wait_until("hooks are called", || changes().count() == 3);
    let all = [("none", "1"), ("1", "2"), ("2", "3")].map(|(old, new)| (old.to_owned(), new.to_owned()));
    assert!(changes().eq(all), "{:?}", recorder.told());
}

#[test]
fn hooks_on_an_own_runtime_are_called_again_when_there_are_threads_again() {
    let test = "shortages::hooks_on_an_own_runtime_are_called_again_when_there_are_threads_again";
    if !is_limited_child(test) {
        return;
    }
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::flag("1")]);
    let Some(shortage) = Shortage::of_threads() else { return };
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).hooks(recorder.hooks());
    let client = builder.runtime(runtime.handle().clone()).build().expect("a client");
    let local = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
    let builder = Client::builder("local").overrides(local).hooks(recorder.hooks());
    let fixed = builder.runtime(runtime.handle().clone()).build().expect("a client");
    client.force_refresh().expect("the transport answers");
    assert_eq!((current_flag_of(&client), current_flag_of(&fixed)), ("1".into(), "local".into()));
    thread::sleep(WHILE);
    drop(shortage);
    wait_until("hooks are called", || recorder.told().iter().any(|told| matches!(told, Told::Changed(..))));
    assert!(recorder.errors().is_empty(), "{:?}", recorder.errors());
}

#[test]
fn override_edits_are_seen_when_there_are_threads_again() {
    if !is_limited_child("shortages::override_edits_are_seen_when_there_are_threads_again") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flags.json");
    let write = |value: &str| {
        fs::write(&path, format!(r#"{{"flags": {{"flag": "{value}"}}}}"#)).expect("a file");
    };
    write("1");
    let _other = start_shared_thread();
    let Some(shortage) = Shortage::of_threads() else { return };
    let clients = [OverrideBehaviour::LocalOnly, OverrideBehaviour::LocalOverRemote].map(|behaviour| {
        let overrides = Overrides::from_file(&path, behaviour).expect("an override file");
        let builder = client_of(&FakeTransport::new([Answer::flag("remote")]));
        builder.overrides(overrides.reload(Duration::from_millis(100))).build().expect("a client")
    });
    thread::sleep(WHILE);
    write("two");
    drop(shortage);
    for client in &clients {
        wait_until("the edit is seen", || current_flag_of(client) == "two");
        write("two");
    }
}

#[test]
fn a_cache_is_used_when_there_are_threads_again() {
    if !is_limited_child("shortages::a_cache_is_used_when_there_are_threads_again") {
        return;
    }
    let _other = start_shared_thread();
    let (cache, transport) = (MemoryCache::default(), FakeTransport::new([Answer::flag("1")]));
    let Some(shortage) = Shortage::of_threads() else { return };
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).cache(cache.clone());
    let client = builder.build().expect("a client");
    println!("{:?}", client.force_refresh());
    assert_eq!(cache.value(CACHE_KEY), None);
    drop(shortage);
    transport.answer([Answer::flag("2")]);
    client.force_refresh().expect("the transport answers");
    let cached =
        |value: &str| cache.value(CACHE_KEY).is_some_and(|text| text.ends_with(&flag_document(value)));
    wait_until("the cache is written", || cached("2"));
    assert!(client.shutdown(seconds(5)), "no write is pending");
}

#[test]
fn transports_and_asynchronous_caches_are_used_when_there_are_threads_again() {
    /// A thread without work ends after ten seconds.
    const IDLE: Duration = Duration::from_secs(11);

    let test = "shortages::transports_and_asynchronous_caches_are_used_when_there_are_threads_again";
    if !is_limited_child(test) {
        return;
    }
    let (cache, transport) = (MemoryCache::default(), FakeTransport::new([Answer::flag("1")]));
    let builder = client_of(&transport).polling_mode(PollingMode::manual()).async_cache(cache.clone());
    let client = builder.request_timeout(seconds(5)).build().expect("a client");
    client.force_refresh().expect("the transport answers");
    thread::sleep(IDLE);
    let Some(shortage) = Shortage::of_threads() else { return };
    transport.answer([Answer::flag("2")]);
    println!("{:?}", client.force_refresh());
    println!("{:?}", client.force_refresh());
    drop(shortage);
    client.force_refresh().expect("the transport answers");
    assert_eq!(current_flag_of(&client), "2");
    assert!(client.shutdown(seconds(5)), "no write is pending");
    assert!(cache.value(CACHE_KEY).is_some_and(|text| text.ends_with(&flag_document("2"))));
}

#[test]
fn a_large_config_is_read_when_there_are_threads_again() {
    if !is_limited_child("shortages::a_large_config_is_read_when_there_are_threads_again") {
        return;
    }
    let _other = start_shared_thread();
    let large = flag_document("large") + &" ".repeat(200 << 10);
    let transport = FakeTransport::new([Answer::document(large)]);
    let Some(shortage) = Shortage::of_threads() else { return };
    let mode = PollingMode::auto().interval(seconds(1));
    let client = client_of(&transport).polling_mode(mode).build().expect("a client");
    assert_eq!(client.force_refresh(), Err(RefreshError::NoThread));
    thread::sleep(WHILE);
    drop(shortage);
    wait_until("the config is read", || current_flag_of(&client) == "large");
}

#[test]
fn the_built_in_transport_works_when_there_are_threads_again() {
    if !is_limited_child("shortages::the_built_in_transport_works_when_there_are_threads_again") {
        return;
    }
    let _other = start_shared_thread();
    // A name, so that it is resolved on a thread.
    let url = format!("http://localhost:{}", serve_on_one_thread(response(200, "", flag_document("1"))));
    let Some(shortage) = Shortage::of_threads() else { return };
    let mode = PollingMode::auto().interval(seconds(1));
    let client = Client::builder(KEY).base_url(url).polling_mode(mode).build().expect("a client");
    let error = client.force_refresh().expect_err("there is no thread");
    println!("{error:?}");
    thread::sleep(WHILE);
    drop(shortage);
    wait_until("the server is asked", || current_flag_of(&client) == "1");
    assert!(client.force_refresh().is_ok());
}

#[test]
fn files_and_servers_are_used_when_there_are_descriptors_again() {
    if !is_limited_child("shortages::files_and_servers_are_used_when_there_are_descriptors_again") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flags.json");
    fs::write(&path, r#"{"flags": {"local": "1"}}"#).expect("a file");
    let server = Server::start(|_| Behaviour::Answer(response(200, "", flag_document("1"))));
    let overrides =
        Overrides::from_file(&path, OverrideBehaviour::LocalOverRemote).expect("an override file");
    let cache = configcat_core::cache::FileCache::new(folder.path().join("cache"));
    let builder = Client::builder(KEY).base_url(server.url()).cache(cache.clone());
    let builder = builder.overrides(overrides.reload(Duration::from_millis(100)));
    let mode = PollingMode::auto().interval(seconds(1));
    let client = builder.polling_mode(mode).build().expect("a client");
    assert!(client.wait_for_ready(seconds(20)).is_ok());
    fs::write(&path, r#"{"flags": {"local": "two"}}"#).expect("a file");
    server.behave(Behaviour::Answer(response(200, "", flag_document("2"))));

    let Some(shortage) = Shortage::of_descriptors() else { return };
    // What is new cannot be had now, but all that is held can be read.
    let client_in_shortage = Client::builder(KEY).base_url(server.url()).build();
    thread::sleep(WHILE);
    assert!(client.force_refresh().is_err(), "there is no socket");
    assert_eq!(client.get_value("flag", "none", None), "1");
    drop(shortage);
    let value = |key: &str| client.snapshot().get_value(key, "none", None).to_string();
    wait_until("the server is asked", || value("flag") == "2");
    wait_until("the edit is seen", || value("local") == "two");
    let cached = || {
        let value = configcat_core::cache::ConfigCache::read(&cache, CACHE_KEY);
        value.is_ok_and(|value| value.is_some_and(|value| value.ends_with(&flag_document("2"))))
    };
    wait_until("the cache is written", cached);
    let client_in_shortage = client_in_shortage.expect("the shared thread was there");
    wait_until("a client of the shortage works", || current_flag_of(&client_in_shortage) == "2");
}

#[test]
fn a_client_that_finds_no_descriptors_says_so_and_can_be_built_later() {
    if !is_limited_child("shortages::a_client_that_finds_no_descriptors_says_so_and_can_be_built_later") {
        return;
    }
    let Some(shortage) = Shortage::of_descriptors() else { return };
    let transport = FakeTransport::new([Answer::flag("1")]);
    let error = client_of(&transport).build().expect_err("a runtime needs descriptors");
    assert!(matches!(error, BuildError::Driver(_)), "{error:?}");
    drop(shortage);
    let client = client_of(&transport).build().expect("a client");
    assert!(client.wait_for_ready(seconds(20)).is_ok());
    assert_eq!(current_flag_of(&client), "1");
}
