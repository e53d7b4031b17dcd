//! `request_timeout`: every request ends, whatever the transport does.

use std::time::Duration;

use configcat_core::{
    BoxFuture, Client, ClientBuilder, DownloadError, PollingMode, RefreshError, RefreshOutcome,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use configcat_test_fakes::{Answer, Behaviour, FakeTransport, Recorder, Server, Told, response};
use tokio::{runtime::Handle, time::Instant};

use crate::world::{KEY, current_flag_of, paused_client_of, seconds, settle};

#[tokio::test(start_paused = true)]
async fn a_transport_that_never_answers_is_given_up() {
    for (timeout, expected) in [(None, 40), (Some(seconds(5)), 5), (Some(seconds(3_600)), 3_600)] {
        let (recorder, transport) =
            (Recorder::default(), FakeTransport::new([Answer::flag("1"), Answer::Never, Answer::flag("2")]));
        let builder =
            recorder.listen_to_log(paused_client_of(&transport)).polling_mode(PollingMode::manual());
        let builder = timeout.into_iter().fold(builder, ClientBuilder::request_timeout);
        let client = builder.build().expect("a client");
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
        let start = Instant::now();
        assert_eq!(client.force_refresh_async().await, Err(RefreshError::Timeout));
        assert_eq!(start.elapsed().as_secs(), expected);
        assert_eq!(current_flag_of(&client), "1");
        assert_eq!(recorder.logged(), [(configcat_core::LogLevel::Error, 1102)]);
        assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
        assert_eq!(current_flag_of(&client), "2");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_in_time_is_taken() {
    let transport = FakeTransport::new([Answer::flag("1").after(seconds(39))]);
    let client = paused_client_of(&transport).polling_mode(PollingMode::manual()).build().expect("a client");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
}

#[tokio::test(start_paused = true)]
async fn each_request_of_a_redirected_download_has_its_time() {
    let moved = Answer::document(r#"{"p": {"u": "https://cdn-eu.configcat.com", "r": 2}}"#);
    let transport = FakeTransport::new([moved.after(seconds(30)), Answer::flag("1").after(seconds(30))]);
    let client = paused_client_of(&transport).polling_mode(PollingMode::manual()).build().expect("a client");
    assert_eq!(client.force_refresh_async().await, Ok(RefreshOutcome::Updated));
    assert_eq!(transport.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_download_without_a_client_is_given_up() {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let builder =
        Client::builder(KEY).transport(FakeTransport::new([Answer::Never])).runtime(Handle::current());
    std::thread::spawn(move || sender.send(builder.download()));
    let error = receiver.await.expect("no panic").expect_err("no answer");
    assert_eq!(error, DownloadError::Failed(RefreshError::Timeout));
}

/// A transport that gets the head of an answer, but no body.
struct Headless;

impl Transport for Headless {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        request.note_ray_id("862e5f5d0e6d3b0c-VIE");
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn the_log_names_a_request_whose_body_is_late() {
    let recorder = Recorder::default();
    let builder = Client::builder(KEY).transport(Headless).runtime(Handle::current());
    let client = builder.polling_mode(PollingMode::manual()).hooks(recorder.hooks()).build();
    let client = client.expect("a client");
    assert_eq!(client.force_refresh_async().await, Err(RefreshError::Timeout));
    settle().await;
    let is_named = |told: &Told| matches!(told, Told::Error(1102, text) if text.ends_with("(Ray ID: 862e5f5d0e6d3b0c-VIE)"));
    assert!(recorder.told().iter().any(is_named), "{:?}", recorder.told());
}

#[test]
fn the_built_in_transport_has_a_deadline_for_the_whole_answer() {
    let head = &response(200, "Content-Type: text/plain", "x".repeat(100))[..60];
    for behaviour in [Behaviour::Stall(Vec::new()), Behaviour::Stall(head.to_vec())] {
        let server = Server::start(move |_| behaviour.clone());
        let builder = Client::builder(KEY).base_url(server.url()).request_timeout(Duration::from_millis(50));
        let error = builder.download().expect_err("no answer");
        assert_eq!(error, DownloadError::Failed(RefreshError::Timeout));
        assert!(error.to_string().contains("`request_timeout`"), "{error}");
    }
}
