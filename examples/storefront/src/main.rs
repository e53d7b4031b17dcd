//! A shop whose config is downloaded into a lock. It has text enums, typed JSON, all flags at once, test doubles, and a check
//! of the live config at start-up.
//!
//! `cargo run -p storefront` uses the lock. With an SDK key in `CONFIGCAT_SDK_KEY`, it uses the live config.

mod flags;
mod page;

use std::{env, error::Error};

use configcat_core::{BuildError, Client, User};

use crate::{flags::Flags, page::Page};

fn main() -> Result<(), Box<dyn Error>> {
    let flags = match env::var("CONFIGCAT_SDK_KEY") {
        Ok(key) => Flags::new(client(&key)?),
        Err(_) => Flags::embedded(),
    };
    // Report drift before a visitor sees it. The shop opens anyway, since flags that differ have their fallbacks.
    if let Err(drift) = flags.check() {
        eprintln!("warning: {drift}");
    }
    for (name, visitor, price) in [
        ("Jane", User::new("435170f4").country("Hungary").custom("plan", "pro"), 75.0),
        ("Joe", User::new("8f2c11aa").country("Brazil").custom("plan", "free"), 20.0),
    ] {
        println!("{name}: {}", Page::new(&flags, &visitor, price)?);
    }
    Ok(())
}

/// A client that starts with the lock, so that it works without a network.
fn client(sdk_key: &str) -> Result<Client, BuildError> {
    let builder = Client::builder(sdk_key).bootstrap(Flags::DOCUMENT);
    match env::var("CONFIGCAT_BASE_URL") {
        Ok(url) => builder.base_url(url).build(),
        Err(_) => builder.build(),
    }
}
