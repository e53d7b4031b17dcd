//! [`Download`]: a config that is downloaded once, without a client.

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

/// A config that [`ClientBuilder::download`](crate::ClientBuilder::download) has downloaded.
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

    /// The config document, exactly as received.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The header `ETag` of the answer, for
    /// [`download_if_changed`](crate::ClientBuilder::download_if_changed). `None` if the server sent none.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// Downloads a config, and blocks until that has ended. `None` if the config still has this ETag.
    pub(crate) fn run(
        fetcher: Fetcher,
        etag: Option<String>,
        runtime: &Handle,
    ) -> Result<Option<Self>, DownloadError> {
        let task = runtime.spawn(async move { fetcher.fetch(etag.as_deref()).await });
        let answer = pollster::block_on(AbortOnDrop::new(task).join());
        // There is no answer if the runtime has ended.
        match answer.ok_or(RefreshError::Stopped)?.map_err(|failure| failure.error)? {
            FetchOutcome::New { config, etag, document } => Ok(Some(Self { config, document, etag })),
            FetchOutcome::NotModified => Ok(None),
        }
    }
}

/// Shows the length of the document, not the document.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("config", &self.config)
            .field("etag", &self.etag)
            .field("bytes", &self.document.len())
            .finish_non_exhaustive()
    }
}
