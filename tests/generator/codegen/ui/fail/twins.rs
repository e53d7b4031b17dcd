configcat_macros::flags! { pub struct Flags; spec = "flags/twins.json" }

fn main() {
    Flags::embedded().foo_bar(None);
}
