//! The cases of a row take turns, batch by batch, so that other load on the machine affects all of them alike.

use std::{hint::black_box, time::Duration};

use crate::clock::Clock;

/// Something to measure. It can be done any number of times.
pub(crate) struct Case<'a> {
    batch: Box<dyn FnMut(u64) + 'a>,
}

impl<'a> Case<'a> {
    /// A case that repeats its work itself.
    pub(crate) fn new(batch: impl FnMut(u64) + 'a) -> Self {
        Self { batch: Box::new(batch) }
    }

    /// A case that repeats an action.
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
    /// The least time of a batch.
    pub(crate) batch: Duration,
    /// About how long a row takes.
    pub(crate) budget: Duration,
    /// The least number of batches of each case, even if they exceed the budget.
    pub(crate) least_rounds: usize,
    /// What counts as time.
    pub(crate) clock: Clock,
}

/// The result for a case.
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
            // Each round begins with another case, so that none is always the first.
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

/// The middle one of the sorted figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// How many calls make a batch of the wanted length. The case is warm afterwards.
fn calibrate(case: &mut Case<'_>, Pace { batch, clock, .. }: Pace) -> u64 {
    let mut times = 1;
    loop {
        // Take the least of three, since one of them may have been interrupted.
        let elapsed = (0..3).map(|_| case.time(times, clock)).min().unwrap_or_default();
        if elapsed >= batch {
            return times;
        }
        let factor = batch.as_secs_f64() / elapsed.as_secs_f64().max(1e-9);
        times = (times as f64 * factor.clamp(1.1, 100.0)).ceil() as u64;
    }
}
