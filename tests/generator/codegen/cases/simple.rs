///Flags of a test.
///
/// The 5 flags of `simple.json`.
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
        "enabledFeature",
        "intSetting",
        "doubleSetting",
        "nearlyPi",
        "stringSetting",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("simple.json");
        TEXT
    };
    /// Key and fallback of [`enabled_feature`](Self::enabled_feature).
    pub(crate) const ENABLED_FEATURE: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "enabledFeature",
        true,
    );
    /// Key and fallback of [`int_setting`](Self::int_setting).
    pub(crate) const INT_SETTING: FlagsRuntime::Flag<i64> = FlagsRuntime::Flag::new(
        "intSetting",
        5,
    );
    /// Key and fallback of [`double_setting`](Self::double_setting).
    pub(crate) const DOUBLE_SETTING: FlagsRuntime::Flag<f64> = FlagsRuntime::Flag::new(
        "doubleSetting",
        2.5,
    );
    /// Key and fallback of [`nearly_pi`](Self::nearly_pi).
    pub(crate) const NEARLY_PI: FlagsRuntime::Flag<f64> = FlagsRuntime::Flag::new(
        "nearlyPi",
        3.1415,
    );
    /// Key and fallback of [`string_setting`](Self::string_setting).
    pub(crate) const STRING_SETTING: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "stringSetting",
        FlagsRuntime::Text::from_static("multi\nline \"text\" \\ ő"),
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
    /// The value of [`enabled_feature`](Self::enabled_feature), and why it was served.
    pub(crate) fn enabled_feature_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::ENABLED_FEATURE, user)
    }
    /// The value of [`int_setting`](Self::int_setting), and why it was served.
    pub(crate) fn int_setting_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<i64> {
        self.source.value_details(&Self::INT_SETTING, user)
    }
    /// The value of [`double_setting`](Self::double_setting), and why it was served.
    pub(crate) fn double_setting_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<f64> {
        self.source.value_details(&Self::DOUBLE_SETTING, user)
    }
    /// The value of [`nearly_pi`](Self::nearly_pi), and why it was served.
    pub(crate) fn nearly_pi_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<f64> {
        self.source.value_details(&Self::NEARLY_PI, user)
    }
    /// The value of [`string_setting`](Self::string_setting), and why it was served.
    pub(crate) fn string_setting_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Text> {
        self.source.value_details(&Self::STRING_SETTING, user)
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "ENABLED_FEATURE INT_SETTING DOUBLE_SETTING NEARLY_PI STRING_SETTING";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::of(&Self::ENABLED_FEATURE),
            FlagsRuntime::generated::Expectation::of(&Self::INT_SETTING),
            FlagsRuntime::generated::Expectation::of(&Self::DOUBLE_SETTING),
            FlagsRuntime::generated::Expectation::of(&Self::NEARLY_PI),
            FlagsRuntime::generated::Expectation::of(&Self::STRING_SETTING),
        ])
    }
}
impl Flags {
    /// `enabledFeature`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn enabled_feature<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::ENABLED_FEATURE, user)
    }
}
impl Flags {
    /// `intSetting`: whole number, fallback `5`.
    ///
    /// Serves `5` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn int_setting<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> i64 {
        self.source.value(&Self::INT_SETTING, user)
    }
}
impl Flags {
    /// `doubleSetting`: decimal number, fallback `2.5`.
    ///
    /// Serves `2.5` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn double_setting<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> f64 {
        self.source.value(&Self::DOUBLE_SETTING, user)
    }
}
impl Flags {
    /// `nearlyPi`: decimal number, fallback `3.1415`.
    ///
    /// Serves `3.1415` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn nearly_pi<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> f64 {
        self.source.value(&Self::NEARLY_PI, user)
    }
}
impl Flags {
    /// `stringSetting`: text, fallback `"multi\nline \"text\" \\ ő"`.
    ///
    /// Serves `"multi\nline \"text\" \\ ő"` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn string_setting<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        self.source.value(&Self::STRING_SETTING, user)
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
    /// See [`Flags::enabled_feature`].
    pub(crate) enabled_feature: bool,
    /// See [`Flags::int_setting`].
    pub(crate) int_setting: i64,
    /// See [`Flags::double_setting`].
    pub(crate) double_setting: f64,
    /// See [`Flags::nearly_pi`].
    pub(crate) nearly_pi: f64,
    /// See [`Flags::string_setting`].
    pub(crate) string_setting: FlagsRuntime::Text,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            enabled_feature: flags.value(&Flags::ENABLED_FEATURE),
            int_setting: flags.value(&Flags::INT_SETTING),
            double_setting: flags.value(&Flags::DOUBLE_SETTING),
            nearly_pi: flags.value(&Flags::NEARLY_PI),
            string_setting: flags.value(&Flags::STRING_SETTING),
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
                serialized(&self.enabled_feature),
                serialized(&self.int_setting),
                serialized(&self.double_setting),
                serialized(&self.nearly_pi),
                serialized(&self.string_setting),
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
    /// Sets [`Flags::enabled_feature`].
    pub(crate) fn enabled_feature(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::ENABLED_FEATURE, value),
        }
    }
    /// Sets [`Flags::int_setting`].
    pub(crate) fn int_setting(self, value: i64) -> Self {
        Self {
            flags: self.flags.set(&Flags::INT_SETTING, value),
        }
    }
    /// Sets [`Flags::double_setting`].
    pub(crate) fn double_setting(self, value: f64) -> Self {
        Self {
            flags: self.flags.set(&Flags::DOUBLE_SETTING, value),
        }
    }
    /// Sets [`Flags::nearly_pi`].
    pub(crate) fn nearly_pi(self, value: f64) -> Self {
        Self {
            flags: self.flags.set(&Flags::NEARLY_PI, value),
        }
    }
    /// Sets [`Flags::string_setting`].
    pub(crate) fn string_setting(
        self,
        value: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self {
            flags: self
                .flags
                .set(&Flags::STRING_SETTING, ::core::convert::Into::into(value)),
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
    /// Watches [`Flags::enabled_feature`].
    pub(crate) fn enabled_feature<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::ENABLED_FEATURE, user)
    }
    /// Watches [`Flags::int_setting`].
    pub(crate) fn int_setting<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<i64> {
        self.source.watch(&Flags::INT_SETTING, user)
    }
    /// Watches [`Flags::double_setting`].
    pub(crate) fn double_setting<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<f64> {
        self.source.watch(&Flags::DOUBLE_SETTING, user)
    }
    /// Watches [`Flags::nearly_pi`].
    pub(crate) fn nearly_pi<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<f64> {
        self.source.watch(&Flags::NEARLY_PI, user)
    }
    /// Watches [`Flags::string_setting`].
    pub(crate) fn string_setting<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Text> {
        self.source.watch(&Flags::STRING_SETTING, user)
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
