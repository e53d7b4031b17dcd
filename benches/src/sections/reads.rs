//! W1 to W6: reads of one flag, and of all flags.

use std::{fmt::Debug, hint::black_box};

use configcat_benches::{
    contender::{Contender, names},
    contenders::{Ours, all_contenders},
    document::{Flag, flags_with_five_rules, hundred_flags, hundred_flags_and_a_hashed_one},
    question::Question,
};

use crate::{
    effort::Effort,
    figure::Figure,
    sink,
    table::{Row, Table, title},
    turns::{Case, Pace, take_turns},
};

/// W1 to W5, a key that does not exist, and W4 with its evaluation log.
pub(super) fn single(effort: Effort) -> Vec<Table> {
    let pace = effort.pace();
    let flags = hundred_flags_and_a_hashed_one();
    let contenders = all_contenders(&flags);
    let rows = [
        ("W1 plain flag, no user", Question::PLAIN, "≤ 12 ns"),
        ("W2 one text rule (`Email CONTAINS`)", Question::TEXT, "≤ 45 ns"),
        ("W3 50/50 rollout by id", Question::HALF, "≤ 75 ns"),
        ("W4 five rules, the last matches", Question::RULES, "≤ 95 ns"),
        ("W5 hashed one of 20", Question::HASHED, "≤ 130 ns"),
    ];
    let mut rows: Vec<Row> = rows
        .into_iter()
        .map(|(what, question, goal)| row(what, &contenders, one(question), pace).goal(goal))
        .collect();
    let large = all_contenders(&flags_with_five_rules(1000));
    let missing = row("a key that does not exist, 1,000 flags", &large, one(Question::MISSING), pace);
    rows.push(missing.goal("≤ 60 ns, flat"));
    let columns = names(&contenders);
    rows.push(with_evaluation_log(&flags, contenders, pace));
    vec![Table {
        title: title::READ.to_owned(),
        note: "Medians for a call, and how many times our median that is. Ours are generated accessors on a live \
               client that polls a loopback server. The key that does not exist is read by `Client::get_value`.".to_owned(),
        columns,
        rows,
    }]
}

/// W6.
pub(super) fn all(effort: Effort) -> Vec<Table> {
    let contenders = all_contenders(&hundred_flags());
    let all = |contender: &dyn Contender, times| Some(contender.read_all(times));
    let typed = |contender: &dyn Contender, times| contender.read_all_typed(times);
    let pace = effort.pace();
    vec![Table {
        title: title::READ_ALL.to_owned(),
        note: "Ours are `Client::get_all_values` and the generated method `all`. The LaunchDarkly engine has no such \
               call: its flags are evaluated one by one, and the values are collected.".to_owned(),
        columns: names(&contenders),
        rows: vec![
            row("W6 all values of 100 flags (25 each of W1 to W4)", &contenders, all, pace).goal("≤ 6 µs"),
            row("the same as a struct, by the generated `all`", &contenders, typed, pace),
        ],
    }]
}

/// W4 while each event of level info is made, and then dropped by the sink of the log.
fn with_evaluation_log(flags: &[Flag], mut contenders: Vec<Box<dyn Contender>>, pace: Pace) -> Row {
    if let Some(ours) = contenders.first_mut() {
        *ours = Box::new(Ours::with_evaluation_log(flags));
    }
    let log: Vec<bool> = contenders.iter().map(|contender| contender.logs_evaluations()).collect();
    contenders.retain(|contender| contender.logs_evaluations());
    sink::open();
    let row =
        row("W4 with the evaluation log on, dropped by its sink", &contenders, one(Question::RULES), pace);
    sink::close();
    let mut figures = row.figures.into_iter();
    let figures = log.into_iter().map(|logs| if logs { figures.next()? } else { None }).collect();
    Row { figures, ..row }.goal("≤ 1.2 µs")
}

fn one(question: Question) -> impl Fn(&dyn Contender, u64) -> Option<bool> {
    move |contender, times| contender.read(question, times)
}

/// Times the contenders that support the read, after a check that all of them get the same result.
fn row<R: Copy + PartialEq + Debug>(
    what: &str,
    contenders: &[Box<dyn Contender>],
    read: impl Fn(&dyn Contender, u64) -> Option<R>,
    pace: Pace,
) -> Row {
    let read = &read;
    let answers: Vec<Option<R>> = contenders.iter().map(|contender| read(&**contender, 1)).collect();
    let ours = answers[0];
    assert!(answers.iter().flatten().all(|answer| Some(*answer) == ours), "{what}: {answers:?}");
    let mut cases: Vec<Case<'_>> = contenders
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| answer.is_some())
        .map(|(contender, _)| Case::new(move |times| _ = black_box(read(&**contender, times))))
        .collect();
    let mut timings = take_turns(&mut cases, pace).into_iter();
    let figures = answers.iter().map(|answer| answer.and_then(|_| timings.next()).map(Figure::compared));
    Row::new(what, figures.collect())
}
