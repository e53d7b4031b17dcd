//! Each lint: what it finds, and what it does not.

use configcat_build::{AttributeForm, Lint, Spec, codegen};

/// What is wrong with a document: errors first, then warnings.
fn findings(document: &str, spec: impl FnOnce(Spec) -> Spec) -> [Vec<String>; 2] {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.json"), document).unwrap();
    let loaded = spec(Spec::file("config.json")).load(folder.path()).unwrap();
    let found = codegen::findings(&loaded.document, &loaded.options).unwrap();
    [found.errors, found.warnings].map(|problems| problems.iter().map(ToString::to_string).collect())
}

/// Checks that a lint finds this in a document, and nothing else is found: as warnings, or as errors if it is denied.
#[track_caller]
fn check(lint: Lint, document: &str, expected: &[&str]) {
    let [errors, warnings] = findings(document, |spec| spec);
    let found = if lint.is_always_an_error() { &errors } else { &warnings };
    assert_eq!(found.len(), expected.len(), "{errors:#?} {warnings:#?}");
    assert_eq!(errors.len() + warnings.len(), expected.len(), "{errors:#?} {warnings:#?}");
    for (found, expected) in found.iter().zip(expected) {
        let (what, help) = found.split_once(&format!(" [{lint}] (help: ")).unwrap();
        assert_eq!(what, *expected);
        assert!(help.len() > 10, "{found}");
    }

    let [denied, none] = findings(document, |spec| spec.deny(lint));
    assert_eq!((&denied, none.len()), (found, 0));
    assert_eq!(findings(document, Spec::deny_all), [denied, none]);
    if !lint.is_always_an_error() {
        assert_eq!(findings(document, |spec| spec.deny_all().allow(lint)), [[""; 0]; 2]);
        assert_eq!(
            findings(document, |spec| spec.allow(lint).deny(lint)),
            findings(document, |spec| spec.deny(lint))
        );
    }
    let resolved = |spec: Spec| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.json"), document).unwrap();
        let loaded = spec.load(folder.path()).unwrap();
        codegen::resolve(&loaded.document, &loaded.options).map(|_| ()).map_err(|error| error.to_string())
    };
    let error = resolved(Spec::file("config.json").deny(lint)).unwrap_err();
    assert_eq!(error.lines().collect::<Vec<_>>(), findings(document, |spec| spec.deny(lint))[0]);
}

