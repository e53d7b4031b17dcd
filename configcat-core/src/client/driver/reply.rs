//! [`Reply`]: the answer to a command that waits for one.

use tokio::sync::oneshot;

use crate::client::{
    driver::tasks::wake_elsewhere,
    refresh::{RefreshError, RefreshOutcome},
};

/// The result of an update.
pub(crate) type UpdateResult = Result<RefreshOutcome, RefreshError>;

/// The answer to a command that waits for one.
#[derive(Debug)]
pub(crate) struct Reply {
    sender: oneshot::Sender<UpdateResult>,
    asker: Asker,
}

/// Who waits for a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A thread that is blocked.
    Thread,
    /// A task, with a waker of the application.
    Task,
}

impl Reply {
    pub(crate) fn new(asker: Asker) -> (Self, oneshot::Receiver<UpdateResult>) {
        let (sender, receiver) = oneshot::channel();
        (Self { sender, asker }, receiver)
    }

    pub(super) fn send(self, result: UpdateResult) {
        // If nobody waits any more, the result is not needed.
        match self.asker {
            Asker::Thread => _ = self.sender.send(result),
            Asker::Task => wake_elsewhere(move || _ = self.sender.send(result)),
        }
    }

    /// Whether nobody waits any more.
    pub(super) fn is_abandoned(&self) -> bool {
        self.sender.is_closed()
    }
}
