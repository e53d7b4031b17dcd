//! [`guard`]: who may use the API and the page.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State as Extracted},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{
            AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{
    refusal::{Refusal, RefusalKind},
    state::State,
    token::Token,
};

/// The cookie with the token.
const COOKIE_NAME: &str = "configcat_serve_token";

/// Refuses requests from elsewhere: those that name another host, as after DNS rebinding, those that pages of other origins
/// send, and those without the token.
pub(super) async fn guard(Extracted(state): Extracted<Arc<State>>, request: Request, next: Next) -> Response {
    if let Err(refusal) = check_host(request.headers()).and_then(|()| check_origin(request.headers())) {
        return refusal.into_response();
    }
    if let Some(token) = &state.token {
        let given = query_token(&request);
        if given.as_deref().is_some_and(|given| token.is_same(given)) && request.method() == Method::GET {
            return with_cookie(request.uri().path(), token);
        }
        if !has_token(request.headers(), token) {
            return Refusal::new(RefusalKind::Unauthorized, "the token is missing or wrong")
                .remedy("send `Authorization: Bearer TOKEN`, or open the page with `?token=TOKEN`")
                .into_response();
        }
    }
    let mut response = in_json(next.run(request).await);
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Paths and queries that axum cannot read are refused as plain text.
fn in_json(response: Response) -> Response {
    let is_text = |response: &Response| {
        let content_type = text(response.headers(), CONTENT_TYPE.as_str());
        content_type.is_some_and(|content_type| content_type.starts_with("text/plain"))
    };
    if response.status() != StatusCode::BAD_REQUEST || !is_text(&response) {
        return response;
    }
    Refusal::new(RefusalKind::Invalid, "the path or the query is not valid")
        .remedy("`/api/openapi.json` describes both; names in a path are percent-encoded UTF-8")
        .into_response()
}

/// A name other than `localhost` can be made to mean this machine by anybody. A number cannot.
fn check_host(headers: &HeaderMap) -> Result<(), Refusal> {
    let host = text(headers, HOST.as_str()).unwrap_or_default();
    if is_local_name(without_port(host)) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalKind::Forbidden,
        format!("the request is for the host `{host}`, which this is not"),
    )
    .remedy("use `localhost` or the number of the address"))
}

fn check_origin(headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(origin) = headers.get(ORIGIN) else { return Ok(()) };
    let origin = origin.to_str().unwrap_or_default();
    let host = text(headers, HOST.as_str()).unwrap_or_default();
    if origin.strip_prefix("http://") == Some(host) {
        return Ok(());
    }
    Err(Refusal::new(RefusalKind::Forbidden, format!("the request comes from a page of `{origin}`"))
        .remedy("use the page of this server, or a program that is no browser"))
}

fn is_local_name(name: &str) -> bool {
    let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || number.parse::<IpAddr>().is_ok()
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn has_token(headers: &HeaderMap, token: &Token) -> bool {
    let bearer = text(headers, AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies =
        cookies.flat_map(|value| value.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    let cookie = cookies.filter(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value);
    bearer.into_iter().chain(cookie).any(|given| token.is_same(given))
}

fn query_token(request: &Request) -> Option<String> {
    let parameters = request.uri().query()?.split('&');
    parameters.filter_map(|parameter| parameter.strip_prefix("token=")).map(ToOwned::to_owned).next()
}

/// Keeps the token in a cookie, and takes it out of the address.
fn with_cookie(path: &str, token: &Token) -> Response {
    let cookie = format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict", token.as_str());
    let mut response = StatusCode::SEE_OTHER.into_response();
    for (name, value) in [(SET_COOKIE, cookie.as_str()), (LOCATION, path)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_accepted() {
        for (host, expected) in [
            ("localhost:8765", true),
            ("LOCALHOST", true),
            ("127.0.0.1:8765", true),
            ("[::1]:8765", true),
            ("192.168.1.20:80", true),
            ("localhost.evil.example:8765", false),
            ("evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(HOST, host.parse().unwrap())]);
            assert_eq!(check_host(&headers).is_ok(), expected, "{host}");
        }
        check_host(&HeaderMap::new()).unwrap_err();
    }

    #[test]
    fn pages_of_other_origins_are_refused() {
        for (origin, expected) in [
            ("http://localhost:8765", true),
            ("http://localhost:3000", false),
            ("https://localhost:8765", false),
            ("null", false),
        ] {
            let headers = HeaderMap::from_iter([
                (HOST, "localhost:8765".parse().unwrap()),
                (ORIGIN, origin.parse().unwrap()),
            ]);
            assert_eq!(check_origin(&headers).is_ok(), expected, "{origin}");
        }
    }

    #[test]
    fn the_token_is_in_the_header_or_the_cookie() {
        for (name, value, expected) in [
            (AUTHORIZATION, "Bearer abc", true),
            (AUTHORIZATION, "Bearer abcd", false),
            (AUTHORIZATION, "abc", false),
            (COOKIE, "a=b; configcat_serve_token=abc", true),
            (COOKIE, "configcat_serve_token=", false),
        ] {
            let headers = HeaderMap::from_iter([(name, value.parse().unwrap())]);
            assert_eq!(has_token(&headers, &Token::new("abc".to_owned())), expected, "{value}");
        }
    }
}