/// A config v6 with these settings; rules in them are written with `IF` and the like for brevity.
fn v6(settings: &str) -> String {
    let short = [
        ("EMAIL", r#"{"u": {"a": "Email", "c": 0, "l": ["a"]}}"#),
        ("COUNTRY", r#"{"u": {"a": "Country", "c": 0, "l": ["HU"]}}"#),
        ("NOT_IN_NOTHING", r#"{"u": {"a": "Email", "c": 1, "l": []}}"#),
        ("NO_DIGITS", r#"{"u": {"a": "Email", "c": 33, "l": []}}"#),
        ("ANY_TEXT", r#"{"u": {"a": "Email", "c": 2, "l": [""]}}"#),
        ("ON", r#""s": {"v": {"b": true}}"#),
        ("OFF", r#""s": {"v": {"b": false}}"#),
        ("HALVES", r#""p": [{"p": 50, "v": {"b": true}}, {"p": 50, "v": {"b": false}}]"#),
        ("BOOL", r#""t": 0, "v": {"b": false}"#),
    ];
    let settings = short.iter().fold(settings.to_owned(), |text, (name, json)| text.replace(name, json));
    format!("{{\"p\": {{\"s\": \"salt\"}}, \"f\": {{\n{settings}\n}}}}")
}

#[test]
fn percentage_sum() {
    check(
        Lint::PercentageSum,
        r#"{"f": {"a": {"v": 1, "p": [{"p": 30, "v": 1}, {"p": 60.5, "v": 2}]},
            "b": {"v": 1, "p": [{"p": 33.3, "v": 1}, {"p": 33.3, "v": 2}, {"p": 33.4, "v": 3}]}}}"#,
        &["config.json:1:13: flag `a`: its percentage options sum up to 90.5, not to 100"],
    );
    check(
        Lint::PercentageSum,
        &v6(r#""a": {BOOL, "r": [{"c": [EMAIL], "p": [{"p": 99, "v": {"b": true}}]}]}"#),
        &["config.json:2:40: flag `a`: the percentage options of targeting rule 1 sum up to 99, not to 100"],
    );
}

#[test]
fn percentage_out_of_range() {
    check(
        Lint::PercentageOutOfRange,
        &v6(r#""a": {BOOL, "r": [{"c": [EMAIL],
"p": [{"p": -1, "v": {"b": true}}, {"p": 101, "v": {"b": false}}]}]}"#),
        &[
            "config.json:3:7: flag `a`: targeting rule 1: percentage option 1 is for -1 % of users",
            "config.json:3:36: flag `a`: targeting rule 1: percentage option 2 is for 101 % of users",
        ],
    );
}

#[test]
fn duplicate_percentage_option() {
    check(
        Lint::DuplicatePercentageOption,
        r#"{"f": {"a": {"v": "x", "p": [{"p": 30, "v": "x"}, {"p": 40, "v": "y"}, {"p": 30, "v": "x"}]},
            "b": {"v": "x", "p": [{"p": 50, "v": "x"}, {"p": 50, "v": "X"}]}}}"#,
        &["config.json:1:72: flag `a`: percentage option 3 serves the same value as option 1: `\"x\"`"],
    );
    check(
        Lint::DuplicatePercentageOption,
        &v6(r#""a": {BOOL, "r": [{"c": [EMAIL], "p": [
{"p": 50, "v": {"b": true}}, {"p": 50, "v": {"b": true}}]}]}"#),
        &[
            "config.json:3:30: flag `a`: targeting rule 1: percentage option 2 serves the same value as option 1: `true`",
        ],
    );
}

#[test]
fn unreachable_rule() {
    let after = |number, first| {
        format!(
            "targeting rule {number} is never reached: whenever it would match, targeting rule {first} decides"
        )
    };
    // A rule without conditions, and the same conditions or more of them.
    check(
        Lint::UnreachableRule,
        &v6(r#""a": {BOOL, "r": [{ON},
{"c": [EMAIL], OFF}]},
"b": {BOOL, "r": [{"c": [EMAIL], ON}, {"c": [COUNTRY], ON},
{"c": [COUNTRY, EMAIL], OFF}]},
"c": {BOOL, "r": [{"c": [EMAIL, COUNTRY], ON}, {"c": [COUNTRY], OFF}, {OFF}]}"#),
        &[
            &format!("config.json:3:1: flag `a`: {}", after(2, 1)),
            &format!("config.json:5:1: flag `b`: {}", after(3, 1)),
        ],
    );
    // Conditions that hold for whoever has the attribute; nobody else would match.
    check(
        Lint::UnreachableRule,
        &v6(r#""a": {BOOL, "r": [{"c": [NOT_IN_NOTHING], ON},
{"c": [EMAIL], OFF}, {"c": [COUNTRY], OFF}]},
"b": {BOOL, "r": [{"c": [NO_DIGITS], ON},
{"c": [EMAIL], OFF}]},
"c": {BOOL, "r": [{"c": [ANY_TEXT], ON},
{"c": [EMAIL], OFF}]}"#),
        &[
            &format!("config.json:3:1: flag `a`: {}", after(2, 1)),
            &format!("config.json:5:1: flag `b`: {}", after(2, 1)),
            &format!("config.json:7:1: flag `c`: {}", after(2, 1)),
        ],
    );
    // Config v5, in the order that the rules ask for.
    check(
        Lint::UnreachableRule,
        r#"{"f": {"a": {"v": 1, "r": [{"o": 2, "a": "x", "t": 0, "c": "1", "v": 1},
            {"o": 1, "a": "x", "t": 0, "c": "1", "v": 2}]}}}"#,
        &[&format!("config.json:1:28: flag `a`: {}", after(2, 1))],
    );
}

