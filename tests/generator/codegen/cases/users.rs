///Flags of a test.
///
/// The 2 flags of `users.json`.
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
    pub(crate) const KEYS: &'static [&'static str] = &["newCheckout", "limits"];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("users.json");
        TEXT
    };
    /// Key and fallback of [`new_checkout`](Self::new_checkout).
    pub(crate) const NEW_CHECKOUT: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "newCheckout",
        false,
    );
    /// Key and fallback of [`limits`](Self::limits).
    pub(crate) const LIMITS: FlagsRuntime::Flag<i64> = FlagsRuntime::Flag::new(
        "limits",
        1,
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
    /// The value of [`new_checkout`](Self::new_checkout), and why it was served.
    pub(crate) fn new_checkout_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::NEW_CHECKOUT, user)
    }
    /// The value of [`limits`](Self::limits), and why it was served.
    pub(crate) fn limits_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<i64> {
        self.source.value_details(&Self::LIMITS, user)
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "NEW_CHECKOUT LIMITS";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::of(&Self::NEW_CHECKOUT),
            FlagsRuntime::generated::Expectation::of(&Self::LIMITS),
        ])
    }
}
impl Flags {
    /// `newCheckout`: bool, fallback `false`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User IS IN SEGMENT 'Paying teams'`: `true`
    /// 2. if `User.plan EQUALS 'free'` and `User.app version >= '1.2.0'`: `true`
    /// 3. if `User.Email IS ONE OF [<1 hashed value>]`: `true`
    /// 4. everyone else: `false`
    #[must_use]
    #[inline]
    pub(crate) fn new_checkout<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::NEW_CHECKOUT, user)
    }
}
impl Flags {
    /// `limits`: whole number, fallback `1`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.since BEFORE '1700000000' (2023-11-14T22:13:20.000 UTC)`: `2`
    /// 2. if `User.roles ARRAY CONTAINS ANY OF ['admin']`: `3`
    /// 3. if `User.beta EQUALS 'True'`: `4`
    /// 4. if ``User.type CONTAINS ANY OF ['a`b', 'c']``: `5`
    /// 5. if `User.level > '3'` and `User.level EQUALS 'gold'`: `6`
    /// 6. if `User.new EQUALS 'x'`: `7`
    /// 7. if `User.★ EQUALS 'x'`: `8`
    /// 8. 50 % of users by `User.tenant`: `9`
    /// 9. 50 % of users by `User.tenant`: `10`
    /// 10. everyone else: `1`
    #[must_use]
    #[inline]
    pub(crate) fn limits<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> i64 {
        self.source.value(&Self::LIMITS, user)
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
    /// See [`Flags::new_checkout`].
    pub(crate) new_checkout: bool,
    /// See [`Flags::limits`].
    pub(crate) limits: i64,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            new_checkout: flags.value(&Flags::NEW_CHECKOUT),
            limits: flags.value(&Flags::LIMITS),
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
            &[serialized(&self.new_checkout), serialized(&self.limits)],
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
    /// Sets [`Flags::new_checkout`].
    pub(crate) fn new_checkout(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::NEW_CHECKOUT, value),
        }
    }
    /// Sets [`Flags::limits`].
    pub(crate) fn limits(self, value: i64) -> Self {
        Self {
            flags: self.flags.set(&Flags::LIMITS, value),
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
    /// Watches [`Flags::new_checkout`].
    pub(crate) fn new_checkout<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::NEW_CHECKOUT, user)
    }
    /// Watches [`Flags::limits`].
    pub(crate) fn limits<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<i64> {
        self.source.watch(&Flags::LIMITS, user)
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
///
/// Some attributes have no setter. Name it by the option `rename_attribute`, or set the attribute by `map`:
///
/// - `new`: `new` is another method of the type
/// - `★`: no identifier can be made of its name
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
    ///
    /// The attribute `plan`: one of the texts that targeting rules compare it with.
    ///
    /// Asked for by `newCheckout`. Compared by `IS ONE OF`, `EQUALS`, for example with `pro`, `team`, `free`.
    ///
    /// The attribute `seats`: a number.
    ///
    /// Asked for by `newCheckout`. Compared by `>`, for example with `2`.
    #[must_use]
    pub(crate) fn new(
        identifier: impl ::core::convert::Into<FlagsRuntime::Text>,
        plan: FlagsUserPlan,
        seats: impl FlagsRuntime::IntoRequired<FlagsRuntime::Number>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<
                FlagsRuntime::Number,
            >(
                FlagsRuntime::generated::with_text::<
                    FlagsUserPlan,
                >(
                    FlagsRuntime::User::new(identifier),
                    "plan",
                    ::core::convert::Into::<FlagsUserPlan>::into(plan),
                ),
                "seats",
                ::core::convert::Into::<FlagsRuntime::Number>::into(seats),
            ),
        )
    }
    /// The attribute `Email`: a text.
    ///
    /// Asked for by `newCheckout`. Compared by `IS ONE OF`; 1 value is hashed.
    #[must_use]
    pub(crate) fn email(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "Email", value))
    }
    /// The attribute `Country`: a text.
    ///
    /// No flag asks for it.
    #[must_use]
    pub(crate) fn country(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "Country", value),
        )
    }
    /// The attribute `app version`: a semantic version.
    ///
    /// Asked for by `newCheckout`. Compared by `>=`, for example with `1.2.0`.
    #[must_use]
    pub(crate) fn app_version(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Version>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<
                FlagsRuntime::Version,
            >(self.0, "app version", value),
        )
    }
    /// The attribute `since`: a point in time.
    ///
    /// Asked for by `limits`. Compared by `BEFORE`, for example with `1700000000`.
    #[must_use]
    pub(crate) fn since(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Date>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Date>(self.0, "since", value))
    }
    /// The attribute `roles`: a list of texts.
    ///
    /// Asked for by `limits`. Compared by `ARRAY CONTAINS ANY OF`, for example with `admin`.
    #[must_use]
    pub(crate) fn roles(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Texts>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<FlagsRuntime::Texts>(self.0, "roles", value),
        )
    }
    /// The attribute `beta`: `true` or `false`. Rules write them as `True` and `False`.
    ///
    /// Asked for by `limits`. Compared by `EQUALS`, for example with `True`.
    #[must_use]
    pub(crate) fn beta(self, value: impl FlagsRuntime::IntoOptional<bool>) -> Self {
        Self(
            FlagsRuntime::generated::with_bool(self.0, "beta", value, ["False", "True"]),
        )
    }
    /// The attribute `type`: a text.
    ///
    /// Asked for by `limits`. Compared by `CONTAINS ANY OF`, for example with ``a`b``, `c`.
    #[must_use]
    pub(crate) fn r#type(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "type", value))
    }
    /// The attribute `level`: any attribute.
    ///
    /// Asked for by `limits`. Compared by `>`, `EQUALS`, for example with `gold`, `3`.
    #[must_use]
    pub(crate) fn level(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Attribute>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<
                FlagsRuntime::Attribute,
            >(self.0, "level", value),
        )
    }
    /// The attribute `tenant`: a text.
    ///
    /// Asked for by `limits`. One flag deals users out by it.
    #[must_use]
    pub(crate) fn tenant(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "tenant", value),
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
/// The values of [`new`](FlagsUser::new). To match on texts, write `match value.as_str()`.
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash
)]
#[allow(dead_code, reason = "an application need not use every item")]
pub(crate) enum FlagsUserPlan {
    /// `"pro"`.
    Pro,
    /// `"team"`.
    Team,
    /// `"free"`.
    Free,
    /// A text that the config did not have when this code was generated.
    Other(FlagsRuntime::Text),
}
#[allow(dead_code, reason = "an application need not use every item")]
impl FlagsUserPlan {
    /// All values but `Other`.
    pub(crate) const ALL: &'static [Self] = &[Self::Pro, Self::Team, Self::Free];
    /// The text, exactly as in the config.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Pro => "pro",
            Self::Team => "team",
            Self::Free => "free",
            Self::Other(text) => FlagsRuntime::Text::as_str(text),
        }
    }
}
impl ::core::convert::From<FlagsRuntime::Text> for FlagsUserPlan {
    fn from(text: FlagsRuntime::Text) -> Self {
        match FlagsRuntime::Text::as_str(&text) {
            "pro" => Self::Pro,
            "team" => Self::Team,
            "free" => Self::Free,
            _ => Self::Other(text),
        }
    }
}
impl ::core::convert::From<&str> for FlagsUserPlan {
    fn from(text: &str) -> Self {
        let text: FlagsRuntime::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }
}
impl ::core::convert::From<::std::string::String> for FlagsUserPlan {
    fn from(text: ::std::string::String) -> Self {
        let text: FlagsRuntime::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }
}
impl ::core::str::FromStr for FlagsUserPlan {
    type Err = ::core::convert::Infallible;
    fn from_str(
        text: &str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::core::convert::Into::into(text))
    }
}
impl ::core::fmt::Display for FlagsUserPlan {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(Self::as_str(self))
    }
}
impl ::core::cmp::PartialEq<str> for FlagsUserPlan {
    fn eq(&self, other: &str) -> bool {
        Self::as_str(self) == other
    }
}
impl ::core::cmp::PartialEq<&str> for FlagsUserPlan {
    fn eq(&self, other: &&str) -> bool {
        Self::as_str(self) == *other
    }
}
impl FlagsRuntime::generated::Serialize for FlagsUserPlan {
    fn serialize<S: FlagsRuntime::generated::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::as_str(self))
    }
}
impl ::core::convert::From<FlagsUserPlan> for FlagsRuntime::Text {
    fn from(value: FlagsUserPlan) -> Self {
        match value {
            FlagsUserPlan::Pro => Self::from_static("pro"),
            FlagsUserPlan::Team => Self::from_static("team"),
            FlagsUserPlan::Free => Self::from_static("free"),
            FlagsUserPlan::Other(text) => text,
        }
    }
}
