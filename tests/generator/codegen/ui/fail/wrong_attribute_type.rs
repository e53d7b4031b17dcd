//! Values of another type than the one that targeting rules compare with.

configcat_macros::flags! { pub struct Flags; spec = "flags/users.json"; rename_attribute("app version", "app_version") }

fn main() {
    let user = FlagsUser::new("1");
    let user = user.app_version(1.2);
    let user = user.seats("3");
    let user = user.since(1_700_000_000);
    let user = user.roles("admin");
    let user = user.beta("true");
    let user = user.app_version(Some("1.2.0"));
    let _ = user;
}
