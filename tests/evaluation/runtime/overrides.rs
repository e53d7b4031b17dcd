//! Local flags: from files, texts and maps, beside remote ones or instead of them.

use std::{fs, path::PathBuf};

use configcat_core::{
    BuildError, Client, Config, EvaluationError, OverrideBehaviour, OverrideError, Overrides, ParseError,
    Snapshot, User, Value,
};
use configcat_test_support::log_events_of;
use tracing::Level;

const BEHAVIOURS: [OverrideBehaviour; 3] =
    [OverrideBehaviour::LocalOnly, OverrideBehaviour::LocalOverRemote, OverrideBehaviour::RemoteOverLocal];

/// An override file in a folder that is deleted at the end of the test.
fn file_with(content: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flags.json");
    fs::write(&path, content).expect("the folder is writable");
    (folder, path)
}

fn file_error(path: impl Into<PathBuf>) -> OverrideError {
    Overrides::from_file(path, OverrideBehaviour::LocalOnly).expect_err("there are no flags to read")
}

#[test]
fn flags_come_from_files_of_both_formats() {
    for content in
        [r#"{"flags": {"a": 5}}"#, r#"{"f": {"a": {"t": 2, "v": 5}}}"#, "\u{feff}{\"flags\": {\"a\": 5}}"]
    {
        let (_folder, path) = file_with(content);
        let overrides = Overrides::from_file(path, OverrideBehaviour::LocalOnly).expect("an override file");
        let client = Client::builder("local").overrides(overrides).build().expect("a local-only client");
        assert_eq!(client.get_value("a", 0, None), 5, "{content}");
    }
}

#[test]
fn comments_in_a_file_are_a_warning() {
    let (_folder, path) = file_with("{\n  // On for everyone.\n  \"flags\": {\"a\": 5} /* all */}");
    let mut overrides = None;
    let events = log_events_of(|| overrides = Overrides::from_file(&path, OverrideBehaviour::LocalOnly).ok());
    assert_eq!(overrides.expect("an override file").apply(&Config::default()).len(), 1);
    let expected = format!(
        "override file `{}` has a comment at line 2, column 3, which JSON does not have; remove the comments, other \
         programs may refuse the file",
        path.display()
    );
    let events: Vec<_> =
        events.into_iter().map(|event| (event.level, event.event_id, event.message)).collect();
    assert_eq!(events, [(Level::WARN, Some(9003), expected)]);
}

#[test]
fn comments_are_in_files_only() {
    for (document, expected) in [
        (
            "{\"flags\": {\"a\": 1}} // one",
            "line 1, column 21: a comment, which JSON does not have; remove the comment",
        ),
        (
            "{\"flags\": {\"a\": 1,}}",
            "line 1, column 18: a comma after the last item, which JSON does not have; remove the comma",
        ),
    ] {
        let error = Config::parse(document).expect_err("a mistake");
        assert_eq!(error.to_string(), expected);
        assert!(Overrides::from_json(document, OverrideBehaviour::LocalOnly).is_err(), "{document}");
    }
}

#[test]
fn a_missing_file_is_error_1300() {
    let (_folder, path) = file_with("");
    let missing = path.with_file_name("missing.json");
    let error = file_error(&missing);
    assert!(matches!(&error, OverrideError::File { path, .. } if *path == missing), "{error:?}");
    assert_eq!(error.event_id(), 1300);
    assert!(error.to_string().contains("missing.json"), "{error}");
}

#[test]
fn an_unreadable_file_is_error_1302() {
    let (folder, not_utf8) = file_with([b'{', 0xff, b'}']);
    for path in [folder.path().to_owned(), not_utf8] {
        let error = file_error(path);
        assert!(matches!(error, OverrideError::File { .. }), "{error:?}");
        assert_eq!(error.event_id(), 1302, "{error}");
    }
}

#[test]
fn content_that_is_no_config_document_is_error_2302() {
    for content in ["", "nope", "[]", "{}", r#"{"flags": 5}"#] {
        let (_folder, path) = file_with(content);
        let error = file_error(&path);
        assert!(
            matches!(&error, OverrideError::FileContent { path: named, .. } if *named == path),
            "{error:?}"
        );
        assert_eq!(error.event_id(), 2302, "{content}");
        let error =
            Overrides::from_json(content, OverrideBehaviour::LocalOnly).expect_err("no config document");
        assert!(matches!(error, OverrideError::Json(_)), "{error:?}");
        assert_eq!(error.event_id(), 2302, "{content}");
    }
}

#[test]
fn the_source_of_an_error_has_the_position() {
    let (_folder, path) = file_with("{\n  \"flags\": x\n}");
    let error = file_error(path);
    let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<ParseError>());
    assert!(matches!(source, Some(ParseError::Json { line: 2, column: 12, .. })), "{source:?}");
}

