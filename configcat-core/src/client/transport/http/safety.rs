//! Which URLs may get an SDK key.

use std::net::IpAddr;

use reqwest::Url;

/// A base URL without its credentials, for messages.
pub(crate) fn without_password(base_url: &str) -> String {
    let Some((before, host)) = base_url.rsplit_once('@') else { return base_url.to_owned() };
    // URLs are parsed with any number of slashes behind the scheme, even without one.
    let starts_with =
        |scheme: &&str| before.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    match ["https:", "http:"].iter().find(|scheme| starts_with(scheme)) {
        Some(scheme) => format!("{scheme}//***@{host}"),
        None => format!("***@{host}"),
    }
}

/// Whether a redirect from `from` to `to` is allowed, over HTTP or in a config: never from `https` to `http`, and to
/// the `http` of another machine only with `allow_insecure_http`.
pub(crate) fn may_redirect(from: &Url, to: &Url, allow_insecure_http: bool) -> bool {
    is_safe(to, allow_insecure_http) && (to.scheme() == "https" || from.scheme() == "http")
}

/// Whether a request to a URL keeps the SDK key encrypted on the network, or is allowed not to.
pub(crate) fn is_safe(url: &Url, allow_insecure_http: bool) -> bool {
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
    }
}
