#![deny(dead_code)]
//! Accessors that are not used are named, and nothing else is.

mod private {
    configcat_macros::flags! { struct Flags; spec = "flags/good.json"; skip("legacyBanner") }

    pub fn uses() -> bool {
        Flags::embedded().two_factor()
    }

    impl Flags {
        fn two_factor(&self) -> bool {
            self.flag_2fa(None)
        }
    }
}

mod inner {
    configcat_macros::flags! { pub(crate) struct Restricted; spec = "flags/collision.json"; rename("foo_bar", "other") }
}

fn main() {
    private::uses();
    inner::Restricted::embedded().other_details(None);
    let _ = inner::Restricted::FOO_BAR;
}
