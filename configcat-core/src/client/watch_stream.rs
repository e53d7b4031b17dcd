//! [`WatchStream`]: the changes of a watched value, as a stream.

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use crate::client::{watch::Watch, watched::Next};

/// The changes of a watched value, as a [`Stream`]: what [`Watch::changed`] would return, one after the other. It ends with
/// the client. Needs the feature `stream`.
///
/// ```
/// use configcat_core::Watch;
/// use futures_util::StreamExt as _;
///
/// async fn resize(size: Watch<i32>) {
///     let mut sizes = size.into_stream();
///     while let Some(size) = sizes.next().await {
///         println!("{size} rows from now on");
///     }
/// }
/// # let _ = resize;
/// ```
#[must_use = "a stream does nothing unless it is polled"]
pub struct WatchStream<T> {
    watch: Watch<T>,
    /// The wait for the next value, while somebody polls.
    next: Option<Pin<Box<dyn Future<Output = Next<T>> + Send>>>,
}

impl<T> Watch<T> {
    /// The changes from now on as a stream.
    pub fn into_stream(self) -> WatchStream<T> {
        WatchStream { watch: self, next: None }
    }
}

impl<T> WatchStream<T> {
    /// The watch, to set another user for example.
    pub fn watch(&self) -> &Watch<T> {
        &self.watch
    }
}

impl<T: Clone + PartialEq + Send + 'static> Stream for WatchStream<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let Self { watch, next } = &mut *self;
        let waiting = next.get_or_insert_with(|| {
            let (watched, seen) = (Arc::clone(&watch.watched), watch.seen);
            Box::pin(async move { watched.next(seen).await })
        });
        let found = ready!(waiting.as_mut().poll(context));
        *next = None;
        Poll::Ready(watch.see(found))
    }
}

impl<T: Clone + PartialEq + Send + fmt::Debug + 'static> fmt::Debug for WatchStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WatchStream").field("watch", &self.watch).finish_non_exhaustive()
    }
}
