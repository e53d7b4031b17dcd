//! Problems of options are shown where the options are.

configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/good.json";
    default("buttonColour", "blue");
    default("2fa", 1);
    rename("isMyAwesomeFeatureEnabled", "is awesome");
    skip("legacyBanner");
}

fn main() {
    let _ = Flags::embedded();
}
