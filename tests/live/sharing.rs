//! Which options count for [`Client::shared`], and [`Client::close_all`].

use std::time::Duration;

use configcat_core::{
    Client, ClientBuilder, ConfigVersion, DataGovernance, LogLevel, OverrideBehaviour, Overrides,
    PollingMode, User,
    transport::{Proxy, Tls},
};
use configcat_test_fakes::{Answer, FakeTransport, MemoryCache, Recorder, Told};

use crate::{
    child::is_child,
    world::{KEY, client_of, flag_of, paused_client_of, seconds},
};

type Options = Box<dyn Fn(ClientBuilder) -> ClientBuilder>;

fn options(options: impl Fn(ClientBuilder) -> ClientBuilder + 'static) -> Options {
    Box::new(options)
}

/// An SDK key of its own for each test and case, since shared clients live as long as the process.
fn key(number: usize) -> String {
    format!("sharing-{number:014}/{number:022}")
}

/// What is logged when a client is asked for again, with other options.
fn logged(number: usize, first: &Options, second: &Options) -> Vec<(LogLevel, u16)> {
    let recorder = Recorder::default();
    // The filter of the first client hears the warning.
    let first = |builder| first(recorder.listen_to_log(builder).log_level(LogLevel::Warning).offline(true));
    let first = Client::shared(key(number), first).expect("a client");
    let second = Client::shared(key(number), second).expect("a client");
    drop((first, second));
    recorder.logged()
}

const WARNING: [(LogLevel, u16); 1] = [(LogLevel::Warning, 3000)];

#[test]
fn every_option_counts() {
    let proxy =
        |url: &'static str| options(move |b| b.offline(true).proxy(Proxy::new(url).expect("a proxy")));
    let base = |url: &'static str| options(move |b| b.offline(true).base_url(url));
    let bootstrap =
        |flag: u8| options(move |b| b.offline(true).bootstrap(format!(r#"{{"flags": {{"flag": {flag}}}}}"#)));
    let overrides = |flag: u8| {
        let overrides =
            move || Overrides::from_map([("flag", i64::from(flag))], OverrideBehaviour::LocalOverRemote);
        options(move |b| b.offline(true).overrides(overrides()))
    };
    let user = |id: &'static str| options(move |b| b.offline(true).default_user(User::new(id)));
    let authority = include_str!("certificates/authority.pem");
    let tls = |pem: &'static str| {
        options(move |b| b.offline(true).tls(Tls::new().root_certificate_pem(pem).expect("a certificate")))
    };
    let pairs = [
        (proxy("http://jane:one@proxy"), proxy("http://jane:other@proxy")),
        (base("https://jane:one@a.example"), base("https://jane:other@a.example")),
        (bootstrap(1), bootstrap(2)),
        (overrides(1), overrides(2)),
        (user("1"), user("2")),
        (tls(authority), tls(include_str!("certificates/other.pem"))),
        (
            tls(authority),
            options(move |b| {
                let tls = Tls::new().root_certificate_pem(authority).expect("a certificate");
                b.offline(true).tls(tls.only_these_roots())
            }),
        ),
    ];
    let plain = options(|b| b.offline(true));
    let single: [Options; 12] = [
        options(|b| b.offline(true).polling_mode(PollingMode::manual())),
        options(|b| b.offline(true).data_governance(DataGovernance::EuOnly)),
        options(|b| b.offline(true).allow_insecure_http(true)),
        options(|b| b.offline(true).request_timeout(seconds(1))),
        options(|b| b.offline(true).connect_timeout(seconds(1))),
        options(|b| b.offline(true).read_timeout(seconds(1))),
        options(|b| b.offline(true).max_config_size(1)),
        options(|b| b.offline(true).config_version(ConfigVersion::V6)),
        options(|b| b.offline(true).log_level(LogLevel::Error)),
        options(|b| b.offline(true).usage(true)),
        options(|b| b.offline(true).evaluation_events(true)),
        options(|b| b.offline(false)),
    ];
    for (number, (one, other)) in pairs.iter().enumerate() {
        let number = 100 + number * 10;
        assert_eq!(logged(number, one, one), [], "{number}");
        assert_eq!(logged(number + 1, one, other), WARNING, "{number}");
        assert_eq!(logged(number + 2, other, one), WARNING, "{number}");
    }
    for (number, option) in single.iter().enumerate() {
        assert_eq!(logged(200 + number, &plain, option), WARNING, "{number}");
    }
}

#[test]
fn to_ask_for_a_client_without_options_is_no_mistake() {
    let manual = options(|b| b.polling_mode(PollingMode::manual()));
    assert_eq!(logged(300, &manual, &options(|b| b)), []);
    // Default values that are given are options.
    let auto = options(|b| b.polling_mode(PollingMode::auto()).offline(true));
    assert_eq!(logged(301, &manual, &auto), WARNING);
    let cache = options(|b| b.cache(MemoryCache::default()));
    assert_eq!(logged(302, &manual, &cache), WARNING, "the cache is not used");
}

#[test]
fn default_values_are_equal_whether_they_are_given_or_not() {
    let plain = options(|b| b.offline(true));
    let explicit = options(|b| {
        b.offline(true)
            .polling_mode(PollingMode::auto().interval(Duration::from_secs(60)))
            .data_governance(DataGovernance::Global)
            .request_timeout(seconds(40))
            .connect_timeout(seconds(10))
            .read_timeout(seconds(30))
            .max_config_size(64 << 20)
            .config_version(ConfigVersion::V5)
            .tls(Tls::new())
            .log_level(LogLevel::Warning)
    });
    assert_eq!(logged(310, &plain, &explicit), []);
    assert_eq!(logged(311, &explicit, &plain), []);
}

#[test]
fn all_clients_of_a_process_are_closed() {
    if !is_child("sharing::all_clients_of_a_process_are_closed", &[]) {
        return;
    }
    Client::close_all();
    let transport = FakeTransport::new([Answer::flag("1"), Answer::flag("2"), Answer::flag("3")]);
    let recorder = Recorder::default();
    let own = client_of(&transport).polling_mode(PollingMode::manual()).hooks(recorder.hooks()).build();
    let own = own.expect("a client");
    let shared = || {
        let transport = transport.clone();
        Client::shared(key(400), |b| b.transport(transport).polling_mode(PollingMode::manual()))
            .expect("a client")
    };
    let first = shared();
    let local = Overrides::from_map([("flag", "local")], OverrideBehaviour::LocalOnly);
    let local = Client::builder(KEY).overrides(local).build().expect("a client");
    own.force_refresh().expect("the transport answers");
    recorder.wait_for(|told| matches!(told, Told::Fetched(..)));
    Client::close_all();
    for client in [&own, &first] {
        assert_eq!(client.force_refresh(), Err(configcat_core::RefreshError::Closed));
    }
    assert_eq!((flag_of(&own).as_str(), flag_of(&local).as_str()), ("1", "local"));
    // New clients are not affected.
    assert!(shared().force_refresh().is_ok());
    Client::close_all();
    Client::close_all();
}

#[tokio::test(start_paused = true)]
async fn a_client_that_nobody_holds_is_not_kept_for_close_all() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let observer = transport.observe();
    let client = paused_client_of(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    drop((client, transport));
    crate::world::settle().await;
    assert!(observer.is_released());
}
