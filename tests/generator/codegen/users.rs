//! Generated users: what they evaluate to, and which setters there are.

use std::time::{Duration, UNIX_EPOCH};

use configcat_core::{Attribute, Config, Date, FlagDrift, Snapshot, User, Version};
use generated::{Flags, FlagsUser, FlagsUserPlan, ShopUser, Strict};

mod generated {
    configcat_macros::flags! {
        pub(crate) struct Flags;
        spec = "codegen/cases/users.json";
        attribute("plan", one_of);
        required("plan");
        required("seats");
        rename_attribute("app version", "app_version");
    }

    configcat_macros::flags! {
        pub(crate) struct Strict;
        user = ShopUser;
        spec = "codegen/cases/users.json";
        user = strict;
        rename_attribute("new", "is_new");
    }
}

const VERSION: Version = Version::from_static("1.3.0");

/// The same user, plain and typed.
fn users() -> [(User, FlagsUser); 4] {
    let since = UNIX_EPOCH + Duration::from_secs(1_600_000_000);
    let plain = |plan, seats| User::new("1").custom("plan", plan).custom("seats", seats);
    [
        (plain("pro", 3).email("a@b.c"), FlagsUser::new(1, FlagsUserPlan::Pro, 3).email("a@b.c")),
        (
            plain("free", 0).custom("app version", "1.3.0"),
            FlagsUser::new("1", "free".into(), 0).app_version(VERSION),
        ),
        (
            plain("other", 1)
                .custom("since", since)
                .custom("roles", ["admin"])
                .custom("beta", "True")
                .custom("level", 7),
            FlagsUser::new("1", FlagsUserPlan::from("other"), 1)
                .since(since)
                .roles(["admin"])
                .beta(true)
                .level(7),
        ),
        (
            plain("team", 1).custom("tenant", "t").country("HU").custom("type", "x").custom("★", "x"),
            FlagsUser::new("1", FlagsUserPlan::Team, 1)
                .tenant(Some("t"))
                .country("HU")
                .r#type("x")
                .since(None::<Date>)
                .map(|user| user.custom("★", "x")),
        ),
    ]
}

#[test]
fn a_typed_user_is_the_same_as_the_plain_one() {
    let flags = Flags::embedded();
    for (plain, typed) in users() {
        assert_eq!(typed.as_user(), &plain);
        assert_eq!(User::from(typed.clone()), plain);
        assert_eq!(flags.all(&typed), flags.all(&plain));
        assert_eq!(flags.new_checkout(&typed), flags.new_checkout(&plain));
        assert_eq!(flags.limits_details(&typed), flags.limits_details(&plain));
        assert_eq!(flags.watch().limits(&typed).value(), flags.limits(typed.as_user()));
    }
    assert!(flags.new_checkout(&FlagsUser::new(1, FlagsUserPlan::Pro, 3)));
    assert_eq!(flags.limits(&FlagsUser::new(1, FlagsUserPlan::Pro, 3).beta(true)), 4);
}

#[test]
fn strict_accessors_take_typed_users_only() {
    let flags = Strict::embedded();
    let user = ShopUser::new("1").plan("pro").seats(2.5).is_new("x");
    let plain = User::new("1").custom("plan", "pro").custom("seats", 2.5).custom("new", "x");
    assert_eq!(user.as_user(), &plain);
    let snapshot = Snapshot::embedded(Strict::DOCUMENT);
    assert_eq!(flags.new_checkout(&user), snapshot.get_value("newCheckout", false, &plain));
    assert_eq!(flags.limits(Some(&user)), snapshot.get_value("limits", 0, &plain));
    assert_eq!(flags.limits(&Some(user.clone())), 7);
    assert_eq!(flags.limits_details(&user).value, 7);
    assert_eq!(flags.all(&user).limits, 7);
    assert_eq!((flags.all(None).limits, flags.limits(None)), (1, 1));
    assert_eq!(flags.watch().limits(&user).value(), 7);
    assert_eq!(flags.watch().all(&user).value().limits, 7);
}

/// Only with `user = strict`: other programs may set the attribute by its name.
#[test]
fn check_tells_of_attributes_that_no_typed_user_has() {
    assert_eq!(Strict::embedded().check(), Ok(()));
    let changed = Strict::DOCUMENT
        .replace(r#""a": "level""#, r#""a": "tier""#)
        .replace(r#""a": "tenant""#, r#""a": "★""#);
    let snapshot = Snapshot::from(Config::parse(&changed).unwrap());
    assert_eq!(Flags::new(snapshot.clone()).check(), Ok(()));
    let drift = Strict::new(snapshot).check().unwrap_err();
    assert!(matches!(drift.flags(), [FlagDrift::UnknownAttribute { .. }]), "{drift}");
    assert_eq!(
        drift.flags()[0].to_string(),
        "flag `limits` asks for the attribute `tier`, which no user of the program has; generate the code from the new \
         config, and set the attribute"
    );
    let dealt = Strict::DOCUMENT.replace(r#""a": "tenant""#, r#""a": "region""#);
    let drift = Strict::new(Snapshot::from(Config::parse(&dealt).unwrap())).check().unwrap_err();
    assert!(drift.to_string().contains("asks for the attribute `region`"), "{drift}");
}

#[test]
fn enums_of_attributes_have_the_values_of_rules() {
    assert_eq!(FlagsUserPlan::ALL, [FlagsUserPlan::Pro, FlagsUserPlan::Team, FlagsUserPlan::Free]);
    let other = FlagsUser::new(1, "gold".into(), 0);
    assert_eq!(other.as_user().attribute("plan"), Some(&Attribute::from("gold")));
}

/// Names that are no identifiers, are empty, collide with each other, or with methods: such attributes have no setter, and all of
/// them can be set.
mod hostile {
    configcat_macros::flags! { pub(crate) struct Flags; spec = "codegen/cases/hostile_users.json" }
}

#[test]
fn attributes_without_a_setter_are_no_problem() {
    let document: serde_json::Value = serde_json::from_str(hostile::Flags::DOCUMENT).unwrap();
    let names: Vec<String> = document["f"]["every"]["r"][0]["c"]
        .as_array()
        .unwrap()
        .iter()
        .map(|condition| condition["u"]["a"].as_str().unwrap_or_default().to_owned())
        .collect();
    let set = |user: User| user.custom_all(names.iter().map(|name| (name.as_str(), "x")));
    let user = hostile::FlagsUser::new("x").map(set).r#match("x").attribute_2fa("x").identifier("x");
    assert_eq!(user.as_user(), &set(User::new("x")));
    let flags = hostile::Flags::embedded();
    assert_eq!(flags.every(&user), flags.every(user.as_user()));
}
