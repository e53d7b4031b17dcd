///Flags of a test.
///
/// The 14 flags of `names.json`.
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
        "PascalCase",
        "kebab-case",
        "with.dots.in it",
        "UPPER_CASE",
        "HTTPServer2",
        "2fa",
        "type",
        "self",
        "gen",
        "fromAddress",
        "intoTheBeta",
        "őŰ",
        "日本",
        "_hidden_",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static str = {
        const TEXT: &str = ::core::include_str!("names.json");
        TEXT
    };
    /// Key and fallback of [`pascal_case`](Self::pascal_case).
    pub(crate) const PASCAL_CASE: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "PascalCase",
        true,
    );
    /// Key and fallback of [`kebab_case`](Self::kebab_case).
    pub(crate) const KEBAB_CASE: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "kebab-case",
        true,
    );
    /// Key and fallback of [`with_dots_in_it`](Self::with_dots_in_it).
    pub(crate) const WITH_DOTS_IN_IT: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "with.dots.in it",
        true,
    );
    /// Key and fallback of [`upper_case`](Self::upper_case).
    pub(crate) const UPPER_CASE: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "UPPER_CASE",
        true,
    );
    /// Key and fallback of [`http_server2`](Self::http_server2).
    pub(crate) const HTTP_SERVER2: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "HTTPServer2",
        true,
    );
    /// Key and fallback of [`flag_2fa`](Self::flag_2fa).
    pub(crate) const FLAG_2FA: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "2fa",
        true,
    );
    /// Key and fallback of [`r#type`](Self::r#type).
    pub(crate) const TYPE: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "type",
        true,
    );
    /// Key and fallback of [`self_`](Self::self_).
    pub(crate) const SELF: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "self",
        true,
    );
    /// Key and fallback of [`r#gen`](Self::r#gen).
    pub(crate) const GEN: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "gen",
        true,
    );
    /// Key and fallback of [`from_address`](Self::from_address).
    pub(crate) const FROM_ADDRESS: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "fromAddress",
        true,
    );
    /// Key and fallback of [`into_the_beta`](Self::into_the_beta).
    pub(crate) const INTO_THE_BETA: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "intoTheBeta",
        true,
    );
    /// Key and fallback of [`ő_ű`](Self::ő_ű).
    pub(crate) const Ő_Ű: FlagsRuntime::Flag<bool> = FlagsRuntime::Flag::new(
        "őŰ",
        true,
    );
    /// Key and fallback of [`日本`](Self::日本).
    pub(crate) const 日本_FLAG: FlagsRuntime::Flag<i64> = FlagsRuntime::Flag::new(
        "日本",
        1,
    );
    /// Key and fallback of [`hidden`](Self::hidden).
    pub(crate) const HIDDEN: FlagsRuntime::Flag<FlagsRuntime::Text> = FlagsRuntime::Flag::new(
        "_hidden_",
        FlagsRuntime::Text::from_static("x"),
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
    /// The value of [`pascal_case`](Self::pascal_case), and why it was served.
    pub(crate) fn pascal_case_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::PASCAL_CASE, user)
    }
    /// The value of [`kebab_case`](Self::kebab_case), and why it was served.
    pub(crate) fn kebab_case_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::KEBAB_CASE, user)
    }
    /// The value of [`with_dots_in_it`](Self::with_dots_in_it), and why it was served.
    pub(crate) fn with_dots_in_it_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::WITH_DOTS_IN_IT, user)
    }
    /// The value of [`upper_case`](Self::upper_case), and why it was served.
    pub(crate) fn upper_case_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::UPPER_CASE, user)
    }
    /// The value of [`http_server2`](Self::http_server2), and why it was served.
    pub(crate) fn http_server2_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::HTTP_SERVER2, user)
    }
    /// The value of [`flag_2fa`](Self::flag_2fa), and why it was served.
    pub(crate) fn flag_2fa_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::FLAG_2FA, user)
    }
    /// The value of [`r#type`](Self::r#type), and why it was served.
    pub(crate) fn type_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::TYPE, user)
    }
    /// The value of [`self_`](Self::self_), and why it was served.
    pub(crate) fn self_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::SELF, user)
    }
    /// The value of [`r#gen`](Self::r#gen), and why it was served.
    pub(crate) fn gen_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::GEN, user)
    }
    /// The value of [`from_address`](Self::from_address), and why it was served.
    pub(crate) fn from_address_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::FROM_ADDRESS, user)
    }
    /// The value of [`into_the_beta`](Self::into_the_beta), and why it was served.
    pub(crate) fn into_the_beta_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::INTO_THE_BETA, user)
    }
    /// The value of [`ő_ű`](Self::ő_ű), and why it was served.
    pub(crate) fn ő_ű_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<bool> {
        self.source.value_details(&Self::Ő_Ű, user)
    }
    /// The value of [`日本`](Self::日本), and why it was served.
    pub(crate) fn 日本_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<i64> {
        self.source.value_details(&Self::日本_FLAG, user)
    }
    /// The value of [`hidden`](Self::hidden), and why it was served.
    pub(crate) fn hidden_details<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Details<FlagsRuntime::Text> {
        self.source.value_details(&Self::HIDDEN, user)
    }
}
impl FlagsRuntime::generated::FlagSet for Flags {
    const NAMES: &'static str = "PASCAL_CASE KEBAB_CASE WITH_DOTS_IN_IT UPPER_CASE HTTP_SERVER2 FLAG_2FA TYPE SELF GEN FROM_ADDRESS INTO_THE_BETA Ő_Ű 日本_FLAG HIDDEN";
    fn expectations() -> ::std::boxed::Box<[FlagsRuntime::generated::Expectation]> {
        ::std::boxed::Box::new([
            FlagsRuntime::generated::Expectation::of(&Self::PASCAL_CASE),
            FlagsRuntime::generated::Expectation::of(&Self::KEBAB_CASE),
            FlagsRuntime::generated::Expectation::of(&Self::WITH_DOTS_IN_IT),
            FlagsRuntime::generated::Expectation::of(&Self::UPPER_CASE),
            FlagsRuntime::generated::Expectation::of(&Self::HTTP_SERVER2),
            FlagsRuntime::generated::Expectation::of(&Self::FLAG_2FA),
            FlagsRuntime::generated::Expectation::of(&Self::TYPE),
            FlagsRuntime::generated::Expectation::of(&Self::SELF),
            FlagsRuntime::generated::Expectation::of(&Self::GEN),
            FlagsRuntime::generated::Expectation::of(&Self::FROM_ADDRESS),
            FlagsRuntime::generated::Expectation::of(&Self::INTO_THE_BETA),
            FlagsRuntime::generated::Expectation::of(&Self::Ő_Ű),
            FlagsRuntime::generated::Expectation::of(&Self::日本_FLAG),
            FlagsRuntime::generated::Expectation::of(&Self::HIDDEN),
        ])
    }
}
impl Flags {
    /// `PascalCase`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn pascal_case<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::PASCAL_CASE, user)
    }
}
impl Flags {
    /// `kebab-case`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn kebab_case<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::KEBAB_CASE, user)
    }
}
impl Flags {
    /// `with.dots.in it`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn with_dots_in_it<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::WITH_DOTS_IN_IT, user)
    }
}
impl Flags {
    /// `UPPER_CASE`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn upper_case<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::UPPER_CASE, user)
    }
}
impl Flags {
    /// `HTTPServer2`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn http_server2<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::HTTP_SERVER2, user)
    }
}
impl Flags {
    /// `2fa`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn flag_2fa<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::FLAG_2FA, user)
    }
}
impl Flags {
    /// `type`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn r#type<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::TYPE, user)
    }
}
impl Flags {
    /// `self`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn self_<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::SELF, user)
    }
}
impl Flags {
    /// `gen`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn r#gen<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::GEN, user)
    }
}
impl Flags {
    /// `fromAddress`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[allow(clippy::wrong_self_convention, reason = "it is called as the flag is")]
    #[must_use]
    #[inline]
    pub(crate) fn from_address<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::FROM_ADDRESS, user)
    }
}
impl Flags {
    /// `intoTheBeta`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[allow(clippy::wrong_self_convention, reason = "it is called as the flag is")]
    #[must_use]
    #[inline]
    pub(crate) fn into_the_beta<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> bool {
        self.source.value(&Self::INTO_THE_BETA, user)
    }
}
impl Flags {
    /// `őŰ`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn ő_ű<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> bool {
        self.source.value(&Self::Ő_Ű, user)
    }
}
impl Flags {
    /// `日本`: whole number, fallback `1`.
    ///
    /// Serves `1` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn 日本<'u>(&self, user: impl FlagsRuntime::IntoUser<'u>) -> i64 {
        self.source.value(&Self::日本_FLAG, user)
    }
}
impl Flags {
    /// `_hidden_`: text, fallback `"x"`.
    ///
    /// Serves `"x"` to everyone.
    #[must_use]
    #[inline]
    pub(crate) fn hidden<'u>(
        &self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Text {
        self.source.value(&Self::HIDDEN, user)
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
    /// See [`Flags::pascal_case`].
    pub(crate) pascal_case: bool,
    /// See [`Flags::kebab_case`].
    pub(crate) kebab_case: bool,
    /// See [`Flags::with_dots_in_it`].
    pub(crate) with_dots_in_it: bool,
    /// See [`Flags::upper_case`].
    pub(crate) upper_case: bool,
    /// See [`Flags::http_server2`].
    pub(crate) http_server2: bool,
    /// See [`Flags::flag_2fa`].
    pub(crate) flag_2fa: bool,
    /// See [`Flags::r#type`].
    pub(crate) r#type: bool,
    /// See [`Flags::self_`].
    pub(crate) self_: bool,
    /// See [`Flags::r#gen`].
    pub(crate) r#gen: bool,
    /// See [`Flags::from_address`].
    pub(crate) from_address: bool,
    /// See [`Flags::into_the_beta`].
    pub(crate) into_the_beta: bool,
    /// See [`Flags::ő_ű`].
    pub(crate) ő_ű: bool,
    /// See [`Flags::日本`].
    pub(crate) 日本: i64,
    /// See [`Flags::hidden`].
    pub(crate) hidden: FlagsRuntime::Text,
}
impl FlagsValues {
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &FlagsRuntime::generated::Reading<'_>) -> Self {
        Self {
            pascal_case: flags.value(&Flags::PASCAL_CASE),
            kebab_case: flags.value(&Flags::KEBAB_CASE),
            with_dots_in_it: flags.value(&Flags::WITH_DOTS_IN_IT),
            upper_case: flags.value(&Flags::UPPER_CASE),
            http_server2: flags.value(&Flags::HTTP_SERVER2),
            flag_2fa: flags.value(&Flags::FLAG_2FA),
            r#type: flags.value(&Flags::TYPE),
            self_: flags.value(&Flags::SELF),
            r#gen: flags.value(&Flags::GEN),
            from_address: flags.value(&Flags::FROM_ADDRESS),
            into_the_beta: flags.value(&Flags::INTO_THE_BETA),
            ő_ű: flags.value(&Flags::Ő_Ű),
            日本: flags.value(&Flags::日本_FLAG),
            hidden: flags.value(&Flags::HIDDEN),
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
                serialized(&self.pascal_case),
                serialized(&self.kebab_case),
                serialized(&self.with_dots_in_it),
                serialized(&self.upper_case),
                serialized(&self.http_server2),
                serialized(&self.flag_2fa),
                serialized(&self.r#type),
                serialized(&self.self_),
                serialized(&self.r#gen),
                serialized(&self.from_address),
                serialized(&self.into_the_beta),
                serialized(&self.ő_ű),
                serialized(&self.日本),
                serialized(&self.hidden),
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
    /// Sets [`Flags::pascal_case`].
    pub(crate) fn pascal_case(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::PASCAL_CASE, value),
        }
    }
    /// Sets [`Flags::kebab_case`].
    pub(crate) fn kebab_case(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::KEBAB_CASE, value),
        }
    }
    /// Sets [`Flags::with_dots_in_it`].
    pub(crate) fn with_dots_in_it(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::WITH_DOTS_IN_IT, value),
        }
    }
    /// Sets [`Flags::upper_case`].
    pub(crate) fn upper_case(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::UPPER_CASE, value),
        }
    }
    /// Sets [`Flags::http_server2`].
    pub(crate) fn http_server2(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::HTTP_SERVER2, value),
        }
    }
    /// Sets [`Flags::flag_2fa`].
    pub(crate) fn flag_2fa(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::FLAG_2FA, value),
        }
    }
    /// Sets [`Flags::r#type`].
    pub(crate) fn r#type(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::TYPE, value),
        }
    }
    /// Sets [`Flags::self_`].
    pub(crate) fn self_(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::SELF, value),
        }
    }
    /// Sets [`Flags::r#gen`].
    pub(crate) fn r#gen(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::GEN, value),
        }
    }
    /// Sets [`Flags::from_address`].
    pub(crate) fn from_address(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::FROM_ADDRESS, value),
        }
    }
    /// Sets [`Flags::into_the_beta`].
    pub(crate) fn into_the_beta(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::INTO_THE_BETA, value),
        }
    }
    /// Sets [`Flags::ő_ű`].
    pub(crate) fn ő_ű(self, value: bool) -> Self {
        Self {
            flags: self.flags.set(&Flags::Ő_Ű, value),
        }
    }
    /// Sets [`Flags::日本`].
    pub(crate) fn 日本(self, value: i64) -> Self {
        Self {
            flags: self.flags.set(&Flags::日本_FLAG, value),
        }
    }
    /// Sets [`Flags::hidden`].
    pub(crate) fn hidden(
        self,
        value: impl ::core::convert::Into<FlagsRuntime::Text>,
    ) -> Self {
        Self {
            flags: self.flags.set(&Flags::HIDDEN, ::core::convert::Into::into(value)),
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
    /// Watches [`Flags::pascal_case`].
    pub(crate) fn pascal_case<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::PASCAL_CASE, user)
    }
    /// Watches [`Flags::kebab_case`].
    pub(crate) fn kebab_case<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::KEBAB_CASE, user)
    }
    /// Watches [`Flags::with_dots_in_it`].
    pub(crate) fn with_dots_in_it<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::WITH_DOTS_IN_IT, user)
    }
    /// Watches [`Flags::upper_case`].
    pub(crate) fn upper_case<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::UPPER_CASE, user)
    }
    /// Watches [`Flags::http_server2`].
    pub(crate) fn http_server2<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::HTTP_SERVER2, user)
    }
    /// Watches [`Flags::flag_2fa`].
    pub(crate) fn flag_2fa<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::FLAG_2FA, user)
    }
    /// Watches [`Flags::r#type`].
    pub(crate) fn r#type<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::TYPE, user)
    }
    /// Watches [`Flags::self_`].
    pub(crate) fn self_<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::SELF, user)
    }
    /// Watches [`Flags::r#gen`].
    pub(crate) fn r#gen<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::GEN, user)
    }
    /// Watches [`Flags::from_address`].
    pub(crate) fn from_address<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::FROM_ADDRESS, user)
    }
    /// Watches [`Flags::into_the_beta`].
    pub(crate) fn into_the_beta<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::INTO_THE_BETA, user)
    }
    /// Watches [`Flags::ő_ű`].
    pub(crate) fn ő_ű<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<bool> {
        self.source.watch(&Flags::Ő_Ű, user)
    }
    /// Watches [`Flags::日本`].
    pub(crate) fn 日本<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<i64> {
        self.source.watch(&Flags::日本_FLAG, user)
    }
    /// Watches [`Flags::hidden`].
    pub(crate) fn hidden<'u>(
        self,
        user: impl FlagsRuntime::IntoUser<'u>,
    ) -> FlagsRuntime::Watch<FlagsRuntime::Text> {
        self.source.watch(&Flags::HIDDEN, user)
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
