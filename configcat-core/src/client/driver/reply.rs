//! [`Reply`]: the answer to a command that waits for one.

use std::sync::mpsc;

use tokio::sync::oneshot;

use crate::client::{
    driver::tasks::wake_elsewhere,
    refresh::{RefreshError, RefreshOutcome},
};

/// The result of an update.
pub(crate) type UpdateResult = Result<RefreshOutcome, RefreshError>;

/// The answer to a command that waits for one. Dropped if there will be none.
#[derive(Debug)]
pub(crate) enum Reply {
    /// For a thread that is blocked.
    Thread(mpsc::SyncSender<UpdateResult>),
    /// For a task, with a waker of the application.
    Task(oneshot::Sender<UpdateResult>),
}

impl Reply {
    pub(super) fn send(self, result: UpdateResult) {
        // If nobody waits any more, the result is not needed.
        match self {
            Self::Thread(sender) => _ = sender.try_send(result),
            Self::Task(sender) => wake_elsewhere(move || _ = sender.send(result)),
        }
    }

    /// Whether nobody waits any more.
    pub(super) fn is_abandoned(&self) -> bool {
        match self {
            Self::Thread(_) => false,
            Self::Task(sender) => sender.is_closed(),
        }
    }
}
