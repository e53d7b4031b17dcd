//! Names the config documents that the examples have accessors for.

use configcat_build::Spec;

fn main() {
    Spec::file("flags/config_v5.json")
        .default("forcedUpdate", false)
        .rename("2faRequired", "two_factor_required")
        .text_enums(5)
        .json("limits", "crate::Limits")
        .removed("darkMode", true)
        .descriptions("flags/descriptions.json")
        .emit();
    Spec::file("flags/billing.json").name("billing").emit();
}
