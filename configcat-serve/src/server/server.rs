//! [`Server`]: the local ConfigCat.

use std::{
    fmt, io,
    net::{SocketAddr, TcpListener},
    pin::pin,
    sync::Arc,
    thread,
};

use futures_util::future::{select, try_join};
use tokio::{runtime, sync::oneshot};

use crate::{
    http::router,
    server::handle::Handle,
    state::State,
    watch::{AfterReload, watch},
};

/// A local ConfigCat: it serves config documents to every ConfigCat SDK. It has its port, and answers once it runs.
///
/// ```
/// use configcat_core::Client;
/// use configcat_serve::Server;
///
/// let running = Server::builder().document("shop", r#"{"flags": {"darkMode": true}}"#).bind()?.spawn()?;
/// let client = Client::builder("configcat-proxy/shop").base_url(running.base_url()).build()?;
/// assert!(client.get_value("darkMode", false, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a server that is dropped answers nobody"]
pub struct Server {
    state: Arc<State>,
    listener: TcpListener,
    after_reload: Option<AfterReload>,
}

/// A server that runs in a thread of its own. It ends when this is dropped.
#[derive(Debug)]
#[must_use = "the server ends when this is dropped"]
pub struct RunningServer {
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Server {
    pub(super) fn new(state: Arc<State>, listener: TcpListener) -> Self {
        Self { state, listener, after_reload: None }
    }

    /// The base URL for SDKs.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.state.base_url
    }

    /// The address that it listens on.
    ///
    /// # Errors
    ///
    /// If the system does not know it.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// A handle to change what it serves.
    #[must_use]
    pub fn handle(&self) -> Handle {
        Handle(Arc::clone(&self.state))
    }

    /// The routes, for a server of your own. Files are watched only by [`run`](Self::run) and [`spawn`](Self::spawn).
    pub fn router(&self) -> axum::Router {
        router(Arc::clone(&self.state))
    }

    /// A function to be called after the files were read again. It is called on a thread of the server, and should return
    /// soon.
    pub fn after_reload(mut self, after_reload: impl Fn() + Send + Sync + 'static) -> Self {
        self.after_reload = Some(Arc::new(after_reload));
        self
    }

    /// Answers requests until the future is dropped. It needs a tokio runtime with its drivers for I/O and time.
    ///
    /// # Errors
    ///
    /// If the runtime cannot use the socket, or a folder cannot be watched.
    pub async fn run(self) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let routes = router(Arc::clone(&self.state));
        let watching = watch(self.state, self.after_reload);
        let serving = async { axum::serve(listener, routes).await };
        let watched = async { watching.await.map_err(io::Error::other) };
        try_join(serving, watched).await.map(|_| ())
    }

    /// Answers requests on this thread and on others, and does not end.
    ///
    /// # Errors
    ///
    /// If the threads cannot be started, the socket cannot be used, or a folder cannot be watched.
    pub fn block(self) -> io::Result<()> {
        runtime::Builder::new_multi_thread().enable_io().enable_time().build()?.block_on(self.run())
    }

    /// Answers requests from a thread of its own.
    ///
    /// # Errors
    ///
    /// If the thread or its runtime cannot be started.
    pub fn spawn(self) -> io::Result<RunningServer> {
        let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let handle = self.handle();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new().name("configcat-serve".to_owned()).spawn(move || {
            runtime.block_on(async {
                select(pin!(self.run()), pin!(stopped)).await;
            });
        })?;
        Ok(RunningServer { handle, stop: Some(stop), thread: Some(thread) })
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("base_url", &self.state.base_url).finish_non_exhaustive()
    }
}

impl RunningServer {
    /// The base URL for SDKs.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.handle.0.base_url
    }

    /// A handle to change what it serves.
    #[must_use]
    pub fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        // The thread may have ended before.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(thread::JoinHandle::join);
    }
}
