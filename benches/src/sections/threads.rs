//! W8: reads from several threads at once.

use std::{hint::black_box, thread, time::Duration};

use configcat_benches::{
    contender::{Contender, names},
    contenders::all_contenders,
    document::hundred_flags,
    question::Question,
};

use crate::{
    clock::Clock,
    effort::Effort,
    figure::{Figure, Unit},
    table::{Row, Table, title},
    turns::{Case, Pace, Timing, take_turns},
};

pub(super) fn measure(effort: Effort) -> Vec<Table> {
    // In long batches, the start of the threads does not matter.
    let pace = Pace { batch: Duration::from_millis(20), ..effort.pace() };
    let contenders = all_contenders(&hundred_flags());
    let timings = |clock: Clock| -> Vec<Vec<Timing>> {
        contenders.iter().map(|contender| with_one_and_two(&**contender, Pace { clock, ..pace })).collect()
    };
    let (wall, processors) = (timings(Clock::Wall), timings(Clock::Process));
    let nanoseconds = |case: usize| wall.iter().map(|own| Some(Figure::from(own[case]))).collect();
    let ratios = wall.iter().map(|own| Some(Figure::new(own[1].ratio, Unit::Times))).collect();
    // Two threads make twice as many calls.
    let of_processors = processors.iter().map(|own| Some(Figure::new(own[1].ratio / 2.0, Unit::Times)));
    vec![Table {
        title: title::THREADS.to_owned(),
        note: "The time of a W3 call in each thread while so many threads read. If the machine has other work, all \
               contenders show more than 1.00, even the floor. Processor time is then more exact, but it does not show \
               waiting.".to_owned(),
        columns: names(&contenders),
        rows: vec![
            Row::new("W3, 1 thread", nanoseconds(0)),
            Row::new("W3, 2 threads", nanoseconds(1)),
            Row::new("W8 a call in 2 threads against 1", ratios).goal("≤ 1.05 ×"),
            Row::new("the same in processor time", of_processors.collect()),
        ],
    }]
}

fn with_one_and_two(contender: &dyn Contender, pace: Pace) -> Vec<Timing> {
    let mut cases = [1, 2].map(|threads| Case::new(move |times| read_at_once(contender, threads, times)));
    take_turns(&mut cases, pace)
}

fn read_at_once(contender: &dyn Contender, threads: usize, times: u64) {
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| black_box(contender.read(Question::HALF, times)));
        }
    });
}
