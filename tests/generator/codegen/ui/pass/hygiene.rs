#![no_implicit_prelude]
#![deny(warnings, missing_docs)]
//! Generated code where nothing is imported, and where methods of the application have the names of the standard library's.

/// The type of a flag.
#[derive(::core::fmt::Debug, ::core::default::Default, ::serde::Deserialize, ::serde::Serialize)]
pub struct Limits {
    /// In megabytes.
    pub uploads: u32,
}

/// Methods of every type.
pub trait Everything: ::core::marker::Sized {
    /// Not the method of `Into`.
    fn into(self) {}
    /// Not the method of `TryInto`.
    fn try_into(self) {}
    /// Not the function of `From`.
    fn from(self) {}
    /// Not the method of `Clone`.
    fn clone(&self) {}
    /// Not the method of `PartialEq`.
    fn eq(&self) {}
    /// Not the method of `Debug`.
    fn fmt(&self) {}
    /// Not the method of iterators.
    fn map(self) {}
    /// Not the method of slices.
    fn iter(&self) {}
    /// Not the method of generated enums.
    fn as_str(self) {}
    /// Not the method of `Borrow`.
    fn borrow(&self) {}
    /// Not the method of `Serialize`.
    fn serialize(&self) {}
    /// Not the method of `FromStr`.
    fn from_str(&self) {}
}

impl<T> Everything for T {}

::configcat_macros::flags! {
    /// All kinds of flags.
    pub struct Flags;
    spec = "flags/kinds.json";
    skip("broken");
    text_enum("buttonColor");
    text_enums(3);
    rename_value("buttonColor", "light gray", "LightGrey");
    rename_value("symbol", "★", "Star");
    rename_value("symbol", "other", "AnotherOne");
    json("limits", "crate::Limits");
    removed("gone", 5);
}

::configcat_macros::flags! { pub(crate) struct Commented; spec = "flags/commented.json" }

::configcat_macros::flags! {
    /// All kinds of attributes.
    pub struct Users;
    spec = "flags/users.json";
    user = strict;
    attribute("plan", one_of);
    required("plan");
    required("seats");
}

fn main() {
    let user = UsersUser::new(1, <UsersUserPlan as ::core::convert::From<&str>>::from("pro"), 3).beta(true).email("a");
    let user = user.map(|user| user.custom("x", 1)).level(::core::option::Option::Some(3)).roles(["admin"]);
    ::core::assert_eq!(Users::embedded().limits(&user), 3);

    let color = <ButtonColor as ::core::convert::From<::std::string::String>>::from(::std::string::String::new());
    let flags = Flags::fake().button_color(color).limits(&Limits { uploads: 7 }).build();
    ::core::assert_eq!(ButtonColor::as_str(&flags.button_color(::core::option::Option::None)), "");
    ::core::assert_eq!(flags.limits(::core::option::Option::None).uploads, 7);
    flags.check().unwrap_err();
    _ = Flags::embedded().all(::core::option::Option::None);

    // The macro keeps the text of a document without its comments.
    ::core::assert!(Commented::embedded().beta(::core::option::Option::None));
    ::core::assert!(Commented::DOCUMENT.len() > 60 && !Commented::DOCUMENT.contains("Shown"));
}
