configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/good.json";
    skip("legacyBanner");
}

fn main() {
    let flags = Flags::embedded();
    flags.is_my_awsome_feature_enabled(None);
}
