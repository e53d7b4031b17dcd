//! The generated code in `cases/`, compiled with warnings denied and read from as an application would.

#![expect(clippy::allow_attributes, reason = "generated code must not depend on the lints of an application")]
#![expect(clippy::doc_markdown, reason = "descriptions are the application's")]
#![expect(clippy::float_cmp, reason = "flags serve exactly what is in the document")]

use std::time::SystemTime;

use configcat_core::{Client, Config, OverrideBehaviour, Overrides, Snapshot, User};

#[rustfmt::skip]
#[path = "cases/names.rs"]
mod names;
#[rustfmt::skip]
#[path = "cases/options.rs"]
mod options;
#[rustfmt::skip]
#[path = "cases/simple.rs"]
mod simple;
#[rustfmt::skip]
#[path = "cases/targeting.rs"]
mod targeting;
#[rustfmt::skip]
#[path = "cases/v6.rs"]
mod v6;

#[test]
fn accessors_evaluate_rules_and_options() {
    let flags = targeting::Flags::embedded();
    let user = User::new("1").email("jane@example.com").custom("plan", "pro");
    assert!(flags.is_my_awesome_feature_enabled(&user));
    assert!(!flags.is_my_awesome_feature_enabled(None));
    assert_eq!(flags.button_color(&user), "gold");
    assert_eq!(
        flags.button_color_details(&user).matched_targeting_rule().unwrap().served().unwrap().variation_id(),
        None
    );
    assert_eq!(flags.max_upload_mb(&user.clone().custom("id", "abc")), i64::MAX);
    assert_eq!(flags.max_upload_mb(&user), -10);
    assert!([0.25, -1e-7].contains(&flags.discount_rate(&user)));
    assert_eq!(flags.discount_rate(None), 1.0);
    assert_eq!(targeting::Flags::KEYS.len(), 4);
}

#[test]
fn accessors_evaluate_segments_prerequisites_and_options_of_rules() {
    let flags = v6::Flags::embedded();
    let tester = User::new("1").email("jane@example.com").custom("Age", 30);
    let admin =
        tester.clone().country("Norway").custom("Roles", ["admin"]).custom("SignedUp", SystemTime::now());
    assert!(flags.is_checkout_enabled(&tester) && !flags.is_checkout_enabled(&User::new("1")));
    assert_eq!(flags.checkout_style(&tester), "plain");
    assert_eq!(flags.checkout_style(&tester.clone().custom("Age", 17)), "classic");
    let details = flags.checkout_style_details(&admin);
    assert!(["one page", "steps"].contains(&details.value.as_str()), "{details:?}");
    assert!(details.matched_targeting_rule().is_some() && details.matched_percentage_option().is_some());
    assert_eq!(flags.max_items(&admin), if details.value == "one page" { 100 } else { 20 });
    assert_eq!((flags.max_items(None), flags.discount(None)), (20, 1.0));
    assert!(flags.source().snapshot().explain("maxItems", &admin).to_string().contains("'checkoutStyle'"));
}

#[test]
fn simple_documents_give_plain_flags() {
    let flags = simple::Flags::embedded();
    assert!(flags.enabled_feature(None));
    assert_eq!((flags.double_setting(None), flags.nearly_pi(None)), (2.5, "3.1415".parse().unwrap()));
    assert_eq!(flags.string_setting(None), "multi\nline \"text\" \\ ő");
    assert_eq!(simple::Flags::STRING_SETTING.fallback(), &flags.string_setting(None));
}

#[test]
fn keys_of_all_kinds_become_identifiers() {
    let flags = names::Flags::embedded();
    assert!(flags.flag_2fa(None) && flags.r#type(None) && flags.self_(None) && flags.r#gen(None));
    assert!(flags.pascal_case(None) && flags.kebab_case(None) && flags.with_dots_in_it(None));
    assert!(flags.upper_case(None) && flags.http_server2(None) && flags.ő_ű(None));
    assert!(flags.from_address(None) && flags.into_the_beta(None));
    assert_eq!((flags.日本(None), flags.hidden(None).as_str()), (1, "x"));
}

#[test]
fn options_change_names_and_fallbacks() {
    let flags = options::Flags::embedded();
    assert_eq!(
        (flags.better_name(None).as_str(), flags.keep_me(None), flags.ratio(None)),
        ("served", true, 0.5)
    );
    let without = options::Flags::new(Snapshot::from(Config::default()));
    assert_eq!((without.keep_me(None), without.ratio(None), without.limit(None)), (false, 2.0, 1));
    assert_eq!(without.keep_me_details(None).error.unwrap().event_id(), 1001);
}

#[test]
fn accessors_read_from_clients_and_snapshots() {
    fn is_shareable<T: Clone + Send + Sync + 'static>() {}
    is_shareable::<simple::Flags>();

    let overrides = Overrides::from_map([("intSetting", 7)], OverrideBehaviour::LocalOnly);
    let client = Client::builder("any").overrides(overrides).build().unwrap();
    assert_eq!(simple::Flags::new(&client).int_setting(None), 7);
    assert_eq!(simple::Flags::new(client.snapshot()).int_setting(None), 7);
    assert_eq!(simple::Flags::new(client).source().snapshot().get_all_keys(), ["intSetting"]);
}
