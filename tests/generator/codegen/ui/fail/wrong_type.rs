configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/good.json";
    skip("legacyBanner");
}

fn main() {
    let color: bool = Flags::embedded().button_color(None);
    let _ = color;
}
