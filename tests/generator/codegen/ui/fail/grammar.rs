mod unknown_setting {
    configcat_macros::flags! { pub struct Flags; file = "flags/good.json" }
}

mod unknown_option {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; renames("a", "b") }
}

mod not_a_literal {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; default("2fa", !true) }
}

mod after_name {
    configcat_macros::flags! { pub struct Flags; name = "billing"; skip("2fa") }
}

mod two_sources {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; name = "billing" }
}

fn main() {}
