//! Problems of options that name attributes are shown where the options are.

configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/users.json";
    required("paln");
    required("Identifier");
    required("★");
    attribute("seats", one_of);
    attribute("tenant", one_of);
    rename_attribute("type", "my type");
    rename_attribute("beta", "map");
    rename_attribute("roles", "since_then");
    rename_attribute("since", "since_then");
}

configcat_macros::flags! { pub struct Other; spec = "flags/users.json"; attribute("plan", several) }

configcat_macros::flags! { pub struct Third; spec = "flags/users.json"; attribute("plan", "one_of") }

configcat_macros::flags! { pub struct Fourth; spec = "flags/users.json"; user = "ShopUser" }

configcat_macros::flags! { pub struct Fifth; spec = "flags/users.json"; user = strict; user = strict }

configcat_macros::flags! { pub struct Sixth; spec = "flags/users.json"; user = SixthFake }

configcat_macros::flags! { pub struct Seventh; spec = "flags/users.json"; user(strict) }

fn main() {}
