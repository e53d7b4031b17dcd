//! Options: what can be set, what is refused, and that the error says how to mend it.

use std::{error::Error, time::Duration};

use configcat_core::{
    BuildError, Client, ClientBuilder, ConfigVersion, LogLevel, OverrideBehaviour, Overrides, PollingMode,
};
use configcat_test_fakes::{Answer, FakeTransport, Recorder};

use crate::world::{KEY, flag_of, paused_client_of, seconds};

const KEY_V2: &str = "configcat-sdk-1/0123456789012345678901/0123456789012345678901";
const PROXY_KEY: &str = "configcat-proxy/my-proxy";

fn error_of(builder: ClientBuilder) -> BuildError {
    builder.build().expect_err("the options make no sense")
}

#[test]
fn the_debug_form_of_a_builder_does_not_show_passwords() {
    let shown = |url: &str| format!("{:?}", Client::builder(KEY).base_url(url));
    assert!(shown("https://a.example/flags").contains("\"https://a.example/flags\""));
    let masked = shown("https://jane:s3cret@a.example");
    assert!(masked.contains("\"https://***@a.example\"") && !masked.contains("s3cret"), "{masked}");
}

#[test]
fn sdk_keys_have_a_form() {
    let part = "0123456789012345678901";
    let long = format!("{KEY}0");
    let pairs = ["nonsense", part, &long, KEY.trim_start_matches('0'), &format!("{part}/{part}/{part}")]
        .map(str::to_owned);
    let others =
        [format!("configcat-sdk-2/{KEY}"), format!("configcat-sdk-1/{part}"), "configcat-sdk-1/".to_owned()];
    for key in pairs.into_iter().chain(others) {
        assert_eq!(error_of(Client::builder(key.as_str())), BuildError::InvalidSdkKey, "{key:?}");
    }
    assert_eq!(error_of(Client::builder("")), BuildError::EmptySdkKey);
    assert_eq!(error_of(Client::builder(PROXY_KEY)), BuildError::ProxyWithoutBaseUrl);
    let proxy = |key: &str| Client::builder(key).base_url("https://proxy.example.com");
    for identifier in ["", "/", "//", ".", "..", "a/b", "/a", "a/", "a?b", "a#b", "a\\b", "a%2fb"] {
        let key = format!("configcat-proxy/{identifier}");
        assert_eq!(error_of(proxy(&key)), BuildError::InvalidSdkKey, "{key}");
    }
    for key in [PROXY_KEY, "configcat-proxy/x", "configcat-proxy/my_sdk.2", "configcat-proxy/überall"] {
        assert!(proxy(key).offline(true).build().is_ok(), "{key}");
    }
}

#[test]
fn white_space_in_sdk_keys_is_named() {
    for (key, place, what) in [
        (format!(" {KEY}"), "at its start", "a space"),
        (format!("{KEY}\n"), "at its end", "a line break"),
        (format!("{KEY}\r\n"), "at its end", "a line break"),
        (format!("\t{KEY_V2}"), "at its start", "a tab"),
        (KEY.replacen('5', " ", 1), "inside", "a space"),
        (KEY_V2.replacen('5', "\n", 1), "inside", "a line break"),
        (format!("{PROXY_KEY} "), "at its end", "a space"),
        ("configcat-proxy/ ".to_owned(), "at its end", "a space"),
        ("configcat-proxy/my proxy".to_owned(), "inside", "a space"),
        (format!("\u{feff}{KEY}"), "at its start", "an invisible character"),
        (format!("{KEY}\u{200b}"), "at its end", "an invisible character"),
        (" ".to_owned(), "at its start", "a space"),
    ] {
        let error = error_of(Client::builder(key.as_str()).base_url("https://proxy.example.com"));
        assert!(matches!(error, BuildError::WhiteSpaceInSdkKey { .. }), "{key:?}: {error}");
        let message = format!("the SDK key has white space {place} ({what}); remove it");
        assert!(error.to_string().starts_with(&message), "{key:?}: {error}");
        let error =
            Client::builder(key.as_str()).base_url("https://a.example").download().expect_err("no key");
        assert!(error.to_string().starts_with(&message), "{key:?}: {error}");
    }
}

