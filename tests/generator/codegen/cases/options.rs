///Flags of a test.
///
/// The 4 flags of `options.json`.
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
        "keepMe",
        "renameMe",
        "ratio",
        "limit",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("options.json");
        TEXT
    };
    /// Key and fallback of [`keep_me`](Self::keep_me).
    pub(crate) const KEEP_ME: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "keepMe",
        false,
    );
    /// Key and fallback of [`better_name`](Self::better_name).
    pub(crate) const BETTER_NAME: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "renameMe",
        FlagsRuntime::Text::from_static("served"),
    );
    /// Key and fallback of [`ratio`](Self::ratio).
    pub(crate) const RATIO: FlagsRuntime::Flag<f64> = FlagsRuntime::Flag::new(
        "ratio",
        2.0,
    );
    /// Key and fallback of [`limit`](Self::limit).
    pub(crate) const LIMIT: FlagsRuntime::Flag<i64> = FlagsRuntime::Flag::new(
        "limit",
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
    /// The value of [`keep_me`](Self::keep_me), and why it was served.
    pub(crate) fn keep_me_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::KEEP_ME, user)
    }
    /// The value of [`better_name`](Self::better_name), and why it was served.
    pub(crate) fn better_name_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Text> {
        self.source.value_details(&Self::BETTER_NAME, user)
    }
    /// The value of [`ratio`](Self::ratio), and why it was served.
    pub(crate) fn ratio_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<f64> {
        self.source.value_details(&Self::RATIO, user)
    }
    /// The value of [`limit`](Self::limit), and why it was served.
    pub(crate) fn limit_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<i64> {
        self.source.value_details(&Self::LIMIT, user)
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "KEEP_ME BETTER_NAME RATIO LIMIT";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::of(&Self::KEEP_ME),
            FlagsRuntime::generated::Expectation::of(&Self::BETTER_NAME),
            FlagsRuntime::generated::Expectation::of(&Self::RATIO),
            FlagsRuntime::generated::Expectation::of(&Self::LIMIT),
        ])
    }
}
impl Flags {
    /// `keepMe`: bool, fallback `false`.
    ///
    /// What it is for:
    ///
    /// - one
    ///   - two
    ///
    ///     indented <html> [link] https://example.com
    ///
    /// ```text
    /// not.a.test();
    /// ```
    ///
    /// ~~~text
    /// not.a.test();
    /// ~~~
    ///
    ///    not.a.test();
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn keep_me<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::KEEP_ME, user)
    }
}
impl Flags {
    /// `renameMe`: text, fallback `"served"`.
    ///
    /// Has a better name.
    ///
    /// ```text
    /// not.closed();
    /// ```
    ///
    /// Serves `"served"` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn better_name<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        self.source.value(&Self::BETTER_NAME, user)
    }
}
impl Flags {
    /// `ratio`: decimal number, fallback `2.0`.
    ///
    /// Serves `0.5` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn ratio<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> f64 {
        self.source.value(&Self::RATIO, user)
    }
}
impl Flags {
    /// `limit`: whole number, fallback `1`.
    ///
    /// Serves `1` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn limit<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> i64 {
        self.source.value(&Self::LIMIT, user)
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
    /// See [`Flags::keep_me`].
    pub(crate) keep_me: bool,
    /// See [`Flags::better_name`].
    pub(crate) better_name: FlagsRuntime::Text,
    /// See [`Flags::ratio`].
    pub(crate) ratio: f64,
    /// See [`Flags::limit`].
    pub(crate) limit: i64,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            keep_me: flags.value(&Flags::KEEP_ME),
            better_name: flags.value(&Flags::BETTER_NAME),
            ratio: flags.value(&Flags::RATIO),
            limit: flags.value(&Flags::LIMIT),
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
                serialized(&self.keep_me),
                serialized(&self.better_name),
                serialized(&self.ratio),
                serialized(&self.limit),
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
    /// Sets [`Flags::keep_me`].
    pub(crate) fn keep_me(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::KEEP_ME, value),
        }
    }
    /// Sets [`Flags::better_name`].
    pub(crate) fn better_name(
        self,
        value: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self {
            flags: self
                .flags
                .set(&Flags::BETTER_NAME, ::core::convert::Into::into(value)),
        }
    }
    /// Sets [`Flags::ratio`].
    pub(crate) fn ratio(self, value: f64) -> Self {
        Self {
            flags: self.flags.set(&Flags::RATIO, value),
        }
    }
    /// Sets [`Flags::limit`].
    pub(crate) fn limit(self, value: i64) -> Self {
        Self {
            flags: self.flags.set(&Flags::LIMIT, value),
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
    /// Watches [`Flags::keep_me`].
    pub(crate) fn keep_me<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::KEEP_ME, user)
    }
    /// Watches [`Flags::better_name`].
    pub(crate) fn better_name<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Text> {
        self.source.watch(&Flags::BETTER_NAME, user)
    }
    /// Watches [`Flags::ratio`].
    pub(crate) fn ratio<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<f64> {
        self.source.watch(&Flags::RATIO, user)
    }
    /// Watches [`Flags::limit`].
    pub(crate) fn limit<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<i64> {
        self.source.watch(&Flags::LIMIT, user)
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
    /// No flag asks for it.
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
