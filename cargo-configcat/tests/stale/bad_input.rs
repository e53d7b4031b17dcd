//! Input that cannot be used is named, with the way to mend it.

use crate::package::{DOCUMENT, FLAGS, Package, client_of, dump_of};

#[test]
fn dumps_that_cannot_be_used() {
    let package = Package::new(FLAGS);
    package.write("empty.json", "");
    package.write("text.json", "# TYPE configcat_flag_reads counter\n");
    package.write("half.json", dump_of(&client_of(DOCUMENT)).trim_end_matches('}'));
    package.write("other.json", "{\"flags\": {\"color\": \"gray\"}}");
    package.write("list.json", "[]");
    package.write(
        "negative.json",
        r#"{"since": 1, "until": 2, "flags": [{"key": "a", "values": [{"value": 1, "reads": -1}]}]}"#,
    );
    package.write("foreign.json", &dump_of(&client_of(r#"{"flags": {"search": true, "beta": 1}}"#)));
    package.write("folder/notes.txt", "");
    for (path, message) in [
        (
            "empty.json",
            "it is not JSON: EOF while parsing a value at line 1 column 0 (help: a dump is what `serde_json::to_string(&client.usage())` gives)",
        ),
        ("text.json", "it is not JSON: expected value at line 1 column 1 (help: a dump"),
        ("half.json", "it is not JSON: EOF while parsing an object"),
        ("other.json", "it is not a usage dump: invalid type: map, expected a sequence"),
        ("list.json", "it is not a usage dump: "),
        ("negative.json", "it is not a usage dump: invalid value: integer `-1`, expected u64"),
        (
            "foreign.json",
            "it is of another config: the document has none of its flags (help: give dumps of clients",
        ),
        ("folder", "the folder has no files that end with `.json` (help: name a file"),
        ("missing.json", "cannot read the file: "),
    ] {
        let run = package.run(&["flags/config.json", "--usage", path]);
        assert_eq!((run.code, &*run.stdout), (2, ""), "{path}: {run:?}");
        assert!(run.stderr.starts_with(&format!("error: {path}: {message}")), "{path}: {}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{path}: {}", run.stderr);
    }
    // All of them at once.
    let usage = ["--usage", "empty.json", "--usage", "foreign.json", "--usage", "missing.json"];
    let run = package.run(&[&["flags/config.json"][..], &usage].concat());
    assert_eq!((run.code, run.stderr.lines().count()), (2, 3), "{run:?}");
}

/// A dump of a client that did not count says nothing, but it is no reason to end.
#[test]
fn a_dump_without_counts() {
    let package = Package::new(FLAGS);
    let client = configcat_core::Client::builder("local")
        .overrides(
            configcat_core::Overrides::from_json(DOCUMENT, configcat_core::OverrideBehaviour::LocalOnly)
                .unwrap(),
        )
        .build()
        .unwrap();
    package.write("dump.json", &dump_of(&client));
    let run = package.run(&["flags/config.json", "--usage", "dump.json", "--deny", "unread"]);
    assert_eq!((run.code, run.stdout.contains("[unread]")), (0, false), "{run:?}");
    let warning = "warning: dump.json: it counts no flags (help: build the client with `usage(true)`, and write the dump when \
                   the client has its config)\n";
    assert_eq!(run.stderr, warning);
}

#[test]
fn code_that_cannot_be_read() {
    let package = Package::new(FLAGS);
    package.write("src/bad.rs", "fn f(flags: &Flags) {\n    flags.base(;);\n}");
    package.write("src/latin.rs", "");
    std::fs::write(package.path().join("src/latin.rs"), b"// \xe9\n").unwrap();
    let run = package.run(&["flags/config.json", "--deny", "constant"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.ends_with("2 errors, 0 warnings\n"), "{}", run.stdout);
    let stderr = run.stderr.replace('\\', "/");
    let errors: Vec<_> = stderr.lines().collect();
    assert_eq!(errors.len(), 2, "{stderr}");
    assert!(
        errors[0].starts_with("error: src/bad.rs:2:16: skipped, since it is not Rust: "),
        "{}",
        errors[0]
    );
    assert!(errors[1].starts_with("error: src/latin.rs: cannot read it: "), "{}", errors[1]);

    // Nothing to search would make every flag unused.
    package.write("empty/notes.txt", "");
    let run = package.run(&["flags/config.json", "empty"]);
    assert_eq!((run.code, &*run.stdout), (2, ""));
    assert!(
        run.stderr.starts_with("error: there are no Rust files to search (help: name the folders"),
        "{}",
        run.stderr
    );
    let run = package.run(&["flags/config.json", "nowhere"]);
    assert!(run.code == 2 && run.stderr.contains("nowhere: cannot read it: "), "{run:?}");
}

#[test]
fn arguments_that_cannot_be_used() {
    let package = Package::new(FLAGS);
    for (arguments, message) in [
        (&["flags/config.json", "--deny", "dead"][..], "error: invalid value 'dead' for '--deny <KIND>'"),
        (&["flags/config.json", "--deny", "unused,"], "error: a value is required for '--deny <KIND>'"),
        (&["flags/config.json", "--deny"], "error: a value is required for '--deny <KIND>'"),
        (&["flags/config.json", "--often", "0"], "error: invalid value '0' for '--often <READS>'"),
        (&["-", "--usage", "-"], "error: FILE and `--usage` cannot both be the standard input"),
        (&["flags/config.json", "--usage", "-", "--usage", "-"], "error: FILE and `--usage` cannot both be"),
        (
            &["flags/config.json", "--format", "github"],
            "::error title=ConfigCat::the command does not have the format",
        ),
        (&["src/lib.rs"], "error: src/lib.rs:"),
        (
            &["flags/config.json", "--text-enum", "none"],
            "error: flags/config.json: flag `none`: the option `text_enum` names",
        ),
        (&[], "error: the following required arguments were not provided"),
    ] {
        let run = package.run(arguments);
        assert_eq!((run.code, &*run.stdout), (2, ""), "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with(message), "{arguments:?}: {}", run.stderr);
    }
}
