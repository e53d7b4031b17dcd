//! The shortest application: one dependency, one file of JSON. With `CONFIGCAT_SDK_KEY`, the flags are live.

use configcat_flags::{Client, User};

configcat_flags::flags! { pub(crate) struct Flags; spec = "flags/config.json" }

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let flags = match std::env::var("CONFIGCAT_SDK_KEY") {
        // Live: downloads the config, and keeps it up to date in the background.
        Ok(key) if !key.is_empty() => Flags::new(Client::builder(key).bootstrap(Flags::DOCUMENT).build()?),
        // The flags of the committed document, targeting rules included.
        _ => Flags::embedded(),
    };
    let user = User::new("435170f4").email("jane@example.com").custom("plan", "pro");
    println!("{}", greeting(&flags, &user));
    Ok(())
}

fn greeting(flags: &Flags, user: &User) -> String {
    if flags.is_my_awesome_feature_enabled(user) {
        format!("The button is {}.", flags.button_color(user))
    } else {
        "There is no button.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_feature_there_is_no_button() {
        let flags = Flags::fake().is_my_awesome_feature_enabled(false).build();
        assert_eq!(greeting(&flags, &User::new("1")), "There is no button.");
    }
}