#[test]
fn local_clients_take_any_key_but_none() {
    let local = || Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
    for key in ["local", KEY, PROXY_KEY] {
        assert!(Client::builder(key).overrides(local()).build().is_ok());
    }
    assert_eq!(error_of(Client::builder("").overrides(local())), BuildError::EmptySdkKey);
    let merged = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOverRemote);
    assert_eq!(error_of(Client::builder("local").overrides(merged)), BuildError::InvalidSdkKey);
}

#[tokio::test(start_paused = true)]
async fn the_version_of_the_config_is_that_of_the_key() {
    use ConfigVersion::{V5, V6};

    for (key, version, file) in [
        (KEY, None, "config_v5.json"),
        (KEY, Some(V5), "config_v5.json"),
        (KEY, Some(V6), "config_v6.json"),
        (KEY_V2, None, "config_v6.json"),
        (KEY_V2, Some(V6), "config_v6.json"),
        (PROXY_KEY, None, "config_v6.json"),
    ] {
        let transport = FakeTransport::new([Answer::flag("1")]);
        let builder = Client::builder(key).transport(transport.clone()).base_url("https://a.example/b/");
        let builder = builder.runtime(tokio::runtime::Handle::current());
        let builder = version.into_iter().fold(builder, ClientBuilder::config_version);
        builder.build().expect("a client").wait_for_ready_async().await;
        let url = format!("https://a.example/b/configuration-files/{key}/{file}");
        assert_eq!(transport.requests()[0].url, url);
    }
    for key in [KEY_V2, PROXY_KEY] {
        let builder = Client::builder(key).base_url("https://a.example").config_version(V5);
        assert_eq!(error_of(builder), BuildError::NoConfigV5);
    }
}

#[test]
fn base_urls_are_checked() {
    let with = |url: &str| Client::builder(KEY).base_url(url).offline(true);
    for url in [
        "https://a.example",
        "https://a.example/b",
        "http://127.0.0.1:80",
        "http://localhost/",
        "http://[::1]",
    ] {
        assert!(with(url).build().is_ok(), "{url}");
    }
    for url in ["", "nonsense", "a.example", "ftp://a.example", "https://", "https://a.example?b", "/a"] {
        let error = error_of(with(url));
        assert!(matches!(error, BuildError::InvalidBaseUrl { .. }), "{url}: {error}");
        assert!(error.to_string().contains(&format!("`{url}`")), "{error}");
    }
    for url in ["http://a.example", "http://127.0.0.1.example", "http://10.0.0.1", "HTTP://a.example"] {
        let error = error_of(with(url));
        assert!(matches!(error, BuildError::InsecureBaseUrl { .. }), "{url}: {error}");
        assert!(error.to_string().contains("allow_insecure_http"), "{error}");
        assert!(with(url).allow_insecure_http(true).build().is_ok());
    }
}

#[test]
fn durations_have_limits() {
    let builder = || Client::builder(KEY).offline(true);
    let auto = |interval| builder().polling_mode(PollingMode::auto().interval(interval));
    let wait = |wait| builder().polling_mode(PollingMode::auto().max_init_wait(wait));
    let lazy = |ttl| builder().polling_mode(PollingMode::lazy().ttl(ttl));
    let (connect, read) = (
        |timeout| Client::builder(KEY).offline(true).connect_timeout(timeout),
        |timeout| Client::builder(KEY).offline(true).read_timeout(timeout),
    );
    let whole = |timeout| Client::builder(KEY).offline(true).request_timeout(timeout);
    let (nothing, longest) = (Duration::ZERO, seconds(2_147_483_647));
    let day = seconds(86_400);
    let (moment, almost) = (Duration::from_nanos(1), Duration::from_nanos(999_999_999));
    for builder in [
        auto(seconds(1)),
        auto(longest),
        wait(nothing),
        wait(longest),
        lazy(seconds(1)),
        lazy(longest),
        connect(seconds(1)),
        connect(day),
        read(seconds(1)),
        read(day),
        whole(Duration::from_millis(1)),
        whole(day),
    ] {
        assert!(builder.build().is_ok());
    }
    for (builder, name) in [
        (auto(almost), "interval"),
        (auto(longest + moment), "interval"),
        (auto(Duration::MAX), "interval"),
        (wait(longest + moment), "max_init_wait"),
        (lazy(almost), "ttl"),
        (lazy(longest + moment), "ttl"),
        (connect(nothing), "connect_timeout"),
        (connect(day + moment), "connect_timeout"),
        (whole(nothing), "request_timeout"),
        (whole(day + moment), "request_timeout"),
        (read(nothing), "read_timeout"),
        (read(Duration::MAX), "read_timeout"),
    ] {
        let error = error_of(builder);
        assert!(matches!(error, BuildError::OutOfRange { option, .. } if option == name), "{name}: {error}");
        assert!(error.to_string().starts_with(&format!("`{name}` is ")), "{error}");
    }
}

