//! [`Download`]: a config that is downloaded once, for tools that have no use for a client.

use std::{fmt, sync::Arc};

use tokio::runtime::Handle;

use crate::{
    client::{
        download_error::DownloadError,
        driver::AbortOnDrop,
        fetch::{FetchOutcome, Fetcher},
        refresh::RefreshError,
    },
    config::Config,
};

/// A config that was downloaded once, by [`ClientBuilder::download`](crate::ClientBuilder::download).
#[derive(Clone)]
pub struct Download {
    config: Arc<Config>,
    document: String,
    etag: Option<String>,
}

impl Download {
    /// The config.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The JSON that the config was made of, exactly as received.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The ETag of the document, for
    /// [`download_if_changed`](crate::ClientBuilder::download_if_changed); `None` if the server gave none.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// Downloads a config as a client would, but waits for it; `None` if it is still the one with this ETag.
    pub(crate) fn run(
        mut fetcher: Fetcher,
        etag: Option<String>,
        runtime: &Handle,
    ) -> Result<Option<Self>, DownloadError> {
        let task = runtime.spawn(async move { fetcher.fetch(etag.as_deref()).await });
        let answer = pollster::block_on(AbortOnDrop::new(task).join());
        // There is none if the runtime has ended.
        match answer.ok_or(RefreshError::Stopped)?.map_err(|failure| failure.error)? {
            FetchOutcome::New { config, etag, document } => Ok(Some(Self { config, document, etag })),
            FetchOutcome::NotModified => Ok(None),
        }
    }
}

/// Shows what the download is about, not the document.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("config", &self.config)
            .field("etag", &self.etag)
            .field("bytes", &self.document.len())
            .finish_non_exhaustive()
    }
}
