configcat_macros::flags! { pub struct Flags; spec = "flags/collision.json" }

fn main() {
    Flags::embedded().foo_bar(None);
}
