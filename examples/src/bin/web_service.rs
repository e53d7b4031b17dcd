//! Flags in a web service. Each request has one snapshot, so that the whole request sees the same flags.
//!
//! `cargo run -p configcat-examples --bin web_service`

use std::{collections::BTreeMap, net::Ipv4Addr};

use axum::{
    Json, Router,
    extract::{Query, State},
    routing::get,
};
use configcat_core::{Client, User};
use configcat_examples::{Flags, SDK_KEY};
use configcat_serve::Server;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It stands in for ConfigCat's CDN.
    let server = Server::builder().document("shop", Flags::DOCUMENT).bind()?.spawn()?;
    let client = Client::builder(SDK_KEY).base_url(server.base_url()).build()?;
    println!("ready: {:?}", client.wait_for_ready_async().await);

    let service = Router::new().route("/checkout", get(checkout)).with_state(client);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, service).await });

    for query in ["id=1&country=Hungary", "id=2&country=Brazil&plan=pro", ""] {
        let mut connection = TcpStream::connect(address).await?;
        let request =
            format!("GET /checkout?{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await?;
        println!("/checkout?{query}: {}", answer.lines().last().unwrap_or_default());
    }
    Ok(())
}

/// Reads flags for the user that the query describes.
async fn checkout(
    State(client): State<Client>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Json<Value> {
    let flags = Flags::new(client.snapshot());
    let user = query.iter().fold(User::new(""), |user, (name, value)| match name.as_str() {
        "id" => user.custom("Identifier", value),
        "country" => user.country(value),
        name => user.custom(name, value),
    });
    Json(json!({
        "newCheckout": flags.new_checkout(&user),
        "buttonColor": flags.button_color(&user),
        "discountRate": flags.discount_rate(&user),
    }))
}
