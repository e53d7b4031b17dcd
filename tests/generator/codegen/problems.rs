//! What a user is told about documents and options that no accessors can be made of.

use std::fs;

use configcat_build::{Spec, SpecError, codegen};

/// The problems of a document, a line each.
#[track_caller]
fn problems(document: &str, options: impl FnOnce(Spec) -> Spec) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.json"), document).unwrap();
    let resolve = |spec: Spec| -> Result<_, SpecError> {
        let loaded = spec.load(folder.path())?;
        codegen::resolve(&loaded.document, &loaded.options)
    };
    let error = resolve(options(Spec::file("config.json"))).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

/// The warnings of a document, a line each.
fn warnings(document: &str, options: &codegen::Options) -> Vec<String> {
    let document = codegen::Document::new("config.json", document);
    let resolved = codegen::resolve(&document, options).unwrap();
    resolved.warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn all_defects_of_a_document_are_shown_at_once() {
    let document = r#"{"f": {
        "a": {"t": 0, "v": "x"},
        "b": {"t": 9, "v": true},
        "c": {"t": 0, "v": true, "r": [{"a": "Email", "t": 18, "c": "", "v": 1}]},
        "d": {"t": 0},
        "": {"t": 0, "v": true},
        "e": [],
        "g": {"t": 0, "v": 1, "r": [{"a": "Email", "t": "IS ONE OF", "c": 7, "v": 1}, {"t": 99, "v": true}], "p": {}},
        "f": {"t": 2, "v": 1.5, "p": [{"p": 100, "v": 123456789012345678901}]},
        "good": {"t": 0, "v": true}
    }}"#;
    assert_eq!(
        problems(document, |spec| spec),
        [
            "config.json:2:28: flag `a`: value `\"x\"` is not a bool (help: make it a bool, or change the setting's type (`\"t\"`))",
            "config.json:3:20: flag `b`: unknown setting type `9` (help: use `\"t\": 0` (bool), 1 (text), 2 (whole number) or 3 (decimal number))",
            "config.json:4:60: flag `c`: targeting rule 1: unknown comparator `18` (help: use one that this version of the toolkit knows, or a newer version)",
            "config.json:4:78: flag `c`: targeting rule 1: value `1` is not a bool (help: make it a bool, or change the setting's type (`\"t\"`))",
            "config.json:5:14: flag `d`: the value is missing (help: add a value: `\"v\": …`)",
            "config.json:6:13: flag ``: the key is empty (help: give the setting a key)",
            "config.json:7:14: flag `e`: `[]` is not a setting (a JSON object with a value `v`) (help: make it a setting (a JSON object with a value `v`), or restore the setting as ConfigCat serves it)",
            "config.json:8:28: flag `g`: value `1` is not a bool (help: make it a bool, or change the setting's type (`\"t\"`))",
            "config.json:8:57: flag `g`: targeting rule 1: `t` is `\"IS ONE OF\"`, not a whole number (help: make it a whole number, or restore the setting as ConfigCat serves it)",
            "config.json:8:75: flag `g`: targeting rule 1: `c` is `7`, not a text (help: make it a text, or restore the setting as ConfigCat serves it)",
            "config.json:8:83: flag `g`: targeting rule 1: value `1` is not a bool (help: make it a bool, or change the setting's type (`\"t\"`))",
            "config.json:8:93: flag `g`: targeting rule 2: unknown comparator `99` (help: use one that this version of the toolkit knows, or a newer version)",
            "config.json:8:115: flag `g`: `p` is `{}`, not a list (help: make it a list, or restore the setting as ConfigCat serves it)",
            "config.json:9:28: flag `f`: value `1.5` is not a whole number (help: make it a whole number, or change the setting's type (`\"t\"`))",
            "config.json:9:55: flag `f`: percentage option 1: number `123456789012345678901` is out of range (help: whole numbers have 64 bits; use a smaller number or a decimal number)",
        ],
    );
}

