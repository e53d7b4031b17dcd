//! Programs that read one flag and end: what they have downloaded is in the cache then.

use std::{env, fs, path::Path, sync::OnceLock, thread, time::Duration};

use configcat_core::{
    Client, PollingMode,
    cache::{CacheError, ConfigCache, FileCache},
};
use configcat_test_fakes::{Answer, Behaviour, FakeTransport, Server, flag_document, response};

use crate::{
    child::is_child,
    world::{CACHE_KEY, KEY, client_of, flag_of, seconds},
};

/// How often a program runs with each end.
const RUNS: usize = 5;

/// The ends that a program can have. A client in a `static` is never dropped.
const ENDS: [&str; 5] = ["drop", "close", "shutdown", "close_all", "static"];

static CLIENT: OnceLock<Client> = OnceLock::new();

/// The program: reads a flag with a cache in a directory, and ends.
fn read_a_flag(url: &str, directory: &str, end: &str) {
    let mode: PollingMode = match end {
        "drop" => PollingMode::lazy().into(),
        _ => PollingMode::auto().into(),
    };
    let builder = Client::builder(KEY).base_url(url).cache(FileCache::new(directory)).polling_mode(mode);
    let client = builder.build().expect("a client");
    assert_eq!(flag_of(&client), "1");
    match end {
        "close" => client.close(),
        "shutdown" => assert!(client.shutdown(seconds(20)), "the config is in the cache"),
        "close_all" => Client::close_all(),
        "static" => CLIENT.set(client).expect("the only client"),
        _ => drop(client),
    }
}

fn names_in(directory: &Path) -> Vec<String> {
    let files = fs::read_dir(directory).expect("the cache has made it");
    files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn what_a_short_program_has_downloaded_is_cached() {
    const TEST: &str = "short_programs::what_a_short_program_has_downloaded_is_cached";
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let [url, directory, end] =
        ["CONFIGCAT_TEST_URL", "CONFIGCAT_TEST_DIRECTORY", "CONFIGCAT_TEST_END"].map(variable);
    if !url.is_empty() {
        return read_a_flag(&url, &directory, &end);
    }
    // Large enough that the write takes a while.
    let document = flag_document("1") + &" ".repeat(2 << 20);
    let answer = response(200, "ETag: 1", &document);
    let server = Server::start(move |_| Behaviour::Answer(answer.clone()));
    for end in ENDS {
        for run in 0..RUNS {
            let directory = tempfile::tempdir().expect("a temporary folder");
            let path = directory.path().to_str().expect("a path of UTF-8");
            let variables = [
                ("CONFIGCAT_TEST_URL", &*server.url()),
                ("CONFIGCAT_TEST_DIRECTORY", path),
                ("CONFIGCAT_TEST_END", end),
            ];
            assert!(!is_child(TEST, &variables));
            let cached = fs::read_to_string(directory.path().join(CACHE_KEY));
            let is_cached = cached.is_ok_and(|value| value.ends_with(&format!("\n1\n{document}")));
            assert!(is_cached, "run {run} of `{end}` has not cached the config");
            assert_eq!(names_in(directory.path()), [CACHE_KEY], "run {run} of `{end}`");
        }
    }
}

/// A cache that takes a while.
struct SlowCache {
    cache: FileCache,
    pause: Duration,
}

impl ConfigCache for SlowCache {
    fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
        self.cache.read(key)
    }

    fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
        thread::sleep(self.pause);
        self.cache.write(key, value)
    }
}

#[test]
fn a_cache_that_is_slow_is_waited_for_within_a_bound() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for pause in [Duration::ZERO, Duration::from_millis(300)] {
        let cache = SlowCache { cache: FileCache::new(folder.path()), pause };
        let client = client_of(&FakeTransport::new([Answer::flag("1")])).cache(cache).build();
        let client = client.expect("a client");
        assert_eq!(flag_of(&client), "1");
        drop(client);
        assert_eq!(names_in(folder.path()), [CACHE_KEY]);
        fs::remove_file(folder.path().join(CACHE_KEY)).expect("it is there");
    }
}
