#![deny(warnings, missing_docs)]
//! Enums, JSON, and all that is beside the accessors: in the macro, with another name of the runtime, and with a
//! condition.

pub mod platform {
    //! Another name of the runtime.
    pub use configcat_core as runtime;
}

/// The type of a flag.
#[derive(Debug, Default, serde::Deserialize, serde::Serialize)]
pub struct Limits {
    /// In megabytes.
    pub uploads: u32,
}

mod unused {
    configcat_macros::flags! {
        #[allow(dead_code)]
        struct Flags;
        spec = "flags/good.json";
        skip("legacyBanner");
        removed("old", 3.14)
    }
}

configcat_macros::flags! {
    /// All options.
    pub struct Flags;
    crate = crate::platform::runtime;
    spec = "flags/kinds.json";
    skip("broken");
    text_enum("buttonColor");
    text_enums(3);
    rename_value("buttonColor", "light gray", "LightGrey");
    rename_value("symbol", "★", "Star");
    rename_value("symbol", "other", "AnotherOne");
    json("limits", "crate::Limits");
    removed("type", 5);
}

mod inner {
    configcat_macros::flags! {
        #[cfg(all())]
        pub(crate) struct Flags;
        spec = "flags/kinds.json";
        skip("broken");
        text_enum("option");
        rename("option", "choice");
        json("limits", "::std::collections::BTreeMap<String, u32>");
    }
}

// Neither this type nor this condition exists.
configcat_macros::flags! {
    #[cfg(any())]
    pub struct Missing;
    spec = "flags/kinds.json";
    skip("broken");
    text_enums(3);
    rename_value("buttonColor", "light gray", "LightGrey");
    rename_value("symbol", "★", "Star");
    rename_value("symbol", "other", "AnotherOne");
    json("limits", "crate::NoType");
    removed("type", 5);
}

/// Names that generated code could take for something else.
mod odd {
    configcat_macros::flags! { pub(crate) struct Odd; spec = "flags/odd.json"; text_enums(9); json("limits", "u32") }
}

fn main() {
    let flags = Flags::fake().button_color(ButtonColor::LightGrey).limits(&Limits { uploads: 7 }).build();
    assert_eq!((flags.button_color(None), flags.limits(None).uploads), (ButtonColor::LightGrey, 7));
    assert_eq!(Symbol::ALL, [Symbol::AnotherOne, Symbol::Star]);
    #[allow(deprecated)]
    let old = flags.r#type(None);
    assert_eq!(old, 5);
    flags.check().unwrap();
    assert_eq!(inner::Flags::embedded().choice(None), inner::Choice::A);
    assert_eq!(inner::Flags::embedded().limits(None)["uploads"], 10);
    assert_eq!(inner::Flags::embedded().all(None).choice, inner::Choice::A);
    let odd = odd::Odd::fake().e("ok").build();
    assert_eq!((odd.all(None).e, *odd.limits(None)), (odd::E::Ok, 5));
    assert_eq!("err".parse(), Ok(odd::Expectation::Err));
}
