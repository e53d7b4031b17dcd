//! The thread that the drivers of all clients of the process run on.

use std::{
    future, io,
    sync::{Arc, Mutex, OnceLock, PoisonError, mpsc},
    thread::{self, ThreadId},
};

use tokio::runtime::{Builder, Handle};

use crate::store::State;

static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);
static THREAD: OnceLock<ThreadId> = OnceLock::new();

/// The runtime of the thread, which is started on first use and lives as long as the process.
pub(crate) fn runtime() -> io::Result<Handle> {
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*runtime {
        return Ok(handle.clone());
    }
    let handle = start()?;
    *runtime = Some(handle.clone());
    Ok(handle)
}

/// Gets rid of a state on the thread, if nobody else has it any more.
pub(crate) fn retire(state: Arc<State>) {
    let Some(state) = Arc::into_inner(state) else { return };
    if is_driver_thread() {
        // Most states share their config with the next: to drop them is less work than a task for it.
        drop(state);
    } else if let Some(runtime) = &*RUNTIME.lock().unwrap_or_else(PoisonError::into_inner) {
        runtime.spawn(async move { drop(state) });
    }
}

/// Whether the current thread is the one that must never wait for itself.
pub(crate) fn is_driver_thread() -> bool {
    THREAD.get().is_some_and(|driver| *driver == thread::current().id())
}

fn start() -> io::Result<Handle> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new().name("configcat".to_owned()).spawn(move || {
        let built = Builder::new_current_thread().enable_all().thread_name("configcat-blocking").build();
        match built {
            Ok(runtime) => {
                let _ = THREAD.set(thread::current().id());
                let _ = sender.send(Ok(runtime.handle().clone()));
                runtime.block_on(future::pending::<()>());
            }
            Err(error) => _ = sender.send(Err(error)),
        }
    })?;
    receiver.recv().map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ReadyState, Snapshot,
        log::{LogEvent, LogLevel, Logger},
        store::Patience,
    };

    /// Tells on which thread it is dropped.
    struct Told(mpsc::Sender<Option<String>>);

    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send(thread::current().name().map(str::to_owned));
        }
    }

    /// A state that tells where it ends.
    fn told_state() -> (Arc<State>, mpsc::Receiver<Option<String>>) {
        let (sender, ended) = mpsc::channel();
        let told = Told(sender);
        let filter = move |_: &LogEvent<'_>| {
            let _belongs_to_the_filter = &told;
            true
        };
        let logger = Logger { level: LogLevel::Off, filter: Some(Arc::new(filter)) };
        let state = Arc::new(State {
            snapshot: Snapshot::empty(logger, None),
            patience: Patience::None,
            data: ReadyState::NoFlagData,
            ready: None,
            attempts: 0,
            version: 0,
        });
        (state, ended)
    }

    #[test]
    fn what_is_retired_ends_on_the_thread_when_nobody_has_it() {
        runtime().expect("a runtime");
        let (state, ended) = told_state();
        retire(Arc::clone(&state));
        assert_eq!(ended.try_recv(), Err(mpsc::TryRecvError::Empty));
        retire(state);
        assert_eq!(ended.recv(), Ok(Some("configcat".to_owned())));
    }

    #[test]
    fn what_is_retired_on_the_thread_ends_at_once() {
        let (state, ended) = told_state();
        let retired = runtime().expect("a runtime").spawn(async move {
            retire(state);
            ended.try_recv()
        });
        assert_eq!(pollster::block_on(retired).ok(), Some(Ok(Some("configcat".to_owned()))));
    }
}
