//! The SDK key is shown nowhere: not in the log, not in errors, not in debug forms, not to hooks.

use std::{error::Error, fmt::Write as _};

use configcat_core::{
    Client, ClientBuilder, ConfigVersion, Hooks, OverrideBehaviour, Overrides, PollingMode, SdkKey,
};
use configcat_test_fakes::{
    Answer, Behaviour, CacheFault, FakeTransport, MemoryCache, Recorder, Request, Server,
};
use configcat_test_support::LogListener;
use tokio::runtime::Handle;

use crate::world::{flag_of, seconds, settle};

const KEY: &str = "SECRET-FIRST-PART-0123/SECRET-OTHER-PART-4567";
/// What may be shown of it.
const END: &str = "T-4567";

/// Everything that was shown.
#[derive(Default)]
struct Shown(String);

impl Shown {
    fn add(&mut self, what: impl std::fmt::Debug) {
        write!(self.0, "{what:?}\n{what:#?}\n").expect("a string takes everything");
    }

    fn add_error(&mut self, error: &(dyn Error + 'static)) {
        self.add(error);
        writeln!(self.0, "{error}").expect("a string takes everything");
        if let Some(source) = error.source() {
            self.add_error(source);
        }
    }

    fn assert_secret(&self) {
        assert!(!self.0.is_empty());
        for line in self.0.lines() {
            assert!(!line.to_uppercase().contains("SECRET"), "the SDK key is shown: {line}");
        }
    }
}

/// Situations in which something goes wrong, by what the transport does.
fn transports() -> Vec<FakeTransport> {
    let plain = [
        Answer::status(404),
        Answer::status(500),
        Answer::status(304),
        Answer::Timeout,
        Answer::TooLarge,
        Answer::Panic,
        Answer::document("{"),
        Answer::document("").with(|response| response.body = vec![0xff]),
    ];
    let echoes: [fn(&Request) -> Answer; 8] = [
        |request| Answer::Network(format!("cannot connect to {}", request.url)),
        |request| Answer::document(format!("{:?}", request.url)),
        |request| Answer::document(format!("{{\"f\": {:?}}}", request.url)),
        |request| Answer::document(format!("no such file: {}", request.url)),
        |request| Answer::document(format!("{{\"p\": {{\"u\": {:?}, \"r\": 2}}}}", request.url)),
        // Messages are cut where they are long: here, within the key.
        |_| Answer::document(format!("{{\"f\": \"{:x<140}{KEY}\"}}", "")),
        |_| Answer::document(format!("{{\"f\": \"{:x<155}{KEY}\"}}", "")),
        |_| Answer::document(format!("{{\"f\": \"{:x<165}{KEY}\"}}", "")),
    ];
    let plain = plain.into_iter().map(|answer| FakeTransport::new([answer]));
    plain.chain(echoes.into_iter().map(FakeTransport::scripted)).collect()
}

#[tokio::test(start_paused = true)]
async fn failing_downloads_do_not_show_the_key() {
    let (listener, mut shown) = (LogListener::default(), Shown::default());
    let _listening = listener.listen();
    for transport in transports() {
        let (recorder, cache) = (Recorder::default(), MemoryCache::default());
        cache.fail(CacheFault::Error);
        let builder = Client::builder(KEY).transport(transport.clone()).runtime(Handle::current());
        let builder = recorder.listen_to_log(builder).hooks(recorder.hooks()).cache(cache.clone());
        shown.add(&builder);
        let client = builder.build().expect("a client");
        client.wait_for_ready_async().await;
        cache.fail(CacheFault::Panic);
        if let Err(error) = client.force_refresh_async().await {
            shown.add_error(&error);
        }
        let _ =
            (flag_of(&client), client.get_value("missing", 1, None), client.get_variation_id("flag", None));
        client.set_offline();
        shown.add(client.force_refresh_async().await);
        client.close();
        shown.add(client.force_refresh_async().await);
        settle().await;
        shown.add((recorder.told(), &client, client.wait_for_ready(seconds(0))));
    }
    let events = listener.events();
    assert!(events.len() > 20, "{events:?}");
    shown.add(events);
    shown.assert_secret();
}

#[test]
fn downloads_without_a_client_do_not_show_the_key() {
    let mut shown = Shown::default();
    for transport in transports() {
        shown.add_error(&Client::builder(KEY).transport(transport).download().expect_err("it fails"));
    }
    let document = format!(r#"{{"f": {{}}, "x": "{KEY}"}}"#);
    let transport = FakeTransport::new([Answer::document(document)]);
    shown.add(Client::builder(KEY).transport(transport).download().expect("a download"));
    shown.assert_secret();
}

#[test]
fn builders_and_their_errors_do_not_show_the_key() {
    let mut shown = Shown::default();
    let long = format!("{KEY}-AND-MORE");
    let overrides = || Overrides::from_map([("flag", 1)], OverrideBehaviour::LocalOverRemote);
    let options: [fn(ClientBuilder) -> ClientBuilder; 6] = [
        |builder| builder.base_url("nonsense"),
        |builder| builder.base_url("http://a.example"),
        |builder| builder.bootstrap("{"),
        |builder| builder.polling_mode(PollingMode::lazy().ttl(seconds(0))),
        |builder| builder.config_version(ConfigVersion::V6).base_url(""),
        |builder| builder.connect_timeout(seconds(0)),
    ];
    for (options, key) in options.into_iter().zip([KEY, &long].into_iter().cycle()) {
        let builder = options(Client::builder(key)).overrides(overrides()).hooks(Hooks::new());
        shown.add(&builder);
        shown.add_error(&builder.build().expect_err("the options make no sense"));
    }
    for key in [
        "SECRET-FIRST-PART-0123",
        &long,
        "configcat-proxy/SECRET-PROXY",
        "configcat-sdk-1/SECRET-PART",
        "configcat-proxy/SECRET/PROXY",
        "SECRET-FIRST-PART-0123/SECRET-OTHER-PART-4567\n",
        " SECRET ",
        "SECRET",
    ] {
        shown.add_error(&Client::builder(key).build().expect_err("it is not of the form"));
        shown.add(Client::builder(key));
    }
    shown.assert_secret();
}

#[test]
fn keys_and_clients_show_the_end_of_the_key_only() {
    let client = Client::builder(KEY).offline(true).build().expect("a client");
    for text in [format!("{:?}", SdkKey::from(KEY)), SdkKey::from(KEY).to_string(), format!("{client:?}")] {
        assert!(text.contains(&format!("…{END}")) && !text.contains("SECRET"), "{text}");
    }
}

#[test]
fn warning_3000_does_not_show_the_key() {
    let recorder = Recorder::default();
    let shared = |mode: PollingMode| {
        let options = |builder| recorder.listen_to_log(builder).offline(true).polling_mode(mode);
        Client::shared(KEY, options).expect("a client")
    };
    let clients = [shared(PollingMode::manual()), shared(PollingMode::lazy().into())];
    let mut shown = Shown::default();
    shown.add((recorder.told(), &clients));
    assert_eq!(recorder.logged().len(), 1);
    shown.assert_secret();
}

#[test]
fn the_real_transport_does_not_show_the_key() {
    let moved = |request: &configcat_test_fakes::Received| {
        let location = format!("Location: {}?again", request.path);
        Behaviour::Answer(configcat_test_fakes::response(302, &location, ""))
    };
    let server = Server::start(moved);
    let mut shown = Shown::default();
    let mut try_with = |url: &str| {
        let recorder = Recorder::default();
        let builder = Client::builder(KEY).base_url(url).polling_mode(PollingMode::manual());
        let builder = recorder.listen_to_log(builder).hooks(recorder.hooks());
        let client = builder.build().expect("a client");
        shown.add_error(&client.force_refresh().expect_err("the server is broken"));
        shown.add(recorder.told());
        shown.add_error(&Client::builder(KEY).base_url(url).download().expect_err("the server is broken"));
    };
    try_with(&server.url());
    for behaviour in [
        Behaviour::Reset(Vec::new()),
        Behaviour::Reset(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec()),
        Behaviour::Answer(b"nonsense".to_vec()),
        Behaviour::Answer(configcat_test_fakes::response(302, "Location: http://a.example/SECRET", "")),
        Behaviour::Answer(configcat_test_fakes::response(302, "Location: ftp://127.0.0.1/SECRET", "")),
        Behaviour::Answer(configcat_test_fakes::response(200, "Content-Encoding: gzip", "nonsense")),
    ] {
        server.behave(behaviour);
        try_with(&server.url());
    }
    let gone = server.url();
    drop(server);
    try_with(&gone);
    shown.assert_secret();
}
