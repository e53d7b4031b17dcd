//! Keeps the config of the shop in `flags/config.json`, which is committed. An ordinary build makes no request.
//!
//! `CONFIGCAT_REFRESH=1 cargo build` and `cargo configcat pull` download the config again.

use std::env;

use configcat_build::{Lint, SdkKeyVar, Spec};

fn main() {
    let mut download = Spec::download(SdkKeyVar::from_env("CONFIGCAT_SDK_KEY"));
    // `ci.sh` starts its own server.
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
