//! [`Cdn`]: a loopback server that stands in for ConfigCat's CDN, so that the examples need no network.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// A server of a config document, which can be replaced.
#[derive(Debug)]
pub struct Cdn {
    address: String,
    document: Arc<Mutex<String>>,
}

impl Cdn {
    /// Starts a server.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub fn start(document: &str) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}", listener.local_addr()?);
        let document = Arc::new(Mutex::new(document.to_owned()));
        let served = Arc::clone(&document);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let document = served.lock().unwrap_or_else(PoisonError::into_inner).clone();
                if let Err(error) = answer(connection, &document) {
                    eprintln!("the server failed to answer: {error}");
                }
            }
        });
        Ok(Self { address, document })
    }

    /// The base URL for clients.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.address
    }

    /// Replaces the document.
    pub fn serve(&self, document: String) {
        *self.document.lock().unwrap_or_else(PoisonError::into_inner) = document;
    }
}

fn answer(mut connection: impl io::Read + Write, document: &str) -> io::Result<()> {
    let mut lines = BufReader::new(&mut connection).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    drop(lines);
    let length = document.len();
    write!(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{document}")
}
