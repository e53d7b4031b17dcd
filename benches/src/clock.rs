//! [`Clock`]: what counts as time.

use std::{fs, path::Path, time::Duration};

use rustix::time::{ClockId, clock_gettime};

/// What counts as time.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clock {
    /// The processor time of this thread. What other programs do does not count. On an idle machine, it is the same as the
    /// wall time.
    Thread,
    /// The processor time of all threads of this process.
    Process,
    /// The processor time of the threads with these names. See [`Clock::of_threads`].
    Threads(&'static [&'static str]),
    /// The wall time, for work of several threads.
    Wall,
}

impl Clock {
    /// The clock of the threads with these names, which work while the measuring thread waits. `None` if the kernel does
    /// not report the time of threads.
    pub(crate) fn of_threads(names: &'static [&'static str]) -> Option<Self> {
        Path::new("/proc/self/schedstat").exists().then_some(Self::Threads(names))
    }

    pub(crate) fn now(self) -> Duration {
        let clock = match self {
            Self::Thread => ClockId::ThreadCPUTime,
            Self::Process => ClockId::ProcessCPUTime,
            Self::Threads(names) => return processor_time_of(names),
            Self::Wall => ClockId::Monotonic,
        };
        Duration::try_from(clock_gettime(clock)).expect("a time after the start of the machine")
    }
}

fn processor_time_of(names: &[&str]) -> Duration {
    let threads = fs::read_dir("/proc/self/task").expect("Linux has it").flatten();
    let used = threads.filter_map(|thread| {
        // The thread may have ended since it was listed.
        let read = |file: &str| fs::read_to_string(thread.path().join(file)).ok();
        if !names.contains(&read("comm")?.trim()) {
            return None;
        }
        // Nanoseconds on a processor, nanoseconds of waiting for one, and the number of time slices.
        read("schedstat")?.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(used.sum())
}
