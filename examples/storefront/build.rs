//! Keeps the shop's config in `flags/config.json`, which is committed: an ordinary build sends nothing.
//!
//! `CONFIGCAT_REFRESH=1 cargo build` and `cargo configcat pull` download it anew.

use std::env;

use configcat_build::{Lint, SdkKeyVar, Spec};

fn main() {
    let mut download = Spec::download(SdkKeyVar::from_env("CONFIGCAT_SDK_KEY"));
    // `ci.sh` has a server of its own.
    println!("cargo::rerun-if-env-changed=CONFIGCAT_BASE_URL");
    if let Ok(url) = env::var("CONFIGCAT_BASE_URL") {
        download = download.base_url(url);
    }
    download
        .lock("flags/config.json")
        .default("newCheckout", false)
        .text_enum("buttonColor")
        .json("shipping", "crate::flags::Shipping")
        .removed("christmasBanner", false)
        .deny(Lint::PercentageSum)
        .emit();
}