#[test]
fn a_broken_setting_in_a_file_fails_only_that_flag() {
    let (_folder, path) = file_with(r#"{"flags": {"good": true, "bad": null}}"#);
    let overrides = Overrides::from_file(path, OverrideBehaviour::LocalOnly).expect("an override file");
    let snapshot = Snapshot::from(overrides.apply(&Config::default()));
    assert!(snapshot.get_value("good", false, None));
    let error = snapshot.get_value_details("bad", true, None).error;
    assert!(matches!(error, Some(EvaluationError::BrokenSetting(_))), "{error:?}");
}

#[test]
fn each_behaviour_decides_about_flags_of_both_sides() {
    let remote = Config::from_values([("both", "remote"), ("remote", "remote")]);
    for behaviour in BEHAVIOURS {
        let overrides = Overrides::from_map([("local", "local"), ("both", "local")], behaviour);
        assert_eq!(overrides.behaviour(), behaviour);
        let merged = overrides.apply(&remote);
        let pairs = |keys_and_values: &[(&str, &str)]| -> Vec<(String, Value)> {
            keys_and_values.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect()
        };
        let expected = match behaviour {
            OverrideBehaviour::LocalOnly => pairs(&[("local", "local"), ("both", "local")]),
            OverrideBehaviour::LocalOverRemote => {
                pairs(&[("both", "local"), ("remote", "remote"), ("local", "local")])
            }
            OverrideBehaviour::RemoteOverLocal => {
                pairs(&[("local", "local"), ("both", "remote"), ("remote", "remote")])
            }
        };
        let actual = Snapshot::from(merged).get_all_values(None);
        let actual: Vec<_> = actual.into_iter().map(|(key, value)| (key.into(), value)).collect();
        assert_eq!(actual, expected, "{behaviour:?}");
    }
    assert_eq!(remote.len(), 2, "the remote config stays as it is");
}

#[test]
fn a_broken_local_setting_takes_precedence_like_any_other() {
    let remote = Config::from_values([("flag", true)]);
    let local = r#"{"flags": {"flag": null}}"#;
    let error_with = |behaviour| {
        let overrides = Overrides::from_json(local, behaviour).expect("an override document");
        let snapshot = Snapshot::from(overrides.apply(&remote));
        snapshot.get_value_details("flag", false, None).error.map(|error| error.event_id())
    };
    assert_eq!(error_with(OverrideBehaviour::LocalOverRemote), Some(1002));
    assert_eq!(error_with(OverrideBehaviour::RemoteOverLocal), None);
}

#[test]
fn local_flags_keep_their_rules_and_options() {
    let document = r#"{"f": {"flag": {"t": 1, "v": "everyone", "p": [{"p": 100, "v": "option"}],
        "r": [{"a": "Email", "t": 0, "c": "a@b.c", "v": "rule"}]}}}"#;
    let overrides =
        Overrides::from_json(document, OverrideBehaviour::LocalOverRemote).expect("a config document");
    let snapshot = Snapshot::from(overrides.apply(&Config::from_values([("flag", true)])));
    assert_eq!(snapshot.get_value("flag", "", &User::new("1").email("a@b.c")), "rule");
    assert_eq!(snapshot.get_value("flag", "", &User::new("1")), "option");
    assert_eq!(snapshot.get_value("flag", "", None), "everyone");
}

#[test]
fn an_empty_sdk_key_is_refused() {
    let overrides = Overrides::from_map([("flag", true)], OverrideBehaviour::LocalOnly);
    let error = Client::builder("").overrides(overrides).build().expect_err("no SDK key");
    assert_eq!(error, BuildError::EmptySdkKey);
}

#[test]
fn the_debug_form_of_a_builder_does_not_show_the_sdk_key() {
    let shown = format!("{:?}", Client::builder("0123456789012345678901/2345678901234567890123"));
    assert!(shown.contains("890123") && !shown.contains("7890123"), "{shown}");
}
