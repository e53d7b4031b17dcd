///Flags of a test.
///
/// The 4 flags of `v6.json`.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub(crate) struct Flags {
    source: FlagsRuntime::FlagSource,
}
use ::configcat_core::{self as FlagsRuntime};
#[allow(
    dead_code,
    clippy::approx_constant,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its numbers and names are its own"
)]
impl Flags {
    /// The keys of all flags, in document order.
    pub(crate) const KEYS: &'static [&'static str] = &[
        "isCheckoutEnabled",
        "checkoutStyle",
        "maxItems",
        "discount",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("v6.json");
        TEXT
    };
    /// Key and fallback of [`is_checkout_enabled`](Self::is_checkout_enabled).
    pub(crate) const IS_CHECKOUT_ENABLED: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "isCheckoutEnabled",
        false,
    );
    /// Key and fallback of [`checkout_style`](Self::checkout_style).
    pub(crate) const CHECKOUT_STYLE: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "checkoutStyle",
        FlagsRuntime::Text::from_static("plain"),
    );
    /// Key and fallback of [`max_items`](Self::max_items).
    pub(crate) const MAX_ITEMS: FlagsRuntime::Flag<i64> = FlagsRuntime::Flag::new(
        "maxItems",
        10,
    );
    /// Key and fallback of [`discount`](Self::discount).
    pub(crate) const DISCOUNT: FlagsRuntime::Flag<f64> = FlagsRuntime::Flag::new(
        "discount",
        1.0,
    );
    /// Reads the flags from a client, or from a snapshot.
    #[must_use]
    pub(crate) fn new(
        source: impl ::core::convert::Into<FlagsRuntime::FlagSource>,
    ) -> Self {
        Self {
            source: ::core::convert::Into::into(source),
        }
    }
    /// Reads the flags from the document that this code was generated from: they never change, and need no
    /// network.
    #[must_use]
    pub(crate) fn embedded() -> Self {
        static SNAPSHOT: ::std::sync::LazyLock<FlagsRuntime::Snapshot> = ::std::sync::LazyLock::new(||
        FlagsRuntime::Snapshot::embedded(Flags::DOCUMENT));
        Self::new(&*SNAPSHOT)
    }
    /// Where the flags are read from.
    #[must_use]
    pub(crate) fn source(&self) -> &FlagsRuntime::FlagSource {
        &self.source
    }
    /// All flags for a user, read from the same config.
    #[must_use]
    pub(crate) fn all<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> FlagsValues {
        FlagsValues::read(&self.source.reading(::core::convert::Into::into(user)))
    }
    /// Flags for a test: each serves its fallback to every user, unless it is set. They need no network.
    pub(crate) fn fake() -> FlagsFake {
        FlagsFake {
            flags: FlagsRuntime::generated::Fake::of::<Self>(),
        }
    }
    /// Watches flags for a user. Each method has the name of an accessor of [`Flags`].
    pub(crate) fn watch(&self) -> FlagsWatch<'_> {
        FlagsWatch { source: &self.source }
    }
    /// Compares the current config with the one that this code was generated from.
    ///
    /// # Errors
    ///
    /// If a flag is missing or broken, if it is of another type, or if it serves a text that is not among the values
    /// of its enum, or JSON that is not of its type. If it asks for an attribute that no typed user has, and accessors
    /// take no other users. If there is no config. Of a live client, this waits for the first
    /// one, as accessors do.
    pub(crate) fn check(&self) -> ::core::result::Result<(), FlagsRuntime::ConfigDrift> {
        FlagsRuntime::generated::check::<Self>(&self.source)
    }
    /// Local flags from the environment variables with a prefix. They replace the flags of ConfigCat. After the prefix, a
    /// variable has the name of the flag's constant, or the flag's key. Its value has the type of the flag: `true`, `1`, `on`,
    /// `yes` and their opposites, a number, a text, or JSON.
    ///
    /// # Errors
    ///
    /// If the prefix is empty, or if a variable names no flag or has a value that the flag cannot have. The error lists all
    /// such variables.
    pub(crate) fn overrides_from_env(
        prefix: &str,
    ) -> ::core::result::Result<
        FlagsRuntime::Overrides,
        FlagsRuntime::EnvOverrideError,
    > {
        FlagsRuntime::generated::overrides_from_env::<Self>(prefix)
    }
    /// The value of [`is_checkout_enabled`](Self::is_checkout_enabled), and why it was served.
    pub(crate) fn is_checkout_enabled_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::IS_CHECKOUT_ENABLED, user)
    }
    /// The value of [`checkout_style`](Self::checkout_style), and why it was served.
    pub(crate) fn checkout_style_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Text> {
        self.source.value_details(&Self::CHECKOUT_STYLE, user)
    }
    /// The value of [`max_items`](Self::max_items), and why it was served.
    pub(crate) fn max_items_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<i64> {
        self.source.value_details(&Self::MAX_ITEMS, user)
    }
    /// The value of [`discount`](Self::discount), and why it was served.
    pub(crate) fn discount_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<f64> {
        self.source.value_details(&Self::DISCOUNT, user)
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "IS_CHECKOUT_ENABLED CHECKOUT_STYLE MAX_ITEMS DISCOUNT";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::of(&Self::IS_CHECKOUT_ENABLED),
            FlagsRuntime::generated::Expectation::of(&Self::CHECKOUT_STYLE),
            FlagsRuntime::generated::Expectation::of(&Self::MAX_ITEMS),
            FlagsRuntime::generated::Expectation::of(&Self::DISCOUNT),
        ])
    }
}
impl Flags {
    /// `isCheckoutEnabled`: bool, fallback `false`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User IS IN SEGMENT 'Beta testers'` and `User IS NOT IN SEGMENT 'Sensitive'`: `true` (variation id `a0000002`)
    /// 2. everyone else: `false` (variation id `a0000001`)
    #[must_use]
    #[inline]
    pub(crate) fn is_checkout_enabled<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::IS_CHECKOUT_ENABLED, user)
    }
}
impl Flags {
    /// `checkoutStyle`: text, fallback `"plain"`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `Flag 'isCheckoutEnabled' NOT EQUALS 'true'`: `"classic"`
    /// 2. if `User.Roles ARRAY CONTAINS ANY OF ['admin', 'owner']` and `User.SignedUp AFTER '1693497600' (2023-08-31T16:00:00.000 UTC)`: 40 % of them by `User.Country`: `"one page"` (variation id `b0000003`), 60 % of them by `User.Country`: `"steps"`
    /// 3. 12.5 % of users by `User.Country`: `"steps"`
    /// 4. 87.5 % of users by `User.Country`: `"classic"` (variation id `b0000004`)
    /// 5. everyone else: `"plain"` (variation id `b0000001`)
    #[must_use]
    #[inline]
    pub(crate) fn checkout_style<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        self.source.value(&Self::CHECKOUT_STYLE, user)
    }
}
impl Flags {
    /// `maxItems`: whole number, fallback `10`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `Flag 'checkoutStyle' EQUALS 'one page'` and `User.Email NOT STARTS WITH ANY OF [<1 hashed value>]`: `100`
    /// 2. everyone: `20`
    /// 3. everyone else: `10`
    #[must_use]
    #[inline]
    pub(crate) fn max_items<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> i64 {
        self.source.value(&Self::MAX_ITEMS, user)
    }
}
impl Flags {
    /// `discount`: decimal number, fallback `1.0`.
    ///
    /// Serves `1.0` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn discount<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> f64 {
        self.source.value(&Self::DISCOUNT, user)
    }
}
/// The values of all flags for a user: what [`Flags::all`] returns.
///
/// Serialized, it is a map from the keys to the values, in document order.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[allow(
    dead_code,
    missing_copy_implementations,
    clippy::derive_partial_eq_without_eq,
    clippy::struct_excessive_bools,
    reason = "an application need not use every item, and its flags are its own"
)]
pub(crate) struct FlagsValues {
    /// See [`Flags::is_checkout_enabled`].
    pub(crate) is_checkout_enabled: bool,
    /// See [`Flags::checkout_style`].
    pub(crate) checkout_style: FlagsRuntime::Text,
    /// See [`Flags::max_items`].
    pub(crate) max_items: i64,
    /// See [`Flags::discount`].
    pub(crate) discount: f64,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            is_checkout_enabled: flags.value(&Flags::IS_CHECKOUT_ENABLED),
            checkout_style: flags.value(&Flags::CHECKOUT_STYLE),
            max_items: flags.value(&Flags::MAX_ITEMS),
            discount: flags.value(&Flags::DISCOUNT),
        }
    }
}
impl FlagsRuntime::generated::Serialize for FlagsValues {
    fn serialize<__S: FlagsRuntime::generated::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        use FlagsRuntime::generated::serialized;
        FlagsRuntime::generated::serialize(
            Flags::KEYS,
            &[
                serialized(&self.is_checkout_enabled),
                serialized(&self.checkout_style),
                serialized(&self.max_items),
                serialized(&self.discount),
            ],
            serializer,
        )
    }
}
/// Builds the [`Flags`] of a test: what [`Flags::fake`] returns.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub(crate) struct FlagsFake {
    flags: FlagsRuntime::generated::Fake,
}
#[allow(
    dead_code,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its names are its own"
)]
impl FlagsFake {
    /// Sets [`Flags::is_checkout_enabled`].
    pub(crate) fn is_checkout_enabled(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::IS_CHECKOUT_ENABLED, value),
        }
    }
    /// Sets [`Flags::checkout_style`].
    pub(crate) fn checkout_style(
        self,
        value: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self {
            flags: self
                .flags
                .set(&Flags::CHECKOUT_STYLE, ::core::convert::Into::into(value)),
        }
    }
    /// Sets [`Flags::max_items`].
    pub(crate) fn max_items(self, value: i64) -> Self {
        Self {
            flags: self.flags.set(&Flags::MAX_ITEMS, value),
        }
    }
    /// Sets [`Flags::discount`].
    pub(crate) fn discount(self, value: f64) -> Self {
        Self {
            flags: self.flags.set(&Flags::DISCOUNT, value),
        }
    }
    /// The flags, as they are set.
    #[must_use]
    pub(crate) fn build(self) -> Flags {
        Flags::new(self.flags.build())
    }
}
/// Watches the flags of [`Flags`] for a user: what [`Flags::watch`] returns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlagsWatch<'f> {
    source: &'f FlagsRuntime::FlagSource,
}
#[allow(
    dead_code,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its names are its own"
)]
impl FlagsWatch<'_> {
    /// Watches [`Flags::is_checkout_enabled`].
    pub(crate) fn is_checkout_enabled<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::IS_CHECKOUT_ENABLED, user)
    }
    /// Watches [`Flags::checkout_style`].
    pub(crate) fn checkout_style<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Text> {
        self.source.watch(&Flags::CHECKOUT_STYLE, user)
    }
    /// Watches [`Flags::max_items`].
    pub(crate) fn max_items<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<i64> {
        self.source.watch(&Flags::MAX_ITEMS, user)
    }
    /// Watches [`Flags::discount`].
    pub(crate) fn discount<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<f64> {
        self.source.watch(&Flags::DISCOUNT, user)
    }
    /// Watches [`Flags::all`].
    pub(crate) fn all<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsValues> {
        self.source.watch_reads(FlagsValues::read, user)
    }
}
/// Whom [`Flags`] is evaluated for: it has a setter for each attribute that the flags ask for.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[allow(dead_code, reason = "an application need not use every item")]
pub(crate) struct FlagsUser(FlagsRuntime::User);
#[allow(
    dead_code,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its names are its own"
)]
impl FlagsUser {
    /// A user with this `Identifier`: a text or a whole number; for other types, `id.to_string()`.
    #[must_use]
    pub(crate) fn new(
        identifier: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::User::new(identifier))
    }
    /// The attribute `Email`: a text.
    ///
    /// Asked for by `isCheckoutEnabled`, `maxItems`. Compared by `CONTAINS ANY OF`, `NOT STARTS WITH ANY OF`, for example with `@example.com`, `@example.org`; 1 value is hashed.
    #[must_use]
    pub(crate) fn email(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "Email", value))
    }
    /// The attribute `Country`: a text.
    ///
    /// Asked for by `checkoutStyle`. One flag deals users out by it.
    #[must_use]
    pub(crate) fn country(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "Country", value),
        )
    }
    /// The attribute `Age`: a number.
    ///
    /// Asked for by `isCheckoutEnabled`. Compared by `>=`, for example with `18`.
    #[must_use]
    pub(crate) fn age(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Number>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Number>(self.0, "Age", value))
    }
    /// The attribute `Roles`: a list of texts.
    ///
    /// Asked for by `checkoutStyle`. Compared by `ARRAY CONTAINS ANY OF`, for example with `admin`, `owner`.
    #[must_use]
    pub(crate) fn roles(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Texts>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<FlagsRuntime::Texts>(self.0, "Roles", value),
        )
    }
    /// The attribute `SignedUp`: a point in time.
    ///
    /// Asked for by `checkoutStyle`. Compared by `AFTER`, for example with `1693497600`.
    #[must_use]
    pub(crate) fn signed_up(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Date>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<
                FlagsRuntime::Date,
            >(self.0, "SignedUp", value),
        )
    }
    /// Changes the plain user: it can have attributes that no flag asks for yet, or that have no setter.
    #[must_use]
    pub(crate) fn map(
        self,
        change: impl ::core::ops::FnOnce(FlagsRuntime::User) -> FlagsRuntime::User,
    ) -> Self {
        Self(change(self.0))
    }
    /// The plain user.
    #[must_use]
    pub(crate) const fn as_user(&self) -> &FlagsRuntime::User {
        &self.0
    }
}
impl ::core::convert::From<FlagsUser> for FlagsRuntime::User {
    fn from(user: FlagsUser) -> Self {
        user.0
    }
}
impl<'u> ::core::convert::From<&'u FlagsUser>
for ::core::option::Option<&'u FlagsRuntime::User> {
    fn from(user: &'u FlagsUser) -> Self {
        ::core::option::Option::Some(&user.0)
    }
}
impl ::core::convert::AsRef<FlagsRuntime::User> for FlagsUser {
    fn as_ref(&self) -> &FlagsRuntime::User {
        &self.0
    }
}
