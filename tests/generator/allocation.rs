//! Generated accessors allocate nothing, not even those of enums and JSON. A binary of its own, because counting replaces the
//! allocator.

#[path = "../support/allocations.rs"]
mod allocations;

use std::time::UNIX_EPOCH;

use configcat_core::{User, Version};
use configcat_test_support::local_client;

use allocations::{allocations_of, user};

/// A text flag as an enum, and as JSON.
mod generated {
    use serde::Deserialize;

    #[derive(Deserialize, Default)]
    pub(crate) struct Limits {
        pub(crate) uploads: u32,
    }

    configcat_macros::flags! {
        pub(crate) struct Flags;
        spec = "codegen/cases/kinds.json";
        skip("2faMethod");
        skip("greeting");
        skip("beta");
        text_enum("buttonColor");
        json("limits", "Limits");
    }
}

/// A user for whom a setter of each kind exists.
mod users {
    configcat_macros::flags! {
        pub(crate) struct Flags;
        spec = "codegen/cases/users.json";
        user = strict;
        attribute("plan", one_of);
        required("plan");
        rename_attribute("app version", "app_version");
    }
}

#[test]
fn a_typed_user_allocates_no_more_than_the_plain_one() {
    use users::{Flags, FlagsUser, FlagsUserPlan};

    const VERSION: Version = Version::from_static("1.2.0-a.version.of.more.than.23.bytes");

    let plain = || {
        User::new("1")
            .custom("plan", "pro")
            .custom("seats", 3)
            .email("jane@example.com")
            .custom("app version", VERSION.as_str())
            .custom("since", UNIX_EPOCH)
            .custom("roles", ["admin"])
            .custom("beta", "True")
    };
    let typed = || {
        FlagsUser::new("1", FlagsUserPlan::Pro)
            .seats(3)
            .email("jane@example.com")
            .app_version(VERSION)
            .since(UNIX_EPOCH)
            .roles(["admin"])
            .beta(true)
    };
    assert_eq!(typed().as_user(), &plain());
    assert!(
        allocations_of(typed) <= allocations_of(plain),
        "{} {}",
        allocations_of(typed),
        allocations_of(plain)
    );

    let flags = Flags::new(local_client(Flags::DOCUMENT));
    let (plain, typed) = (plain(), typed());
    assert!(flags.new_checkout(&typed));
    assert_eq!(allocations_of(|| flags.new_checkout(&typed)), 0);
    assert_eq!(
        allocations_of(|| flags.limits(&typed)),
        allocations_of(|| flags.source().value(&Flags::LIMITS, &plain))
    );
}

#[test]
fn reading_an_enum_or_json_allocates_nothing() {
    use generated::{ButtonColor, Flags};

    let flags = Flags::new(local_client(Flags::DOCUMENT));
    let user = user().custom("plan", "pro");
    assert_eq!(flags.button_color(&user), ButtonColor::Gold);
    assert_eq!(allocations_of(|| flags.button_color(&user)), 0);
    assert_eq!(flags.limits(&user).uploads, 500);
    assert_eq!(allocations_of(|| flags.limits(&user)), 0);

    // A text that does not fit costs no more than one that does, and neither does one that no enum has.
    let odd = User::new("abc").custom("plan", "odd");
    assert_eq!(flags.limits(&odd).uploads, 10);
    assert_eq!(allocations_of(|| flags.limits(&odd)), 0);
    let other = Flags::new(local_client(r#"{"flags": {"buttonColor": "teal"}}"#));
    assert_eq!(other.button_color(&user).as_str(), "teal");
    assert_eq!(allocations_of(|| other.button_color(&user)), 0);
}
