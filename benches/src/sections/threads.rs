//! W8: reads from several threads at once.

use std::{hint::black_box, thread, time::Duration};

use configcat_benches::{
    contender::{Contender, Question, everybody},
    document::hundred_flags,
};

use super::names;
use crate::{
    options::Options,
    report::{Figure, Row, Section, Unit},
    turns::{Case, Clock, Pace, Timing, take_turns},
};

pub(super) fn measure(options: &Options) -> Vec<Section> {
    // Long batches, so that starting threads does not matter.
    let pace = Pace { batch: Duration::from_millis(20), ..options.pace() };
    let contenders = everybody(&hundred_flags());
    let timings = |clock: Clock| -> Vec<Vec<Timing>> {
        contenders.iter().map(|contender| with_one_and_two(&**contender, Pace { clock, ..pace })).collect()
    };
    let (wall, processors) = (timings(Clock::Wall), timings(Clock::Process));
    let nanoseconds = |case: usize| wall.iter().map(|own| Some(Figure::from(own[case]))).collect();
    let ratios = wall.iter().map(|own| Some(Figure::new(own[1].ratio, Unit::Times))).collect();
    // Two threads have made twice as many calls.
    let of_processors = processors.iter().map(|own| Some(Figure::new(own[1].ratio / 2.0, Unit::Times)));
    vec![Section {
        title: "Reading from several threads",
        note: "What a call of W3 takes in each thread while so many threads read. On a machine that has other things to do, \
               everybody shows more than 1.00, the floor included; processor time then tells more, but not who waits.",
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
