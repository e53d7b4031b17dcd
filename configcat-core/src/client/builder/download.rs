//! Downloads of a config without a client.

use crate::client::{
    builder::client_builder::ClientBuilder, download::Download, download_error::DownloadError,
    driver::cannot_wait, polling::PollingMode, refresh::RefreshError,
};

impl ClientBuilder {
    /// Downloads the config once, without a client: for tools and build scripts. Blocks until the download has ended.
    /// Works in any program, async or not.
    ///
    /// The options about downloads work as for a client: base URL, data governance, time-outs, proxy, transport, config
    /// version and the largest size of a config. The other options have no effect.
    ///
    /// ```no_run
    /// use configcat_core::{Client, DataGovernance};
    ///
    /// let download = Client::builder("#YOUR-SDK-KEY#").data_governance(DataGovernance::EuOnly).download()?;
    /// println!("{} flags in {} bytes", download.config().len(), download.document().len());
    /// # Ok::<(), configcat_core::DownloadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If an option is not valid, or if the config cannot be downloaded. Messages never contain the SDK key.
    pub fn download(self) -> Result<Download, DownloadError> {
        // Without an ETag in the request, the server cannot answer that the config has not changed.
        self.download_once(None)?.ok_or(DownloadError::Failed(RefreshError::NothingToKeep { ray_id: None }))
    }

    /// The same as [`download`](Self::download), but `None` if the config still has this [ETag](Download::etag). The
    /// server does not send an unchanged config.
    ///
    /// # Errors
    ///
    /// If an option is not valid, or if the config cannot be downloaded. Messages never contain the SDK key.
    pub fn download_if_changed(self, etag: impl Into<String>) -> Result<Option<Download>, DownloadError> {
        self.download_once(Some(etag.into()))
    }

    fn download_once(self, etag: Option<String>) -> Result<Option<Download>, DownloadError> {
        // The polling mode is part of the user agent. A single download counts as manual polling.
        let mut builder = self.polling_mode(PollingMode::Manual);
        let version = builder.check()?;
        if cannot_wait() {
            return Err(RefreshError::WouldBlock.into());
        }
        let runtime = builder.take_runtime()?;
        Download::run(builder.fetcher(version), etag, &runtime)
    }
}
