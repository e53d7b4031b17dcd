//! The background thread that runs the drivers of all clients of the process.

use std::{
    cell::Cell,
    future, io, process,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use tokio::runtime::{Builder, Handle};

/// The runtime of the background thread, and the process that the thread runs in.
static RUNTIME: Mutex<Option<(u32, Handle)>> = Mutex::new(None);

thread_local! {
    static IS_DRIVER_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// How many threads may run blocking calls at once. Far more than a process has clients: each client uses at most two, so
/// clients whose caches or hooks are stuck take nothing from the others.
const MAX_BLOCKING_THREADS: usize = 1 << 16;

/// The runtime of the background thread. The thread starts on first use and lives as long as the process. A forked process,
/// which has none of the threads, starts its own.
pub(crate) fn driver_runtime() -> io::Result<Handle> {
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    let own = process::id();
    if let Some((_, handle)) = runtime.as_ref().filter(|(process, _)| *process == own) {
        return Ok(handle.clone());
    }
    let handle = start()?;
    *runtime = Some((own, handle.clone()));
    Ok(handle)
}

/// Whether this is the background thread, which must never wait for its own work.
pub(crate) fn is_driver_thread() -> bool {
    IS_DRIVER_THREAD.get()
}

fn start() -> io::Result<Handle> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new().name("configcat".to_owned()).spawn(move || {
        let built = Builder::new_current_thread()
            .enable_all()
            .thread_name("configcat-blocking")
            .max_blocking_threads(MAX_BLOCKING_THREADS)
            .build();
        match built {
            Ok(runtime) => {
                IS_DRIVER_THREAD.set(true);
                let _ = sender.send(Ok(runtime.handle().clone()));
                runtime.block_on(future::pending::<()>());
            }
            Err(error) => _ = sender.send(Err(error)),
        }
    })?;
    receiver.recv().map_err(io::Error::other)?
}
