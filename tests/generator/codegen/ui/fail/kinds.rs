//! Problems of enums, JSON and removed flags.

mod values {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/kinds.json";
        text_enum("buttonColor");
        text_enum("symbol");
        skip("broken");
    }
}

mod names {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/kinds.json";
        text_enum("option");
        text_enum("foo_1");
        text_enum("foo1");
        rename_value("foo1", "a", "no name");
    }
}

mod declared {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/kinds.json";
        text_enum("flags");
    }
}

mod options {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/kinds.json";
        text_enum("seats");
        json("old", "u32");
        text_enum("limits");
        json("limits", "Limits");
        rename_value("buttonColor", "gray", "Grey");
        text_enum("option");
        rename_value("option", "b", "B");
        text_enum("buttonColour");
        json("limit", "u32");
        rename_value("flag", "a", "A");
    }
}

mod json {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/kinds.json";
        json("broken", "crate::Limits");
        json("limits", "no type");
    }
}

mod removed {
    configcat_macros::flags! {
        pub struct Flags;
        spec = "flags/kinds.json";
        removed("old", false);
        removed("seats_details", 1);
    }
}

mod forms {
    configcat_macros::flags! { pub struct A; spec = "flags/kinds.json"; text_enum("buttonColor", 2) }
    configcat_macros::flags! { pub struct B; spec = "flags/kinds.json"; text_enums("all") }
    configcat_macros::flags! { pub struct C; spec = "flags/kinds.json"; json("limits") }
    configcat_macros::flags! { pub struct D; spec = "flags/kinds.json"; removed("gone", Some(1)) }
    configcat_macros::flags! { pub struct E; spec = "flags/kinds.json"; rename_value("buttonColor", "Gray") }
}

fn main() {}
