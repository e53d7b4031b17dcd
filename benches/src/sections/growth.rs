//! How our costs grow with the number of flags, rules, texts and attributes.

use std::hint::black_box;

use configcat_benches::{
    contenders::ours::{live_client, user},
    document::{Flag, config_v6, flag_with_list, flag_with_rules, flags_with_five_rules},
    question::Question,
};
use configcat_core::{Client, Config, LogLevel, User};

use crate::{
    effort::Effort,
    figure::{Figure, thousands},
    table::{Row, Table, title},
    turns::{Case, Pace, take_turns},
};

/// How many sizes each table has.
const SIZES: usize = 5;

pub(super) fn measure(effort: Effort) -> Vec<Table> {
    let pace = effort.pace();
    vec![
        with_flags(pace),
        with_larger_flags(title::RULES, "rules", [1, 5, 20, 100, 500], flag_with_rules, pace),
        with_larger_flags(title::LISTS, "texts", [1, 10, 100, 1000, 10_000], flag_with_list, pace),
        with_attributes(pace),
    ]
}

fn with_flags(pace: Pace) -> Table {
    const COUNTS: [usize; SIZES] = [10, 100, 1000, 10_000, 100_000];

    let (user, flags) = (&user(), COUNTS.map(flags_with_five_rules));
    let documents = flags.each_ref().map(|flags| config_v6::document(flags));
    let clients = documents.each_ref().map(|document| live_client(document, LogLevel::Warning));
    let known = flags.each_ref().map(|flags| flags[flags.len() / 2].key.as_str());
    let known = measured(pace, |index| read(&clients[index], known[index], user));
    let missing = measured(pace, |index| read(&clients[index], Question::MISSING.key, user));
    let (clients, documents) = (&clients, &documents);
    let all = measured(pace, |index| Case::repeating(move || clients[index].get_all_values(black_box(user))));
    let load = measured(pace, |index| Case::repeating(move || Config::parse(black_box(&documents[index]))));
    let for_each = |(figure, count): (Figure, usize)| Some(figure.divided_by(count as f64));
    Table {
        title: title::FLAGS.to_owned(),
        note: "Each flag has five rules, none of which matches. The last two rows are divided by the number of flags.".to_owned(),
        columns: COUNTS.map(|count| format!("{} flags", thousands(count))).into(),
        rows: vec![
            Row::new("read", known.map(Some).collect()),
            Row::new("read of a key that does not exist", missing.map(Some).collect()),
            Row::new("`get_all_values`, for each flag", all.zip(COUNTS).map(for_each).collect()),
            Row::new("load, for each flag", load.zip(COUNTS).map(for_each).collect()),
        ],
    }
}

fn with_larger_flags(
    title: &str,
    of: &str,
    sizes: [usize; SIZES],
    flag: fn(usize) -> Flag,
    pace: Pace,
) -> Table {
    let (user, flags) = (user(), sizes.map(flag));
    let client = live_client(&config_v6::document(&flags), LogLevel::Warning);
    let figures = measured(pace, |index| read(&client, &flags[index].key, &user)).map(Some).collect();
    Table {
        title: title.to_owned(),
        note: String::new(),
        columns: sizes.map(|size| format!("{} {of}", thousands(size))).into(),
        rows: vec![Row::new("read, the last matches", figures)],
    }
}

fn with_attributes(pace: Pace) -> Table {
    const COUNTS: [usize; SIZES] = [5, 10, 20, 50, 100];

    let client = live_client(&config_v6::document(&flags_with_five_rules(100)), LogLevel::Warning);
    let key = flags_with_five_rules(50).swap_remove(49).key;
    let with_custom = |count: usize| {
        let more = 5..count;
        more.fold(user(), |user, number| user.custom(format!("attribute {number}"), "value"))
    };
    let users = COUNTS.map(with_custom);
    let figures = measured(pace, |index| read(&client, &key, &users[index])).map(Some).collect();
    Table {
        title: "Growth with user attributes".to_owned(),
        note: String::new(),
        columns: COUNTS.map(|count| format!("{count} attributes")).into(),
        rows: vec![Row::new("read of five rules, two on custom attributes", figures)],
    }
}

/// Times the cases of all sizes, which take turns.
fn measured<'a>(pace: Pace, case: impl Fn(usize) -> Case<'a>) -> impl Iterator<Item = Figure> {
    let mut cases: Vec<Case<'a>> = (0..SIZES).map(case).collect();
    take_turns(&mut cases, pace).into_iter().map(Figure::from)
}

fn read<'a>(client: &'a Client, key: &'a str, user: &'a User) -> Case<'a> {
    Case::repeating(move || client.get_value(black_box(key), false, black_box(user)))
}
