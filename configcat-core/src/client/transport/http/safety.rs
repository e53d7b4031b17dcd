//! Which URLs may get an SDK key.

use std::net::IpAddr;

use reqwest::Url;

use crate::client::build_error::BuildError;

/// A base URL without its credentials, for messages.
pub(crate) fn without_password(base_url: &str) -> String {
    match base_url.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
        Some((scheme, Some((_, host)))) => format!("{scheme}://***@{host}"),
        _ => base_url.to_owned(),
    }
}

/// Why a client cannot use a base URL; `None` if it can. Passwords in the URL are not shown.
pub(crate) fn base_url_problem(base_url: &str, allow_insecure_http: bool) -> Option<BuildError> {
    let shown = without_password(base_url);
    let reason = match Url::parse(base_url) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            "it starts neither with `https:` nor `http:`".to_owned()
        }
        Ok(url) if url.query().is_some() || url.fragment().is_some() => {
            "it has a query or a fragment".to_owned()
        }
        Ok(url) if is_safe(&url, allow_insecure_http) => return None,
        Ok(_) => return Some(BuildError::InsecureBaseUrl { url: shown }),
        Err(error) => error.to_string(),
    };
    Some(BuildError::InvalidBaseUrl { url: shown, reason })
}

/// Whether a redirect from `from` to `to` is allowed, over HTTP or in a config: never from `https` to `http`, and to
/// the `http` of another machine only with `allow_insecure_http`.
pub(crate) fn may_redirect(from: &Url, to: &Url, allow_insecure_http: bool) -> bool {
    is_safe(to, allow_insecure_http) && (to.scheme() == "https" || from.scheme() == "http")
}

/// Whether a request to a URL keeps the SDK key encrypted on the network, or is allowed not to.
pub(super) fn is_safe(url: &Url, allow_insecure_http: bool) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => allow_insecure_http || is_loopback(url),
        _ => false,
    }
}

/// Whether a URL points to this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || host.ends_with(".localhost") || ip.is_ok_and(|ip| ip.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_secure() {
        let may = |from: &str, to: &str, any| may_redirect(&from.parse().unwrap(), &to.parse().unwrap(), any);
        let (tls, plain, local) = ("https://a.example", "http://a.example", "http://[::1]:80");
        assert!([tls, plain, local].iter().all(|from| may(from, tls, false)));
        assert!([plain, local, "ftp://a.example"].iter().all(|to| !may(tls, to, true)));
        assert!(may(local, "http://localhost", false) && may(plain, "http://127.0.0.2", false));
        assert!(!may(local, plain, false) && !may(local, "http://127.0.0.1.example", false));
        assert!(may(local, plain, true));

        let problem =
            |url, any| base_url_problem(url, any).map(|error| error.to_string()).unwrap_or_default();
        assert_eq!([problem(tls, false), problem(local, false), problem(plain, true)], ["", "", ""]);
        assert!(
            problem(plain, false).contains("not secure") && problem("a.example", false).contains("not valid")
        );
        assert!(
            problem("ftp://a.example", true).contains("neither")
                && problem("https://a?b", true).contains("query")
        );
        assert!(problem("http://jane:secret@a.example", false).contains("`http://***@a.example`"));
    }
}
