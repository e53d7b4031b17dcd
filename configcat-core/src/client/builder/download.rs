//! Downloads without a client.

use crate::client::{
    builder::client_builder::ClientBuilder, download::Download, download_error::DownloadError,
    driver::is_driver_thread, polling::PollingMode, refresh::RefreshError,
};

impl ClientBuilder {
    /// Downloads the config once, without a client: for tools and build scripts. Blocks until it is there, and works in
    /// any program, async or not.
    ///
    /// Everything that says how a config is downloaded counts, as it does for a client: base URL, data governance,
    /// time-outs, proxy, transport, format and size of the config. The other options have nothing to do here.
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
    /// If an option has a value that makes no sense, or if the config cannot be downloaded. Errors never contain the SDK
    /// key.
    pub fn download(self) -> Result<Download, DownloadError> {
        // The server has nothing to compare with: it cannot answer that nothing has changed.
        self.download_once(None)?.ok_or(DownloadError::Failed(RefreshError::NothingToKeep { ray_id: None }))
    }

    /// The same as [`download`](Self::download), but `None` if the config is still the one that had this
    /// [ETag](Download::etag): then it is not transferred.
    ///
    /// # Errors
    ///
    /// If an option has a value that makes no sense, or if the config cannot be downloaded.
    pub fn download_if_changed(self, etag: impl Into<String>) -> Result<Option<Download>, DownloadError> {
        self.download_once(Some(etag.into()))
    }

    fn download_once(self, etag: Option<String>) -> Result<Option<Download>, DownloadError> {
        // The user agent is that of a client which is told when to download.
        let mut builder = self.polling_mode(PollingMode::Manual);
        let version = builder.check()?;
        if is_driver_thread() {
            return Err(RefreshError::WouldBlock.into());
        }
        let runtime = builder.take_runtime()?;
        Download::run(builder.fetcher(version), etag, &runtime)
    }
}
