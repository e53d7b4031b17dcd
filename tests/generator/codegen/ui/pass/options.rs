#![deny(warnings, missing_docs)]
//! All options in the macro, without a build script.

configcat_macros::flags! {
    /// Flags with options.
    pub struct Flags;
    spec = "flags/good.json";
    default("isMyAwesomeFeatureEnabled", true);
    default("buttonColor", "blue");
    rename("2fa", "two_factor");
    skip("legacyBanner");
    descriptions("flags/descriptions.json");
}

mod inner {
    configcat_macros::flags! { pub(crate) struct Private; spec = "flags/collision.json"; rename("foo_bar", "other") }
}

fn main() {
    let flags = Flags::embedded();
    assert!(flags.two_factor(None) && !flags.is_my_awesome_feature_enabled(None));
    assert!(*Flags::IS_MY_AWESOME_FEATURE_ENABLED.fallback());
    assert!(inner::Private::embedded().foo_bar(None) && !inner::Private::embedded().other(None));
}
