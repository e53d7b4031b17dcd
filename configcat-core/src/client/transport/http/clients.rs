//! [`Clients`]: the reqwest clients that transports share.

use std::{
    io, process,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use reqwest::{Client, Url, redirect::Policy};
use tokio::{runtime::Handle, sync::OnceCell};

use crate::client::{
    driver::spawn_blocking,
    transport::{
        error::TransportError,
        http::{
            back_end::{HAS_TLS, configure},
            cause::{network, transport_error},
            proxy::Proxy,
            safety::is_loopback,
            tls::Tls,
        },
    },
};

/// The most idle connections that are kept for one host, in the whole process.
const MAX_IDLE_CONNECTIONS: usize = 32;

/// How to connect to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConnectionOptions {
    /// The longest time to connect: name lookup, TCP and TLS.
    pub(crate) connect_timeout: Duration,
    /// The proxy. If `None`, the environment decides; loopback addresses then never use a proxy.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) tls: Tls,
}

/// The reqwest clients of all transports with equal options. They are expensive to build, and own the connections.
pub(super) struct Clients {
    /// The process that made them. After a fork, the connections belong to the parent.
    process: u32,
    options: ConnectionOptions,
    /// For `http`. Separate, because it works without the certificates of the system.
    plain: OnceCell<Client>,
    /// For `https`.
    tls: OnceCell<Client>,
    /// For `http` to loopback addresses, without the proxy of the environment.
    direct_plain: OnceCell<Client>,
    /// For `https` to loopback addresses, without the proxy of the environment.
    direct_tls: OnceCell<Client>,
}

impl Clients {
    /// The reqwest clients of the process for these options.
    pub(super) fn shared(options: &ConnectionOptions) -> Arc<Self> {
        static SHARED: Mutex<Vec<Weak<Clients>>> = Mutex::new(Vec::new());

        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.retain(|clients| clients.strong_count() > 0);
        let process = process::id();
        let same = |clients: &Arc<Self>| clients.process == process && clients.options == *options;
        if let Some(clients) = shared.iter().filter_map(Weak::upgrade).find(same) {
            return clients;
        }
        let clients = Arc::new(Self {
            process,
            options: options.clone(),
            plain: OnceCell::new(),
            tls: OnceCell::new(),
            direct_plain: OnceCell::new(),
            direct_tls: OnceCell::new(),
        });
        shared.push(Arc::downgrade(&clients));
        clients
    }

    /// The client for requests to this URL.
    pub(super) async fn client(&self, url: &Url) -> Result<&Client, TransportError> {
        let is_tls = url.scheme() == "https";
        if is_tls && !HAS_TLS {
            return Err(network("built without TLS; turn on the feature `rustls` or `native-tls`"));
        }
        let is_direct = self.options.proxy.is_none() && is_loopback(url);
        let cell = match (is_direct, is_tls) {
            (false, false) => &self.plain,
            (false, true) => &self.tls,
            (true, false) => &self.direct_plain,
            (true, true) => &self.direct_tls,
        };
        cell.get_or_try_init(|| self.build(is_direct, is_tls)).await
    }

    async fn build(&self, is_direct: bool, is_tls: bool) -> Result<Client, TransportError> {
        let mut options = self.options.clone();
        if is_direct {
            options.proxy = Some(Proxy::none());
        }
        let needs_roots = is_tls || options.proxy.as_ref().is_some_and(Proxy::needs_tls);
        // Not on the background thread, which would delay all clients.
        let built = spawn_blocking(&Handle::current(), move || build(&options, needs_roots));
        let built = built.ok_or_else(|| network(io::Error::other("the system has no thread for it now")))?;
        built.await.ok_or_else(|| network(io::Error::other("the set-up of the HTTP client panicked")))?
    }
}

/// Builds a client. Takes milliseconds, most of them for the certificates of the system.
fn build(options: &ConnectionOptions, needs_roots: bool) -> Result<Client, TransportError> {
    let mut builder = Client::builder()
        .connect_timeout(options.connect_timeout)
        .gzip(true)
        .pool_max_idle_per_host(MAX_IDLE_CONNECTIONS)
        .redirect(Policy::none());
    if let Some(proxy) = &options.proxy {
        builder = match proxy.url() {
            Some(url) => {
                builder.proxy(reqwest::Proxy::all(url.clone()).map_err(|error| transport_error(&error))?)
            }
            None => builder.no_proxy(),
        };
    }
    let builder = configure(builder, options.tls.parts(), needs_roots)?;
    builder.build().map_err(|error| transport_error(&error))
}
