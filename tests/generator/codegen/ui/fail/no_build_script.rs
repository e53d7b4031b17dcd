configcat_macros::flags! { pub struct Flags; }

fn main() {
    Flags::embedded();
}