#[test]
fn unreachable_percentage_options() {
    // Options decide for whoever can be dealt out: nobody else comes to those that follow.
    check(
        Lint::UnreachableRule,
        &v6(r#""a": {BOOL, "r": [{ON}],
HALVES},
"b": {BOOL, "r": [{HALVES},
{"c": [EMAIL], ON},
{HALVES}, {ON}],
HALVES},
"c": {BOOL, "a": "plan", "r": [{HALVES}, {"c": [EMAIL], ON}]},
"d": {BOOL, "r": [{"c": [EMAIL], ON}], HALVES}"#),
        &[
            "config.json:3:7: flag `a`: its percentage options are never reached: targeting rule 1 always decides",
            "config.json:5:1: flag `b`: targeting rule 2 is never reached: whenever it would match, targeting rule 1 decides",
            "config.json:6:1: flag `b`: targeting rule 3 is never reached: whenever it would match, targeting rule 1 decides",
            "config.json:7:7: flag `b`: its percentage options are never reached: targeting rule 1 always decides",
        ],
    );
}

#[test]
fn prerequisite_cycle() {
    check(
        Lint::PrerequisiteCycle,
        &v6(r#""a": {BOOL, "r": [{"c": [{"p": {"f": "a", "c": 0, "v": {"b": true}}}], ON}]}"#),
        &["config.json:2:6: flag `a`: it is a prerequisite of itself: `a` → `a`"],
    );
}

#[test]
fn prerequisite_missing() {
    check(
        Lint::PrerequisiteMissing,
        &v6(r#""a": {BOOL, "r": [{"c": [EMAIL,
{"p": {"f": "b", "c": 0, "v": {"b": true}}}], ON}]}"#),
        &[
            "config.json:3:1: flag `a`: targeting rule 1, `Flag 'b' EQUALS 'true'`: the flag is not in the document",
        ],
    );
}

#[test]
fn prerequisite_type() {
    check(
        Lint::PrerequisiteType,
        &v6(r#""a": {BOOL, "r": [{"c": [
{"p": {"f": "b", "c": 0, "v": {"s": "x"}}}], ON}]}, "b": {BOOL}"#),
        &[
            "config.json:3:1: flag `a`: targeting rule 1, `Flag 'b' EQUALS 'x'`: the flag is a bool, but is compared with a text",
        ],
    );
}

