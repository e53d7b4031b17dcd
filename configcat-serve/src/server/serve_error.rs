//! [`ServeError`]: why a server cannot start.

use std::{error::Error, fmt, io, net::SocketAddr};

use crate::{problem::Problem, refusal::Refusal};

/// Why a server cannot start. The message says how to mend it.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// There is nothing to serve.
    #[error("there is no document to serve; name a FILE, such as `flags/config.json`")]
    NoDocument,
    /// A file is not a config document, or cannot be read.
    #[error("`{file}`: {problem}")]
    #[non_exhaustive]
    Document {
        /// The path of the file, or the name of the document.
        file: String,
        /// What is wrong with it.
        problem: Box<Problem>,
    },
    /// Two documents have the same SDK key.
    #[error("`{0}` and `{1}` have the same SDK key `{2}`; give each an SDK key of its own")]
    SameSdkKey(String, String, String),
    /// A file is named twice.
    #[error("the file `{0}` is there twice; name it once")]
    SameFile(String),
    /// There are more SDK keys than documents.
    #[error(
        "there are {keys} SDK keys for {documents} documents; give one for each document, in their order"
    )]
    TooManySdkKeys {
        /// The number of SDK keys.
        keys: usize,
        /// The number of documents.
        documents: usize,
    },
    /// An SDK key is empty or cannot be a part of a URL.
    #[error("`{0}` cannot be an SDK key; use letters, digits, `-`, `_`, `.` and `/`")]
    InvalidSdkKey(String),
    /// Other machines could use the API.
    #[error(
        "other machines reach the address {0}, so that a token is needed; give one, or listen on 127.0.0.1"
    )]
    NeedsToken(SocketAddr),
    /// The token cannot be a part of a header and of a URL.
    #[error("the token is not usable; use 16 to 200 letters, digits, `-`, `_` and `.`")]
    InvalidToken,
    /// A fault does nothing, or is for a document that is not there.
    #[error("the fault cannot be used: {0}")]
    Fault(Refusal),
    /// The port is in use.
    #[error(
        "the port of {0} is in use; end the other program, or choose another port: 0 takes any that is free"
    )]
    PortInUse(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}; choose another address or port")]
    #[non_exhaustive]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The socket cannot be used.
    #[error("the server cannot be started")]
    Start(#[from] io::Error),
}

/// The message with its causes: what a program prints whose `main` returns the error.
impl fmt::Debug for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        self.source().map_or(Ok(()), |source| write!(f, ": {source}"))
    }
}
