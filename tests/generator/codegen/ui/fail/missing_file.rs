configcat_macros::flags! { pub struct Flags; spec = "flags/missing.json" }

fn main() {
    Flags::embedded();
}