#[test]
fn a_document_that_is_none_is_one_problem() {
    for (document, expected) in [
        ("", "config.json:1:1: EOF while parsing a value"),
        ("{\n  \"f\": {\n    \"a\": tru\n", "config.json:4:1: expected ident"),
        ("[]", "config.json:1:1: invalid type: sequence, expected a config document (a JSON object)"),
        ("{\"f\": 5}", "config.json:1:7: invalid type: integer `5`, expected an object of settings by key"),
        ("{\"f\": {}, \"f\": {}}", "config.json:1:15: `f` is there more than once"),
        ("{}", "config.json: not a config document: it has neither `f` (config JSON) nor `flags`"),
        ("{\"f\": {}}", "config.json: the document has no flags (help: "),
        ("{\"flags\": {}}", "config.json: the document has no flags (help: "),
        ("\u{0}\u{1}garbage", "config.json:1:1: expected value"),
        (
            "{\"flags\": {\n  \"a\": [1, 2],\n}}",
            "config.json:2:14: a comma after the last item, which JSON does not have (help: remove the comma)",
        ),
        (
            "{\"flags\": {\"a\": [1, /* two */ 2,  // three\n ]}}",
            "config.json:1:32: a comma after the last item, which JSON does not have (help: remove the comma)",
        ),
        ("{\"flags\": {} /* ", "config.json:1:14: a comment without an end (help: end it with `*/`)"),
        (
            "{\"flags\": {\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> other\n}}",
            "config.json:2:1: a conflict marker of Git (help: keep one version and remove the lines with `<<<<<<<`, \
             `=======` and `>>>>>>>`, or download the document again)",
        ),
        (
            "{\"flags\": {\n\"a\": 2\n>>>>>>> other\r\n}}",
            "config.json:3:1: a conflict marker of Git (help: keep one version",
        ),
    ] {
        let problems = problems(document, |spec| spec);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with(expected), "{problems:?} does not start with {expected}");
    }
}

/// ConfigCat's own sample has them.
#[test]
fn comments_in_files_of_people_are_a_warning() {
    let text = "{ // The flags of the shop.\n  /* one */ \"flags\": {\n    \"a\": \"// b\" // two\n}}";
    let document = codegen::Document::new("config.json", text);
    assert_eq!(document.text().len(), text.len());
    assert_eq!(
        warnings(text, &codegen::Options::default()),
        [
            "config.json:1:3: the file has a comment, which JSON does not have: other programs may refuse it [comment] (help: remove the comments; descriptions of flags can be in a file of their own: `descriptions(\"path\")`)"
        ],
    );
    assert_eq!(document.config().unwrap().settings().next().unwrap().served().value().to_string(), "// b");
    let found = codegen::findings(&document, &codegen::Options::default()).unwrap();
    assert_eq!((found.errors.len(), found.warnings.len()), (0, 1));
    let mut strict = codegen::Options::default();
    strict.lints.deny_all();
    let found = codegen::findings(&document, &strict).unwrap();
    assert_eq!((found.errors.len(), found.warnings.len()), (1, 0));

    let lock = codegen::Document::served("lock.json", text);
    assert_eq!(
        lock.config().unwrap_err().to_string(),
        "lock.json:1:3: a comment, which JSON does not have (help: remove the comment)"
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lock.json"), text).unwrap();
    let spec = Spec::download(configcat_build::SdkKeyVar::from_env("NONE")).lock("lock.json");
    let loaded = spec.load(folder.path()).unwrap();
    assert!(loaded.document.config().is_err(), "a lock is never read in this way");
}

#[test]
fn names_that_collide_are_shown_with_the_line_that_helps() {
    let document = r#"{"flags": {
        "fooBar": 1, "foo_bar": 1, "foo": 1, "fooDetails": 1, "new": 1, "newFlag": 1, "keys": 1, "clone": 1, "😀": 1, "_x": 1
    }}"#;
    assert_eq!(
        problems(document, |spec| spec.rename("fooBar", "foo bar").rename("_x", "__")),
        [
            "config.json:2:19: flag `fooBar`: `foo bar` is not a Rust identifier (help: name it yourself: `rename(\"fooBar\", \"my_flag\")`)",
            "config.json:2:118: flag `😀`: no identifier can be made of the key (help: name it yourself: `rename(\"😀\", \"my_flag\")`)",
            "config.json:2:127: flag `_x`: no constant can be named after `__` (help: name it yourself: `rename(\"_x\", \"my_flag\")`)",
            "config.json:2:60: flag `fooDetails`: its identifier `foo_details` is taken by flag `foo` (help: name it yourself: `rename(\"fooDetails\", \"foo_details_2\")`)",
            "config.json:2:70: flag `new`: its identifier `new` is reserved: every generated type has it (help: name it yourself: `rename(\"new\", \"new_flag_2\")`)",
            "config.json:2:95: flag `keys`: its identifier `KEYS` is reserved: every generated type has it (help: name it yourself: `rename(\"keys\", \"keys_flag\")`)",
            "config.json:2:107: flag `clone`: its identifier `clone` is reserved: every generated type has it (help: name it yourself: `rename(\"clone\", \"clone_flag\")`)",
        ],
    );
}

