//! A type that does not exist is shown where it was named, wherever in the path the mistake is.

mod types {
    #[derive(Debug, Default, serde::Deserialize)]
    pub struct Limits;
}

configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/kinds.json";
    skip("broken");
    json("limits", "Vec<crate::types::Limit>");
}

fn main() {}
