//! Checks the base URL of a client.

use reqwest::Url;

use crate::client::{
    build_error::BuildError,
    transport::{is_safe, without_password},
};

/// Why a client cannot use a base URL; `None` if it can. Passwords in the URL are not shown.
pub(super) fn base_url_problem(base_url: &str, allow_insecure_http: bool) -> Option<BuildError> {
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

/// Whether downloads from a base URL need TLS.
pub(super) fn needs_tls(base_url: &str) -> bool {
    Url::parse(base_url).is_ok_and(|url| url.scheme() == "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_without_the_password() {
        let (tls, plain, local) = ("https://a.example", "http://a.example", "http://[::1]:80");
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
