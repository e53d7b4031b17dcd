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

mod type_parameters {
    configcat_macros::flags! { pub struct Flags<T>; spec = "flags/good.json" }
}

mod braces {
    configcat_macros::flags! { pub struct Flags {} spec = "flags/good.json" }
}

mod comma {
    configcat_macros::flags! { pub struct Flags, spec = "flags/good.json" }
}

mod no_semicolon {
    configcat_macros::flags! { pub struct Flags }
}

mod commas {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json", skip("legacyBanner") }
}

mod misspelt_parameter {
    configcat_macros::flags! { pub struct Flags; specs = "flags/good.json" }
}

mod unknown_option_of_another_kind {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; hide("a") }
}

mod option_without_parentheses {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; default = false }
}

mod path_without_quotes {
    configcat_macros::flags! { pub struct Flags; spec = flags/good.json }
}

mod source_with_parentheses {
    configcat_macros::flags! { pub struct Flags; spec("flags/good.json") }
}

mod runtime_in_quotes {
    configcat_macros::flags! { pub struct Flags; crate = "my_platform::core"; spec = "flags/good.json" }
}

mod key_without_quotes {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; default(buttonColor, "blue") }
}

mod type_without_quotes {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; json("limits", std::collections::HashMap<String, Vec<u32>>) }
}

mod name_without_quotes {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; rename("2fa", two_factor) }
}

mod lint_without_quotes {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; deny(percentage-sum) }
}

mod number_for_a_key {
    configcat_macros::flags! { pub struct Flags; spec = "flags/good.json"; skip(!2) }
}

fn main() {}