/// `flags.into(&user)` would be the method of `Into`, if `flags` is owned.
#[test]
fn names_that_the_prelude_has_are_not_given() {
    let document = r#"{"flags": {"into": 1, "tryInto": 1, "tryFrom": "a", "unpin": "a", "toOwned": 1}}"#;
    assert_eq!(
        problems(document, |spec| spec.text_enum("tryFrom").text_enum("unpin")),
        [
            "config.json:1:20: flag `into`: its identifier `into` is reserved: every generated type has it (help: name it yourself: `rename(\"into\", \"into_flag\")`)",
            "config.json:1:34: flag `tryInto`: its identifier `try_into` is reserved: every generated type has it (help: name it yourself: `rename(\"tryInto\", \"try_into_flag\")`)",
            "config.json:1:48: flag `tryFrom`: its enum `TryFrom` would hide a name of Rust's prelude (help: name it yourself: `rename(\"tryFrom\", \"try_from_flag\")`)",
            "config.json:1:62: flag `unpin`: its enum `Unpin` would hide a name of Rust's prelude (help: name it yourself: `rename(\"unpin\", \"unpin_flag\")`)",
        ],
    );
}

#[test]
fn suggested_names_are_free() {
    let document = r#"{"flags": {
        "fooBar": 1, "foo_bar": 1, "FOO.BAR": 1, "foo_bar_2": 1, "foo_bar_3_details": 1, "foo-bar": 1, "foo_bar_6": 1
    }}"#;
    assert_eq!(
        problems(document, |spec| spec.rename("foo_bar_6", "FOO_BAR_4")),
        [
            "config.json:2:33: flag `foo_bar`: its identifier `foo_bar` is taken by flag `fooBar` (help: name it yourself: `rename(\"foo_bar\", \"foo_bar_5\")`)",
            "config.json:2:47: flag `FOO.BAR`: its identifier `foo_bar` is taken by flag `fooBar` (help: name it yourself: `rename(\"FOO.BAR\", \"foo_bar_6\")`)",
            "config.json:2:101: flag `foo-bar`: its identifier `foo_bar` is taken by flag `fooBar` (help: name it yourself: `rename(\"foo-bar\", \"foo_bar_7\")`)",
        ],
    );
}

#[test]
fn options_for_flags_that_do_not_exist_are_problems() {
    let document = r#"{"flags": {"darkMode": true, "seats": 5}}"#;
    let options = |spec: Spec| {
        spec.default("darkmode", false).rename("other", "x").default("seats", "five").default("darkMode", 1)
    };
    assert_eq!(
        problems(document, options),
        [
            "config.json:1:24: flag `darkMode`: the default `1` is not a bool (help: give it a bool: `default(\"darkMode\", …)`)",
            "config.json:1:39: flag `seats`: the default `\"five\"` is not a whole number (help: give it a whole number: `default(\"seats\", …)`)",
            "config.json: flag `darkmode`: the option `default` names a flag that is not in the document (help: did you mean `darkMode`?)",
            "config.json: flag `other`: the option `rename` names a flag that is not in the document (help: remove it, or correct the key)",
        ],
    );
}

