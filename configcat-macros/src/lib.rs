//! The macro [`flags!`].

mod arguments;
mod invocation;
mod line;
mod manifest;
mod runtime;

use proc_macro::TokenStream;

/// Declares a type with one method for each flag of a config document.
///
/// A build script can emit the document:
///
/// ```ignore
/// // build.rs: configcat_build::Spec::file("flags/config_v5.json").emit();
/// configcat_macros::flags! { pub struct Flags; }
/// ```
///
/// Without a build script, `spec` names a file of the package. The options of `configcat_build::Spec` can follow:
///
/// ```ignore
/// configcat_macros::flags! {
///     /// The flags of the shop.
///     pub struct Flags;
///     spec = "flags/config_v5.json";
///     default("isMyAwesomeFeatureEnabled", false);
///     rename("2fa", "two_factor");
///     skip("legacyBanner");
///     text_enum("buttonColor");
///     rename_value("buttonColor", "light-gray", "LightGrey");
///     json("limits", "crate::Limits");
///     removed("oldFlag", false);
///     attribute("plan", one_of);
///     required("plan");
///     rename_attribute("my plan", "plan");
///     descriptions("flags/descriptions.json");
///     deny_all();
///     allow("identical-flags");
/// }
/// ```
///
/// `deny("percentage-sum")` makes the findings of a single lint errors.
///
/// A package with several configs gives them names, `Spec::file("…").name("billing")`, and names one here:
///
/// ```ignore
/// configcat_macros::flags! { pub struct Billing; name = "billing" }
/// ```
///
/// The generated code uses `configcat-core`, or `configcat-flags`, under the name that `Cargo.toml` gives the dependency.
/// A package that gets the crate from another one gives its path. This works with every form:
///
/// ```ignore
/// configcat_macros::flags! { pub struct Flags; crate = my_platform::configcat_core; name = "billing" }
/// ```
///
/// Users have a type, too: `FlagsUser`, with a setter for each attribute that the flags ask for. Give it another name by
/// `user = ShopUser`; with `user = strict`, accessors take no other users:
///
/// ```ignore
/// configcat_macros::flags! { pub struct Flags; spec = "flags/config_v6.json"; user = ShopUser; user = strict }
/// ```
///
/// The struct keeps its attributes. A `#[cfg(…)]` applies to all generated items.
///
/// # What is generated
///
/// For a flag with the key `isMyAwesomeFeatureEnabled`:
///
/// - `flags.is_my_awesome_feature_enabled(&user)`, or `(None)` without a user: its value, as `bool`,
///   [`Text`](https://docs.rs/configcat-core), `i64` or `f64`;
/// - `flags.is_my_awesome_feature_enabled_details(&user)`: the value, and the reason why it was served;
/// - `Flags::IS_MY_AWESOME_FEATURE_ENABLED`: its key and its fallback.
///
/// And for the type: `Flags::new(client or snapshot)`, `Flags::embedded()`, `flags.source()`, `Flags::KEYS` and
/// `Flags::DOCUMENT`; `flags.all(&user)`, the values of all flags as `FlagsValues`; `Flags::fake()`, a `FlagsFake`
/// that builds flags for a test; and `flags.check()`, which compares the current config with the document. The type
/// is `Clone + Debug + Send + Sync + 'static`. Beside it, generated code imports the runtime as `FlagsRuntime`.
///
/// `FlagsUser::new("435170f4").plan("pro").seats(3)` is a user. Each setter takes what targeting rules compare its attribute with: a
/// text, a number, a version, a date, a list of texts, `true` or `false`. `map` reaches the plain `User`.
///
/// Options give a text flag another type:
///
/// - `text_enum("buttonColor")`, or `text_enums(5)` for all texts with two to five values: the enum `ButtonColor`, with a variant
///   for each value that the flag can serve, and `Other(Text)`. It has `ALL`, `as_str`, `Display`, `FromStr`, `From<Text>`,
///   `From<&str>`, `From<String>`, `serde::Serialize`, and compares with `str`;
/// - `json("limits", "crate::Limits")`: `Json<Limits>`, which derefs to `Limits`.
///
/// Options give an attribute of users another setter: `attribute("plan", one_of)` takes an enum of the texts that rules compare it
/// with by equality, `required("plan")` makes it a parameter of `FlagsUser::new`, and `rename_attribute` names it.
///
/// `Flags::overrides_from_env("APP_FLAG_")` reads local flags from environment variables.
///
/// `removed("oldFlag", false)` keeps only a deprecated accessor for a flag that the document no longer has.
#[proc_macro]
pub fn flags(input: TokenStream) -> TokenStream {
    let invocation = syn::parse_macro_input!(input as invocation::Invocation);
    invocation.expand().into()
}

#[cfg(test)]
mod tests {
    use configcat_build::SpecOption;

    #[test]
    fn the_documentation_names_every_option() {
        let documentation: String =
            include_str!("lib.rs").lines().filter(|line| line.starts_with("///")).collect();
        for option in SpecOption::ALL {
            assert!(documentation.contains(&format!("{option}(")), "{option}");
        }
    }
}