#[test]
fn dangling_segment() {
    check(
        Lint::DanglingSegment,
        &v6(r#""a": {BOOL, "r": [{"c": [{"s": {"s": 0, "c": 0}}], ON}]}"#),
        &["config.json:2:59: flag `a`: targeting rule 1: there is no segment with index 0"],
    );
}

#[test]
fn missing_salt() {
    let hashed = r#"{"u": {"a": "Email", "c": 16, "l": ["00"]}}"#;
    let document = v6(&format!(r#""a": {{BOOL, "r": [{{"c": [{hashed}], ON}}]}}"#)).replace("salt", "");
    check(
        Lint::MissingSalt,
        &document.replace(r#""p": {"s": ""}, "#, ""),
        &[
            "config.json:2:73: flag `a`: targeting rule 1: a hashed comparison needs the config's salt, which is missing",
        ],
    );
}

#[test]
fn missing_salt_of_a_segment() {
    let document = r#"{"s": [{"n": "seg", "r": [{"a": "Email", "c": 16, "l": ["00"]}]}], "f": {
        "a": {"t": 0, "v": {"b": true}, "r": [{"c": [{"s": {"s": 0, "c": 0}}], "s": {"v": {"b": true}}}]}}}"#;
    let [errors, _] = findings(document, |spec| spec);
    assert!(errors.len() == 1 && errors[0].contains("[missing-salt]"), "{errors:?}");
}

#[test]
fn invalid_semver_and_number() {
    check(
        Lint::InvalidSemver,
        r#"{"f": {"a": {"v": 1, "r": [{"a": "x", "t": 4, "c": "1.0.0, 1.x", "v": 1}]}}}"#,
        &[
            "config.json:1:28: flag `a`: targeting rule 1, `User.x IS ONE OF ['1.0.0', '1.x']`, never matches: comparison value `1.x` is not a semantic version",
        ],
    );
    check(
        Lint::InvalidNumber,
        r#"{"f": {"a": {"v": 1, "r": [{"a": "x", "t": 10, "c": "ten", "v": 1}]}}}"#,
        &[
            "config.json:1:28: flag `a`: targeting rule 1, `User.x = 'ten'`, never matches: comparison value `ten` is not a decimal number",
        ],
    );
}

#[test]
fn missing_attribute() {
    check(
        Lint::MissingAttribute,
        r#"{"f": {"a": {"v": 1, "r": [{"t": 2, "c": "a", "v": 1}]}}}"#,
        &[
            "config.json:1:28: flag `a`: targeting rule 1, `User. CONTAINS ANY OF ['a']`, never matches: it names no attribute",
        ],
    );
}

#[test]
fn outer_white_space() {
    check(
        Lint::OuterWhiteSpace,
        r#"{"f": {"a": {"v": "x ", "r": [{"a": "x", "t": 0, "c": "1", "v": "\tx"}],
"p": [{"p": 50, "v": " "}, {"p": 50, "v": "x y"}]}, "b": {"v": ""}}}"#,
        &[
            "config.json:1:13: flag `a`: the value `\"x \"` has white space around it",
            "config.json:1:31: flag `a`: the value `\"\\tx\"` has white space around it",
            "config.json:2:7: flag `a`: the value `\" \"` has white space around it",
        ],
    );
}

#[test]
fn identical_flags() {
    // Other values, other conditions, no rules, or percentage options: those are not the same.
    check(
        Lint::IdenticalFlags,
        &v6(r#""a": {BOOL, "r": [{"c": [EMAIL], ON}, {"c": [COUNTRY], ON}]},
"b": {BOOL, "r": [{"c": [EMAIL], ON}, {"c": [COUNTRY], "s": {"v": {"b": true}, "i": "id"}}]},
"c": {BOOL, "r": [{"c": [EMAIL], ON}, {"c": [COUNTRY], OFF}]},
"d": {BOOL, "r": [{"c": [COUNTRY], ON}, {"c": [EMAIL], ON}]},
"e": {BOOL}, "f": {BOOL},
"g": {BOOL, "r": [{"c": [EMAIL], HALVES}]}, "h": {BOOL, "r": [{"c": [EMAIL], HALVES}]}"#),
        &["config.json:3:6: flag `b`: it always serves the same as flag `a`"],
    );
}

#[test]
fn duplicate_key() {
    check(
        Lint::DuplicateKey,
        r#"{"flags": {"a": 1, "a": 2, "a": 3, "b": 1}}"#,
        &["config.json:1:33: flag `a`: the document has this key more than once; the last one counts"],
    );
}

#[test]
fn lints_that_are_always_errors_cannot_be_allowed() {
    let document = r#"{"f": {"a": {"t": 0, "v": {"b": false}, "r": [
        {"c": [{"u": {"a": "Email", "c": 16, "l": ["00"]}}], "s": {"v": {"b": true}}}]}}}"#;
    let [errors, warnings] = findings(document, |spec| spec.allow(Lint::MissingSalt));
    assert_eq!(
        errors,
        [
            "config.json:2:42: flag `a`: targeting rule 1: a hashed comparison needs the config's salt, which is missing [missing-salt] (help: add the salt `s` to the document's preferences `p`)",
            "config.json: the lint `missing-salt` cannot be allowed: such a flag cannot be evaluated (help: fix the flag, or leave it out: `skip(\"key\")`)"
        ],
    );
    assert_eq!(warnings, [""; 0]);
}

