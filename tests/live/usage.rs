//! Counters of reads and downloads: what counts, that nothing is lost, and how the counts leave the program.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use configcat_core::{
    Client, Config, Flag, FlagUsage, OverrideBehaviour, Overrides, PollingMode, Snapshot, Usage, User,
};
use configcat_test_fakes::{Answer, FakeTransport};

use crate::world::{client_of, paused_client_of, seconds};

const BETA: Flag<bool> = Flag::new("beta", false);

/// A flag with a rule, percentage options and a value for everyone, a plain flag, a broken one, and one that needs `plain`.
const DOCUMENT: &str = r#"{"f": {
    "beta": {"t": 0, "v": {"b": false}, "i": "off", "r": [
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["jane"]}}], "s": {"v": {"b": true}, "i": "on"}},
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["joe"]}}], "p": [
            {"p": 0, "v": {"b": false}, "i": "0"}, {"p": 100, "v": {"b": true}, "i": "100"}]}
    ], "p": [{"p": 0, "v": {"b": true}, "i": "none"}, {"p": 100, "v": {"b": false}, "i": "all"}]},
    "plain": {"t": 1, "v": {"s": "a"}},
    "broken": {"t": 0, "v": {"s": "no bool"}},
    "dependent": {"t": 0, "v": {"b": false}, "r": [
        {"c": [{"p": {"f": "plain", "c": 0, "v": {"s": "a"}}}], "s": {"v": {"b": true}}}
    ]}
}}"#;

fn local(document: &str) -> Client {
    let overrides = Overrides::from_json(document, OverrideBehaviour::LocalOnly).expect("a document");
    Client::builder("local").overrides(overrides).usage(true).build().expect("a client")
}

/// The reads of a flag: each value with its variation id, then failed reads.
fn reads(usage: &Usage, key: &str) -> (Vec<String>, u64) {
    let flag = usage.flag(key).expect("the flag is listed");
    let values = flag.values.iter().map(|value| {
        let id = value.variation_id.as_ref().map(|id| format!("/{id}")).unwrap_or_default();
        format!("{}{id}: {}", value.value, value.reads)
    });
    (values.collect(), flag.failed_reads)
}

#[test]
fn each_read_counts_with_its_value() {
    let client = local(DOCUMENT);
    let (jane, joe, jim) = (User::new("jane"), User::new("joe"), User::new("jim"));
    assert!(client.value(&BETA, &jane) && client.value(&BETA, &joe) && !client.value(&BETA, &jim));
    assert!(!client.value(&BETA, None), "for everyone");
    _ = client.value_details(&BETA, &jane);
    _ = client.get_value("beta", false, &jane);
    _ = client.get_value_details("beta", false, &jane);
    _ = client.get_any_value_details("beta", &jane);
    assert_eq!(client.get_variation_id("beta", &jane).as_deref(), Some("on"));
    assert_eq!(client.get_all_values(&jane).len(), 3, "without the broken one");
    _ = client.get_all_value_details(&jane);
    _ = client.get_all_variation_ids(&jane);
    // Snapshots count, in every form.
    let (snapshot, latest) = (client.snapshot(), client.latest_snapshot());
    assert!(snapshot.value(&BETA, &jane) && latest.get_value("beta", false, &jane));
    let silent = snapshot.with_log_level(configcat_core::LogLevel::Off);
    assert!(silent.value(&BETA, &jane));
    assert!(pollster::block_on(client.latest_snapshot_async()).value(&BETA, &jane));
    // What reads nothing does not count.
    _ = client.explain("beta", &jane);
    _ = (client.get_all_keys(), client.get_key_and_value("on"));

    let usage = client.usage();
    let beta = ["false/off: 1", "true/none: 0", "false/all: 1", "true/on: 13", "false/0: 0", "true/100: 1"];
    assert_eq!(reads(&usage, "beta"), (beta.map(str::to_owned).to_vec(), 0));
    // A prerequisite flag that is evaluated on the way is not read.
    assert_eq!(reads(&usage, "plain"), (vec!["a: 3".to_owned()], 0));
    assert_eq!(reads(&usage, "dependent"), (vec!["false: 0".to_owned(), "true: 3".to_owned()], 0));
    assert_eq!(reads(&usage, "broken"), (vec![], 3));
    assert!(usage.until >= usage.since);
}

