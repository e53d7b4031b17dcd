//! A loopback server that stands in for ConfigCat's CDN, for scripts. It serves a document, and prints its base URL.
//!
//! `cargo run -p configcat-examples --bin cdn FILE`

use std::{env, fs, thread};

use configcat_examples::cdn::Cdn;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = env::args().nth(1).ok_or("usage: cdn FILE")?;
    let cdn = Cdn::start(&fs::read_to_string(path)?)?;
    println!("{}", cdn.base_url());
    loop {
        thread::park();
    }
}
