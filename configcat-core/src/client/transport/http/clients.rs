//! [`Clients`]: the reqwest clients that transports share.

use std::{
    process,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use reqwest::{Client, Url, redirect::Policy};
use tokio::{sync::OnceCell, task};

use crate::client::transport::{
    error::TransportError,
    http::{
        cause::{network, transport_error},
        proxy::Proxy,
        safety::is_loopback,
    },
};

/// The most idle connections that are kept for one host, in the whole process.
const MAX_IDLE_CONNECTIONS: usize = 32;

/// The reqwest clients of all transports with equal options. They are expensive to build, and own the connections.
pub(super) struct Clients {
    connect_timeout: Duration,
    proxy: Option<Proxy>,
    /// The process that the connections belong to: a fork of it cannot use them.
    process: u32,
    /// For loopback addresses, without the proxy of the environment.
    direct: OnceCell<Client>,
    /// For `http`. Separate, because it works without the certificates of the system.
    plain: OnceCell<Client>,
    /// For `https`.
    tls: OnceCell<Client>,
}

impl Clients {
    /// The reqwest clients of the process for these options.
    pub(super) fn shared(connect_timeout: Duration, proxy: Option<&Proxy>) -> Arc<Self> {
        static SHARED: Mutex<Vec<Weak<Clients>>> = Mutex::new(Vec::new());

        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.retain(|clients| clients.strong_count() > 0);
        let process = process::id();
        let same = |clients: &Arc<Self>| {
            clients.process == process
                && clients.connect_timeout == connect_timeout
                && clients.proxy.as_ref() == proxy
        };
        if let Some(clients) = shared.iter().filter_map(Weak::upgrade).find(same) {
            return clients;
        }
        let clients = Arc::new(Self {
            connect_timeout,
            proxy: proxy.cloned(),
            process,
            direct: OnceCell::new(),
            plain: OnceCell::new(),
            tls: OnceCell::new(),
        });
        shared.push(Arc::downgrade(&clients));
        clients
    }

    /// The client for requests to this URL.
    pub(super) async fn client(&self, url: &Url) -> Result<&Client, TransportError> {
        let is_tls = url.scheme() == "https";
        if is_tls && cfg!(not(any(feature = "rustls", feature = "native-tls"))) {
            return Err(network("built without TLS; turn on the feature `rustls` or `native-tls`"));
        }
        let (cell, proxy, roots) = match &self.proxy {
            None if is_loopback(url) => (&self.direct, Some(Proxy::none()), Roots::IfAny),
            proxy if is_tls => (&self.tls, proxy.clone(), Roots::Required),
            proxy => (&self.plain, proxy.clone(), Roots::IfAny),
        };
        let connect_timeout = self.connect_timeout;
        // Not on the background thread, which would delay all clients.
        let build = || task::spawn_blocking(move || build(connect_timeout, proxy.as_ref(), roots));
        cell.get_or_try_init(|| async { build().await.map_err(network)? }).await
    }
}

/// Whether a client needs the certificates of the system. Small containers often have none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Roots {
    Required,
    IfAny,
}

/// Builds a client. Takes milliseconds, most of them for the certificates of the system.
fn build(connect_timeout: Duration, proxy: Option<&Proxy>, roots: Roots) -> Result<Client, TransportError> {
    let mut builder = Client::builder()
        .connect_timeout(connect_timeout)
        .gzip(true)
        .pool_max_idle_per_host(MAX_IDLE_CONNECTIONS)
        .redirect(Policy::none());
    if let Some(proxy) = proxy {
        builder = match proxy.url() {
            Some(url) => {
                builder.proxy(reqwest::Proxy::all(url.clone()).map_err(|error| transport_error(&error))?)
            }
            None => builder.no_proxy(),
        };
    }
    with_tls(builder, roots)?.build().map_err(|error| transport_error(&error))
}

/// Uses rustls with an explicit provider, so that the default provider of the application does not change.
#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder, roots: Roots) -> Result<reqwest::ClientBuilder, TransportError> {
    use rustls::{ClientConfig, RootCertStore, crypto::ring};
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let config = || {
        let provider = Arc::new(ring::default_provider());
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(network)
    };
    let config = match config()?.with_platform_verifier() {
        Ok(config) => config,
        Err(_) if roots == Roots::IfAny => config()?.with_root_certificates(RootCertStore::empty()),
        Err(error) => return Err(network(error)),
    };
    Ok(builder.tls_backend_preconfigured(config.with_no_client_auth()))
}

/// Uses the TLS of the operating system, with the feature `native-tls`.
#[cfg(not(feature = "rustls"))]
#[expect(clippy::unnecessary_wraps, reason = "the form with rustls can fail")]
fn with_tls(builder: reqwest::ClientBuilder, _: Roots) -> Result<reqwest::ClientBuilder, TransportError> {
    #[cfg(feature = "native-tls")]
    let builder = builder.tls_backend_native();
    Ok(builder)
}
