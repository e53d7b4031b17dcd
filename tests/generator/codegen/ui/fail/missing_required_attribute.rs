configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/users.json";
    required("plan");
    required("seats");
    attribute("plan", one_of);
}

fn main() {
    let _ = FlagsUser::new("1");
    let _ = FlagsUser::new("1", "pro", 3);
    let _ = FlagsUser::new("1", FlagsUserPlan::Pro, "3");
}
