//! A type that cannot be parsed, or has no default.

configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/kinds.json";
    skip("broken");
    json("limits", "crate::Limits");
}

#[derive(serde::Deserialize)]
pub struct Limits {
    pub uploads: u32,
}

fn main() {
    println!("{}", Flags::embedded().limits(None).uploads);
}
