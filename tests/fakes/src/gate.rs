//! A gate that a test opens when it is time.

use tokio::sync::watch;

/// Something to wait for. Clones are the same gate; once open, it stays open.
#[derive(Debug, Clone)]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// Lets everybody through, now and later.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    /// Waits until the gate is open, on any executor.
    pub async fn passed(&self) {
        // The sender lives as long as the gate, so that this cannot fail.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }

    /// Blocks until the gate is open.
    pub fn wait(&self) {
        pollster::block_on(self.passed());
    }
}

impl Default for Gate {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}
