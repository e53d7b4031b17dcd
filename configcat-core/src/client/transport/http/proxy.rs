//! [`Proxy`]: the proxy of a client.

use std::fmt;

use reqwest::Url;

use crate::log::debug_as_message;

/// The proxy through which configs are downloaded.
///
/// If a client has none, the environment variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` decide, and
/// the settings of macOS and Windows.
///
/// ```
/// use configcat_core::transport::Proxy;
///
/// let proxy = Proxy::new("http://proxy.example.com:8080")?.credentials("jane", "s3cret");
/// assert_eq!(format!("{proxy:?}"), r#"Proxy("http://jane:***@proxy.example.com:8080/")"#);
/// # Ok::<(), configcat_core::transport::ProxyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Proxy(Option<Url>);

impl Proxy {
    /// The proxy at a URL with the scheme `http` or `https`. A URL without a scheme gets `http`.
    ///
    /// With the crate's feature `socks`, the scheme can be `socks5` and `socks5h` as well: a SOCKS5 proxy, which gets
    /// the address of the server with `socks5`, and its name with `socks5h`. The default port is 1080.
    ///
    /// # Errors
    ///
    /// If the URL is not valid for a proxy. The error does not contain the URL, which may have a password.
    pub fn new(url: impl AsRef<str>) -> Result<Self, ProxyError> {
        let url = url.as_ref();
        let parsed = if url.contains("://") { Url::parse(url) } else { Url::parse(&format!("http://{url}")) };
        let url = parsed.map_err(|error| ProxyError::Url { reason: error.to_string() })?;
        match url.scheme() {
            "http" | "https" => {}
            "socks5" | "socks5h" if cfg!(feature = "socks") => {}
            "socks5" | "socks5h" => return Err(ProxyError::SocksDisabled),
            scheme => return Err(ProxyError::Scheme { scheme: scheme.to_owned() }),
        }
        // Only URLs of HTTP always have a host.
        if url.host_str().is_none_or(str::is_empty) {
            return Err(ProxyError::Url { reason: "empty host".to_owned() });
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(ProxyError::Path);
        }
        Ok(Self(Some(url)))
    }

    /// No proxy, even if the environment names one.
    #[must_use]
    pub fn none() -> Self {
        Self(None)
    }

    /// The same proxy with a user name and a password. They replace the ones in the URL.
    #[doc(alias("HTTPProxyAuth", "proxy_auth"))]
    #[must_use]
    pub fn credentials(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        // `Url` escapes every character except the escape character itself.
        let [user, password] = [user.as_ref(), password.as_ref()].map(|text| text.replace('%', "%25"));
        Self(self.0.map(|mut url| {
            // These calls cannot fail, since the URL has a host.
            let _ = url.set_username(&user);
            let _ = url.set_password(Some(&password));
            url
        }))
    }

    /// Whether connections to the proxy itself are encrypted.
    pub(crate) fn needs_tls(&self) -> bool {
        self.0.as_ref().is_some_and(|url| url.scheme() == "https")
    }

    /// The URL of the proxy, with its credentials; `None` for no proxy.
    pub(super) fn url(&self) -> Option<&Url> {
        self.0.as_ref()
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(mut url) = self.0.clone() else { return f.write_str("Proxy(none)") };
        if url.password().is_some() {
            let _ = url.set_password(Some("***"));
        }
        f.debug_tuple("Proxy").field(&url.as_str()).finish()
    }
}

/// Why a text is not a valid URL for a proxy.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyError {
    /// The text is not a URL.
    #[error("the proxy URL is not valid ({reason}); write it like `http://proxy:8080`")]
    #[non_exhaustive]
    Url {
        /// Why it is not valid.
        reason: String,
    },
    /// SOCKS5 proxies are supported only with the crate's feature `socks`.
    #[error(
        "proxies of the kind `socks5` need the crate's feature `socks`; turn it on, or use one with `http` or `https`"
    )]
    SocksDisabled,
    /// Proxies of this kind are not supported.
    #[error("proxies of the kind `{scheme}` are not supported; use one with `http`, `https` or `socks5`")]
    #[non_exhaustive]
    Scheme {
        /// The scheme of the URL.
        scheme: String,
    },
    /// The URL has a path, a query or a fragment.
    #[error(
        "the proxy URL has something behind host and port; \
         give user and password to `Proxy::credentials` if they contain `/`, `?` or `#`"
    )]
    Path,
}

debug_as_message!(ProxyError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_never_shown() {
        let proxy = Proxy::new("jane:hunter@proxy:8080").unwrap();
        assert_eq!(format!("{proxy:?}"), r#"Proxy("http://jane:***@proxy:8080/")"#);
        let proxy = proxy.credentials("joe", "hunter%25");
        assert_eq!(format!("{proxy:?}"), r#"Proxy("http://joe:***@proxy:8080/")"#);
        assert_eq!(format!("{:?}", Proxy::none().credentials("joe", "hunter")), "Proxy(none)");

        let cases = [
            ("http://jane:hun/ter@proxy", "invalid port number"),
            ("http://jane:hun?ter@proxy", "invalid port number"),
            ("http://jane:12#hunter@proxy", "behind host and port"),
            ("socks4://jane:hunter@proxy", "`socks4`"),
            #[cfg(not(feature = "socks"))]
            ("socks5://jane:hunter@proxy", "feature `socks`"),
            #[cfg(not(feature = "socks"))]
            ("socks5h://jane:hunter@proxy", "feature `socks`"),
            #[cfg(feature = "socks")]
            ("socks5://", "empty host"),
            #[cfg(feature = "socks")]
            ("socks5://jane:hunter@", "empty host"),
            #[cfg(feature = "socks")]
            ("socks5://jane:hunter@proxy/path", "behind host and port"),
            ("", "empty host"),
        ];
        for (url, message) in cases {
            let error = Proxy::new(url).unwrap_err();
            assert!(error.to_string().contains(message), "{error}");
            assert!(!format!("{error} {error:?}").contains("hun"), "{error:?}");
        }
    }

    #[cfg(feature = "socks")]
    #[test]
    fn socks_proxies_have_credentials() {
        for scheme in ["socks5", "socks5h"] {
            let proxy = Proxy::new(format!("{scheme}://proxy:1080")).unwrap().credentials("jane", "hunter");
            assert_eq!(format!("{proxy:?}"), format!("Proxy(\"{scheme}://jane:***@proxy:1080\")"));
            assert_eq!(proxy, Proxy::new(format!("{scheme}://jane:hunter@proxy:1080")).unwrap());
        }
    }
}
