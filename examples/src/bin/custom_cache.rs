//! A cache written by the application, and shared by two clients. The second client has flags without any network.
//!
//! `cargo run -p configcat-examples --bin custom_cache`

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use configcat_core::{
    Client, PollingMode,
    cache::{CacheError, ConfigCache},
};
use configcat_examples::{Flags, SDK_KEY};
use configcat_serve::Server;

/// Keeps configs in memory, and prints each read and write. A real cache would use a database.
#[derive(Clone, Default)]
struct PrintingCache(Arc<Mutex<HashMap<String, String>>>);

impl ConfigCache for PrintingCache {
    fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
        let value = self.0.lock().map_err(|error| error.to_string())?.get(key).cloned();
        println!("  read {key}: {} bytes", value.as_ref().map_or(0, String::len));
        Ok(value)
    }

    fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
        println!("  write {key}: {} bytes", value.len());
        self.0.lock().map_err(|error| error.to_string())?.insert(key.to_owned(), value.to_owned());
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It stands in for ConfigCat's CDN.
    let server = Server::builder().document("shop", Flags::DOCUMENT).bind()?.spawn()?;
    let cache = PrintingCache::default();

    println!("a client with network:");
    let online = Client::builder(SDK_KEY)
        .base_url(server.base_url())
        .polling_mode(PollingMode::manual())
        .cache(cache.clone())
        .build()?;
    println!("  refresh: {:?}", online.force_refresh()?);

    println!("a client without network:");
    let offline = Client::builder(SDK_KEY).offline(true).cache(cache).build()?;
    println!("  ready: {:?}", offline.wait_for_ready(Duration::from_secs(5))?);
    println!("  button color: {}", Flags::new(offline).button_color(None));
    Ok(())
}
