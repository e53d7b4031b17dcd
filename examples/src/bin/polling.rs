//! A live client. A flag changes on the server, and the program sees the change without doing anything.
//!
//! `cargo run -p configcat-examples --bin polling`

use std::{sync::mpsc, time::Duration};

use configcat_core::{Client, Hooks, PollingMode, User};
use configcat_examples::{Flags, SDK_KEY};
use configcat_serve::Server;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It stands in for ConfigCat's CDN.
    let server = Server::builder().document("shop", Flags::DOCUMENT).bind()?.spawn()?;
    let (sender, changes) = mpsc::channel();

    let client = Client::builder(SDK_KEY)
        .base_url(server.base_url())
        .polling_mode(PollingMode::auto().interval(Duration::from_secs(1)))
        .hooks(Hooks::new().on_config_changed(move |change| _ = sender.send(change.changed_keys.clone())))
        .build()?;
    let flags = Flags::new(&client);
    let user = User::new("8f2c11aa").country("Hungary");

    // The first read waits for the first config.
    println!(
        "search engine: {}, ready: {:?}",
        flags.search_engine(&user),
        client.wait_for_ready(Duration::ZERO)?
    );
    println!("changed: {:?}", changes.recv_timeout(Duration::from_secs(5))?);

    // Somebody changes a flag in the dashboard.
    let other = Flags::DOCUMENT.replace("\"classic\"", "\"quantum\"");
    server.handle().replace_document("shop", &other)?;
    println!("changed: {:?}", changes.recv_timeout(Duration::from_secs(5))?);
    println!("search engine: {}", flags.search_engine(&user));

    // An offline client downloads nothing, and its flags stay as they are.
    client.set_offline();
    println!("refresh while offline: {:?}", client.force_refresh());
    println!("search engine: {}", flags.search_engine(&user));
    Ok(())
}
