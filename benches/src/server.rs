//! [`Server`]: serves one document on the loopback interface, like ConfigCat's CDN.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// The name of the server's threads. It tells their processor time apart from the clients'.
pub const THREAD_NAME: &str = "server";

/// The ETag of the document.
pub const ETAG: &str = "\"1\"";

/// A server with keep-alive, which answers 304 to clients that have the document. It runs until the process ends.
#[derive(Debug, Clone)]
pub struct Server {
    address: SocketAddr,
    answered: Arc<AtomicU64>,
}

/// What the server answers to clients without and with the document.
struct Responses {
    ok: String,
    not_modified: String,
}

impl Server {
    /// Starts a server.
    ///
    /// # Panics
    ///
    /// If the loopback interface cannot be used.
    #[must_use]
    pub fn start(document: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound socket");
        let length = document.len();
        let ok = format!("HTTP/1.1 200 OK\r\nETag: {ETAG}\r\nContent-Length: {length}\r\n\r\n{document}");
        let not_modified = format!("HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n");
        let responses = Arc::new(Responses { ok, not_modified });
        let answered = Arc::<AtomicU64>::default();
        let server = Self { address, answered: Arc::clone(&answered) };
        spawn(move || {
            for stream in listener.incoming() {
                let (responses, answered) = (Arc::clone(&responses), Arc::clone(&answered));
                // A client may close its connection at any time: ignore the error.
                spawn(move || drop(stream.and_then(|stream| serve(stream, &responses, &answered))));
            }
        });
        server
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests it has answered.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().name(THREAD_NAME.to_owned()).spawn(work).expect("a thread");
}

fn serve(mut stream: TcpStream, responses: &Responses, answered: &AtomicU64) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut buffer, mut filled) = ([0; 8192], 0);
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if buffer[..filled].ends_with(b"\r\n\r\n") {
            let request = buffer[..filled].to_ascii_lowercase();
            let has_it = request.windows(13).any(|window| window == b"if-none-match");
            let response = if has_it { &responses.not_modified } else { &responses.ok };
            stream.write_all(response.as_bytes())?;
            answered.fetch_add(1, Ordering::Relaxed);
            filled = 0;
        }
    }
}
