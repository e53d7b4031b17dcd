//! [`FuzzedTransport`]: gives random replies, and notes what it has given.

use std::{
    collections::VecDeque,
    future::pending,
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use configcat_core::{
    BoxFuture,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};
use tokio::time::sleep;

use crate::{model::Exchange, reply::Reply};

/// A transport that gives random replies, and notes what it has given. Clones share everything.
#[derive(Debug, Clone, Default)]
pub(crate) struct FuzzedTransport(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The last of them is given again and again.
    replies: VecDeque<Reply>,
    exchanges: Vec<Exchange>,
    longest_retry_after: Duration,
    is_open: bool,
}

impl FuzzedTransport {
    /// Gives these replies from now on.
    pub(crate) fn reply(&self, replies: impl IntoIterator<Item = Reply>) {
        self.state(|state| state.replies = replies.into_iter().collect());
    }

    /// The exchanges since the last call.
    pub(crate) fn take(&self) -> Vec<Exchange> {
        self.state(|state| mem::take(&mut state.exchanges))
    }

    /// The longest pause that was asked for.
    pub(crate) fn longest_retry_after(&self) -> Duration {
        self.state(|state| state.longest_retry_after)
    }

    fn next(&self) -> Reply {
        self.state(|state| {
            assert!(!state.is_open, "a client makes one request at a time");
            state.is_open = true;
            let next = if state.replies.len() > 1 { state.replies.pop_front() } else { None };
            let next = next.or_else(|| state.replies.front().cloned()).expect("the case has replies");
            state.longest_retry_after = state.longest_retry_after.max(next.retry_after());
            next
        })
    }

    fn state<T>(&self, action: impl FnOnce(&mut State) -> T) -> T {
        action(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for FuzzedTransport {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async {
            let reply = self.next();
            let base_url = request.url.split("/configuration-files/").next().unwrap_or_default().to_owned();
            let exchange = Exchange { base_url, etag: request.etag.clone(), answer: None };
            let mut open = Open { exchange: Some(exchange), transport: self };
            match reply.pause {
                Duration::MAX => pending().await,
                Duration::ZERO => {}
                pause => sleep(pause).await,
            }
            if let Some(exchange) = &mut open.exchange {
                exchange.answer = Some(reply.answer.clone());
            }
            drop(open);
            reply.result()
        })
    }
}

/// A request that is noted when it has ended, or when it is given up.
struct Open<'a> {
    exchange: Option<Exchange>,
    transport: &'a FuzzedTransport,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.transport.state(|state| {
            state.exchanges.extend(self.exchange.take());
            state.is_open = false;
        });
    }
}
