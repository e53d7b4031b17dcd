//! [`FaultyServer`]: serves one version after the other, with all kinds of faults.

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use configcat_test_fakes::{Behaviour, Received, Server, response};
use fastrand::Rng;

/// How long a version, and a fault, lasts.
const VERSION: Duration = Duration::from_millis(400);
const FAULT: Duration = Duration::from_millis(1_500);

/// What a server does for a while.
#[derive(Debug, Clone, Copy)]
enum Fault {
    None,
    ServerError,
    TooManyRequests,
    Slow,
    Reset,
    Truncated,
    Stall,
    Garbage,
    AllBroken,
    LongEtag,
    AlwaysUnchanged,
    Redirect,
}

const FAULTS: [Fault; 11] = [
    Fault::ServerError,
    Fault::TooManyRequests,
    Fault::Slow,
    Fault::Reset,
    Fault::Truncated,
    Fault::Stall,
    Fault::Garbage,
    Fault::AllBroken,
    Fault::LongEtag,
    Fault::AlwaysUnchanged,
    Fault::Redirect,
];

/// A server that serves one version after the other, with all kinds of faults.
pub(crate) struct FaultyServer {
    server: Mutex<Server>,
    url: String,
    state: Arc<State>,
    restarts: AtomicUsize,
}

struct State {
    version: AtomicU64,
    fault: Mutex<Fault>,
    answers: AtomicUsize,
}

impl FaultyServer {
    pub(crate) fn start() -> Self {
        let state = State {
            version: AtomicU64::new(1),
            fault: Mutex::new(Fault::None),
            answers: AtomicUsize::default(),
        };
        let state = Arc::new(state);
        let own = Arc::clone(&state);
        let server = Server::start(move |request| own.behaviour(request));
        let url = server.url();
        Self { server: Mutex::new(server), url, state, restarts: AtomicUsize::default() }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The newest version that anybody can have.
    pub(crate) fn version(&self) -> u64 {
        self.state.version.load(Ordering::SeqCst)
    }

    /// Serves new versions, and begins and ends faults.
    pub(crate) fn misbehave(&self, goes_on: &AtomicBool) {
        let mut rng = Rng::with_seed(1);
        let rounds = (FAULT.as_millis() / VERSION.as_millis()).max(1);
        while goes_on.load(Ordering::SeqCst) {
            let fault = if rng.bool() { Fault::None } else { FAULTS[rng.usize(..FAULTS.len())] };
            *self.state.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
            let is_down = rng.u8(0..12) == 0;
            let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
            server.forget_requests();
            if is_down {
                server.stop();
            }
            for _ in 0..rounds {
                thread::sleep(VERSION);
                self.state.version.fetch_add(1, Ordering::SeqCst);
            }
            if is_down {
                server.restart();
                self.restarts.fetch_add(1, Ordering::Relaxed);
            }
        }
        *self.state.fault.lock().unwrap_or_else(PoisonError::into_inner) = Fault::None;
    }
}

impl State {
    fn behaviour(&self, request: &Received) -> Behaviour {
        self.answers.fetch_add(1, Ordering::Relaxed);
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(fault, Fault::Slow) {
            thread::sleep(Duration::from_millis(fastrand::u64(0..1_500)));
        }
        let version = self.version.load(Ordering::SeqCst);
        let answer = |status, headers: &str, body: &str| Behaviour::Answer(response(status, headers, body));
        let good = || response(200, &format!("ETag: \"{version}\""), document(version));
        match fault {
            Fault::None | Fault::Slow
                if request.header("if-none-match") == Some(&format!("\"{version}\"")) =>
            {
                answer(304, "", "")
            }
            Fault::None | Fault::Slow => Behaviour::Answer(good()),
            Fault::ServerError => answer(500, "CF-RAY: 1-VIE", "oops"),
            Fault::TooManyRequests => answer(429, "Retry-After: 1", ""),
            Fault::Reset => Behaviour::Reset(Vec::new()),
            Fault::Truncated => Behaviour::Answer(good()[..good().len() - 20].to_vec()),
            Fault::Stall => Behaviour::Stall(good()[..40].to_vec()),
            Fault::Garbage => answer(200, "", "<html>Log in first</html>"),
            Fault::AllBroken => answer(200, "", r#"{"f": {"flag": {"t": 1, "v": 5}}}"#),
            Fault::LongEtag => answer(200, &format!("ETag: \"{}\"", "x".repeat(60_000)), &document(version)),
            Fault::AlwaysUnchanged => answer(304, "", ""),
            Fault::Redirect => answer(200, "", r#"{"p": {"u": "http://127.0.0.1:1", "r": 2}}"#),
        }
    }
}

impl fmt::Display for FaultyServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (answers, restarts) = (&self.state.answers, &self.restarts);
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        write!(f, "{} requests, {} restarts, version {}", count(answers), count(restarts), self.version())
    }
}

/// A config whose flags `flag` and `copy` have the version as their value, with some others.
fn document(version: u64) -> String {
    let flag = format!(r#"{{"t": 1, "v": "{version}"}}"#);
    let others: String =
        (0..50).map(|number| [", \"other", &number.to_string(), "\": ", &flag].concat()).collect();
    format!(r#"{{"f": {{"flag": {flag}, "copy": {flag}{others}}}}}"#)
}
