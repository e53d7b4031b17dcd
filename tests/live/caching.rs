//! Caches: what is written and read, and what a bad one can do.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use configcat_core::{
    Client, ClientBuilder, ConfigVersion, LogLevel, PollingMode, ReadyState, RefreshOutcome, cache::FileCache,
};
use configcat_test_fakes::{Answer, CacheFault, FakeTransport, Gate, MemoryCache, Recorder, flag_document};
use tokio::time::{Instant, advance, sleep};

use crate::world::{
    CACHE_KEY, KEY, cache_value, current_flag_of, flag_of, latest_flag_of, paused_client_of, seconds, settle,
    until,
};

/// A cache can be given in two forms.
const FORMS: [fn(ClientBuilder, MemoryCache) -> ClientBuilder; 2] =
    [|builder, cache| builder.cache(cache), |builder, cache| builder.async_cache(cache)];

/// Fetch time, ETag and document of what a cache holds.
fn parts(cache: &MemoryCache) -> (SystemTime, String, String) {
    let value = cache.value(CACHE_KEY).expect("the cache holds a value");
    let mut parts = value.splitn(3, '\n').map(str::to_owned);
    let mut next = || parts.next().expect("there are three parts");
    let time = UNIX_EPOCH + Duration::from_millis(next().parse().expect("milliseconds"));
    (time, next(), next())
}

