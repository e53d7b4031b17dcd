configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/good.json";
    skip("legacyBanner");
}

fn main() {
    let user = configcat_core::User::new("1");
    let _ = Flags::embedded().button_color(user);
}