/// What is allowed for all documents does no harm to those that do not have it.
#[test]
fn lints_that_find_nothing_can_be_allowed() {
    let allow = |spec: Spec| spec.allow(Lint::MissingSalt).allow(Lint::DanglingSegment);
    assert_eq!(findings(r#"{"flags": {"a": 1}}"#, allow), [[""; 0]; 2]);
}

#[test]
fn flags_that_are_left_out_are_not_looked_at() {
    let document = r#"{"f": {"a": {"v": " "}, "b": {"v": 1}, "b": {"t": 9}}}"#;
    assert_eq!(findings(document, |spec| spec.skip("a").skip("b")), [[""; 0]; 2]);
}

#[test]
fn a_document_without_flags_is_an_error() {
    let [errors, warnings] = findings(r#"{"f": {}}"#, |spec| spec);
    assert!(errors[0].starts_with("config.json: the document has no flags (help: "), "{errors:?}");
    assert_eq!((errors.len(), warnings.len()), (1, 0));
}

#[test]
fn similar_attributes() {
    let flag = |key: &str, attribute: &str| {
        let condition = format!(r#"{{"u": {{"a": "{attribute}", "c": 28, "s": "{key}"}}}}"#);
        format!(r#""{key}": {{BOOL, "r": [{{"c": [{condition}], ON}}]}}"#)
    };
    let flags = |attributes: &[&str]| {
        let flags: Vec<_> =
            attributes.iter().enumerate().map(|(number, name)| flag(&format!("f{number}"), name)).collect();
        v6(&flags.join(",\n"))
    };
    check(
        Lint::SimilarAttributes,
        &flags(&["plan", "paln"]),
        &["config.json:3:48: flag `f1`: the attribute `paln` is almost `plan`, which 1 flag asks for"],
    );
    // Such attributes have no setter either, which is said if this lint is allowed.
    let [_, warnings] =
        findings(&flags(&["plan", "Plan", "app_version", "appVersion", "email"]), |spec| spec);
    let expected = [
        "config.json:3:48: flag `f1`: the attribute `Plan` is almost `plan`, which 1 flag asks for",
        "config.json:5:48: flag `f3`: the attribute `appVersion` is almost `app_version`, which 1 flag asks for",
        "config.json:6:48: flag `f4`: the attribute `email` is almost `Email`, which every user can have",
    ];
    assert_eq!(warnings.len(), expected.len(), "{warnings:#?}");
    for (warning, expected) in warnings.iter().zip(expected) {
        assert!(warning.starts_with(&format!("{expected} [similar-attributes] (help: ")), "{warning}");
    }
    check(
        Lint::SimilarAttributes,
        &flags(&["contry_code", "country_code", "country_code"]),
        &[
            "config.json:2:48: flag `f0`: the attribute `contry_code` is almost `country_code`, which 2 flags ask for",
        ],
    );
    for others in
        [["tier1", "tier2"], ["seats", "meats"], ["role", "roles"], ["plan", "plane"], ["日本", "日木"]]
    {
        assert_eq!(findings(&flags(&others), |spec| spec), [[""; 0]; 2], "{others:?}");
    }
}

#[test]
fn mixed_attribute() {
    check(
        Lint::MixedAttribute,
        &v6(r#""a": {BOOL, "r": [{"c": [{"u": {"a": "version", "c": 6, "s": "1.2.0"}}], ON}]},
"b": {BOOL, "r": [{"c": [EMAIL,
{"u": {"a": "version", "c": 14, "d": 2}}], ON}, {"c": [{"u": {"a": "version", "c": 14, "d": 3}}], ON}]}"#),
        &[
            "config.json:4:1: flag `b`: targeting rule 1, `User.version > '2'` compares `version` as a number, but flag `a` compares \
             it as a semantic version",
        ],
    );
}

#[test]
fn unnamed_attribute() {
    check(
        Lint::UnnamedAttribute,
        &v6(r#""a": {BOOL, "r": [{"c": [{"u": {"a": "★", "c": 28, "s": "x"}}], ON}]},
"b": {BOOL, "a": "new", "p": [{"p": 50, "v": {"b": true}}, {"p": 50, "v": {"b": false}}]}"#),
        &[
            "config.json:2:47: flag `a`: the attribute `★` has no setter in the generated user: no identifier can be made of its name",
            "config.json:3:6: flag `b`: the attribute `new` has no setter in the generated user: `new` is another method of the type",
        ],
    );
    let twins = v6(
        r#""a": {BOOL, "r": [{"c": [{"u": {"a": "Plan", "c": 28, "s": "x"}}, {"u": {"a": "plan", "c": 28, "s": "x"}}], ON}]}"#,
    );
    let [_, warnings] = findings(&twins, |spec| spec.allow(Lint::SimilarAttributes));
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let renamed = |spec: Spec| spec.allow(Lint::SimilarAttributes).rename_attribute("Plan", "old_plan");
    assert_eq!(findings(&twins, renamed), [[""; 0]; 2]);
}

#[test]
fn comparison_white_space() {
    check(
        Lint::ComparisonWhiteSpace,
        &v6(r#""a": {BOOL, "r": [
{"c": [{"u": {"a": "plan", "c": 0, "l": ["pro", "team "]}}], ON},
{"c": [{"u": {"a": "plan", "c": 28, "s": " "}}], ON},
{"c": [{"u": {"a": "name", "c": 2, "l": [" "]}}], ON},
{"c": [{"u": {"a": "version", "c": 6, "s": " 1.2.0"}}], ON}]}"#),
        &[
            "config.json:3:8: flag `a`: targeting rule 1, `User.plan IS ONE OF ['pro', 'team ']`: the comparison value `\"team \"` \
             has white space around it",
            "config.json:4:8: flag `a`: targeting rule 2, `User.plan EQUALS ' '`: the comparison value `\" \"` has white space \
             around it",
        ],
    );
}

#[test]
fn country_name() {
    check(
        Lint::CountryName,
        &v6(r#""a": {BOOL, "r": [{"c": [COUNTRY], ON}]},
"b": {BOOL, "r": [{"c": [{"u": {"a": "Country", "c": 1, "l": ["AT", "Hungary"]}}], ON}]}"#),
        &[
            "config.json:3:47: flag `b`: targeting rule 1, `User.Country IS NOT ONE OF ['AT', 'Hungary']`: `Hungary` is the name of a \
             country, while other conditions have two-letter codes",
        ],
    );
    let names = v6(
        r#""a": {BOOL, "r": [{"c": [{"u": {"a": "Country", "c": 1, "l": ["Austria", "Hungary"]}}], ON}]}"#,
    );
    assert_eq!(findings(&names, |spec| spec), [[""; 0]; 2]);
}

#[test]
fn unmatched_comparison() {
    let document = v6(r#""a": {BOOL, "r": [{"c": [{"u": {"a": "plan", "c": 0, "l": ["pro", "team"]}}], ON},
{"c": [{"u": {"a": "plan", "c": 30, "l": ["te", "entr"]}}], ON}]}"#);
    let [errors, warnings] = findings(&document, |spec| spec.attribute("plan", AttributeForm::OneOf));
    assert_eq!(
        (errors.len(), warnings),
        (
            0,
            vec![
                "config.json:3:8: flag `a`: targeting rule 2, `User.plan STARTS WITH ANY OF ['te', 'entr']`: no value that `plan` is \
                 compared with by equality matches `entr` [unmatched-comparison] (help: correct the comparison value in the ConfigCat \
                 dashboard)"
                    .to_owned()
            ]
        )
    );
    assert_eq!(findings(&document, |spec| spec), [[""; 0]; 2]);
}
