//! What can go wrong on the network, over the real HTTP client and a server that misbehaves, with the real clock.
//!
//! In each case, flags are read from the last good config, the error is told to log, hooks and the refresh, and the client
//! recovers by itself. `cargo test -p configcat-test-live faults -- --nocapture` prints the table.

use std::{
    io::Write as _,
    thread,
    time::{Duration, Instant},
};

use configcat_core::{Client, ClientBuilder, LogLevel, PollingMode, RefreshOutcome};
use configcat_test_fakes::{
    Behaviour, CacheFault, Gate, MemoryCache, Recorder, Server, Told, flag_document, response,
};

use crate::world::{CACHE_KEY, KEY, cache_value, flag_of, seconds};

/// A fault, and what a refresh is to say about it: an outcome, or the id of an error.
struct Fault {
    name: &'static str,
    begin: fn(&mut World),
    outcome: Result<RefreshOutcome, u16>,
}

/// What surrounds a client.
struct World {
    server: Server,
    cache: MemoryCache,
    /// Where a cache is stuck, until the end.
    gate: Gate,
    /// How long the client waits for an answer.
    patience: Duration,
}

impl World {
    fn new() -> Self {
        let server = Server::start(|_| good("good"));
        Self { server, cache: MemoryCache::default(), gate: Gate::default(), patience: seconds(20) }
    }

    fn builder(&self) -> ClientBuilder {
        let builder = Client::builder(KEY).base_url(self.server.url()).cache(self.cache.clone());
        let builder = builder.polling_mode(PollingMode::auto().interval(seconds(1)));
        builder.read_timeout(self.patience).max_config_size(64 << 10)
    }

    fn behave(&self, behaviour: Behaviour) {
        self.server.behave(behaviour);
    }

    fn answer(&self, status: u16, headers: &str, body: impl AsRef<[u8]>) {
        self.behave(Behaviour::Answer(response(status, headers, body)));
    }

    fn mend(&mut self) {
        self.behave(good("better"));
        self.server.restart();
        self.cache.fail(CacheFault::None);
        self.gate.open();
    }
}

fn good(flag: &str) -> Behaviour {
    Behaviour::Answer(response(200, &format!("ETag: {flag}"), flag_document(flag)))
}

fn part_of_an_answer() -> Vec<u8> {
    let mut answer = response(200, "", flag_document("bad"));
    answer.truncate(answer.len() - 5);
    answer
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).expect("a vector takes everything");
    encoder.finish().expect("a vector takes everything")
}

