//! The background thread that runs the drivers of all clients of the process.

use std::{
    cell::Cell,
    future, io, process,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use tokio::runtime::{Builder, Handle};

/// The runtime of a background thread, and the process that the thread runs in.
type Runtime = Mutex<Option<(u32, Handle)>>;

static DRIVERS: Runtime = Mutex::new(None);
static GUESTS: Runtime = Mutex::new(None);

thread_local! {
    static IS_DRIVER_THREAD: Cell<bool> = const { Cell::new(false) };
    static CANNOT_WAIT: Cell<bool> = const { Cell::new(false) };
}

/// How many threads may run blocking calls at once. Far more than a process has clients: each client uses at most two, so
/// clients whose caches or hooks are stuck take nothing from the others.
const MAX_BLOCKING_THREADS: usize = 1 << 16;

/// The runtime of the background thread. The thread starts on first use and lives as long as the process. A forked process,
/// which has none of the threads, starts its own.
pub(crate) fn driver_runtime() -> io::Result<Handle> {
    runtime(&DRIVERS, "configcat", || {
        IS_DRIVER_THREAD.set(true);
        CANNOT_WAIT.set(true);
    })
}

/// The runtime for futures of the application. Each of them is polled on a blocking thread of it; what they spawn runs on
/// a thread that no driver needs. That one starts when the first client with such futures needs it.
pub(crate) fn guest_runtime() -> io::Result<Handle> {
    runtime(&GUESTS, "configcat-guests", || {})
}

/// Whether this is the background thread that all clients share.
pub(crate) fn is_driver_thread() -> bool {
    IS_DRIVER_THREAD.get()
}

/// Whether this thread must not wait for a driver, because a driver may wait for it: the background thread itself, and
/// one that a future of a cache or a transport is polled on.
pub(crate) fn cannot_wait() -> bool {
    CANNOT_WAIT.get()
}

/// Polls a future of the application on this thread.
pub(super) fn block_on_guest<T>(runtime: &Handle, future: impl Future<Output = T>) -> T {
    CANNOT_WAIT.set(true);
    let result = runtime.block_on(future);
    CANNOT_WAIT.set(false);
    result
}

fn runtime(place: &Runtime, name: &str, prepare: fn()) -> io::Result<Handle> {
    let mut runtime = place.lock().unwrap_or_else(PoisonError::into_inner);
    let own = process::id();
    if let Some((_, handle)) = runtime.as_ref().filter(|(process, _)| *process == own) {
        return Ok(handle.clone());
    }
    let handle = start(name, prepare)?;
    *runtime = Some((own, handle.clone()));
    Ok(handle)
}

fn start(name: &str, prepare: fn()) -> io::Result<Handle> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        let built = Builder::new_current_thread()
            .enable_all()
            .thread_name("configcat-blocking")
            .max_blocking_threads(MAX_BLOCKING_THREADS)
            .build();
        match built {
            Ok(runtime) => {
                prepare();
                let _ = sender.send(Ok(runtime.handle().clone()));
                runtime.block_on(future::pending::<()>());
            }
            Err(error) => _ = sender.send(Err(error)),
        }
    })?;
    receiver.recv().map_err(io::Error::other)?
}
