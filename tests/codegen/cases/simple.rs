///Flags of a test.
///
/// The 5 flags of `simple.json`.
#[derive(Clone, Debug)]
pub(crate) struct Flags {
    source: ::configcat_core::FlagSource,
}
#[allow(
    dead_code,
    clippy::approx_constant,
    reason = "an application need not use every item, and its numbers are its own"
)]
impl Flags {
    /// The keys of all flags, in document order.
    pub(crate) const KEYS: &'static [&'static ::core::primitive::str] = &[
        "enabledFeature",
        "intSetting",
        "doubleSetting",
        "nearlyPi",
        "stringSetting",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static ::core::primitive::str = ::core::include_str!(
        "simple.json"
    );
    /// Key and fallback of [`enabled_feature`](Self::enabled_feature).
    pub(crate) const ENABLED_FEATURE: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "enabledFeature",
        true,
    );
    /// Key and fallback of [`int_setting`](Self::int_setting).
    pub(crate) const INT_SETTING: ::configcat_core::Flag<::core::primitive::i64> = ::configcat_core::Flag::new(
        "intSetting",
        5,
    );
    /// Key and fallback of [`double_setting`](Self::double_setting).
    pub(crate) const DOUBLE_SETTING: ::configcat_core::Flag<::core::primitive::f64> = ::configcat_core::Flag::new(
        "doubleSetting",
        2.5,
    );
    /// Key and fallback of [`nearly_pi`](Self::nearly_pi).
    pub(crate) const NEARLY_PI: ::configcat_core::Flag<::core::primitive::f64> = ::configcat_core::Flag::new(
        "nearlyPi",
        3.1415,
    );
    /// Key and fallback of [`string_setting`](Self::string_setting).
    pub(crate) const STRING_SETTING: ::configcat_core::Flag<::configcat_core::Text> = ::configcat_core::Flag::new(
        "stringSetting",
        ::configcat_core::Text::from_static("multi\nline \"text\" \\ ő"),
    );
    /// Reads the flags from a client, or from a snapshot.
    #[must_use]
    pub(crate) fn new(
        source: impl ::core::convert::Into<::configcat_core::FlagSource>,
    ) -> Self {
        Self { source: source.into() }
    }
    /// Reads the flags from the document that this code was generated from: they never change, and need no
    /// network.
    #[must_use]
    pub(crate) fn embedded() -> Self {
        static SNAPSHOT: ::std::sync::LazyLock<::configcat_core::Snapshot> = ::std::sync::LazyLock::new(||
        ::configcat_core::Snapshot::embedded(Flags::DOCUMENT));
        Self::new(&*SNAPSHOT)
    }
    /// Where the flags are read from.
    #[must_use]
    pub(crate) fn source(&self) -> &::configcat_core::FlagSource {
        &self.source
    }
}
impl Flags {
    /// `enabledFeature`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn enabled_feature<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::ENABLED_FEATURE, user)
    }
    /// The value of [`enabled_feature`](Self::enabled_feature), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn enabled_feature_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::ENABLED_FEATURE, user)
    }
}
impl Flags {
    /// `intSetting`: whole number, fallback `5`.
    ///
    /// Serves `5` to everyone.
    #[must_use]
    pub(crate) fn int_setting<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::i64 {
        self.source.value(&Self::INT_SETTING, user)
    }
    /// The value of [`int_setting`](Self::int_setting), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn int_setting_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::i64> {
        self.source.value_details(&Self::INT_SETTING, user)
    }
}
impl Flags {
    /// `doubleSetting`: decimal number, fallback `2.5`.
    ///
    /// Serves `2.5` to everyone.
    #[must_use]
    pub(crate) fn double_setting<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::f64 {
        self.source.value(&Self::DOUBLE_SETTING, user)
    }
    /// The value of [`double_setting`](Self::double_setting), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn double_setting_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::f64> {
        self.source.value_details(&Self::DOUBLE_SETTING, user)
    }
}
impl Flags {
    /// `nearlyPi`: decimal number, fallback `3.1415`.
    ///
    /// Serves `3.1415` to everyone.
    #[must_use]
    pub(crate) fn nearly_pi<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::f64 {
        self.source.value(&Self::NEARLY_PI, user)
    }
    /// The value of [`nearly_pi`](Self::nearly_pi), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn nearly_pi_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::f64> {
        self.source.value_details(&Self::NEARLY_PI, user)
    }
}
impl Flags {
    /// `stringSetting`: text, fallback `"multi\nline \"text\" \\ ő"`.
    ///
    /// Serves `"multi\nline \"text\" \\ ő"` to everyone.
    #[must_use]
    pub(crate) fn string_setting<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Text {
        self.source.value(&Self::STRING_SETTING, user)
    }
    /// The value of [`string_setting`](Self::string_setting), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn string_setting_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::configcat_core::Text> {
        self.source.value_details(&Self::STRING_SETTING, user)
    }
}
