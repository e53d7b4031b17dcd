//! [`Streams`]: who listens to events.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast};

use crate::traffic::event::Event;

/// More streams than this are refused.
const MOST_STREAMS: usize = 64;
/// A stream that is further behind has a gap.
const KEPT_EVENTS: usize = 256;

/// The event streams that are open.
#[derive(Debug)]
pub(crate) struct Streams {
    events: broadcast::Sender<Event>,
    places: Arc<Semaphore>,
}

/// An open stream. Its place is free again when it is dropped.
#[derive(Debug)]
pub(crate) struct Stream {
    events: broadcast::Receiver<Event>,
    _place: OwnedSemaphorePermit,
}

impl Streams {
    pub(crate) fn new() -> Self {
        Self { events: broadcast::Sender::new(KEPT_EVENTS), places: Arc::new(Semaphore::new(MOST_STREAMS)) }
    }

    /// Tells all streams.
    pub(crate) fn tell(&self, event: Event) {
        // Nobody need listen.
        let _ = self.events.send(event);
    }

    /// Opens a stream; `None` if too many are open.
    pub(crate) fn open(&self) -> Option<Stream> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        Some(Stream { events: self.events.subscribe(), _place: place })
    }

    pub(crate) fn count(&self) -> usize {
        MOST_STREAMS - self.places.available_permits()
    }
}

impl Stream {
    /// The next event; `Err` after a gap, and `None` when the server ends.
    pub(crate) async fn next(&mut self) -> Option<Result<Event, Gap>> {
        match self.events.recv().await {
            Ok(event) => Some(Ok(event)),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Err(Gap)),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

/// Events were lost, because the reader was too slow.
#[derive(Debug)]
pub(crate) struct Gap;
