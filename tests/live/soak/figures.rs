//! [`Figures`]: what the process uses.

use std::{
    fmt, fs, thread,
    time::{Duration, Instant},
};

/// What the process uses, as the mean of a part of the time. All are 0 on systems without `/proc`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    kilobytes: u64,
    descriptors: u64,
    threads: u64,
}

impl Figures {
    /// Waits so long, and measures meanwhile.
    pub(crate) fn during(time: Duration) -> Self {
        const PAUSE: Duration = Duration::from_millis(500);

        let end = Instant::now() + time;
        let (mut sum, mut count) = (Self::default(), 0);
        loop {
            let now = Self::now();
            sum.kilobytes += now.kilobytes;
            sum.descriptors += now.descriptors;
            sum.threads += now.threads;
            count += 1;
            if Instant::now() >= end {
                break;
            }
            thread::sleep(PAUSE);
        }
        let mean = |sum: u64| sum / count;
        Self {
            kilobytes: mean(sum.kilobytes),
            descriptors: mean(sum.descriptors),
            threads: mean(sum.threads),
        }
    }

    /// Checks that the last part used no more than the second one. The first one is the start.
    pub(crate) fn assert_flat(parts: &[Self]) {
        let &[_, second, .., last] = parts else { return println!("too short to compare figures") };
        if last.kilobytes == 0 {
            return println!("skipped the comparison of figures: this system has no `/proc`");
        }
        // Threads and sockets come and go.
        let is_flat = |second: u64, last: u64, tolerance: u64| last <= second + second / 10 + tolerance;
        assert!(
            is_flat(second.kilobytes, last.kilobytes, 4 << 10)
                && is_flat(second.descriptors, last.descriptors, 15)
                && is_flat(second.threads, last.threads, 10),
            "it grows: {second} in the second part, {last} in the last one"
        );
    }

    fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let value = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
        };
        let descriptors = fs::read_dir("/proc/self/fd").map_or(0, |files| files.count() as u64);
        Self { kilobytes: value("VmRSS:"), threads: value("Threads:"), descriptors }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kilobytes, descriptors, threads } = self;
        write!(f, "{} MiB, {descriptors} descriptors, {threads} threads", kilobytes / 1024)
    }
}
