//! Local flags instead of, over, or under the flags of a config: the three behaviours of overrides.
//!
//! `cargo run -p configcat-examples --bin overrides`

use configcat_core::{Client, Config, OverrideBehaviour, Overrides, Snapshot, User, Value};
use configcat_examples::Flags;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/flags/local_overrides.json");
    let user = User::new("8f2c11aa").country("Hungary");

    // A client with local flags only uses no network. Accessors of other flags return their fallbacks.
    let local = Overrides::from_file(file, OverrideBehaviour::LocalOnly)?;
    let client = Client::builder("local").overrides(local).build()?;
    show("local only", &Flags::new(client), &user);

    // The committed document stands in for the config that ConfigCat serves.
    let remote = Config::parse(Flags::DOCUMENT)?;
    for behaviour in [OverrideBehaviour::LocalOverRemote, OverrideBehaviour::RemoteOverLocal] {
        let merged = Overrides::from_file(file, behaviour)?.apply(&remote);
        show(&format!("{behaviour:?}"), &Flags::new(Snapshot::from(merged)), &user);
    }

    // Local flags can also come from the program itself. The generated constants have their keys.
    let map = [(Flags::BUTTON_COLOR.key(), Value::from("orange")), (Flags::MAX_UPLOAD_MB.key(), 7.into())];
    let merged = Overrides::from_map(map, OverrideBehaviour::LocalOverRemote).apply(&remote);
    show("map over remote", &Flags::new(Snapshot::from(merged)), &user);
    Ok(())
}

fn show(title: &str, flags: &Flags, user: &User) {
    println!(
        "{title:>16}: awesome feature {}, button {}, upload {} MB, new checkout {}",
        flags.is_my_awesome_feature_enabled(user),
        flags.button_color(user),
        flags.max_upload_mb(user),
        flags.new_checkout(user),
    );
}
