///Flags of a test.
///
/// The 5 flags of `kinds.json`.
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
        "buttonColor",
        "2faMethod",
        "limits",
        "greeting",
        "beta",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("kinds.json");
        TEXT
    };
    /// Key and fallback of [`button_color`](Self::button_color).
    pub(crate) const BUTTON_COLOR: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "buttonColor",
        FlagsRuntime::Text::from_static("blue"),
    );
    /// Key and fallback of [`flag_2fa_method`](Self::flag_2fa_method).
    pub(crate) const FLAG_2FA_METHOD: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "2faMethod",
        FlagsRuntime::Text::from_static(""),
    );
    /// Key and fallback of [`limits`](Self::limits).
    pub(crate) const LIMITS: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "limits",
        FlagsRuntime::Text::from_static("{\"uploads\": 10}"),
    );
    /// Key and fallback of [`greeting`](Self::greeting).
    pub(crate) const GREETING: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "greeting",
        FlagsRuntime::Text::from_static("hello"),
    );
    /// Key and fallback of [`beta`](Self::beta).
    pub(crate) const BETA: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "beta",
        true,
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
    /// The value of [`button_color`](Self::button_color), and why it was served.
    pub(crate) fn button_color_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<ButtonColor> {
        self.source
            .value_details(&Self::BUTTON_COLOR, user)
            .map(::core::convert::Into::into)
    }
    /// The value of [`flag_2fa_method`](Self::flag_2fa_method), and why it was served.
    pub(crate) fn flag_2fa_method_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<Flag2faMethod> {
        self.source
            .value_details(&Self::FLAG_2FA_METHOD, user)
            .map(::core::convert::Into::into)
    }
    /// The value of [`limits`](Self::limits), and why it was served.
    pub(crate) fn limits_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Json<super::Limits>> {
        self.source.json_details(&Self::LIMITS, Self::limits_json(), user)
    }
    /// The value of [`greeting`](Self::greeting), and why it was served.
    pub(crate) fn greeting_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Text> {
        self.source.value_details(&Self::GREETING, user)
    }
    /// The value of [`beta`](Self::beta), and why it was served.
    pub(crate) fn beta_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::BETA, user)
    }
    fn limits_json() -> &'static FlagsRuntime::generated::JsonCache<super::Limits> {
        static CACHE: FlagsRuntime::generated::JsonCache<super::Limits> = FlagsRuntime::generated::JsonCache::new();
        &CACHE
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "BUTTON_COLOR FLAG_2FA_METHOD LIMITS GREETING BETA";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::texts(
                &Self::BUTTON_COLOR,
                ButtonColor::ALL,
                ButtonColor::as_str,
            ),
            FlagsRuntime::generated::Expectation::texts(
                &Self::FLAG_2FA_METHOD,
                Flag2faMethod::ALL,
                Flag2faMethod::as_str,
            ),
            FlagsRuntime::generated::Expectation::json(
                &Self::LIMITS,
                Self::limits_json(),
            ),
            FlagsRuntime::generated::Expectation::of(&Self::GREETING),
            FlagsRuntime::generated::Expectation::of(&Self::BETA),
        ])
    }
}
impl Flags {
    /// `buttonColor`: text, fallback `"blue"`.
    ///
    /// The [`ButtonColor`]: `Gold`, `LightGray`, `Red`, `Gray`, `Blue`, or `Other` for values that the config gets later.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.plan IS ONE OF ['pro']`: `"gold"`
    /// 2. if `User.plan IS ONE OF ['free']`: `"light-gray"`
    /// 3. 50 % of users: `"red"`
    /// 4. 50 % of users: `"gold"`
    /// 5. everyone else: `"gray"`
    #[must_use]
    #[inline]
    pub(crate) fn button_color<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> ButtonColor {
        ::core::convert::Into::into(self.source.value(&Self::BUTTON_COLOR, user))
    }
}
impl Flags {
    /// `2faMethod`: text, fallback `""`.
    ///
    /// The [`Flag2faMethod`]: `Self_`, `Value2ndDevice`, `AnotherMethod`, `Smile`, `Err`, `Empty`, or `Other` for values that the config gets later.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.plan IS ONE OF ['pro']`: `"self"`
    /// 2. if `User.plan IS ONE OF ['free']`: `"2nd \"device\""`
    /// 3. if `User.plan IS ONE OF ['none']`: `"other"`
    /// 4. if `User.plan IS ONE OF ['all']`: `"😀"`
    /// 5. if `User.plan IS ONE OF ['err']`: `"err"`
    /// 6. everyone else: `""`
    #[must_use]
    #[inline]
    pub(crate) fn flag_2fa_method<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> Flag2faMethod {
        ::core::convert::Into::into(self.source.value(&Self::FLAG_2FA_METHOD, user))
    }
}
impl Flags {
    /// `limits`: text, fallback `"{\"uploads\": 10}"`.
    ///
    /// The text is JSON, parsed into `super::Limits`.
    ///
    /// Serves the first that applies:
    ///
    /// 1. if `User.plan IS ONE OF ['pro']`: `"{\"uploads\": 500, \"sizes\": [1, 2.5]}"`
    /// 2. if `User.plan IS ONE OF ['odd']`: `"{\"uploads\": \"many\"}"`
    /// 3. everyone else: `"{\"uploads\": 10}"`
    #[must_use]
    #[inline]
    pub(crate) fn limits<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Json<super::Limits> {
        self.source.json(&Self::LIMITS, Self::limits_json(), user)
    }
}
impl Flags {
    /// `greeting`: text, fallback `"hello"`.
    ///
    /// Serves `"hello"` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn greeting<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        self.source.value(&Self::GREETING, user)
    }
}
impl Flags {
    /// `beta`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn beta<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::BETA, user)
    }
}
impl Flags {
    /// `oldFlag`: removed; always `false`.
    #[deprecated(
        note = "the flag `oldFlag` was removed: replace the call with its value `false`"
    )]
    #[allow(
        clippy::approx_constant,
        clippy::unused_self,
        reason = "it is called as it was before, and its number is the application's own"
    )]
    #[must_use]
    #[inline]
    pub(crate) fn old_flag<'u>(&self, _: impl FlagsRuntime::IntoUser<'u>) -> bool {
        false
    }
}
impl Flags {
    /// `oldText`: removed; always `"x"`.
    #[deprecated(
        note = "the flag `oldText` was removed: replace the call with its value `\"x\"`"
    )]
    #[allow(
        clippy::approx_constant,
        clippy::unused_self,
        reason = "it is called as it was before, and its number is the application's own"
    )]
    #[must_use]
    #[inline]
    pub(crate) fn r#type<'u>(
        &self,
        _: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        FlagsRuntime::Text::from_static("x")
    }
}
/// The values of [`button_color`](Flags::button_color). To match on texts, write `match value.as_str()`.
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash
)]
#[allow(dead_code, reason = "an application need not use every item")]
pub(crate) enum ButtonColor {
    /// `"gold"`.
    Gold,
    /// `"light-gray"`.
    LightGray,
    /// `"red"`.
    Red,
    /// `"gray"`.
    Gray,
    /// `"blue"`.
    Blue,
    /// A text that the config did not have when this code was generated.
    Other(FlagsRuntime::Text),
}
#[allow(dead_code, reason = "an application need not use every item")]
impl ButtonColor {
    /// All values but `Other`.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Gold,
        Self::LightGray,
        Self::Red,
        Self::Gray,
        Self::Blue,
    ];
    /// The text, exactly as in the config.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Gold => "gold",
            Self::LightGray => "light-gray",
            Self::Red => "red",
            Self::Gray => "gray",
            Self::Blue => "blue",
            Self::Other(text) => FlagsRuntime::Text::as_str(text),
        }
    }
}
impl ::core::convert::From<FlagsRuntime::Text> for ButtonColor {
    fn from(text: FlagsRuntime::Text) -> Self {
        match FlagsRuntime::Text::as_str(&text) {
            "gold" => Self::Gold,
            "light-gray" => Self::LightGray,
            "red" => Self::Red,
            "gray" => Self::Gray,
            "blue" => Self::Blue,
            _ => Self::Other(text),
        }
    }
}
impl ::core::convert::From<&str> for ButtonColor {
    fn from(text: &str) -> Self {
        let text: FlagsRuntime::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }
}
impl ::core::convert::From<::std::string::String> for ButtonColor {
    fn from(text: ::std::string::String) -> Self {
        let text: FlagsRuntime::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }
}
impl ::core::str::FromStr for ButtonColor {
    type Err = ::core::convert::Infallible;
    fn from_str(
        text: &str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::core::convert::Into::into(text))
    }
}
impl ::core::fmt::Display for ButtonColor {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(Self::as_str(self))
    }
}
impl ::core::cmp::PartialEq<str> for ButtonColor {
    fn eq(&self, other: &str) -> bool {
        Self::as_str(self) == other
    }
}
impl ::core::cmp::PartialEq<&str> for ButtonColor {
    fn eq(&self, other: &&str) -> bool {
        Self::as_str(self) == *other
    }
}
impl FlagsRuntime::generated::Serialize for ButtonColor {
    fn serialize<S: FlagsRuntime::generated::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::as_str(self))
    }
}
/// The values of [`flag_2fa_method`](Flags::flag_2fa_method). To match on texts, write `match value.as_str()`.
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash
)]
#[allow(dead_code, reason = "an application need not use every item")]
pub(crate) enum Flag2faMethod {
    /// `"self"`.
    Self_,
    /// `"2nd \"device\""`.
    Value2ndDevice,
    /// `"other"`.
    AnotherMethod,
    /// `"😀"`.
    Smile,
    /// `"err"`.
    Err,
    /// `""`.
    Empty,
    /// A text that the config did not have when this code was generated.
    Other(FlagsRuntime::Text),
}
#[allow(dead_code, reason = "an application need not use every item")]
impl Flag2faMethod {
    /// All values but `Other`.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Self_,
        Self::Value2ndDevice,
        Self::AnotherMethod,
        Self::Smile,
        Self::Err,
        Self::Empty,
    ];
    /// The text, exactly as in the config.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Self_ => "self",
            Self::Value2ndDevice => "2nd \"device\"",
            Self::AnotherMethod => "other",
            Self::Smile => "😀",
            Self::Err => "err",
            Self::Empty => "",
            Self::Other(text) => FlagsRuntime::Text::as_str(text),
        }
    }
}
impl ::core::convert::From<FlagsRuntime::Text> for Flag2faMethod {
    fn from(text: FlagsRuntime::Text) -> Self {
        match FlagsRuntime::Text::as_str(&text) {
            "self" => Self::Self_,
            "2nd \"device\"" => Self::Value2ndDevice,
            "other" => Self::AnotherMethod,
            "😀" => Self::Smile,
            "err" => Self::Err,
            "" => Self::Empty,
            _ => Self::Other(text),
        }
    }
}
impl ::core::convert::From<&str> for Flag2faMethod {
    fn from(text: &str) -> Self {
        let text: FlagsRuntime::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }
}
impl ::core::convert::From<::std::string::String> for Flag2faMethod {
    fn from(text: ::std::string::String) -> Self {
        let text: FlagsRuntime::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }
}
impl ::core::str::FromStr for Flag2faMethod {
    type Err = ::core::convert::Infallible;
    fn from_str(
        text: &str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::core::convert::Into::into(text))
    }
}
impl ::core::fmt::Display for Flag2faMethod {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(Self::as_str(self))
    }
}
impl ::core::cmp::PartialEq<str> for Flag2faMethod {
    fn eq(&self, other: &str) -> bool {
        Self::as_str(self) == other
    }
}
impl ::core::cmp::PartialEq<&str> for Flag2faMethod {
    fn eq(&self, other: &&str) -> bool {
        Self::as_str(self) == *other
    }
}
impl FlagsRuntime::generated::Serialize for Flag2faMethod {
    fn serialize<S: FlagsRuntime::generated::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::as_str(self))
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
    /// See [`Flags::button_color`].
    pub(crate) button_color: ButtonColor,
    /// See [`Flags::flag_2fa_method`].
    pub(crate) flag_2fa_method: Flag2faMethod,
    /// See [`Flags::limits`].
    pub(crate) limits: FlagsRuntime::Json<super::Limits>,
    /// See [`Flags::greeting`].
    pub(crate) greeting: FlagsRuntime::Text,
    /// See [`Flags::beta`].
    pub(crate) beta: bool,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            button_color: ::core::convert::Into::into(flags.value(&Flags::BUTTON_COLOR)),
            flag_2fa_method: ::core::convert::Into::into(
                flags.value(&Flags::FLAG_2FA_METHOD),
            ),
            limits: flags.json(&Flags::LIMITS, Flags::limits_json()),
            greeting: flags.value(&Flags::GREETING),
            beta: flags.value(&Flags::BETA),
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
                serialized(ButtonColor::as_str(&self.button_color)),
                serialized(Flag2faMethod::as_str(&self.flag_2fa_method)),
                serialized(&self.limits),
                serialized(&self.greeting),
                serialized(&self.beta),
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
    /// Sets [`Flags::button_color`].
    pub(crate) fn button_color(
        self,
        value: impl ::core::convert::Into<ButtonColor>,
    ) -> Self {
        let value: ButtonColor = ::core::convert::Into::into(value);
        Self {
            flags: self
                .flags
                .set(
                    &Flags::BUTTON_COLOR,
                    ::core::convert::Into::into(ButtonColor::as_str(&value)),
                ),
        }
    }
    /// Sets [`Flags::flag_2fa_method`].
    pub(crate) fn flag_2fa_method(
        self,
        value: impl ::core::convert::Into<Flag2faMethod>,
    ) -> Self {
        let value: Flag2faMethod = ::core::convert::Into::into(value);
        Self {
            flags: self
                .flags
                .set(
                    &Flags::FLAG_2FA_METHOD,
                    ::core::convert::Into::into(Flag2faMethod::as_str(&value)),
                ),
        }
    }
    /// Sets [`Flags::limits`].
    ///
    /// # Panics
    ///
    /// If the value cannot be serialized as JSON, or its JSON cannot be read back.
    #[track_caller]
    pub(crate) fn limits(
        self,
        value: impl ::core::borrow::Borrow<
            super::Limits,
        > + FlagsRuntime::generated::Serialize,
    ) -> Self {
        Self {
            flags: self.flags.set_json(&Flags::LIMITS, Flags::limits_json(), &value),
        }
    }
    /// Sets [`Flags::greeting`].
    pub(crate) fn greeting(
        self,
        value: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self {
            flags: self.flags.set(&Flags::GREETING, ::core::convert::Into::into(value)),
        }
    }
    /// Sets [`Flags::beta`].
    pub(crate) fn beta(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::BETA, value),
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
    /// Watches [`Flags::button_color`].
    pub(crate) fn button_color<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<ButtonColor> {
        self.source
            .watch_reads(
                |flags| ::core::convert::Into::into(flags.value(&Flags::BUTTON_COLOR)),
                user,
            )
    }
    /// Watches [`Flags::flag_2fa_method`].
    pub(crate) fn flag_2fa_method<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<Flag2faMethod> {
        self.source
            .watch_reads(
                |flags| ::core::convert::Into::into(
                    flags.value(&Flags::FLAG_2FA_METHOD),
                ),
                user,
            )
    }
    /// Watches [`Flags::limits`].
    pub(crate) fn limits<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Json<super::Limits>> {
        self.source
            .watch_reads(|flags| flags.json(&Flags::LIMITS, Flags::limits_json()), user)
    }
    /// Watches [`Flags::greeting`].
    pub(crate) fn greeting<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Text> {
        self.source.watch(&Flags::GREETING, user)
    }
    /// Watches [`Flags::beta`].
    pub(crate) fn beta<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::BETA, user)
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
    /// The attribute `plan`: a text.
    ///
    /// Asked for by `buttonColor`, `2faMethod`, `limits`. Compared by `IS ONE OF`, for example with `pro`, `free`, `none`, `all`, `err`.
    #[must_use]
    pub(crate) fn plan(
        self,
        value: impl FlagsRuntime::IntoOptional<FlagsRuntime::Text>,
    ) -> Self {
        Self(FlagsRuntime::generated::with::<FlagsRuntime::Text>(self.0, "plan", value))
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
