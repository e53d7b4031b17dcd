//! The background thread that runs the drivers of all clients of the process.

use std::{
    future, io,
    sync::{Mutex, OnceLock, PoisonError, mpsc},
    thread::{self, ThreadId},
};

use tokio::runtime::{Builder, Handle};

static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);

static THREAD: OnceLock<ThreadId> = OnceLock::new();

/// The runtime of the background thread. The thread starts on first use and lives as long as the process.
pub(crate) fn driver_runtime() -> io::Result<Handle> {
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*runtime {
        return Ok(handle.clone());
    }
    let handle = start()?;
    *runtime = Some(handle.clone());
    Ok(handle)
}

/// Whether this is the background thread, which must never wait for its own work.
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
