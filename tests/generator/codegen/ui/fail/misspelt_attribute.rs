configcat_macros::flags! { pub struct Flags; spec = "flags/users.json" }

fn main() {
    let _ = FlagsUser::new("1").plann("pro");
}
