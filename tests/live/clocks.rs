//! Clocks that are wrong, or jump. Caches have the time of each download, by the clock of whoever wrote it.

use std::collections::HashSet;

use configcat_core::{Client, PollingMode, RefreshOutcome};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, MemoryCache, Recorder, Told, flag_document};
use tokio::time::sleep;

use crate::world::{CACHE_KEY, cache_value, current_flag_of, paused_client_of, seconds, settle};

/// The values of `flag` that readers have seen, one after the other.
fn seen(recorder: &Recorder) -> Vec<String> {
    let news = recorder.told().into_iter().filter_map(|told| match told {
        Told::Changed(_, _, new) => Some(new),
        _ => None,
    });
    news.collect()
}

/// A cache that holds an entry which cannot be replaced.
fn read_only_cache(value: &str) -> ReadOnlyCache {
    ReadOnlyCache(MemoryCache::holding(CACHE_KEY, value))
}

struct ReadOnlyCache(MemoryCache);

impl configcat_core::cache::ConfigCache for ReadOnlyCache {
    fn read(&self, key: &str) -> Result<Option<String>, configcat_core::cache::CacheError> {
        configcat_core::cache::ConfigCache::read(&self.0, key)
    }

    fn write(&self, _key: &str, _value: &str) -> Result<(), configcat_core::cache::CacheError> {
        Err("this cache cannot be written".into())
    }
}

#[tokio::test(start_paused = true)]
async fn an_entry_from_the_future_that_cannot_be_overwritten_does_not_come_back() {
    for ahead in [30, 100, 1_000_000, 4_000_000_000] {
        for mode in [PollingMode::auto().interval(seconds(10)).into(), PollingMode::manual()] {
            let recorder = Recorder::default();
            let transport = FakeTransport::new([Answer::flag("new")]);
            let cache = read_only_cache(&cache_value("old", -ahead));
            let builder = paused_client_of(&transport).cache(cache).polling_mode(mode);
            let client = builder.hooks(recorder.hooks()).build().expect("a client");
            client.wait_for_ready_async().await;
            for _ in 0..12 {
                sleep(seconds(10)).await;
                let _ = client.force_refresh_async().await;
            }
            transport.answer([Answer::status(500)]);
            for _ in 0..12 {
                sleep(seconds(10)).await;
                let _ = client.force_refresh_async().await;
                assert_eq!(current_flag_of(&client), "new", "{ahead} s ahead");
            }
            settle().await;
            assert_eq!(seen(&recorder), ["old", "new"], "{ahead} s ahead");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn times_that_are_no_times_are_survived() {
    for time in ["0", "1", "253402300800000", "9223372036854775807", "18446744073709551615"] {
        let value = format!("{time}\ne\n{}", flag_document("cached"));
        let cache = MemoryCache::holding(CACHE_KEY, value);
        let transport = FakeTransport::new([Answer::status(500), Answer::flag("new")]);
        let builder = paused_client_of(&transport).cache(cache.clone()).polling_mode(PollingMode::manual());
        let client = builder.build().expect("a client");
        client.wait_for_ready_async().await;
        let _ = client.force_refresh_async().await.expect_err("the server fails");
        let flag = current_flag_of(&client);
        assert!(["cached", "none"].contains(&&*flag), "{time}: {flag}");
        client.force_refresh_async().await.expect("the server answers");
        assert_eq!(current_flag_of(&client), "new", "{time}");
        settle().await;
        let cached = cache.value(CACHE_KEY).expect("it is replaced");
        assert!(cached.ends_with(&flag_document("new")), "{time}: {cached}");
    }
}

/// A client, a server that may fail, and a cache that others write with other clocks.
struct World {
    client: Client,
    transport: FakeTransport,
    cache: MemoryCache,
    rng: fastrand::Rng,
    /// The number of the next config.
    next: u32,
    /// Configs that were served and are not any more.
    replaced: HashSet<String>,
    served: String,
}

impl World {
    fn new(seed: u64) -> Self {
        let (transport, cache) = (FakeTransport::new([Answer::status(500)]), MemoryCache::default());
        let mut rng = fastrand::Rng::with_seed(seed);
        if rng.bool() {
            cache.put(CACHE_KEY, cache_value("start", rng.i64(-1_000..1_000)));
        }
        let builder = paused_client_of(&transport).cache(cache.clone()).polling_mode(PollingMode::manual());
        let client = builder.build().expect("a client");
        let (replaced, served) = (HashSet::new(), "none".to_owned());
        Self { client, transport, cache, rng, next: 0, replaced, served }
    }

    /// Something happens, and the client looks at the cache and asks the server.
    async fn step(&mut self) {
        const AHEAD: [i64; 7] = [-1_000_000, -100, -10, 0, 10, 100, 1_000_000];

        self.next += 1;
        let flag = self.next.to_string();
        self.transport.answer([Answer::status(500)]);
        let choice = self.rng.u8(0..6);
        match choice {
            0 => self.transport.answer([Answer::flag(&flag)]),
            1 | 2 => self.cache.put(CACHE_KEY, cache_value(&flag, -AHEAD[self.rng.usize(0..AHEAD.len())])),
            3 => self.cache.fail(if self.rng.bool() { CacheFault::Error } else { CacheFault::None }),
            _ => {}
        }
        let refreshed = self.client.force_refresh_async().await;
        settle().await;
        let now = current_flag_of(&self.client);
        assert!(!self.replaced.contains(&now), "{now} comes back after {}", self.served);
        if choice == 0 {
            assert_eq!((refreshed, &now), (Ok(RefreshOutcome::Updated), &flag));
        }
        if now != self.served {
            self.replaced.insert(std::mem::replace(&mut self.served, now));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_clocks_say_nothing_comes_back() {
    for seed in 0..500 {
        let mut world = World::new(seed);
        for _ in 0..20 {
            world.step().await;
        }
    }
}