#[test]
fn hooks_and_a_change_of_the_log_level_count_nothing_twice() {
    let hooks = configcat_core::Hooks::new().on_flag_evaluated(|_| {});
    let overrides = Overrides::from_json(DOCUMENT, OverrideBehaviour::LocalOnly).expect("a document");
    let builder = Client::builder("local").overrides(overrides).usage(true).hooks(hooks);
    let client = builder.build().expect("a client");
    _ = client.value(&BETA, None);
    for level in [configcat_core::LogLevel::Debug, configcat_core::LogLevel::Off] {
        client.set_log_level(level);
        assert_eq!(client.log_level(), level);
        assert_eq!(client.get_value("plain", "", None), "a");
        _ = client.value(&BETA, None);
    }
    let usage = client.usage();
    assert_eq!(usage.flags.iter().map(FlagUsage::reads).collect::<Vec<_>>(), [3, 2, 0, 0]);
}

#[test]
fn a_client_that_does_not_count_has_no_usage() {
    let overrides = Overrides::from_json(DOCUMENT, OverrideBehaviour::LocalOnly).expect("a document");
    let client = Client::builder("local").overrides(overrides).build().expect("a client");
    _ = client.value(&BETA, None);
    let usage = client.usage();
    assert_eq!((usage.flags.len(), usage.downloads.count()), (0, 0));
    // Neither does a snapshot without a client.
    _ = Snapshot::from(Config::parse(DOCUMENT).expect("a config")).value(&BETA, None);
}

#[test]
fn failed_reads_and_unknown_keys_are_counted_and_bounded() {
    let client = local(DOCUMENT);
    _ = client.get_value("plain", 1, None);
    _ = client.get_value("broken", true, None);
    for number in 0..1_500 {
        _ = client.get_value(&format!("unknown{number:04}"), true, None);
    }
    _ = client.get_value("unknown0000", true, None);
    _ = client.get_value(&"x".repeat(10_000), true, None);
    let usage = client.usage();
    assert_eq!(reads(&usage, "plain"), (vec!["a: 0".to_owned()], 1));
    assert_eq!(reads(&usage, "broken"), (vec![], 1));
    assert_eq!((usage.unknown_keys.len(), usage.other_unknown_reads), (1_000, 501));
    assert_eq!((usage.unknown_keys[0].key.as_str(), usage.unknown_keys[0].reads), ("unknown0000", 2));
}

/// A config with another variation id each time, of so many.
fn numbered(number: usize, ids: usize) -> Answer {
    let (value, id) = (number % 3, number % ids);
    Answer::document(format!(
        r#"{{"f": {{"flag": {{"t": 1, "v": {{"s": "{value}"}}, "i": "{id}", "r": [
            {{"c": [{{"u": {{"a": "Identifier", "c": 0, "l": ["jane"]}}}}], "s": {{"v": {{"s": "jane"}}}}}}
        ]}}, "new{id}": {{"t": 0, "v": {{"b": true}}}}}}}}"#
    ))
}

/// Has the other threads stop when a reader fails.
struct StopOnPanic<'a>(&'a AtomicBool);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

