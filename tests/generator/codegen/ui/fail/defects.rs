// Every problem is shown, and no use of a flag is complained about.
configcat_macros::flags! { pub struct Flags; spec = "flags/defects.json"; rename("fein", "x") }

fn uses(flags: &Flags) -> bool {
    flags.fine(None) && flags.is_my_awesome_feature_enabled(None)
}

fn main() {
    uses(&Flags::embedded());
}
