//! The build script that `docs/guide/generation.md` shows.

fn main() {
    configcat_build::Spec::file("flags/config_v5.json")
        .default("forcedUpdate", false) // the fallback; else the value for everyone
        .rename("2faRequired", "two_factor_required") // the accessor; else the key in snake_case
        .skip("internalTools") // no accessor
        .text_enums(5) // enums for texts with 2 to 5 values
        .json("limits", "crate::Limits") // JSON, parsed into a type
        .removed("darkMode", true) // a deprecated accessor
        .descriptions("flags/descriptions.json") // {"key": "text for the documentation"}
        .emit();
    configcat_build::Spec::file("flags/billing.json").name("billing").emit(); // each further spec has a name
}
