#![deny(warnings)]
//! What is left of a removed flag.

configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/kinds.json";
    skip("broken");
    removed("oldFlag", false);
}

fn main() {
    println!("{}", Flags::embedded().old_flag(None));
}
