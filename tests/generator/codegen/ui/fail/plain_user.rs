configcat_macros::flags! { pub struct Flags; spec = "flags/users.json"; user = ShopUser; user = strict }

fn main() {
    let user = configcat_core::User::new("1");
    let _ = Flags::embedded().limits(&user);
}
