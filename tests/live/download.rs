//! One download without a client: the same requests, redirects and errors as a client has.

use std::sync::{Arc, Mutex};

use configcat_core::{
    BoxFuture, Client, ClientBuilder, ConfigVersion, DownloadError, PollingMode, RefreshError,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use configcat_test_fakes::{Answer, Behaviour, FakeTransport, Request, Server, flag_document, response};

use crate::world::{KEY, client_of, seconds};

const EU: &str = "https://cdn-eu.configcat.com";

#[test]
fn a_download_is_the_document_as_it_was_sent() {
    let document = "{ \"f\": {\"flag\": {\"t\": 3, \"v\": 1.50}} }\n";
    let server = Server::start(move |_| Behaviour::Answer(response(200, "ETag: W/\"1\"", document)));
    let download = Client::builder(KEY).base_url(server.url()).download().expect("a download");
    assert_eq!((download.document(), download.etag()), (document, Some("W/\"1\"")));
    assert_eq!(download.config().keys().collect::<Vec<_>>(), ["flag"]);
    assert!(format!("{download:?}").contains("bytes: 39"), "{download:?}");

    let [request] = server.requests().try_into().expect("one request");
    assert_eq!(request.path, format!("/configuration-files/{KEY}/config_v5.json"));
    let agent = format!("ConfigCat-Rust/m-{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(&*agent));
    assert_eq!(request.header("if-none-match"), None);
}

/// It blocks, but not the thread that does the work: so it can be called where async code runs.
#[tokio::test]
async fn an_unchanged_config_is_not_downloaded_again() {
    let transport = FakeTransport::scripted(|request| match request.etag.as_deref() {
        Some("one") => Answer::status(304),
        _ => Answer::flag("one"),
    });
    let download = |etag: &str| client_of(&transport).download_if_changed(etag).expect("an answer");
    assert!(download("one").is_none());
    assert_eq!(download("zero").and_then(|download| download.etag().map(str::to_owned)), Some("one".into()));
    assert_eq!(transport.count(), 2);
}

#[test]
fn downloads_go_where_the_config_is() {
    let transport = FakeTransport::scripted(|request: &Request| match request.base_url() {
        EU => Answer::flag("eu"),
        _ => Answer::document(format!(r#"{{"p": {{"u": "{EU}", "r": 1}}}}"#)),
    });
    let builder = client_of(&transport).config_version(ConfigVersion::V6);
    let download = builder.download().expect("a download");
    assert_eq!(download.document(), flag_document("eu"));
    let urls: Vec<_> = transport.requests().into_iter().map(|request| request.url).collect();
    let url = |base: &str| format!("{base}/configuration-files/{KEY}/config_v6.json");
    assert_eq!(urls, [url("https://cdn-global.configcat.com"), url(EU)]);
}

#[test]
fn what_goes_wrong_is_said_as_by_a_client() {
    for (answer, expected) in [
        (Answer::status(404), 1100),
        (Answer::status(500), 1101),
        (Answer::Timeout, 1102),
        (Answer::Network("no route".to_owned()), 1103),
        (Answer::Panic, 1103),
        (Answer::document(format!(r#"{{"p": {{"u": "{EU}", "r": 7}}}}"#)), 1105),
        (Answer::TooLarge, 1105),
        (Answer::status(304), 1106),
    ] {
        let error = client_of(&FakeTransport::new([answer])).download().expect_err("no download");
        assert!(matches!(&error, DownloadError::Failed(error) if error.event_id() == expected), "{error:?}");
    }
    let server = Server::start(|_| Behaviour::Stall(Vec::new()));
    let builder = Client::builder(KEY).base_url(server.url()).read_timeout(seconds(1) / 10);
    assert_eq!(builder.download().expect_err("no answer"), DownloadError::Failed(RefreshError::Timeout));
}

#[test]
fn options_that_make_no_sense_send_nothing() {
    let same: fn(ClientBuilder) -> ClientBuilder = |builder| builder;
    let cases = [
        ("", same, "the SDK key is empty"),
        ("key", same, "the SDK key is not of the form"),
        ("configcat-proxy/key", same, "need the proxy's address as `base_url`"),
        (
            KEY,
            |builder| builder.base_url("http://a.example"),
            "the base URL `http://a.example` is not secure",
        ),
    ];
    let transport = FakeTransport::new([Answer::flag("one")]);
    for (key, options, expected) in cases {
        let builder = options(Client::builder(key).transport(transport.clone()));
        // A download has no polling interval that could make no sense.
        let error = builder.polling_mode(PollingMode::lazy().ttl(seconds(0))).download();
        let error = error.expect_err("no download");
        assert!(matches!(&error, DownloadError::Options(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert_eq!(transport.count(), 0);
}

/// A transport that tries to download on the thread that downloads.
#[derive(Clone, Default)]
struct Nested(Arc<Mutex<Option<DownloadError>>>);

impl Transport for Nested {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let error = client_of(&FakeTransport::new([Answer::flag("one")])).download().err();
            *self.0.lock().expect("nobody panics") = error;
            Err(TransportError::Network("not today".into()))
        })
    }
}

#[test]
fn a_download_never_waits_for_itself() {
    let nested = Nested::default();
    Client::builder(KEY).transport(nested.clone()).download().expect_err("the transport fails");
    let error = nested.0.lock().expect("nobody panics").take();
    assert!(matches!(error, Some(DownloadError::Failed(RefreshError::WouldBlock))), "{error:?}");
}