#[test]
fn nothing_is_lost_while_configs_are_replaced() {
    const THREADS: u64 = 8;
    const READS: u64 = 20_000;
    const LEAST_REPLACED: u64 = 30;

    let mut number = 0;
    let transport = FakeTransport::scripted(move |_| {
        number += 1;
        numbered(number, 15)
    });
    let client = client_of(&transport).polling_mode(PollingMode::manual()).usage(true).build();
    let client = client.expect("a client");
    client.force_refresh().expect("the server answers");
    let first = client.snapshot();
    let stop = AtomicBool::new(false);
    let replaced = thread::scope(|scope| {
        let refresh = scope.spawn(|| {
            let mut replaced = 0;
            // On a busy machine, the reads end before some configs have been replaced.
            while replaced < LEAST_REPLACED || !stop.load(Ordering::Relaxed) {
                client.force_refresh().expect("the server answers");
                replaced += 1;
                // Never less than before.
                assert!(client.usage().flag("flag").map_or(0, FlagUsage::reads) <= 3 * THREADS * READS);
            }
            replaced
        });
        let watching = scope.spawn(|| {
            let mut last = 0;
            while !stop.load(Ordering::Relaxed) {
                let now = client.usage().flag("flag").map_or(0, FlagUsage::reads);
                assert!(now >= last, "{now} after {last}");
                last = now;
            }
        });
        let readers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    let _stop = StopOnPanic(&stop);
                    let jane = User::new("jane");
                    let mut snapshot = client.snapshot();
                    for read in 0..READS {
                        if read % 1_000 == 0 {
                            snapshot = client.snapshot();
                        }
                        assert_ne!(client.get_value("flag", "-", None), "-");
                        assert_ne!(snapshot.get_value("flag", "-", None), "-");
                        assert_eq!(first.get_value("flag", "-", &jane), "jane");
                    }
                })
            })
            .collect();
        for reader in readers {
            reader.join().expect("no panic");
        }
        stop.store(true, Ordering::Relaxed);
        watching.join().expect("no panic");
        refresh.join().expect("no panic")
    });
    drop(first);
    client.force_refresh().expect("the server answers");
    let usage = client.usage();
    let flag = usage.flag("flag").expect("the flag is listed");
    assert_eq!(flag.reads(), 3 * THREADS * READS);
    let of_jane = flag.values.iter().filter(|value| value.value == "jane".into());
    assert_eq!(of_jane.map(|value| value.reads).sum::<u64>(), THREADS * READS);
    assert_eq!(flag.failed_reads, 0);
    // Some of the 15 values may be replaced before a reader gets to run.
    assert!((2..=16).contains(&flag.values.len()), "{flag:?}");
    assert_eq!(flag.other_reads, 0);
    // Flags of replaced configs that were never read are forgotten.
    assert_eq!(usage.flags.len(), 2, "{:?}", usage.flags);
    assert_eq!(usage.downloads.new, replaced + 2);
}

#[test]
fn the_values_of_replaced_configs_are_bounded() {
    let transport = FakeTransport::new((0..100).map(|number| numbered(number, 100)));
    let client = client_of(&transport).polling_mode(PollingMode::manual()).usage(true).build();
    let client = client.expect("a client");
    for _ in 0..100 {
        client.force_refresh().expect("the server answers");
        _ = client.get_value("flag", "-", None);
    }
    let usage = client.usage();
    let flag = usage.flag("flag").expect("the flag is listed");
    assert_eq!(flag.reads(), 100);
    assert!(flag.values.len() <= 23 && flag.other_reads >= 77, "{} values", flag.values.len());
}

#[tokio::test(start_paused = true)]
async fn downloads_are_counted_by_outcome() {
    let answers = [
        Answer::flag("1").after(seconds(2)),
        Answer::status(304),
        Answer::status(500),
        Answer::status(403),
        Answer::status(500).after(seconds(3)),
    ];
    let client = paused_client_of(&FakeTransport::new(answers)).polling_mode(PollingMode::manual());
    let client = client.usage(true).build().expect("a client");
    assert_eq!(client.usage().config_age(), None);
    for _ in 0..5 {
        _ = client.force_refresh_async().await;
    }
    let usage = client.usage();
    let downloads = &usage.downloads;
    assert_eq!((downloads.new, downloads.not_modified, downloads.count()), (1, 1, 5));
    let failed: Vec<_> = downloads.failed.iter().map(|(reason, count)| (reason.as_str(), *count)).collect();
    assert_eq!(failed, [("unexpected_status", 2), ("wrong_sdk_key", 1)]);
    assert_eq!((downloads.last_duration, downloads.total_duration), (seconds(3), seconds(5)));
    assert!(usage.config_fetched.is_some() && usage.config_age() < Some(seconds(600)));
}

