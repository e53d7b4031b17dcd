//! A small HTTP server on the loopback interface, which can misbehave in all the ways that servers do.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

/// What a [`Server`] does with a connection.
#[derive(Debug, Clone)]
pub enum Behaviour {
    /// Answers with these bytes, and closes the connection.
    Answer(Vec<u8>),
    /// Sends these bytes, and resets the connection.
    Reset(Vec<u8>),
    /// Sends these bytes, and nothing more, for as long as the client waits.
    Stall(Vec<u8>),
}

/// A request that a [`Server`] got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The path.
    pub path: String,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
}

impl Received {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|(own, value)| (own == name).then_some(value.as_str()))
    }
}

/// A response of HTTP. The header `Content-Length` is added.
#[must_use]
pub fn response(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let (body, headers) = (body.as_ref(), headers.trim());
    let separator = if headers.is_empty() { "" } else { "\r\n" };
    let length = body.len();
    let mut response = format!(
        "HTTP/1.1 {status} Status\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}{separator}\r\n"
    )
    .into_bytes();
    response.extend_from_slice(body);
    response
}

/// A server on the loopback interface, with a thread for itself and for each connection.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    acceptor: Option<JoinHandle<()>>,
}

type Decide = Box<dyn Fn(&Received) -> Behaviour + Send + Sync>;

struct State {
    decide: Mutex<Arc<Decide>>,
    requests: Mutex<Vec<Received>>,
    stopped: AtomicBool,
}

impl Server {
    /// Starts a server that decides by the request.
    ///
    /// # Panics
    ///
    /// If the loopback interface cannot be used.
    #[must_use]
    pub fn start(decide: impl Fn(&Received) -> Behaviour + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound socket");
        let state = Arc::new(State {
            decide: Mutex::new(Arc::new(Box::new(decide))),
            requests: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let acceptor = Some(accept(listener, &state));
        Self { address, state, acceptor }
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.state.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets all requests so far.
    pub fn forget_requests(&self) {
        self.state.requests.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Does the same with each request from now on.
    pub fn behave(&self, behaviour: Behaviour) {
        self.decide(move |_| behaviour.clone());
    }

    /// Decides in another way from now on.
    pub fn decide(&self, decide: impl Fn(&Received) -> Behaviour + Send + Sync + 'static) {
        let decide: Decide = Box::new(decide);
        *self.state.decide.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(decide);
    }

    /// Closes the port: connections are refused.
    ///
    /// # Panics
    ///
    /// If the server's thread did.
    pub fn stop(&mut self) {
        if let Some(acceptor) = self.acceptor.take() {
            self.state.stopped.store(true, Ordering::SeqCst);
            // Wakes the thread, which waits for a connection.
            let _ = TcpStream::connect(self.address);
            acceptor.join().expect("the server does not panic");
        }
    }

    /// Opens the same port again.
    ///
    /// # Panics
    ///
    /// If somebody else has taken it.
    pub fn restart(&mut self) {
        self.stop();
        self.state.stopped.store(false, Ordering::SeqCst);
        let listener = TcpListener::bind(self.address).expect("the port is still free");
        self.acceptor = Some(accept(listener, &self.state));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("requests", &self.requests).finish_non_exhaustive()
    }
}

fn accept(listener: TcpListener, state: &Arc<State>) -> JoinHandle<()> {
    let state = Arc::clone(state);
    thread::spawn(move || {
        for stream in listener.incoming() {
            if state.stopped.load(Ordering::SeqCst) {
                return;
            }
            let state = Arc::clone(&state);
            thread::spawn(move || {
                // A client that goes away is no problem of the server.
                let _ = stream.and_then(|stream| serve(stream, &state));
            });
        }
    })
}

fn serve(mut stream: TcpStream, state: &State) -> io::Result<()> {
    let received = head(&stream)?;
    state.requests.lock().unwrap_or_else(PoisonError::into_inner).push(received.clone());
    let decide = Arc::clone(&state.decide.lock().unwrap_or_else(PoisonError::into_inner));
    match decide(&received) {
        Behaviour::Answer(bytes) => {
            read_rest(&mut stream);
            stream.write_all(&bytes)
        }
        // The request was only peeked at: to close a connection with unread data resets it.
        Behaviour::Reset(bytes) => stream.write_all(&bytes),
        Behaviour::Stall(bytes) => {
            read_rest(&mut stream);
            stream.write_all(&bytes)?;
            io::copy(&mut stream, &mut io::sink()).map(drop)
        }
    }
}

/// The head of a request, left unread.
fn head(stream: &TcpStream) -> io::Result<Received> {
    let mut buffer = [0; 8192];
    loop {
        let length = stream.peek(&mut buffer)?;
        let head = &buffer[..length];
        if head.ends_with(b"\r\n\r\n") {
            let mut lines = BufReader::new(head).lines();
            let first = lines.next().transpose()?.unwrap_or_default();
            let headers = lines.map_while(Result::ok).filter_map(|line| {
                let (name, value) = line.split_once(": ")?;
                Some((name.to_lowercase(), value.to_owned()))
            });
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            return Ok(Received { path, headers: headers.collect() });
        }
        if length == 0 || length == buffer.len() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        thread::yield_now();
    }
}

fn read_rest(stream: &mut TcpStream) {
    // All of it is there already.
    let _ = stream.read(&mut [0; 8192]);
}
