//! [`Server`]: serves one document on the loopback interface, as ConfigCat's CDN does.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// The name of the server's threads, by which their work can be told from that of clients.
pub const THREAD_NAME: &str = "server";

const ETAG: &str = "\"1\"";

/// A server with keep-alive that answers 304 to everybody who has the document. It lives as long as the process.
#[derive(Debug, Clone)]
pub struct Server {
    address: SocketAddr,
    answered: Arc<AtomicU64>,
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
        let ok: Arc<[u8]> = ok.into_bytes().into();
        let answered = Arc::<AtomicU64>::default();
        let server = Self { address, answered: Arc::clone(&answered) };
        spawn(move || {
            for stream in listener.incoming() {
                let (ok, answered) = (Arc::clone(&ok), Arc::clone(&answered));
                // A client that goes away is no problem of the server.
                spawn(move || drop(stream.and_then(|stream| serve(stream, &ok, &answered))));
            }
        });
        server
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests were answered.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().name(THREAD_NAME.to_owned()).spawn(work).expect("a thread");
}

fn serve(mut stream: TcpStream, ok: &[u8], answered: &AtomicU64) -> io::Result<()> {
    const NOT_MODIFIED: &[u8] = b"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n";

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
            stream.write_all(if has_it { NOT_MODIFIED } else { ok })?;
            answered.fetch_add(1, Ordering::Relaxed);
            filled = 0;
        }
    }
}
