//! A transport whose answers a test writes.

use std::{
    collections::VecDeque,
    fmt,
    future::pending,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use configcat_core::{
    BoxFuture,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use tokio::time::{Instant, sleep};

use crate::Gate;

/// What a [`FakeTransport`] does with a request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Answers.
    Response(TransportResponse),
    /// Fails as if the server took too long.
    Timeout,
    /// Fails as if there were no server. The text is part of the error.
    Network(String),
    /// Fails as if the body were too large.
    TooLarge,
    /// Panics.
    Panic,
    /// Never answers.
    Never,
    /// Does something else, but only after a while.
    After(Duration, Box<Self>),
    /// Does something else, but only when the gate is open.
    When(Gate, Box<Self>),
}

impl Answer {
    /// Status 200 with a document.
    pub fn document(document: impl Into<String>) -> Self {
        Self::Response(TransportResponse::new(200).with_body(document.into()))
    }

    /// Status 200 with a config whose text flag `flag` has this value. The value is the ETag as well.
    #[must_use]
    pub fn flag(value: &str) -> Self {
        Self::document(flag_document(value)).with(|response| response.etag = Some(value.to_owned()))
    }

    /// This status, without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Response(TransportResponse::new(status))
    }

    /// The same answer after a while.
    #[must_use]
    pub fn after(self, pause: Duration) -> Self {
        Self::After(pause, Box::new(self))
    }

    /// The same answer when a gate is open.
    #[must_use]
    pub fn when(self, gate: &Gate) -> Self {
        Self::When(gate.clone(), Box::new(self))
    }

    /// The same response with a change.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut TransportResponse)) -> Self {
        if let Self::Response(response) = &mut self {
            change(response);
        }
        self
    }

    /// The same response with the header `Retry-After`.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with(|response| response.retry_after = Some(Duration::from_secs(seconds)))
    }

    async fn give(self) -> Result<TransportResponse, TransportError> {
        match self {
            Self::Response(response) => Ok(response),
            Self::Timeout => Err(TransportError::Timeout("too late".into())),
            Self::Network(message) => Err(TransportError::Network(message.into())),
            Self::TooLarge => Err(TransportError::BodyTooLarge { limit: 10 }),
            Self::Panic => panic!("the transport of a test panics"),
            Self::Never => pending().await,
            Self::After(pause, answer) => {
                sleep(pause).await;
                Box::pin(answer.give()).await
            }
            Self::When(gate, answer) => {
                gate.passed().await;
                Box::pin(answer.give()).await
            }
        }
    }
}

/// The document of a config with one text flag, `flag`.
#[must_use]
pub fn flag_document(value: &str) -> String {
    serde_json::json!({"f": {"flag": {"t": 1, "v": value}}}).to_string()
}

/// A request that a [`FakeTransport`] got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The whole URL.
    pub url: String,
    /// The value of `If-None-Match`.
    pub etag: Option<String>,
    /// The value of `User-Agent`.
    pub user_agent: String,
    /// The largest body to accept.
    pub max_body_size: usize,
    /// When it came, from the creation of the transport on.
    pub at: Duration,
}

impl Request {
    /// The URL up to the path that all requests have in common.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.url.split("/configuration-files/").next().unwrap_or_default()
    }
}

/// A [`Transport`] without network. Clones share everything.
#[derive(Clone)]
pub struct FakeTransport(Arc<State>);

struct State {
    created: Instant,
    script: Mutex<Script>,
    requests: Mutex<Vec<Request>>,
    open: AtomicUsize,
    most_open: AtomicUsize,
}

type Script = Box<dyn FnMut(&Request) -> Answer + Send>;

impl FakeTransport {
    /// A transport that gives these answers one after the other, and goes on with the last of them.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::scripted(one_by_one(answers))
    }

    /// A transport that decides by the request.
    pub fn scripted(script: impl FnMut(&Request) -> Answer + Send + 'static) -> Self {
        Self(Arc::new(State {
            created: Instant::now(),
            script: Mutex::new(Box::new(script)),
            requests: Mutex::default(),
            open: AtomicUsize::default(),
            most_open: AtomicUsize::default(),
        }))
    }

    /// Gives other answers from now on.
    pub fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        *self.0.script.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(one_by_one(answers));
    }

    /// What the transport would answer to a request, which it does not count.
    #[must_use]
    pub fn answer_to(&self, request: &Request) -> Answer {
        self.0.script.lock().unwrap_or_else(PoisonError::into_inner)(request)
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many requests there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.requests().len()
    }

    /// The moments of all requests in milliseconds.
    #[must_use]
    pub fn times(&self) -> Vec<u128> {
        self.requests().iter().map(|request| request.at.as_millis()).collect()
    }

    /// How many requests were open at the same time, at most.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.0.most_open.load(Ordering::SeqCst)
    }

    /// Tells later whether anybody still holds the transport.
    #[must_use]
    pub fn observe(&self) -> Observer {
        let state: Weak<dyn Send + Sync> = Arc::downgrade(&(Arc::clone(&self.0) as Arc<dyn Send + Sync>));
        Observer(state)
    }

    fn next(&self, request: &TransportRequest) -> Answer {
        let State { created, requests, .. } = &*self.0;
        let TransportRequest { url, etag, user_agent, max_body_size, .. } = request;
        let request = Request {
            url: url.clone(),
            etag: etag.clone(),
            user_agent: user_agent.clone(),
            max_body_size: *max_body_size,
            at: created.elapsed(),
        };
        requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        self.answer_to(&request)
    }
}

impl Transport for FakeTransport {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let _open = Open::new(&self.0);
            self.next(request).give().await
        })
    }
}

impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeTransport").field("requests", &self.requests()).finish_non_exhaustive()
    }
}

/// Tells whether something is still held by anybody.
#[derive(Clone)]
#[expect(missing_debug_implementations, reason = "there is nothing to show")]
pub struct Observer(pub(crate) Weak<dyn Send + Sync>);

impl Observer {
    /// Whether nobody holds it any more.
    #[must_use]
    pub fn is_released(&self) -> bool {
        self.0.strong_count() == 0
    }
}

/// Counts a request as open.
struct Open<'a>(&'a State);

impl<'a> Open<'a> {
    fn new(state: &'a State) -> Self {
        let open = state.open.fetch_add(1, Ordering::SeqCst) + 1;
        state.most_open.fetch_max(open, Ordering::SeqCst);
        Self(state)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn one_by_one(answers: impl IntoIterator<Item = Answer>) -> impl FnMut(&Request) -> Answer + Send + 'static {
    let mut answers: VecDeque<Answer> = answers.into_iter().collect();
    move |_| match answers.len() {
        0 => Answer::Network("the test gives no answer".to_owned()),
        1 => answers[0].clone(),
        _ => answers.pop_front().expect("there are several"),
    }
}
