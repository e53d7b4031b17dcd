///Flags of a test.
///
/// The 4 flags of `targeting.json`.
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
        "isMyAwesomeFeatureEnabled",
        "buttonColor",
        "maxUploadMb",
        "discount.rate",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("targeting.json");
        TEXT
    };
    /// Key and fallback of [`is_my_awesome_feature_enabled`](Self::is_my_awesome_feature_enabled).
    pub(crate) const IS_MY_AWESOME_FEATURE_ENABLED: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "isMyAwesomeFeatureEnabled",
        false,
    );
    /// Key and fallback of [`button_color`](Self::button_color).
    pub(crate) const BUTTON_COLOR: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "buttonColor",
        FlagsRuntime::Text::from_static("gray"),
    );
    /// Key and fallback of [`max_upload_mb`](Self::max_upload_mb).
    pub(crate) const MAX_UPLOAD_MB: FlagsRuntime::Flag<i64> = FlagsRuntime::Flag::new(
        "maxUploadMb",
        -10,
    );
    /// Key and fallback of [`discount_rate`](Self::discount_rate).
    pub(crate) const DISCOUNT_RATE: FlagsRuntime::Flag<f64> = FlagsRuntime::Flag::new(
        "discount.rate",
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
    /// The value of [`is_my_awesome_feature_enabled`](Self::is_my_awesome_feature_enabled), and why it was served.
    pub(crate) fn is_my_awesome_feature_enabled_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::IS_MY_AWESOME_FEATURE_ENABLED, user)
    }
    /// The value of [`button_color`](Self::button_color), and why it was served.
    pub(crate) fn button_color_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Text> {
        self.source.value_details(&Self::BUTTON_COLOR, user)
    }
    /// The value of [`max_upload_mb`](Self::max_upload_mb), and why it was served.
    pub(crate) fn max_upload_mb_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<i64> {
        self.source.value_details(&Self::MAX_UPLOAD_MB, user)
    }
    /// The value of [`discount_rate`](Self::discount_rate), and why it was served.
    pub(crate) fn discount_rate_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<f64> {
        self.source.value_details(&Self::DISCOUNT_RATE, user)
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "IS_MY_AWESOME_FEATURE_ENABLED BUTTON_COLOR MAX_UPLOAD_MB DISCOUNT_RATE";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::of(
                &Self::IS_MY_AWESOME_FEATURE_ENABLED,
            ),
            FlagsRuntime::generated::Expectation::of(&Self::BUTTON_COLOR),
            FlagsRuntime::generated::Expectation::of(&Self::MAX_UPLOAD_MB),
            FlagsRuntime::generated::Expectation::of(&Self::DISCOUNT_RATE),
        ])
    }
}
impl Flags {
    /// `isMyAwesomeFeatureEnabled`: bool, fallback `false`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.Email CONTAINS ANY OF ['@example.com']`: `true` (variation id `a1b2c302`)
    /// 2. everyone else: `false` (variation id `a1b2c301`)
    #[must_use]
    #[inline]
    pub(crate) fn is_my_awesome_feature_enabled<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::IS_MY_AWESOME_FEATURE_ENABLED, user)
    }
}
impl Flags {
    /// `buttonColor`: text, fallback `"gray"`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.appVersion < '2.0.0'`: ``"old `style`"``
    /// 2. if `User.plan IS ONE OF ['pro', 'enterprise']`: `"gold"`
    /// 3. 50 % of users: `"red"` (variation id `c4e90f22`)
    /// 4. 50 % of users: `"green"`
    /// 5. everyone else: `"gray"` (variation id `c4e90f20`)
    #[must_use]
    #[inline]
    pub(crate) fn button_color<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        self.source.value(&Self::BUTTON_COLOR, user)
    }
}
impl Flags {
    /// `maxUploadMb`: whole number, fallback `-10`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.id IS ONE OF [<1 hashed value>]`: `9223372036854775807`
    /// 2. everyone else: `-10`
    #[must_use]
    #[inline]
    pub(crate) fn max_upload_mb<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> i64 {
        self.source.value(&Self::MAX_UPLOAD_MB, user)
    }
}
impl Flags {
    /// `discount.rate`: decimal number, fallback `1.0`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. 10 % of users: `0.25`
    /// 2. 90 % of users: `-1e-7`
    /// 3. everyone else: `1.0`
    #[must_use]
    #[inline]
    pub(crate) fn discount_rate<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> f64 {
        self.source.value(&Self::DISCOUNT_RATE, user)
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
    /// See [`Flags::is_my_awesome_feature_enabled`].
    pub(crate) is_my_awesome_feature_enabled: bool,
    /// See [`Flags::button_color`].
    pub(crate) button_color: FlagsRuntime::Text,
    /// See [`Flags::max_upload_mb`].
    pub(crate) max_upload_mb: i64,
    /// See [`Flags::discount_rate`].
    pub(crate) discount_rate: f64,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            is_my_awesome_feature_enabled: flags
                .value(&Flags::IS_MY_AWESOME_FEATURE_ENABLED),
            button_color: flags.value(&Flags::BUTTON_COLOR),
            max_upload_mb: flags.value(&Flags::MAX_UPLOAD_MB),
            discount_rate: flags.value(&Flags::DISCOUNT_RATE),
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
                serialized(&self.is_my_awesome_feature_enabled),
                serialized(&self.button_color),
                serialized(&self.max_upload_mb),
                serialized(&self.discount_rate),
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
    /// Sets [`Flags::is_my_awesome_feature_enabled`].
    pub(crate) fn is_my_awesome_feature_enabled(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::IS_MY_AWESOME_FEATURE_ENABLED, value),
        }
    }
    /// Sets [`Flags::button_color`].
    pub(crate) fn button_color(
        self,
        value: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self {
            flags: self
                .flags
                .set(&Flags::BUTTON_COLOR, ::core::convert::Into::into(value)),
        }
    }
    /// Sets [`Flags::max_upload_mb`].
    pub(crate) fn max_upload_mb(self, value: i64) -> Self {
        Self {
            flags: self.flags.set(&Flags::MAX_UPLOAD_MB, value),
        }
    }
    /// Sets [`Flags::discount_rate`].
    pub(crate) fn discount_rate(self, value: f64) -> Self {
        Self {
            flags: self.flags.set(&Flags::DISCOUNT_RATE, value),
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
    /// Watches [`Flags::is_my_awesome_feature_enabled`].
    pub(crate) fn is_my_awesome_feature_enabled<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::IS_MY_AWESOME_FEATURE_ENABLED, user)
    }
    /// Watches [`Flags::button_color`].
    pub(crate) fn button_color<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Text> {
        self.source.watch(&Flags::BUTTON_COLOR, user)
    }
    /// Watches [`Flags::max_upload_mb`].
    pub(crate) fn max_upload_mb<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<i64> {
        self.source.watch(&Flags::MAX_UPLOAD_MB, user)
    }
    /// Watches [`Flags::discount_rate`].
    pub(crate) fn discount_rate<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<f64> {
        self.source.watch(&Flags::DISCOUNT_RATE, user)
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
    /// Asked for by `isMyAwesomeFeatureEnabled`. Compared by `CONTAINS ANY OF`, for example with `@example.com`.
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
    /// The attribute `appVersion`: a semantic version.
    ///
    /// Asked for by `buttonColor`. Compared by `<`, for example with `2.0.0`.
    #[must_use]
    pub(crate) fn app_version(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Version>,
    ) -> Self {
        Self(
            FlagsRuntime::generated::with::<
                FlagsRuntime::Version,
            >(self.0, "appVersion", value),
        )
    }
    /// The attribute `plan`: a text.
    ///
    /// Asked for by `buttonColor`. Compared by `IS ONE OF`, for example with `pro`, `enterprise`.
    #[must_use]
    pub(crate) fn plan(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "plan", value))
    }
    /// The attribute `id`: a text.
    ///
    /// Asked for by `maxUploadMb`. Compared by `IS ONE OF`; 1 value is hashed.
    #[must_use]
    pub(crate) fn id(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "id", value))
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