#[test]
fn variants_that_collide_are_shown_with_the_line_that_helps() {
    let document = r#"{"f": {
        "color": {"t": 1, "v": "light gray", "p": [{"p": 50, "v": "light-gray"}, {"p": 50, "v": "LIGHT_GRAY"}]},
        "mode": {"t": 1, "v": "other", "p": [{"p": 50, "v": "a l l"}, {"p": 50, "v": "OtherValue"}]},
        "few": {"t": 1, "v": "one"},
        "many": {"t": 1, "v": "1", "p": [{"p": 50, "v": "2"}, {"p": 30, "v": "3"}, {"p": 20, "v": "★"}]}
    }}"#;
    let options = |spec: Spec| spec.text_enums(3).rename_value("color", "light gray", "LightGray2");
    assert_eq!(
        problems(document, options),
        [
            "config.json:2:18: flag `color`: the variant `LightGray` for its value `LIGHT_GRAY` is taken by `light-gray` (help: name it yourself: `rename_value(\"color\", \"LIGHT_GRAY\", \"LightGray3\")`)",
            "config.json:3:17: flag `mode`: the variant `ALL` for its value `a l l` is reserved: every enum has it (help: name it yourself: `rename_value(\"mode\", \"a l l\", \"ALLValue\")`)",
            "config.json:3:17: flag `mode`: the variant `Other` for its value `other` is reserved: every enum has it (help: name it yourself: `rename_value(\"mode\", \"other\", \"OtherValue2\")`)",
        ],
    );
}

#[test]
fn only_texts_are_enums_and_json() {
    let document = r#"{"flags": {"seats": 5, "beta": true, "limits": "{", "color": "red"}}"#;
    let options = |spec: Spec| {
        let spec =
            spec.text_enum("seats").json("beta", "bool").json("limits", "Limits").default("color", "blue");
        spec.json("color", "not a type").rename_value("color", "red", "Red").text_enums(9)
    };
    assert_eq!(
        problems(document, options),
        [
            "config.json:1:21: flag `seats`: the option `text_enum` is for text flags, but this is a whole number (help: remove the option)",
            "config.json:1:32: flag `beta`: the option `json` is for text flags, but this is a bool (help: remove the option)",
            "config.json:1:48: flag `limits`: it serves the text `{`, which is not JSON: EOF while parsing an object at line 1 column 1 (help: correct the text in the ConfigCat dashboard (or in the option `default`), or remove the option)",
            "config.json:1:62: flag `color`: it serves the text `red`, which is not JSON: expected value at line 1 column 1 (help: correct the text in the ConfigCat dashboard (or in the option `default`), or remove the option)",
            "config.json:1:62: flag `color`: it serves the text `blue`, which is not JSON: expected value at line 1 column 1 (help: correct the text in the ConfigCat dashboard (or in the option `default`), or remove the option)",
            "config.json:1:62: flag `color`: `not a type` is not the path of a Rust type (help: name the type: `json(\"color\", \"crate::MyType\")`)",
        ],
    );
}

#[test]
fn names_of_values_are_for_enums() {
    let document = r#"{"flags": {"seats": 5, "beta": true, "limits": "{}", "color": "red", "size": ""}}"#;
    let options = |spec: Spec| {
        let keys = ["seats", "beta", "limits", "color", "size"];
        let spec = keys.into_iter().fold(spec, |spec, key| spec.rename_value(key, "red", "Red"));
        spec.text_enum("beta").json("limits", "Limits").text_enum("size")
    };
    assert_eq!(
        problems(document, options),
        [
            "config.json:1:21: flag `seats`: the option `rename_value` names a flag that has no enum (help: remove the option)",
            "config.json:1:32: flag `beta`: the option `text_enum` is for text flags, but this is a bool (help: remove the option)",
            "config.json:1:48: flag `limits`: the option `rename_value` names a flag that has no enum (help: remove the option)",
            "config.json:1:63: flag `color`: the option `rename_value` names a flag that has no enum (help: add `text_enum(\"color\")`, or remove the option)",
            "config.json:1:78: flag `size`: the option `rename_value` names the value `red`, which is not served (help: the values are the empty text)",
        ],
    );
}

#[test]
fn the_empty_text_is_named() {
    let document =
        r#"{"f": {"size": {"t": 1, "v": "empty", "p": [{"p": 50, "v": ""}, {"p": 50, "v": "EMPTY"}]}}}"#;
    assert_eq!(
        problems(document, |spec| spec.text_enum("size").rename_value("size", "EMPTY", "Other")),
        [
            "config.json:1:16: flag `size`: the variant `Other` for its value `EMPTY` is reserved: every enum has it (help: name it yourself: `rename_value(\"size\", \"EMPTY\", \"OtherValue\")`)",
            "config.json:1:16: flag `size`: the variant `Empty` for its value `empty` is taken by the empty text (help: name it yourself: `rename_value(\"size\", \"empty\", \"Empty2\")`)",
        ],
    );
}

