configcat_macros::flags! { pub struct Flags; spec = "flags/broken.json" }

fn main() {
    Flags::embedded();
}
