//! Lints that are denied are shown where that is said. What is allowed is not shown, nor what is neither.

mod some {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/lints.json";
        deny("percentage-sum");
        deny("outer-white-space");
        allow("outer-white-space");
    }
}

mod all {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/lints.json";
        deny_all();
        allow("percentage-sum");
    }
}

mod always_an_error {
    configcat_macros::flags! { pub struct Flags; spec = "flags/unsalted.json"; allow("missing-salt") }
}

mod unknown {
    configcat_macros::flags! { pub struct Flags; spec = "flags/lints.json"; deny("percentage-sums") }
}

fn main() {}
