//! Values as types: texts as enums, JSON as a struct, all flags at once, a check of the config, and a test double.
//!
//! `cargo run -p configcat-examples --bin values`

use configcat_core::{Config, Snapshot, User};
use configcat_examples::{ButtonColor, Flags, users};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let flags = Flags::embedded();
    flags.check()?;

    for (name, user) in &users() {
        println!("{name}: {}", offer(&flags, user));
    }

    // A back end can send all flags to its front end.
    let (name, user) = users().swap_remove(0);
    println!("all flags of {name}: {}", serde_json::to_string_pretty(&flags.all(&user))?);

    // The same function, with flags that a test has set.
    let fake = Flags::fake().button_color("teal").is_my_awesome_feature_enabled(true).build();
    println!("in a test: {}", offer(&fake, &user));

    // A config with changes that the program does not know.
    let changed = Flags::DOCUMENT.replace("\"green\"", "\"teal\"").replace("requestsPerMinute", "requests");
    if let Err(drift) = Flags::new(Snapshot::from(Config::parse(&changed)?)).check() {
        println!("{drift}");
    }
    Ok(())
}

fn offer(flags: &Flags, user: &User) -> String {
    let look = match flags.button_color(user) {
        ButtonColor::Gold => "a golden button with a crown".to_owned(),
        ButtonColor::Red | ButtonColor::Green | ButtonColor::Blue | ButtonColor::Gray => {
            "a button".to_owned()
        }
        ButtonColor::Other(color) => format!("a button in {color}, which is new"),
    };
    let limits = flags.limits(user);
    format!("{look}, {} requests a minute, {}", limits.requests_per_minute, limits.formats.join(" and "))
}
