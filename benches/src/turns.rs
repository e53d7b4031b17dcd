//! The cases of a row take turns, batch by batch, so that what else the machine does falls on all of them.

use std::{fs, hint::black_box, path::Path, time::Duration};

use rustix::time::{ClockId, clock_gettime};

/// Something to measure: does a thing a number of times.
pub(crate) struct Case<'a> {
    batch: Box<dyn FnMut(u64) + 'a>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(batch: impl FnMut(u64) + 'a) -> Self {
        Self { batch: Box::new(batch) }
    }

    /// Does the same thing again and again.
    pub(crate) fn repeating<R>(mut action: impl FnMut() -> R + 'a) -> Self {
        Self::new(move |times| (0..times).for_each(|_| drop(black_box(action()))))
    }

    fn time(&mut self, times: u64, clock: Clock) -> Duration {
        let start = clock.now();
        (self.batch)(times);
        clock.now().saturating_sub(start)
    }
}

/// How long to measure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// How long a batch takes, at least.
    pub(crate) batch: Duration,
    /// How long a row takes, about.
    pub(crate) budget: Duration,
    /// How many batches of each case there are, even if they take longer than that.
    pub(crate) least_rounds: usize,
    /// What time is.
    pub(crate) clock: Clock,
}

/// What time is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clock {
    /// The time that the thread was given a processor for: what other programs do does not count. On a machine with
    /// nothing else to do, it is the same as the time on the wall.
    Thread,
    /// The same of all threads together.
    Process,
    /// The same of the threads with these names. See [`Clock::of_threads`].
    Threads(&'static [&'static str]),
    /// The time on the wall: for work of several threads.
    Wall,
}

/// What came out for a case.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    /// The median over all batches, in nanoseconds for a call.
    pub(crate) nanoseconds: f64,
    /// The median of its ratios to the first case in the same round.
    pub(crate) ratio: f64,
}

/// Measures the cases of a row.
pub(crate) fn take_turns(cases: &mut [Case<'_>], pace: Pace) -> Vec<Timing> {
    let times: Vec<u64> = cases.iter_mut().map(|case| calibrate(case, pace)).collect();
    let start = Clock::Wall.now();
    let mut rounds: Vec<Vec<f64>> = Vec::new();
    while rounds.len() < pace.least_rounds || Clock::Wall.now() - start < pace.budget {
        let mut round = vec![0.0; cases.len()];
        for turn in 0..cases.len() {
            // Nobody is always the first, or always after the same one.
            let index = (turn + rounds.len()) % cases.len();
            let elapsed = cases[index].time(times[index], pace.clock);
            round[index] = elapsed.as_nanos() as f64 / times[index] as f64;
        }
        rounds.push(round);
    }
    let of_case = |index: usize, figure: fn(f64, f64) -> f64| {
        median(rounds.iter().map(|round| figure(round[index], round[0])).collect())
    };
    (0..cases.len())
        .map(|index| Timing {
            nanoseconds: of_case(index, |own, _| own),
            ratio: of_case(index, |own, first| own / first),
        })
        .collect()
}

/// The middle one.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

impl Clock {
    /// The clock of the threads with these names, which work while the one that measures waits; `None` where the kernel
    /// does not tell.
    pub(crate) fn of_threads(names: &'static [&'static str]) -> Option<Self> {
        Path::new("/proc/self/schedstat").exists().then_some(Self::Threads(names))
    }

    pub(crate) fn now(self) -> Duration {
        let clock = match self {
            Self::Thread => ClockId::ThreadCPUTime,
            Self::Process => ClockId::ProcessCPUTime,
            Self::Threads(names) => return cpu_time_of(names),
            Self::Wall => ClockId::Monotonic,
        };
        Duration::try_from(clock_gettime(clock)).expect("a time after the start of the machine")
    }
}

fn cpu_time_of(names: &[&str]) -> Duration {
    let threads = fs::read_dir("/proc/self/task").expect("Linux has it").flatten();
    let used = threads.filter_map(|thread| {
        // A thread can end in between.
        let read = |file: &str| fs::read_to_string(thread.path().join(file)).ok();
        if !names.contains(&read("comm")?.trim()) {
            return None;
        }
        // Nanoseconds on a processor, those of waiting for one, and time slices.
        read("schedstat")?.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(used.sum())
}

/// How often to do it for a batch of the wanted length. It is warm afterwards.
fn calibrate(case: &mut Case<'_>, Pace { batch, clock, .. }: Pace) -> u64 {
    let mut times = 1;
    loop {
        // The least of three, since one may have been interrupted.
        let elapsed = (0..3).map(|_| case.time(times, clock)).min().unwrap_or_default();
        if elapsed >= batch {
            return times;
        }
        let factor = batch.as_secs_f64() / elapsed.as_secs_f64().max(1e-9);
        times = (times as f64 * factor.clamp(1.1, 100.0)).ceil() as u64;
    }
}
