//! Headers of answers: what is too long or not printable is neither sent back, nor cached, nor logged.

use configcat_core::{Client, LogLevel, PollingMode, RefreshOutcome};
use configcat_test_fakes::{
    Answer, Behaviour, FakeTransport, MemoryCache, Recorder, Server, Told, flag_document, response,
};

use crate::world::{CACHE_KEY, KEY, cache_value, current_flag_of, paused_client_of, settle};

/// A server that refuses requests with long headers, as most do, and answers the others with this ETag.
fn strict_server(etag: String) -> Server {
    Server::start(move |request| {
        let condition = request.header("if-none-match").unwrap_or_default();
        let answer = match condition.len() {
            4_000.. => response(431, "", ""),
            _ if !condition.is_empty() && condition == etag => response(304, "", ""),
            _ => response(200, &format!("ETag: {etag}\r\nCF-RAY: 1-VIE"), flag_document("1")),
        };
        Behaviour::Answer(answer)
    })
}

#[test]
fn a_huge_etag_is_not_sent_back() {
    for length in [1_025, 5_000, 60_000] {
        let server = strict_server(format!("\"{}\"", "x".repeat(length - 2)));
        let (recorder, cache) = (Recorder::default(), MemoryCache::default());
        let builder = || {
            let builder = Client::builder(KEY).base_url(server.url()).polling_mode(PollingMode::manual());
            recorder.listen_to_log(builder).cache(cache.clone())
        };
        // The second client starts with what the first one has cached.
        for _ in 0..2 {
            let client = builder().build().expect("a client");
            for _ in 0..2 {
                client.force_refresh().expect("the server answers");
            }
            client.close();
        }
        assert!(server.requests().iter().all(|request| request.header("if-none-match").is_none()));
        let ignores = |told: &Told| matches!(told, Told::Logged(LogLevel::Debug, 9000, text) if text.contains("`ETag`"));
        recorder.wait_for(ignores);
        assert_eq!(recorder.logged(), [], "nothing more severe");
    }
}

#[test]
fn a_long_etag_is_sent_back() {
    let server = strict_server(format!("\"{}\"", "x".repeat(1_022)));
    let client = Client::builder(KEY).base_url(server.url()).polling_mode(PollingMode::manual()).build();
    let client = client.expect("a client");
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Unchanged));
}

#[tokio::test(start_paused = true)]
async fn an_etag_cannot_break_the_cache() {
    for etag in ["a\nb", "\n", "a\r\n{}", "", " ", "a\0b"] {
        let cache = MemoryCache::default();
        let answer =
            Answer::document(flag_document("1")).with(|response| response.etag = Some(etag.to_owned()));
        let transport = FakeTransport::new([answer]);
        let builder = || paused_client_of(&transport).polling_mode(PollingMode::manual());
        let client = builder().cache(cache.clone()).build().expect("a client");
        client.force_refresh_async().await.expect("the transport answers");
        settle().await;
        let value = cache.value(CACHE_KEY).expect("a cached config");
        let parts: Vec<_> = value.splitn(3, '\n').collect();
        assert_eq!(parts[1..], ["", &flag_document("1")], "{etag:?}");
        client.force_refresh_async().await.expect("the transport answers");
        assert!(transport.requests().iter().all(|request| request.etag.is_none()), "{etag:?}");
        let other = builder().cache(cache).offline(true).build().expect("a client");
        other.wait_for_ready_async().await;
        assert_eq!(current_flag_of(&other), "1", "{etag:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_huge_etag_in_a_cache_is_not_sent() {
    let value = cache_value("1", 100).replacen("\n1\n", &format!("\n{}\n", "x".repeat(60_000)), 1);
    let cache = MemoryCache::holding(CACHE_KEY, value);
    let transport = FakeTransport::new([Answer::flag("2")]);
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual()).cache(cache);
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    assert_eq!(transport.requests()[0].etag, None);
    assert_eq!(current_flag_of(&client), "2");
    client.force_refresh_async().await.expect("the transport answers");
    assert_eq!(transport.requests()[1].etag.as_deref(), Some("2"));
}

#[tokio::test(start_paused = true)]
async fn a_ray_id_cannot_break_the_log() {
    for (ray_id, shown) in [
        ("1-VIE".to_owned(), " (Ray ID: 1-VIE)"),
        ("x".repeat(60_000), ""),
        ("1\nERROR: all is lost".to_owned(), ""),
        ("\u{1b}[31m".to_owned(), ""),
    ] {
        let answer = Answer::status(500).with(|response| response.ray_id = Some(ray_id));
        let client = paused_client_of(&FakeTransport::new([answer])).polling_mode(PollingMode::manual());
        let client = client.build().expect("a client");
        let error = client.force_refresh_async().await.expect_err("the server fails");
        assert_eq!(error.to_string(), format!("the server answered with the unexpected status 500{shown}"));
    }
}
