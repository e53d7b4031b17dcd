//! What running programs tell. Their dumps come from real clients.

use configcat_core::User;
use serde_json::{Value, json};

use crate::package::{DOCUMENT, FLAGS, Package, client_of, dump_of, set};

/// The findings about reads. What the code and the document tell is left out.
#[track_caller]
fn about_reads(package: &Package, arguments: &[&str]) -> Vec<String> {
    let found = package.found(arguments).into_iter();
    found.filter(|found| !found.starts_with("constant") && !found.starts_with("unused")).collect()
}

#[test]
fn a_flag_that_is_only_read_for_another_one_is_read() {
    let package = Package::new(FLAGS);
    let client = client_of(DOCUMENT);
    package.write("dump.json", &dump_of(&client));
    let all = ["base", "checkout", "color", "switch", "twin"].map(|key| format!("unread {key}"));
    assert_eq!(about_reads(&package, &["--usage", "dump.json"]), all);

    _ = client.get_value("checkout", false, None);
    package.write("dump.json", &dump_of(&client));
    assert_eq!(
        about_reads(&package, &["--usage", "dump.json"]),
        ["unread color", "unread switch", "unread twin"]
    );
}

#[test]
fn a_flag_that_no_dump_lists_may_be_newer() {
    let package = Package::new(FLAGS);
    package.write("dump.json", &dump_of(&client_of(r#"{"flags": {"color": "gray"}}"#)));
    assert_eq!(about_reads(&package, &["--usage", "dump.json"]), ["unread color"]);
}

#[test]
fn one_value_in_many_reads() {
    let package = Package::new(FLAGS);
    let (client, jane, joe) = (client_of(DOCUMENT), User::new("jane"), User::new("joe"));
    let read = |times: u64, user: &User| {
        for _ in 0..times {
            _ = client.get_value("color", String::new(), user);
            _ = client.get_value("base", false, user);
            _ = client.get_value("switch", false, user);
        }
    };
    let found = |often: &str| {
        package.write("dump.json", &dump_of(&client));
        let found = about_reads(&package, &["--usage", "dump.json", "--often", often]).into_iter();
        found.filter(|found| found.starts_with("one-value")).collect::<Vec<_>>()
    };
    read(9, &joe);
    assert_eq!(found("10"), [""; 0]);
    read(1, &joe);
    // `base` is needed by another flag: what that one got is not counted. `switch` serves nothing else anyway.
    assert_eq!(found("10"), ["one-value color"]);
    assert_eq!(found("11"), [""; 0]);
    // A failed read returned something else.
    assert!(client.get_value("color", true, &joe));
    assert_eq!(found("1"), [""; 0]);

    let client = client_of(DOCUMENT);
    for user in [&jane, &joe] {
        _ = client.get_value("color", String::new(), user);
    }
    package.write("dump.json", &dump_of(&client));
    assert!(!package.found(&["--usage", "dump.json", "--often", "1"]).contains("one-value color"));
}

#[test]
fn dumps_of_several_programs_are_added_up() {
    let package = Package::new(FLAGS);
    let arguments = |usage: &[&'static str]| {
        usage.iter().flat_map(|path| ["--usage", path]).chain(["--often", "2"]).collect::<Vec<_>>()
    };
    for (path, key) in [("dumps/web.json", "color"), ("dumps/worker.json", "color"), ("cron.json", "gone")] {
        let client = client_of(DOCUMENT);
        _ = client.get_value(key, String::new(), None);
        package.write(path, &dump_of(&client));
    }
    package.write("dumps/README.md", "no dump");
    let one = about_reads(&package, &arguments(&["dumps/web.json"]));
    assert!(!one.contains(&"one-value color".to_owned()), "{one:?}");
    for usage in [&["dumps/web.json", "dumps/worker.json", "cron.json"][..], &["dumps", "cron.json"]] {
        let found = package.findings(&arguments(usage));
        let of = |kind: &str| found.iter().find(|finding| finding["kind"] == kind).unwrap();
        assert_eq!((&of("one-value")["key"], &of("one-value")["reads"]), (&"color".into(), &2.into()));
        assert_eq!((&of("removed")["key"], &of("removed")["reads"]), (&"gone".into(), &1.into()));
    }
    // The standard input is a dump, too.
    let dump = std::fs::read_to_string(package.path().join("dumps/web.json")).unwrap();
    let run = package
        .run_with(&["flags/config.json", "--usage", "-", "--usage", "dumps/web.json", "--often", "2"], &dump);
    assert!(run.code == 0 && run.stdout.contains("[one-value]"), "{run:?}");
}

/// A program that starts without a config counts reads of keys, of which it does not know yet that they are flags.
#[test]
fn reads_before_the_first_config_are_reads() {
    let package = Package::new(FLAGS);
    let early = client_of(r#"{"flags": {"color": "gray"}}"#);
    assert!(!early.get_value("checkout", false, None));
    let mut early: Value = serde_json::from_str(&dump_of(&early)).unwrap();
    early["flags"] = json!([]);
    assert_eq!(early["unknown_keys"], json!([{"key": "checkout", "reads": 1}]));
    package.write("dumps/early.json", &early.to_string());
    package.write("dumps/late.json", &dump_of(&client_of(DOCUMENT)));
    let found = about_reads(&package, &["--usage", "dumps", "--often", "1"]);
    assert_eq!(found, ["unread color", "unread switch", "unread twin"]);
}

/// How long programs have counted is told in days, and in hours below three days.
#[test]
fn the_period_is_from_the_first_to_the_last_count() {
    const HOUR: u64 = 3_600_000;

    let package = Package::new(FLAGS);
    for (hours, expected) in [
        (0, "less than an hour"),
        (1, "an hour"),
        (71, "71 hours"),
        (72, "3 days"),
        (24 * 400 + 23, "400 days"),
    ] {
        let mut dump: Value = serde_json::from_str(&dump_of(&client_of(DOCUMENT))).unwrap();
        dump["since"] = 1_700_000_000_000_u64.into();
        dump["until"] = (1_700_000_000_000_u64 + hours * HOUR).into();
        package.write("dump.json", &dump.to_string());
        let run = package.run(&["flags/config.json", "--usage", "dump.json"]);
        assert!(run.stdout.contains(&format!("no read in {expected} [unread]")), "{run:?}");
    }
}

/// Counts cannot overflow, and a clock can go back.
#[test]
fn extreme_counts() {
    let package = Package::new(FLAGS);
    let most = json!(u64::MAX);
    let dump = json!({
        "since": 20, "until": 10,
        "flags": [{
            "key": "color", "is_in_config": true,
            "values": [{"value": "gray", "reads": most}, {"value": "green", "reads": most}],
            "other_reads": most, "failed_reads": most,
        }],
        "unknown_keys": [{"key": "gone\u{1b}[31m", "reads": most}],
        "other_unknown_reads": most,
        "downloads": {"new": most, "failed": {"timeout": most}, "total_duration_us": most},
    });
    for path in ["one.json", "two.json"] {
        package.write(path, &dump.to_string());
    }
    let arguments = ["--usage", "one.json", "--usage", "two.json"];
    assert_eq!(
        package.found(&arguments),
        set(&["constant switch", "constant twin", "removed gone\u{1b}[31m"])
    );
    let run = package.run(&[&["flags/config.json"][..], &arguments].concat());
    assert!(
        run.stdout.contains("flag `gone\\u{1b}[31m`: programs read it 18446744073709551615 times"),
        "{run:?}"
    );
}
