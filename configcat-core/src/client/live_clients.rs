//! [`Client::close_all`], and the list of clients that it needs.

use std::{
    mem,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::{Duration, Instant},
};

use crate::client::{
    client::{Client, Handle},
    driver::DriverHandle,
};

/// The clients of the process that have a driver.
static LIVE: Mutex<LiveClients> = Mutex::new(LiveClients { handles: Vec::new(), sweep_at: 0 });

struct LiveClients {
    /// Those that live, and some that do not any more.
    handles: Vec<Weak<Handle>>,
    /// How many handles there are when the dead ones are removed.
    sweep_at: usize,
}

impl LiveClients {
    /// Removes dead clients when there are as many as living ones: the list stays short, and a client costs little.
    fn add(&mut self, client: &Arc<Handle>) {
        const SHORT: usize = 64;

        if self.handles.len() >= self.sweep_at {
            self.handles.retain(|handle| handle.strong_count() > 0);
            self.sweep_at = (self.handles.len() * 2).max(SHORT);
        }
        self.handles.push(Arc::downgrade(client));
    }
}

impl Client {
    /// Closes all clients of the process, shared or not: see [`close`](Self::close). Waits a second at most for all of
    /// their caches. Clients that are built later are not affected; [`Client::shared`] then builds new ones.
    ///
    /// ```
    /// use configcat_core::Client;
    ///
    /// // At the end of the program:
    /// Client::close_all();
    /// ```
    #[doc(alias = "closeAll")]
    pub fn close_all() {
        let handles = mem::take(&mut LIVE.lock().unwrap_or_else(PoisonError::into_inner).handles);
        // Nothing is closed or dropped under the lock: that may call code of the application.
        let clients: Vec<_> = handles.iter().filter_map(Weak::upgrade).map(Self).collect();
        for client in &clients {
            _ = client.shutdown(Duration::ZERO);
        }
        // All caches are written at the same time, and together they have the time of one.
        let start = Instant::now();
        for client in &clients {
            _ = client.shutdown(DriverHandle::CLOSE_TIMEOUT.saturating_sub(start.elapsed()));
        }
    }
}

/// Remembers a client for [`Client::close_all`].
pub(crate) fn remember(client: &Client) {
    if client.0.driver.is_some() {
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).add(&client.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_clients_are_forgotten() {
        let mut clients = LiveClients { handles: Vec::new(), sweep_at: 0 };
        let add = |clients: &mut LiveClients| {
            let client = Client::builder("0123456789012345678901/0123456789012345678901");
            let client = client.base_url("http://localhost").offline(true).build().unwrap();
            clients.add(&client.0);
            client
        };
        let kept: Vec<_> = (0..100).map(|_| add(&mut clients)).collect();
        for _ in 0..1000 {
            drop(add(&mut clients));
            assert!(clients.handles.len() <= 202, "{}", clients.handles.len());
        }
        let alive = clients.handles.iter().filter(|handle| handle.strong_count() > 0).count();
        assert_eq!(alive, kept.len());
    }
}