/// A document that says that it is to be found at another path of the same server.
fn redirecting(world: &World, to: &'static str) {
    let url = world.server.url();
    world.server.decide(move |request| {
        let to = if request.path.starts_with("/other/") { "" } else { to };
        let document = format!(r#"{{"p": {{"u": "{url}{to}", "r": 2}}}}"#);
        Behaviour::Answer(response(200, "", document))
    });
}

const CONNECTION: [Fault; 8] = [
    Fault { name: "refused", begin: |world| world.server.stop(), outcome: Err(1103) },
    Fault {
        name: "reset at once",
        begin: |world| world.behave(Behaviour::Reset(vec![])),
        outcome: Err(1103),
    },
    Fault {
        name: "reset mid-body",
        begin: |world| world.behave(Behaviour::Reset(part_of_an_answer())),
        outcome: Err(1103),
    },
    Fault {
        name: "closed at once",
        begin: |world| world.behave(Behaviour::Answer(vec![])),
        outcome: Err(1103),
    },
    Fault {
        name: "closed mid-body",
        begin: |world| world.behave(Behaviour::Answer(part_of_an_answer())),
        outcome: Err(1103),
    },
    Fault {
        name: "not HTTP",
        begin: |world| world.behave(Behaviour::Answer(b"220 smtp.example.com\r\n".to_vec())),
        outcome: Err(1103),
    },
    Fault {
        name: "stalled before the answer",
        begin: |world| world.behave(Behaviour::Stall(vec![])),
        outcome: Err(1102),
    },
    Fault {
        name: "stalled mid-body",
        begin: |world| world.behave(Behaviour::Stall(part_of_an_answer())),
        outcome: Err(1102),
    },
];

const STATUS: [Fault; 9] = [
    Fault { name: "500", begin: |world| world.answer(500, "", "oops"), outcome: Err(1101) },
    Fault { name: "429", begin: |world| world.answer(429, "Retry-After: 1", ""), outcome: Err(1101) },
    Fault { name: "403", begin: |world| world.answer(403, "", "no"), outcome: Err(1100) },
    Fault { name: "404", begin: |world| world.answer(404, "", "what?"), outcome: Err(1100) },
    Fault { name: "204", begin: |world| world.answer(204, "", ""), outcome: Err(1101) },
    Fault {
        name: "HTTP redirects in a loop",
        begin: |world| world.answer(302, "Location: /", ""),
        outcome: Err(1103),
    },
    Fault {
        name: "HTTP redirect to no URL",
        begin: |world| world.answer(302, "Location: http://", ""),
        outcome: Err(1101),
    },
    Fault {
        name: "HTTP redirect to plain http",
        begin: |world| world.answer(302, "Location: http://a.example/", ""),
        outcome: Err(1103),
    },
    Fault {
        name: "HTTP redirect to garbage",
        begin: |world| {
            world.server.decide(|request| {
                let page = response(200, "", "<html>Log in first</html>");
                let moved = response(302, "Location: /login", "");
                Behaviour::Answer(if request.path == "/login" { page } else { moved })
            });
        },
        outcome: Err(1105),
    },
];

const BODY: [Fault; 10] = [
    Fault { name: "empty body", begin: |world| world.answer(200, "", ""), outcome: Err(1105) },
    Fault {
        name: "truncated JSON",
        begin: |world| world.answer(200, "", r#"{"f": {"flag": {"t": 1"#),
        outcome: Err(1105),
    },
    Fault {
        name: "garbage",
        begin: |world| world.answer(200, "", [0x1f, 0x8b, 0xff, 0x00, 0xc3]),
        outcome: Err(1105),
    },
    Fault {
        name: "garbage that claims to be gzip",
        begin: |world| world.answer(200, "Content-Encoding: gzip", "nonsense"),
        outcome: Err(1103),
    },
    Fault { name: "other JSON", begin: |world| world.answer(200, "", "{\"a\": 1}"), outcome: Err(1105) },
    Fault {
        name: "a wrong content type",
        begin: |world| world.answer(200, "Content-Type: image/png", flag_document("good")),
        outcome: Ok(RefreshOutcome::Updated),
    },
    Fault {
        name: "a huge body",
        begin: |world| world.answer(200, "", " ".repeat(4 << 20)),
        outcome: Err(1105),
    },
    Fault {
        name: "a gzip bomb",
        begin: |world| world.answer(200, "Content-Encoding: gzip", gzip(&vec![b' '; 64 << 20])),
        outcome: Err(1105),
    },
    Fault { name: "redirects in a loop", begin: |world| redirecting(world, "/other"), outcome: Err(1104) },
    Fault { name: "a redirect to itself", begin: |world| redirecting(world, ""), outcome: Err(1105) },
];

const CACHE: [Fault; 5] = [
    Fault {
        name: "a cache that fails",
        begin: |world| world.cache.fail(CacheFault::Error),
        outcome: Ok(RefreshOutcome::Updated),
    },
    Fault {
        name: "a cache that panics",
        begin: |world| world.cache.fail(CacheFault::Panic),
        outcome: Ok(RefreshOutcome::Updated),
    },
    Fault {
        name: "a cache that is stuck",
        begin: |world| world.cache.fail(CacheFault::Stuck(world.gate.clone())),
        outcome: Ok(RefreshOutcome::Updated),
    },
    Fault {
        name: "a cache with garbage",
        begin: |world| world.cache.put(CACHE_KEY, "nonsense"),
        outcome: Ok(RefreshOutcome::Updated),
    },
    Fault {
        name: "a clock that was set back",
        begin: |world| world.cache.put(CACHE_KEY, cache_value("good", -1_000_000)),
        outcome: Ok(RefreshOutcome::Updated),
    },
];

/// Waits until a client reads a value, which it gets by itself.
fn wait_for_flag(client: &Client, flag: &str) -> Duration {
    let start = Instant::now();
    while flag_of(client) != flag {
        assert!(start.elapsed() < seconds(20), "the client does not recover");
        thread::sleep(Duration::from_millis(2));
    }
    start.elapsed()
}

fn endure(fault: &Fault) -> String {
    let (mut world, recorder) = (World::new(), Recorder::default());
    if fault.outcome == Err(1102) {
        world.patience = Duration::from_millis(200);
    }
    let builder = recorder.listen_to_log(world.builder()).hooks(recorder.hooks());
    let client = builder.build().expect("a client");
    wait_for_flag(&client, "good");

    (fault.begin)(&mut world);
    let result = client.force_refresh();
    assert_eq!(flag_of(&client), "good");
    assert_eq!(result.clone().map_err(|error| error.event_id()), fault.outcome, "{result:?}");
    recorder.wait_for(|told| *told == Told::Fetched(result.clone(), true));
    if let Err(error) = &result {
        let (event_id, message) = (error.event_id(), format!("cannot download the config: {error:?}"));
        recorder.wait_for(|told| *told == Told::Logged(LogLevel::Error, event_id, message.clone()));
        recorder.wait_for(|told| *told == Told::Error(event_id, message.clone()));
    }
    assert!(!format!("{:?}", recorder.told()).contains(KEY), "the SDK key was shown");

    world.mend();
    let pause = wait_for_flag(&client, "better");
    let told = result.map_or_else(|error| format!("{error:?}"), |outcome| format!("{outcome:?}"));
    format!("{:32} better after {:>4} ms: {told}", fault.name, pause.as_millis())
}

#[test]
fn every_fault_is_told_and_costs_nothing_but_time() {
    let faults: Vec<_> = CONNECTION.iter().chain(&STATUS).chain(&BODY).chain(&CACHE).collect();
    thread::scope(|scope| {
        let rows: Vec<_> = faults.iter().map(|fault| (fault, scope.spawn(|| endure(fault)))).collect();
        for (fault, row) in rows {
            let row = row.join().unwrap_or_else(|_| panic!("not endured: {}", fault.name));
            println!("{row}");
        }
    });
}

#[test]
fn a_client_that_never_had_a_config_recovers_as_well() {
    let world = World::new();
    world.answer(304, "", "");
    let recorder = Recorder::default();
    let client = world.builder().hooks(recorder.hooks()).build().expect("a client");
    let error = client.force_refresh().expect_err("there is nothing to keep");
    assert_eq!((error.event_id(), flag_of(&client)), (1106, "none".to_owned()));
    world.behave(good("good"));
    wait_for_flag(&client, "good");
    assert!(recorder.errors().iter().all(|event_id| *event_id == 1106));
}

#[test]
fn a_server_that_was_never_there_can_come() {
    let mut world = World::new();
    world.server.stop();
    let client = world.builder().build().expect("a client");
    assert_eq!(flag_of(&client), "none", "a refused connection is an answer");
    world.server.restart();
    wait_for_flag(&client, "good");
}

#[test]
fn requests_are_as_they_should_be() {
    let world = World::new();
    let client = world.builder().polling_mode(PollingMode::manual()).build().expect("a client");
    for _ in 0..2 {
        assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    }
    world.server.decide(|request| match request.header("if-none-match") {
        Some("good") => Behaviour::Answer(response(304, "ETag: good", "")),
        _ => good("bad"),
    });
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Unchanged));
    let compressed = gzip(flag_document("compressed").as_bytes());
    world.answer(200, "Content-Encoding: gzip", compressed);
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!(flag_of(&client), "compressed");

    let requests = world.server.requests();
    let agent = format!("ConfigCat-Rust/m-{}", env!("CARGO_PKG_VERSION"));
    for (request, etag) in requests.iter().zip([None, Some("good"), Some("good"), Some("good")]) {
        assert_eq!(request.path, format!("/configuration-files/{KEY}/config_v5.json"));
        assert_eq!(request.header("user-agent"), Some(&*agent));
        assert_eq!(request.header("x-configcat-useragent"), Some(&*agent));
        assert_eq!(request.header("if-none-match"), etag);
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
    }
    assert_eq!(requests.len(), 4);
}