#[test]
fn enums_of_one_value_are_not_made_by_number() {
    assert_eq!(
        problems(r#"{"flags": {"color": "red"}}"#, |spec| spec.text_enums(1)),
        [
            "config.json: the option `text_enums(1)` makes no enums: an enum has at least two values (help: give it a larger number, or remove it)"
        ],
    );
}

#[test]
fn what_is_left_out_or_removed_has_no_problems() {
    let document = r#"{"flags": {"broken": null, "limits": "{", "color": "★"}}"#;
    let problems = problems(document, |spec| {
        let spec = spec.skip("broken").skip("limits").skip("color").text_enum("broken").text_enum("color");
        spec.json("limits", "Limits").removed("broken", true).removed("gone", 1).rename("gone", "went")
    });
    assert_eq!(
        problems,
        [
            "config.json:1:22: flag `broken`: the option `removed` names a flag that the document still has (help: delete the flag in ConfigCat and update the document, or remove the option)"
        ],
    );
}

#[test]
fn a_deleted_flag_may_still_be_skipped_and_described() {
    let texts = [("darkmode".to_owned(), String::new()), ("seats".to_owned(), String::new())];
    let options = codegen::Options {
        skipped: ["zzz".to_owned()].into(),
        descriptions: codegen::Descriptions { origin: "texts.json".to_owned(), texts: texts.into() },
        ..codegen::Options::default()
    };
    assert_eq!(
        warnings(r#"{"flags": {"darkMode": true, "seats": 5}}"#, &options),
        [
            "config.json: flag `zzz`: the option `skip` names a flag that is not in the document (help: remove it, or correct the key)",
            "texts.json: flag `darkmode`: the option `descriptions` names a flag that is not in the document (help: did you mean `darkMode`?)",
        ],
    );
}

#[test]
fn files_that_cannot_be_read_are_problems() {
    let problems_of = |spec: Spec| spec.load(std::path::Path::new("/nonexistent")).unwrap_err().to_string();
    assert!(
        problems_of(Spec::file("config.json")).starts_with("config.json: cannot read the file: No such file")
    );

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.json"), b"{\"flags\": {\"\xff\": 1}}").unwrap();
    let error = Spec::file("config.json").load(folder.path()).unwrap_err().to_string();
    assert!(error.ends_with("(help: save it with the encoding UTF-8)"), "{error}");

    let bad = problems(r#"{"flags": {"a": 1}}"#, |spec| spec.descriptions("config.json"));
    assert!(
        bad[0].starts_with("config.json: not a map of descriptions: invalid type: map, expected a string"),
        "{bad:?}"
    );
}

#[test]
fn what_evaluation_tolerates_is_a_warning() {
    let document = r#"{"f": {
        "sum": {"v": 1, "p": [{"p": 30, "v": 1}, {"p": 60.5, "v": 2}]},
        "version": {"v": 1, "r": [{"a": "y", "t": 0, "c": "a", "v": 1}, {"a": "x", "t": 4, "c": "1.0.0, 1.x", "v": 1}]},
        "number": {"v": 1, "r": [{"a": "z", "t": 10, "c": "ten", "v": 1}]},
        "range": {"v": 1, "p": [{"p": -10, "v": 1}, {"p": 110, "v": 2}]},
        "attribute": {"v": 1, "r": [{"t": 2, "c": "a", "v": 1}]},
        "thrice": {"v": 1}, "thrice": {"v": 2}, "thrice": {"v": 3},
        "skipped": {"v": 1, "p": [{"p": 1, "v": 1}]}, "skipped": {"v": 1, "p": [{"p": 1, "v": 1}]}
    }}"#;
    let options = codegen::Options { skipped: ["skipped".to_owned()].into(), ..codegen::Options::default() };
    assert_eq!(
        warnings(document, &options),
        [
            "config.json:7:59: flag `thrice`: the document has this key more than once; the last one counts [duplicate-key] (help: remove the others)",
            "config.json:2:16: flag `sum`: its percentage options sum up to 90.5, not to 100 [percentage-sum] (help: correct them in the ConfigCat dashboard)",
            "config.json:3:73: flag `version`: targeting rule 2, `User.x IS ONE OF ['1.0.0', '1.x']`, never matches: comparison value `1.x` is not a semantic version [invalid-semver] (help: correct the comparison value in the ConfigCat dashboard)",
            "config.json:4:34: flag `number`: targeting rule 1, `User.z = 'ten'`, never matches: comparison value `ten` is not a decimal number [invalid-number] (help: correct the comparison value in the ConfigCat dashboard)",
            "config.json:5:33: flag `range`: percentage option 1 is for -10 % of users [percentage-out-of-range] (help: make it a number from 0 to 100 in the ConfigCat dashboard)",
            "config.json:5:53: flag `range`: percentage option 2 is for 110 % of users [percentage-out-of-range] (help: make it a number from 0 to 100 in the ConfigCat dashboard)",
            "config.json:6:37: flag `attribute`: targeting rule 1, `User. CONTAINS ANY OF ['a']`, never matches: it names no attribute [missing-attribute] (help: choose the attribute to compare in the ConfigCat dashboard)",
        ],
    );
    assert_eq!(warnings(r#"{"flags": {"a": 1}}"#, &codegen::Options::default()), [""; 0]);
}

#[test]
fn what_makes_flags_of_config_v6_fail_is_a_warning() {
    let document = r#"{"s": [{"n": "seg", "r": [{"a": "x", "c": 6, "s": "1.x"}]}], "f": {
        "sum": {"t": 0, "v": {"b": true}, "r": [{"p": [{"p": 99, "v": {"b": true}}]}]},
        "segment": {"t": 0, "v": {"b": true}, "r": [{"c": [{"s": {"s": 0, "c": 1}}], "s": {"v": {"b": true}}}]},
        "version": {"t": 0, "v": {"b": true}, "r": [{"c": [{"u": {"a": "x", "c": 4, "l": ["1.0.0", "x"]}}], "s": {"v": {"b": true}}}]},
        "missing": {"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "nothing", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}]},
        "type": {"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "sum", "c": 1, "v": {"i": 1}}}], "s": {"v": {"b": true}}}]},
        "a": {"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "b", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}]},
        "b": {"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "a", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}]}
    }}"#;
    let (dashboard, comparison) = (
        "correct them in the ConfigCat dashboard",
        "correct the comparison value in the ConfigCat dashboard",
    );
    let (prerequisite, circle) = (
        "correct the condition; until then, evaluations that reach it fail",
        "break the circle; until then, evaluations that go around it fail",
    );
    assert_eq!(
        warnings(document, &codegen::Options::default()),
        [
            format!(
                "config.json:2:49: flag `sum`: the percentage options of targeting rule 1 sum up to 99, not to 100 [percentage-sum] (help: {dashboard})"
            ),
            format!(
                "config.json:3:60: flag `segment`: targeting rule 1, `User IS NOT IN SEGMENT 'seg'`: in the segment, `User.x < '1.x'` never matches: comparison value `1.x` is not a semantic version [invalid-semver] (help: {comparison})"
            ),
            format!(
                "config.json:4:60: flag `version`: targeting rule 1, `User.x IS ONE OF ['1.0.0', 'x']`, never matches: comparison value `x` is not a semantic version [invalid-semver] (help: {comparison})"
            ),
            format!(
                "config.json:5:60: flag `missing`: targeting rule 1, `Flag 'nothing' EQUALS 'true'`: the flag is not in the document [prerequisite-missing] (help: {prerequisite})"
            ),
            format!(
                "config.json:6:57: flag `type`: targeting rule 1, `Flag 'sum' NOT EQUALS '1'`: the flag is a bool, but is compared with a whole number [prerequisite-type] (help: {prerequisite})"
            ),
            format!(
                "config.json:7:14: flag `a`: it is a prerequisite of itself: `a` → `b` → `a` [prerequisite-cycle] (help: {circle})"
            ),
            format!(
                "config.json:8:14: flag `b`: it is a prerequisite of itself: `b` → `a` → `b` [prerequisite-cycle] (help: {circle})"
            ),
        ],
    );
}
