//! Data governance: where a config is downloaded from, and where it says that it is to be found.

use configcat_core::{
    Client, ClientBuilder, DataGovernance, LogLevel, PollingMode, RefreshError, RefreshOutcome,
};
use configcat_test_fakes::{Answer, FakeTransport, Recorder, Request};

use crate::world::{current_flag_of, paused_client_of};

const GLOBAL: &str = "https://cdn-global.configcat.com";
const EU: &str = "https://cdn-eu.configcat.com";
const OWN: &str = "https://flags.example.com";

/// Who serves what: a base URL, then the preferences of the config there, if it has any; without flags if it is only
/// to redirect.
type Place = (&'static str, Option<(&'static str, u8)>, bool);

fn document((base, preferences, has_flags): Place) -> String {
    let flags = format!(r#""f": {{"flag": {{"t": 1, "v": "{base}"}}}}"#);
    match preferences {
        Some((url, redirect)) if has_flags => {
            format!(r#"{{"p": {{"u": "{url}", "r": {redirect}}}, {flags}}}"#)
        }
        Some((url, redirect)) => format!(r#"{{"p": {{"u": "{url}", "r": {redirect}}}}}"#),
        None => format!("{{{flags}}}"),
    }
}

fn network(places: &[Place]) -> FakeTransport {
    let places = places.to_vec();
    FakeTransport::scripted(move |request: &Request| {
        let place = places.iter().find(|(base, ..)| *base == request.base_url());
        place.map_or_else(
            || Answer::Network(format!("there is no {}", request.base_url())),
            |place| Answer::document(document(*place)),
        )
    })
}

/// Where a client asks first.
type Start = fn(ClientBuilder) -> ClientBuilder;

/// What two refreshes in a row do.
struct Case {
    name: &'static str,
    start: Start,
    places: Vec<Place>,
    /// Where the requests of each refresh go.
    requests: [&'static [&'static str]; 2],
    /// Where the config is from in the end, and the events that were logged.
    outcome: (&'static str, &'static [u16]),
}

fn global(builder: ClientBuilder) -> ClientBuilder {
    builder.data_governance(DataGovernance::Global)
}

fn eu(builder: ClientBuilder) -> ClientBuilder {
    builder.data_governance(DataGovernance::EuOnly)
}

fn own(builder: ClientBuilder) -> ClientBuilder {
    builder.base_url("https://flags.example.com//")
}

fn served_by_configcat() -> Vec<Case> {
    vec![
        Case {
            name: "no preferences",
            start: global,
            places: vec![(GLOBAL, None, true)],
            requests: [&[GLOBAL], &[GLOBAL]],
            outcome: (GLOBAL, &[]),
        },
        Case {
            name: "EU only",
            start: eu,
            places: vec![(EU, Some((EU, 1)), true)],
            requests: [&[EU], &[EU]],
            outcome: (EU, &[]),
        },
        Case {
            name: "to where it is",
            start: global,
            places: vec![(GLOBAL, Some(("https://cdn-global.configcat.com/", 2)), true)],
            requests: [&[GLOBAL], &[GLOBAL]],
            outcome: (GLOBAL, &[]),
        },
        Case {
            name: "r = 0: the next time",
            start: global,
            places: vec![(GLOBAL, Some((EU, 0)), true), (EU, Some((EU, 0)), true)],
            requests: [&[GLOBAL], &[EU]],
            outcome: (EU, &[]),
        },
        Case {
            name: "r = 1: at once, with a warning",
            start: global,
            places: vec![(GLOBAL, Some((EU, 1)), false), (EU, Some((EU, 0)), true)],
            requests: [&[GLOBAL, EU], &[EU]],
            outcome: (EU, &[3002]),
        },
        Case {
            name: "r = 1 with a trailing slash",
            start: eu,
            places: vec![
                (EU, Some(("https://cdn-global.configcat.com/", 1)), true),
                (GLOBAL, Some(("https://cdn-global.configcat.com/", 1)), true),
            ],
            requests: [&[EU, GLOBAL], &[GLOBAL]],
            outcome: (GLOBAL, &[3002]),
        },
        Case {
            name: "r = 2: at once",
            start: global,
            places: vec![(GLOBAL, Some((EU, 2)), false), (EU, Some((EU, 0)), true)],
            requests: [&[GLOBAL, EU], &[EU]],
            outcome: (EU, &[]),
        },
        Case {
            name: "two redirects",
            start: global,
            places: vec![(GLOBAL, Some((EU, 1)), false), (EU, Some((OWN, 2)), false), (OWN, None, true)],
            requests: [&[GLOBAL, EU, OWN], &[OWN]],
            outcome: (OWN, &[3002]),
        },
    ]
}

fn served_by_others() -> Vec<Case> {
    vec![
        Case {
            name: "own server, r = 0",
            start: own,
            places: vec![(OWN, Some((EU, 0)), true), (EU, None, true)],
            requests: [&[OWN], &[OWN]],
            outcome: (OWN, &[]),
        },
        Case {
            name: "own server, r = 1",
            start: own,
            places: vec![(OWN, Some((EU, 1)), true), (EU, None, true)],
            requests: [&[OWN], &[OWN]],
            outcome: (OWN, &[]),
        },
        Case {
            name: "own server, r = 2",
            start: own,
            places: vec![(OWN, Some((EU, 2)), true), (EU, None, true)],
            requests: [&[OWN, EU], &[EU]],
            outcome: (EU, &[]),
        },
        Case {
            name: "own server wins over data governance",
            start: |builder| own(eu(builder)),
            places: vec![(OWN, None, true)],
            requests: [&[OWN], &[OWN]],
            outcome: (OWN, &[]),
        },
        Case {
            name: "from https to http",
            start: global,
            places: vec![(GLOBAL, Some(("http://cdn-eu.configcat.com", 2)), true)],
            requests: [&[GLOBAL], &[GLOBAL]],
            outcome: (GLOBAL, &[]),
        },
        Case {
            name: "to what is no URL",
            start: global,
            places: vec![(GLOBAL, Some(("nonsense", 1)), true)],
            requests: [&[GLOBAL], &[GLOBAL]],
            outcome: (GLOBAL, &[]),
        },
        Case {
            name: "an unknown kind of redirect",
            start: global,
            places: vec![(GLOBAL, Some((EU, 3)), true), (EU, None, true)],
            requests: [&[GLOBAL], &[EU]],
            outcome: (EU, &[]),
        },
    ]
}

#[tokio::test(start_paused = true)]
async fn configs_are_downloaded_from_where_they_are() {
    for case in served_by_configcat().into_iter().chain(served_by_others()) {
        let Case { name, start, places, requests, outcome: (flag, logged) } = case;
        let (transport, recorder) = (network(&places), Recorder::default());
        let builder = paused_client_of(&transport).polling_mode(PollingMode::manual());
        let client = recorder.listen_to_log(start(builder)).build().expect("a client");
        let mut before = 0;
        for expected in requests {
            assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated), "{name}");
            let all = transport.requests();
            let bases: Vec<_> = all[before..].iter().map(Request::base_url).collect();
            assert_eq!(bases, expected, "{name}");
            before = all.len();
        }
        assert_eq!(current_flag_of(&client), flag, "{name}");
        let expected: Vec<_> = logged.iter().map(|event_id| (LogLevel::Warning, *event_id)).collect();
        assert_eq!(recorder.logged(), expected, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_key_of_a_proxy_stays_at_the_proxy() {
    for (url, redirect) in [(EU, 0), (EU, 1), (EU, 2), (EU, 3), ("https://flags.example.com.evil.example", 2)]
    {
        for has_flags in [true, false] {
            let transport = network(&[(OWN, Some((url, redirect)), has_flags), (EU, None, true)]);
            let builder = Client::builder("configcat-proxy/my-proxy").transport(transport.clone());
            let builder = own(builder).runtime(tokio::runtime::Handle::current());
            let client = builder.polling_mode(PollingMode::manual()).build().expect("a client");
            for _ in 0..2 {
                let result = client.force_refresh_async().await;
                assert_eq!(result.is_ok(), has_flags, "{redirect}: {result:?}");
            }
            assert!(transport.requests().iter().all(|request| request.base_url() == OWN), "{redirect}");
            assert_eq!(transport.count(), 2);
            assert_eq!(current_flag_of(&client), if has_flags { OWN } else { "none" });
        }
    }
}

/// A client that has downloaded a config before the network becomes what is described by the places.
async fn refresh_after_a_good_one(start: Start, places: &[Place]) -> Refreshed {
    let (recorder, bad) = (Recorder::default(), network(places));
    let mut first = true;
    let transport = FakeTransport::scripted(move |request| {
        if std::mem::take(&mut first) { Answer::flag("good") } else { bad.answer_to(request) }
    });
    let builder = start(paused_client_of(&transport).polling_mode(PollingMode::manual()));
    let client = recorder.listen_to_log(builder).build().expect("a client");
    client.force_refresh_async().await.expect("the server answers");
    let error = client.force_refresh_async().await.expect_err("there is nothing to find");
    let flag = current_flag_of(&client);
    let bases = transport.requests()[1..].iter().map(|request| request.base_url().to_owned()).collect();
    transport.answer([Answer::flag("better")]);
    client.force_refresh_async().await.expect("the server answers");
    let back = transport.requests().pop().expect("there was a request").base_url().to_owned();
    Refreshed { error, flag, bases, back, logged: recorder.logged() }
}

struct Refreshed {
    error: RefreshError,
    flag: String,
    bases: Vec<String>,
    /// Where the request after the failure went.
    back: String,
    logged: Vec<(LogLevel, u16)>,
}

#[tokio::test(start_paused = true)]
async fn redirects_in_a_loop_end_after_three_requests() {
    for has_flags in [true, false] {
        let places = [(GLOBAL, Some((EU, 1)), has_flags), (EU, Some((GLOBAL, 1)), has_flags)];
        let Refreshed { error, flag, bases, back, logged } = refresh_after_a_good_one(global, &places).await;
        assert_eq!(error, RefreshError::RedirectLoop);
        assert_eq!(error.event_id(), 1104);
        assert_eq!(flag, "good");
        assert_eq!(bases, [GLOBAL, EU, GLOBAL]);
        assert_eq!(logged.last(), Some(&(LogLevel::Error, 1104)));
        assert_eq!(back, GLOBAL);
    }
}

#[tokio::test(start_paused = true)]
async fn a_redirect_that_leads_nowhere_is_not_remembered() {
    for redirect in [1, 2] {
        let places = [(GLOBAL, Some(("https://nowhere.example.com", redirect)), true)];
        let Refreshed { error, flag, bases, back, .. } = refresh_after_a_good_one(global, &places).await;
        assert!(matches!(error, RefreshError::Network(_)), "{error:?}");
        assert_eq!(flag, "good");
        assert_eq!(bases, [GLOBAL, "https://nowhere.example.com"]);
        assert_eq!(back, GLOBAL, "the client does not get stuck there");
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_the_client_asks_where_it_asked_first() {
    for failure in [Answer::Panic, Answer::Timeout, Answer::status(500), Answer::document("{")] {
        let moved = Answer::document(document((GLOBAL, Some((EU, 2)), false)));
        let transport = FakeTransport::new([moved, Answer::flag("1"), failure, Answer::flag("2")]);
        let builder = paused_client_of(&transport).polling_mode(PollingMode::manual());
        let client = builder.build().expect("a client");
        client.force_refresh_async().await.expect("the server answers");
        client.force_refresh_async().await.expect_err("the server fails");
        client.force_refresh_async().await.expect("the server answers");
        let requests = transport.requests();
        assert_eq!(requests.iter().map(Request::base_url).collect::<Vec<_>>(), [GLOBAL, EU, EU, GLOBAL]);
        assert_eq!(current_flag_of(&client), "2");
    }
}

#[tokio::test(start_paused = true)]
async fn a_redirect_that_is_not_followed_is_no_config() {
    let cases: [(Start, Place); 4] = [
        (own, (OWN, Some((EU, 1)), false)),
        (own, (OWN, Some((OWN, 2)), false)),
        (global, (GLOBAL, Some(("http://cdn-eu.configcat.com", 2)), false)),
        (global, (GLOBAL, Some((EU, 0)), false)),
    ];
    for (start, place) in cases {
        let Refreshed { error, flag, logged, .. } = refresh_after_a_good_one(start, &[place]).await;
        assert!(matches!(error, RefreshError::InvalidBody { .. }), "{error:?}");
        assert_eq!(flag, "good", "{place:?}");
        assert_eq!(logged, [(LogLevel::Error, 1105)]);
    }
}

#[tokio::test(start_paused = true)]
async fn the_etag_goes_with_the_redirect() {
    let moved = format!(r#"{{"p": {{"u": "{EU}", "r": 2}}}}"#);
    let transport = FakeTransport::new([
        Answer::flag("1"),
        Answer::document(moved),
        Answer::status(304),
        Answer::status(304),
    ]);
    let builder = paused_client_of(&transport).polling_mode(PollingMode::manual());
    let client = builder.build().expect("a client");
    client.force_refresh_async().await.expect("the server answers");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Unchanged));
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Unchanged));
    let requests = transport.requests();
    assert!(requests[1..].iter().all(|request| request.etag.as_deref() == Some("1")));
    assert_eq!(requests.iter().map(Request::base_url).collect::<Vec<_>>(), [GLOBAL, GLOBAL, EU, EU]);
}
