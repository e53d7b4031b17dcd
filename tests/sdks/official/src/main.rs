//! Polls with ConfigCat's own Rust SDK: prints each new value of the flag `greeting`, until the standard input ends.

use std::{env, error::Error, time::Duration};

use configcat::{Client, PollingMode};
use tokio::{io::AsyncReadExt as _, time::interval};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(base_url), Some(sdk_key)) = (arguments.next(), arguments.next()) else {
        return Err("usage: official-sdk BASE_URL SDK_KEY".into());
    };
    let client = Client::builder(&sdk_key)
        .base_url(&base_url)
        .polling_mode(PollingMode::AutoPoll(Duration::from_secs(1)))
        .http_timeout(Duration::from_secs(2))
        .build()?;
    let mut shown = String::new();
    let mut often = interval(Duration::from_millis(20));
    let mut stdin = tokio::io::stdin();
    let mut ignored = Vec::new();
    let ended = stdin.read_to_end(&mut ignored);
    tokio::pin!(ended);
    loop {
        tokio::select! {
            _ = &mut ended => return Ok(()),
            _ = often.tick() => {
                let value = client.get_value("greeting", "no value".to_owned(), None).await;
                if value != shown {
                    println!("{value}");
                    shown = value;
                }
            }
        }
    }
}
