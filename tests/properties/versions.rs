//! A text is a `Version` exactly if targeting rules accept it as one, in constants too.

use std::panic;

use configcat_core::{Snapshot, User, Version};
use proptest::prelude::*;

/// Serves `true` to every user with a version: none is below this one.
const DOCUMENT: &str = r#"{"p": {"s": ""}, "f": {"any": {"t": 0, "v": {"b": false}, "r": [
    {"c": [{"u": {"a": "version", "c": 9, "s": "0.0.0-0"}}], "s": {"v": {"b": true}}}]}}}"#;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ \t\u{a0}\u{3000}]{0,2}[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}(-[0-9a-zA-Z.-]{0,6})?(\\+[0-9a-zA-Z.-]{0,6})?[ \u{2028}]?",
        2 => "[0-9v.+a-]{0,12}",
        1 => "[0-9]{18,22}\\.0\\.0",
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn versions_are_those_of_targeting_rules(text in text()) {
        let user = User::new("1").custom("version", text.as_str());
        let is_accepted = Snapshot::embedded(DOCUMENT).get_value("any", false, &user);
        prop_assert_eq!(text.parse::<Version>().is_ok(), is_accepted);
        let leaked: &'static str = text.clone().leak();
        let from_static = panic::catch_unwind(|| Version::from_static(leaked));
        prop_assert_eq!(from_static.is_ok(), is_accepted);
    }
}