#[test]
fn errors_say_what_to_do() {
    let text = |builder| {
        let error = error_of(builder);
        let source = error.source().map(|source| format!(": {source}")).unwrap_or_default();
        format!("{error}{source}")
    };
    for (builder, part) in [
        (Client::builder(""), "copy it from the ConfigCat dashboard"),
        (Client::builder("x"), "copy it from the ConfigCat dashboard"),
        (Client::builder(PROXY_KEY), "`base_url`"),
        (Client::builder(KEY_V2).config_version(ConfigVersion::V5), "leave `config_version` out"),
        (Client::builder(KEY).bootstrap("{"), "line 1, column 1"),
        (Client::builder(KEY).polling_mode(PollingMode::lazy().ttl(seconds(0))), "between 1s and"),
    ] {
        let text = text(builder);
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_size_of_a_config_can_be_limited() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let builder = paused_client_of(&transport).max_config_size(1_000);
    builder.build().expect("a client").wait_for_ready_async().await;
    assert_eq!(transport.requests()[0].max_body_size, 1_000);
}

/// What a client logs of a failed download, a read without a flag, and a read with one.
async fn logged_with(
    options: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Vec<(tracing::Level, Option<u64>)> {
    let subscriber = configcat_test_support::LogListener::default();
    let _listening = subscriber.listen();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::status(500)]);
    let client = options(paused_client_of(&transport)).build().expect("a client");
    client.wait_for_ready_async().await;
    let _ = (client.force_refresh_async().await, client.get_value("missing", 0, None), flag_of(&client));
    client.set_offline();
    let _ = client.force_refresh_async().await;
    subscriber.events().into_iter().map(|event| (event.level, event.event_id)).collect()
}

#[tokio::test(start_paused = true)]
async fn levels_and_filters_decide_what_is_logged() {
    use tracing::Level;

    let (error, warning, info) = (Level::ERROR, Level::WARN, Level::INFO);
    let errors = [(error, Some(1101)), (error, Some(1001))];
    let all = [
        (error, Some(1101)),
        (error, Some(1001)),
        (info, Some(5000)),
        (info, Some(5200)),
        (warning, Some(3200)),
    ];
    let warnings: Vec<_> = all.into_iter().filter(|(level, _)| *level != info).collect();
    assert_eq!(logged_with(|builder| builder).await, warnings, "the default");
    assert_eq!(logged_with(|builder| builder.log_level(LogLevel::Off)).await, []);
    assert_eq!(logged_with(|builder| builder.log_level(LogLevel::Error)).await, errors);
    assert_eq!(logged_with(|builder| builder.log_level(LogLevel::Warning)).await, warnings);
    assert_eq!(logged_with(|builder| builder.log_level(LogLevel::Info)).await, all);
    let mut debug = logged_with(|builder| builder.log_level(LogLevel::Debug)).await;
    debug.retain(|event| *event != (Level::DEBUG, Some(9000)));
    assert_eq!(debug, all, "beside what the client does");
    let filtered =
        logged_with(|builder| builder.log_level(LogLevel::Info).log_filter(|event| event.event_id >= 5000));
    assert_eq!(filtered.await, all[2..4]);
    assert_eq!(logged_with(|builder| builder.log_filter(|_| false)).await, []);
}

#[tokio::test(start_paused = true)]
async fn a_panicking_log_filter_ends_neither_polling_nor_the_log() {
    let recorder = Recorder::default();
    let transport = FakeTransport::new([Answer::status(500), Answer::flag("1")]);
    let builder = paused_client_of(&transport).hooks(recorder.hooks());
    let builder = builder.log_filter(|event| panic!("event {} is too much", event.event_id));
    let client = builder.build().expect("a client");
    client.wait_for_ready_async().await;
    tokio::time::sleep(seconds(2)).await;
    assert_eq!(flag_of(&client), "1");
    assert_eq!(client.get_value("missing", 5, None), 5);
    assert_eq!(recorder.errors(), [1101]);
}
