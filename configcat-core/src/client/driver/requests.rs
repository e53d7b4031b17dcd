//! [`Requests`]: what an application waits for.

use crate::client::driver::reply::{Reply, UpdateResult};

/// What an application waits for. One update answers all requests that came before it.
#[derive(Debug, Default)]
pub(super) struct Requests {
    /// Whether readers wait for a config that has not expired.
    pub(super) fresh_config: bool,
    pub(super) refreshes: Replies,
    pub(super) syncs: Replies,
}

impl Requests {
    pub(super) fn are_none(&self) -> bool {
        !self.fresh_config && self.refreshes.are_none() && self.syncs.are_none()
    }
}

/// The replies that wait for the same result.
#[derive(Debug, Default)]
pub(super) struct Replies(Vec<Reply>);

impl Replies {
    pub(super) fn add(&mut self, reply: Reply) {
        // Now and then, so that those who no longer wait take no memory.
        if self.0.len().is_power_of_two() {
            self.0.retain(|reply| !reply.is_abandoned());
        }
        self.0.push(reply);
    }

    pub(super) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn send(self, result: &UpdateResult) {
        for reply in self.0 {
            reply.send(result.clone());
        }
    }
}