#[tokio::test(start_paused = true)]
async fn the_config_is_written_as_received() {
    for with in FORMS {
        let cache = MemoryCache::default();
        let document = "{\n \"x\": \"\u{fc}\r\n\",\t\"f\": {\"flag\": {\"t\": 1, \"v\": \"1\"}}}\n\n"
            .replace("\r\n", "\\r\\n");
        let answer =
            Answer::document(document.as_str()).with(|response| response.etag = Some("\"e\"".to_owned()));
        let transport =
            FakeTransport::new([answer, Answer::status(304), Answer::status(500), Answer::status(404)]);
        let builder = paused_client_of(&transport).polling_mode(PollingMode::manual());
        let client = with(builder, cache.clone()).build().expect("a client");
        let before = SystemTime::now() - Duration::from_millis(1);
        client.force_refresh_async().await.expect("the server answers");
        let (first, etag, content) = parts(&cache);
        assert_eq!((etag.as_str(), &content), ("\"e\"", &document));
        assert!(first >= before && first <= SystemTime::now());

        std::thread::sleep(Duration::from_millis(2));
        client.force_refresh_async().await.expect("the server answers");
        let (second, etag, content) = parts(&cache);
        assert_eq!((etag.as_str(), &content), ("\"e\"", &document));
        assert!(second > first, "a config that has not changed counts as new for others, too");
        for _ in 0..2 {
            client.force_refresh_async().await.expect_err("the server fails");
        }
        assert_eq!(cache.writes(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_config_without_etag_is_asked_for_without() {
    let cache = MemoryCache::holding(CACHE_KEY, format!("0\n\n{}", flag_document("cached")));
    let transport = FakeTransport::new([Answer::document(flag_document("1"))]);
    let client = paused_client_of(&transport).cache(cache.clone()).build().expect("a client");
    client.wait_for_ready_async().await;
    client.force_refresh_async().await.expect("the server answers");
    assert!(transport.requests().iter().all(|request| request.etag.is_none()));
    assert_eq!(parts(&cache).1, "");
}

#[tokio::test(start_paused = true)]
async fn versions_of_the_config_are_kept_apart() {
    let cache = MemoryCache::holding(CACHE_KEY, cache_value("cached", 1));
    let transport = FakeTransport::new([Answer::flag("1")]);
    let builder = paused_client_of(&transport).cache(cache.clone()).config_version(ConfigVersion::V6);
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    assert_eq!(flag_of(&client), "1");
    assert_eq!(parts(&cache).1, "cached");
    let v2 = Client::builder(format!("configcat-sdk-1/{KEY}")).cache(cache).offline(true);
    let client = v2.build().expect("a client");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::NoFlagData);
}

#[tokio::test(start_paused = true)]
async fn clients_share_what_one_of_them_downloads() {
    for with in FORMS {
        let (cache, transport) = (MemoryCache::default(), FakeTransport::new([Answer::flag("1")]));
        let build = |transport: &FakeTransport| {
            with(paused_client_of(transport), cache.clone()).build().expect("a client")
        };
        let first = build(&transport);
        assert_eq!(first.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
        settle().await;
        let second = build(&transport);
        assert_eq!(second.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
        assert_eq!(flag_of(&second), "1");
        assert_eq!(transport.count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poll_takes_what_another_process_has_downloaded() {
    let (cache, transport) = (MemoryCache::default(), FakeTransport::new([Answer::flag("1")]));
    let start = Instant::now();
    let client = paused_client_of(&transport).cache(cache.clone()).build().expect("a client");
    client.wait_for_ready_async().await;
    until(start, 50_000).await;
    // The clock of the cache is that of the system, which is not paused: there, no time has passed.
    std::thread::sleep(Duration::from_millis(2));
    cache.put(CACHE_KEY, cache_value("2", 0));
    until(start, 60_000).await;
    assert_eq!(current_flag_of(&client), "2");
    assert_eq!(transport.count(), 1);
    let before = (cache.reads(), config_of(&client));
    cache.put(CACHE_KEY, cache_value("older", 100));
    // Clients that share a cache are spread over a tenth of the interval.
    until(start, 126_100).await;
    assert_eq!((transport.count(), cache.reads()), (2, before.0 + 1));
    assert_eq!(flag_of(&client), "1");
}

fn config_of(client: &Client) -> usize {
    std::ptr::from_ref(client.snapshot().config().expect("a config")).addr()
}

#[tokio::test(start_paused = true)]
async fn the_same_document_is_not_read_twice() {
    let cache = MemoryCache::default();
    let client = paused_client_of(&FakeTransport::new([Answer::flag("1")])).cache(cache.clone());
    let client = client.build().expect("a client");
    client.wait_for_ready_async().await;
    settle().await;
    let (before, first) = (client.snapshot().fetch_time(), config_of(&client));
    let (_, etag, document) = parts(&cache);
    let later = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis() + 10;
    cache.put(CACHE_KEY, format!("{later}\n{etag}\n{document}"));
    client.set_offline();
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::FromCache));
    assert!(client.snapshot().fetch_time() > before);
    assert_eq!(config_of(&client), first);
}

#[tokio::test(start_paused = true)]
async fn garbage_is_an_empty_cache_and_is_overwritten() {
    let document = flag_document("cached");
    let values = [
        String::new(),
        "nonsense".to_owned(),
        "\n\n".to_owned(),
        document.clone(),
        format!("soon\netag\n{document}"),
        format!("-1\netag\n{document}"),
        format!("99999999999999999999999\netag\n{document}"),
        "1\netag\n{".to_owned(),
        "1\netag\n{}".to_owned(),
        "1\netag\n".to_owned(),
        format!("1\n{document}"),
    ];
    for (value, with) in values.into_iter().zip(FORMS.into_iter().cycle()) {
        let (cache, recorder) = (MemoryCache::holding(CACHE_KEY, value.clone()), Recorder::default());
        let builder = paused_client_of(&FakeTransport::new([Answer::flag("1")])).hooks(recorder.hooks());
        let client = with(recorder.listen_to_log(builder), cache.clone()).build().expect("a client");
        assert_eq!(latest_flag_of(&client).await, "1", "{value:?}");
        settle().await;
        assert_eq!(recorder.errors(), [2200], "{value:?}");
        assert_eq!(recorder.logged(), [(LogLevel::Warning, 2200)]);
        assert_eq!(parts(&cache).2, flag_document("1"));
    }
}

#[tokio::test(start_paused = true)]
async fn garbage_that_comes_later_costs_nothing() {
    let cache = MemoryCache::default();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(500), Answer::flag("2")]);
    let client = paused_client_of(&transport).cache(cache.clone()).build().expect("a client");
    client.wait_for_ready_async().await;
    cache.put(CACHE_KEY, format!("{}\netag\n{{", u64::MAX / 1_000_000));
    sleep(seconds(60)).await;
    settle().await;
    assert_eq!(flag_of(&client), "1");
    sleep(seconds(2)).await;
    assert_eq!(flag_of(&client), "2");
}

#[tokio::test(start_paused = true)]
async fn a_bad_cache_costs_warnings_and_nothing_else() {
    for fault in [CacheFault::Error, CacheFault::Panic] {
        for with in FORMS {
            let (cache, recorder) = (MemoryCache::default(), Recorder::default());
            cache.fail(fault.clone());
            let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
            let builder = paused_client_of(&transport).hooks(recorder.hooks());
            let client = with(recorder.listen_to_log(builder), cache.clone()).build().expect("a client");
            assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
            assert_eq!(flag_of(&client), "1");
            settle().await;
            assert_eq!(recorder.errors(), [2200, 2201]);
            assert_eq!(recorder.logged(), [(LogLevel::Warning, 2200), (LogLevel::Warning, 2201)]);
            sleep(seconds(60)).await;
            assert_eq!(flag_of(&client), "2");
            cache.fail(CacheFault::None);
            sleep(seconds(60)).await;
            assert_eq!(flag_of(&client), "3");
            assert_eq!(parts(&cache).1, "3", "the cache is used again");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_stuck_asynchronous_cache_is_left_alone() {
    let (cache, recorder, gate) = (MemoryCache::default(), Recorder::default(), Gate::default());
    cache.fail(CacheFault::Stuck(gate));
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2")]);
    let start = Instant::now();
    let builder = recorder.listen_to_log(paused_client_of(&transport)).async_cache(cache.clone());
    let client = builder.build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    let waited = start.elapsed();
    assert!(waited >= seconds(3) && waited < seconds(4), "not for the writing, too: {waited:?}");
    until(start, 70_000).await;
    assert_eq!(flag_of(&client), "2");
    let warnings = [2200, 2201, 2200, 2201].map(|event_id| (LogLevel::Warning, event_id));
    assert_eq!(recorder.logged(), warnings);
    cache.fail(CacheFault::None);
    until(start, 140_000).await;
    assert_eq!(parts(&cache).1, "2");
}

#[tokio::test(start_paused = true)]
async fn a_stuck_blocking_cache_holds_one_thread_and_is_waited_for_once() {
    let (cache, recorder, gate) = (MemoryCache::default(), Recorder::default(), Gate::default());
    cache.fail(CacheFault::Stuck(gate.clone()));
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
    let builder = recorder.listen_to_log(paused_client_of(&transport)).cache(cache.clone());
    let (start, client) = (Instant::now(), builder.build().expect("a client"));
    while cache.reads() == 0 {
        tokio::task::yield_now().await;
    }
    // A thread that is stuck stops the paused clock.
    while transport.count() == 0 {
        advance(Duration::from_millis(100)).await;
    }
    assert_eq!(latest_flag_of(&client).await, "1");
    assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData);
    for value in ["2", "3"] {
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
        assert_eq!(flag_of(&client), value);
    }
    assert!(start.elapsed() < seconds(4));
    assert_eq!(cache.most_at_once(), 1, "each call that is stuck is a thread that is lost to all clients");
    let warnings = [2200, 2201, 2200, 2201, 2200, 2201].map(|event_id| (LogLevel::Warning, event_id));
    assert_eq!(recorder.logged(), warnings);
    cache.fail(CacheFault::None);
    gate.open();
    settle().await;
    client.force_refresh_async().await.expect("the server answers");
    assert_eq!(parts(&cache).1, "3");
}

#[tokio::test(start_paused = true)]
async fn a_directory_is_a_cache() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let transport = FakeTransport::new([Answer::flag("1")]);
    for round in 0..2 {
        let cache = FileCache::new(folder.path().join("cache"));
        let client = paused_client_of(&transport).cache(cache).build().expect("a client");
        assert_eq!(client.wait_for_ready_async().await, ReadyState::HasUpToDateFlagData, "{round}");
        assert_eq!(flag_of(&client), "1");
        settle().await;
    }
    assert_eq!(transport.count(), 1);
    let file = folder.path().join("cache").join(CACHE_KEY);
    assert!(std::fs::read_to_string(file).expect("a file").ends_with(&flag_document("1")));
}

#[tokio::test(start_paused = true)]
async fn a_directory_that_cannot_be_used_is_a_bad_cache() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("the folder is writable");
    let recorder = Recorder::default();
    let builder = recorder.listen_to_log(paused_client_of(&FakeTransport::new([Answer::flag("1")])));
    let client = builder.cache(FileCache::new(file)).build().expect("a client");
    assert_eq!(latest_flag_of(&client).await, "1");
    settle().await;
    assert_eq!(recorder.logged(), [(LogLevel::Warning, 2200), (LogLevel::Warning, 2201)]);
}
