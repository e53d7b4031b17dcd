//! Details: a value, and why it was served.

use configcat_core::{Client, EvaluationError, Flag, SettingType, User, Value};
use configcat_test_support::local_client;

const DOCUMENT: &str = r#"{"f": {
    "flag": {"t": 1, "v": "everyone", "i": "id-everyone",
        "r": [
            {"a": "Email", "t": 2, "c": "@b.com", "v": "rule 2", "i": "id-rule-2", "o": 2},
            {"a": "Email", "t": 2, "c": "@a.com", "v": "rule 1", "i": "id-rule-1", "o": 1}
        ],
        "p": [{"p": 0, "v": "option 1", "i": "id-option-1"}, {"p": 100, "v": "option 2", "i": "id-option-2"}]},
    "plain": {"t": 2, "v": 5},
    "broken": {"t": 9, "v": 5}
}}"#;

fn client() -> Client {
    local_client(DOCUMENT)
}

#[test]
fn details_tell_the_matching_rule() {
    let user = User::new("1").email("jane@b.com");
    let details = client().get_value_details("flag", "default", &user);
    assert_eq!((details.key.as_str(), details.value.as_str()), ("flag", "rule 2"));
    assert_eq!(details.variation_id.as_deref(), Some("id-rule-2"));
    let rule = details.matched_targeting_rule().expect("a rule matched");
    assert_eq!(rule.to_string(), "IF User.Email CONTAINS ANY OF ['@b.com'] THEN 'rule 2'");
    assert_eq!(details.matched_percentage_option(), None);
    assert!(!details.is_default_value());
    assert_eq!(details.user, Some(user));
    assert_eq!(details.fetch_time, None, "local data was never fetched");
}

#[test]
fn details_tell_the_matching_percentage_option() {
    let details = client().get_value_details("flag", "default", &User::new("1"));
    let option = details.matched_percentage_option().expect("an option matched");
    assert_eq!(
        (option.percentage().to_bits(), option.served().value()),
        (100_f64.to_bits(), &"option 2".into())
    );
    assert_eq!(details.variation_id.as_deref(), Some("id-option-2"));
    assert_eq!(details.matched_targeting_rule(), None);
}

#[test]
fn details_of_the_value_for_everyone_have_no_match() {
    let details = client().get_value_details("flag", "default", None);
    assert_eq!(details.value, "everyone");
    assert_eq!(details.variation_id.as_deref(), Some("id-everyone"));
    assert_eq!((details.matched_targeting_rule(), details.matched_percentage_option()), (None, None));
    assert_eq!((details.user, details.error), (None, None));
}

#[test]
fn details_of_a_default_value_tell_the_error() {
    let (client, user) = (client(), User::new("1"));
    let missing = client.get_value_details("no such flag", 7, &user);
    assert!(matches!(&missing.error, Some(EvaluationError::KeyMissing { key, .. }) if key == "no such flag"));
    let mismatch = client.get_value_details("plain", true, &user);
    assert!(matches!(
        &mismatch.error,
        Some(EvaluationError::TypeMismatch { key, expected: SettingType::Bool, actual: SettingType::Int, .. })
            if key == "plain"
    ));
    let broken = client.get_value_details("broken", 7, &user);
    assert!(
        matches!(&broken.error, Some(EvaluationError::BrokenSetting(setting)) if setting.key() == "broken")
    );

    assert_eq!((missing.value, mismatch.value, broken.value), (7, true, 7));
    assert!(missing.is_default_value() && mismatch.is_default_value() && broken.is_default_value());
    assert_eq!((missing.variation_id, broken.variation_id), (None, None));
    assert_eq!((missing.user.as_ref(), broken.user.as_ref()), (Some(&user), Some(&user)));
}

#[test]
fn a_typed_flag_reads_the_same_as_its_key() {
    const PLAIN: Flag<i64> = Flag::new("plain", 1);
    const MISSING: Flag<i64> = Flag::new("missing", 1);

    let client = client();
    assert_eq!((client.value(&PLAIN, None), client.value(&MISSING, None)), (5, 1));
    assert_eq!(client.value_details(&PLAIN, None), client.get_value_details("plain", 1, None));
    assert_eq!(client.value_details(&MISSING, None), client.get_value_details("missing", 1, None));
}

#[test]
fn reads_of_all_flags_are_in_document_order() {
    let (client, user) = (client(), User::new("1"));
    assert_eq!(client.get_all_keys(), ["flag", "plain", "broken"]);
    let values = [("flag".into(), Value::from("option 2")), ("plain".into(), 5.into())];
    assert_eq!(client.get_all_values(&user), values);
    assert_eq!(client.get_all_variation_ids(&user), [("flag".into(), "id-option-2".into())]);
    let details = client.get_all_value_details(&user);
    let outcomes: Vec<_> =
        details.iter().map(|details| (details.key.as_str(), details.value.clone(), &details.error)).collect();
    assert_eq!(outcomes[0], ("flag", Some("option 2".into()), &None));
    assert_eq!(outcomes[1], ("plain", Some(5.into()), &None));
    assert!(matches!(outcomes[2], ("broken", None, Some(EvaluationError::BrokenSetting(_)))));
    assert!(details.iter().all(|details| details.user.as_ref() == Some(&user)));
}

#[test]
fn a_variation_id_leads_to_key_and_value() {
    let client = client();
    for (variation_id, value) in
        [("id-everyone", "everyone"), ("id-rule-1", "rule 1"), ("id-option-1", "option 1")]
    {
        assert_eq!(client.get_key_and_value(variation_id), Some(("flag".into(), value.into())));
    }
    assert_eq!(client.get_key_and_value("no such id"), None);
    assert_eq!(client.get_variation_id("plain", None), None);
}
