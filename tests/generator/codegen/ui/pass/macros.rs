#![deny(warnings)]
//! Through other macros, other names of the runtime, and conditions.

pub mod platform {
    pub use configcat_core as runtime;
}

mod bool {}
mod str {}

macro_rules! declare {
    ($name:ident, $document:literal, $path:expr, $key:expr, $value:expr, $number:literal) => {
        configcat_macros::flags! {
            pub struct $name;
            crate = crate::platform::runtime;
            spec = $document;
            descriptions($path);
            default($key, $value);
            default("ratio", -$number);
            skip("legacyBanner")
        }
    };
}

declare!(Flags, "flags/numbers.json", "flags/descriptions.json", "buttonColor", "blue", 2.718);

// Neither this document nor this condition exists.
configcat_macros::flags! {
    #[cfg(any())]
    pub struct Missing;
    spec = "flags/missing.json";
}

configcat_macros::flags! {
    #[cfg(any())]
    pub struct Absent;
    spec = "flags/good.json";
    skip("legacyBanner");
    descriptions("flags/descriptions.json");
}

fn main() {
    assert_eq!(Flags::BUTTON_COLOR.fallback(), "blue");
    assert_eq!(*Flags::RATIO.fallback(), -2.718);
    let flags = Flags::embedded();
    assert_eq!(flags.clone().ratio(None), 0.5);
}
