#![deny(dead_code)]
//! Accessors that return enums or JSON, and removed flags, are named too when they are not used; nothing else is, whether the
//! program reads all flags at once, or nothing at all.

mod used {
    configcat_macros::flags! {
        struct Flags;
        spec = "flags/unused.json";
        text_enums(2);
        json("limits", "Vec<u32>");
        removed("gone", 5);
    }

    pub fn uses() {
        let flags = Flags::fake().build();
        let _ = (flags.check(), flags.all(None));
    }
}

mod unused {
    configcat_macros::flags! {
        struct Flags;
        spec = "flags/unused.json";
        text_enums(2);
        json("limits", "Vec<u32>");
    }

    pub fn uses() {
        let _ = Flags::embedded();
    }
}

fn main() {
    used::uses();
    unused::uses();
}
