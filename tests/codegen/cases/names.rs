///Flags of a test.
///
/// The 12 flags of `names.json`.
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
        "PascalCase",
        "kebab-case",
        "with.dots.in it",
        "UPPER_CASE",
        "HTTPServer2",
        "2fa",
        "type",
        "self",
        "gen",
        "őŰ",
        "日本",
        "_hidden_",
    ];
    /// The config document that this code was generated from.
    pub(crate) const DOCUMENT: &'static ::core::primitive::str = ::core::include_str!(
        "names.json"
    );
    /// Key and fallback of [`pascal_case`](Self::pascal_case).
    pub(crate) const PASCAL_CASE: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "PascalCase",
        true,
    );
    /// Key and fallback of [`kebab_case`](Self::kebab_case).
    pub(crate) const KEBAB_CASE: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "kebab-case",
        true,
    );
    /// Key and fallback of [`with_dots_in_it`](Self::with_dots_in_it).
    pub(crate) const WITH_DOTS_IN_IT: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "with.dots.in it",
        true,
    );
    /// Key and fallback of [`upper_case`](Self::upper_case).
    pub(crate) const UPPER_CASE: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "UPPER_CASE",
        true,
    );
    /// Key and fallback of [`http_server2`](Self::http_server2).
    pub(crate) const HTTP_SERVER2: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "HTTPServer2",
        true,
    );
    /// Key and fallback of [`flag_2fa`](Self::flag_2fa).
    pub(crate) const FLAG_2FA: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "2fa",
        true,
    );
    /// Key and fallback of [`r#type`](Self::r#type).
    pub(crate) const TYPE: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "type",
        true,
    );
    /// Key and fallback of [`self_`](Self::self_).
    pub(crate) const SELF: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "self",
        true,
    );
    /// Key and fallback of [`r#gen`](Self::r#gen).
    pub(crate) const GEN: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "gen",
        true,
    );
    /// Key and fallback of [`ő_ű`](Self::ő_ű).
    pub(crate) const Ő_Ű: ::configcat_core::Flag<::core::primitive::bool> = ::configcat_core::Flag::new(
        "őŰ",
        true,
    );
    /// Key and fallback of [`日本`](Self::日本).
    pub(crate) const 日本_FLAG: ::configcat_core::Flag<::core::primitive::i64> = ::configcat_core::Flag::new(
        "日本",
        1,
    );
    /// Key and fallback of [`hidden`](Self::hidden).
    pub(crate) const HIDDEN: ::configcat_core::Flag<::configcat_core::Text> = ::configcat_core::Flag::new(
        "_hidden_",
        ::configcat_core::Text::from_static("x"),
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
    /// `PascalCase`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn pascal_case<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::PASCAL_CASE, user)
    }
    /// The value of [`pascal_case`](Self::pascal_case), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn pascal_case_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::PASCAL_CASE, user)
    }
}
impl Flags {
    /// `kebab-case`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn kebab_case<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::KEBAB_CASE, user)
    }
    /// The value of [`kebab_case`](Self::kebab_case), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn kebab_case_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::KEBAB_CASE, user)
    }
}
impl Flags {
    /// `with.dots.in it`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn with_dots_in_it<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::WITH_DOTS_IN_IT, user)
    }
    /// The value of [`with_dots_in_it`](Self::with_dots_in_it), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn with_dots_in_it_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::WITH_DOTS_IN_IT, user)
    }
}
impl Flags {
    /// `UPPER_CASE`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn upper_case<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::UPPER_CASE, user)
    }
    /// The value of [`upper_case`](Self::upper_case), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn upper_case_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::UPPER_CASE, user)
    }
}
impl Flags {
    /// `HTTPServer2`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn http_server2<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::HTTP_SERVER2, user)
    }
    /// The value of [`http_server2`](Self::http_server2), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn http_server2_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::HTTP_SERVER2, user)
    }
}
impl Flags {
    /// `2fa`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn flag_2fa<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::FLAG_2FA, user)
    }
    /// The value of [`flag_2fa`](Self::flag_2fa), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn flag_2fa_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::FLAG_2FA, user)
    }
}
impl Flags {
    /// `type`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn r#type<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::TYPE, user)
    }
    /// The value of [`r#type`](Self::r#type), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn type_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::TYPE, user)
    }
}
impl Flags {
    /// `self`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn self_<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::SELF, user)
    }
    /// The value of [`self_`](Self::self_), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn self_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::SELF, user)
    }
}
impl Flags {
    /// `gen`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn r#gen<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::GEN, user)
    }
    /// The value of [`r#gen`](Self::r#gen), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn gen_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::GEN, user)
    }
}
impl Flags {
    /// `őŰ`: bool, fallback `true`.
    ///
    /// Serves `true` to everyone.
    #[must_use]
    pub(crate) fn ő_ű<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::bool {
        self.source.value(&Self::Ő_Ű, user)
    }
    /// The value of [`ő_ű`](Self::ő_ű), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn ő_ű_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::bool> {
        self.source.value_details(&Self::Ő_Ű, user)
    }
}
impl Flags {
    /// `日本`: whole number, fallback `1`.
    ///
    /// Serves `1` to everyone.
    #[must_use]
    pub(crate) fn 日本<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::core::primitive::i64 {
        self.source.value(&Self::日本_FLAG, user)
    }
    /// The value of [`日本`](Self::日本), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn 日本_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::core::primitive::i64> {
        self.source.value_details(&Self::日本_FLAG, user)
    }
}
impl Flags {
    /// `_hidden_`: text, fallback `"x"`.
    ///
    /// Serves `"x"` to everyone.
    #[must_use]
    pub(crate) fn hidden<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Text {
        self.source.value(&Self::HIDDEN, user)
    }
    /// The value of [`hidden`](Self::hidden), and why it was served.
    #[allow(dead_code, reason = "an application need not use every item")]
    #[must_use]
    pub(crate) fn hidden_details<'u>(
        &self,
        user: impl ::core::convert::Into<
            ::core::option::Option<&'u ::configcat_core::User>,
        >,
    ) -> ::configcat_core::Details<::configcat_core::Text> {
        self.source.value_details(&Self::HIDDEN, user)
    }
}