#[test]
fn a_dump_can_be_read_again_and_added_up() {
    let client = local(DOCUMENT);
    _ = (
        client.value(&BETA, None),
        client.get_value("missing", 1, None),
        client.get_value("broken", 1, None),
    );
    let usage = client.usage();
    let dump = serde_json::to_string(&usage).expect("JSON");
    let mut sum: Usage = serde_json::from_str(&dump).expect("a dump");
    assert_eq!(serde_json::to_string(&sum).expect("JSON"), dump);
    sum.add(&usage);
    sum.add(&local(r#"{"flags": {"beta": 1, "other": 2}}"#).usage());
    assert_eq!(reads(&sum, "beta").0[0], "false/off: 2");
    assert_eq!(reads(&sum, "beta").0.last().map(String::as_str), Some("1: 0"));
    assert_eq!(reads(&sum, "broken").1, 2);
    assert_eq!(sum.flags.len(), 5);
    assert_eq!(sum.unknown_keys[0].reads, 2);
    // A dump of another version may lack members, and have others.
    let other: Usage = serde_json::from_str(r#"{"since": 1, "until": 2, "x": 1}"#).expect("a dump");
    assert!(other.flags.is_empty());
}

/// Checks a text against the rules of `OpenMetrics` 1.0, and returns its samples without their values.
fn samples(text: &str) -> Vec<String> {
    let is_name = |name: &str| {
        !name.starts_with(|char: char| char.is_ascii_digit())
            && !name.is_empty()
            && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
    };
    let body = text.strip_suffix("# EOF\n").expect("the end is marked");
    let (mut family, mut kind, mut families, mut samples) =
        (String::new(), String::new(), HashSet::new(), Vec::new());
    for line in body.lines() {
        if let Some(meta) = line.strip_prefix("# ") {
            let mut words = meta.splitn(3, ' ');
            let (what, name, rest) = (words.next(), words.next().expect("a name"), words.next());
            assert!(is_name(name), "{line}");
            match what {
                Some("TYPE") => {
                    assert!(families.insert(name.to_owned()), "a family is described once: {line}");
                    (family, kind) = (name.to_owned(), rest.expect("a type").to_owned());
                    assert!(["counter", "gauge"].contains(&kind.as_str()), "{line}");
                }
                Some("UNIT") => assert!(name.ends_with(&format!("_{}", rest.expect("a unit"))), "{line}"),
                Some("HELP") => assert!(rest.is_some_and(|help| help.ends_with('.')), "{line}"),
                _ => panic!("{line}"),
            }
            assert_eq!(name, family, "{line}");
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').expect("a value");
        value.parse::<f64>().expect("a number");
        let (name, labels) = sample.split_once('{').unwrap_or((sample, "}"));
        let expected = if kind == "counter" { format!("{family}_total") } else { family.clone() };
        assert_eq!(name, expected, "{line}");
        let mut rest = labels.strip_suffix('}').expect("labels end");
        while !rest.is_empty() {
            let (label, text) = rest.split_once("=\"").expect("a label");
            assert!(is_name(label), "{line}");
            let mut escaped = false;
            let end = text.find(|char| {
                assert!(!escaped || ['\\', '"', 'n'].contains(&char), "{line}");
                let is_end = char == '"' && !escaped;
                escaped = char == '\\' && !escaped;
                is_end
            });
            rest = text.get(end.expect("the end of a label") + 1..).expect("it is one byte");
            rest = rest.strip_prefix(',').unwrap_or(rest);
        }
        samples.push(sample.to_owned());
    }
    let unique: HashSet<_> = samples.iter().collect();
    assert_eq!(unique.len(), samples.len(), "no series is there twice");
    samples
}

#[test]
fn metrics_follow_the_rules_of_openmetrics() {
    let odd = "a \"quoted\" \\ key\nof two lines";
    let long = "ä".repeat(1_000);
    let document = serde_json::json!({"f": {
        odd: {"t": 1, "v": {"s": format!("{long}1")}, "p": [{"p": 100, "v": {"s": format!("{long}2")}}]},
        "number": {"t": 3, "v": {"d": 0.5}, "i": "x\"y"},
    }});
    let client = local(&document.to_string());
    _ = (
        client.get_value(odd, "", None),
        client.get_value("number", 1.0, None),
        client.get_value("?", 1, None),
    );
    let metrics = client.usage().to_prometheus();
    let samples = samples(&metrics);
    assert!(
        samples.iter().any(|sample| sample.ends_with(r#"key="number",value="0.5",variation_id="x\"y"}"#))
    );
    let quoted =
        samples.iter().filter(|sample| sample.contains(r#"key="a \"quoted\" \\ key\nof two lines""#));
    assert_eq!(quoted.count(), 2, "long values with the same beginning are one series: {metrics}");
    assert!(metrics.contains("configcat_unknown_key_reads_total 1\n"));
    assert!(!metrics.contains("configcat_config_age_seconds"), "local flags have no age");
    // Nothing was read, nothing was downloaded, there is no config.
    let none = Client::builder("0123456789012345678901/0123456789012345678901").offline(true).usage(true);
    self::samples(&none.build().expect("a client").usage().to_prometheus());
}
